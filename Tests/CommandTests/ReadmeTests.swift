import Glibc
import PlumblineTestSupport
import Testing

/// `README.md`: every command in it is run, and every answer in it is what was printed.
struct ReadmeTests {
  private static let path = "\(Shipped.root)/README.md"
  private static let blocks = Tutorial(Command.contents(path)).blocks

  private static func blocks(_ info: String) -> [Tutorial.Block] { blocks.filter { $0.info == info } }

  @Test func `every snippet of the page is of a kind that is tested`() {
    #expect(Set(Self.blocks.map(\.info)) == ["sh", "console", "lua", "swift"])
    #expect(Self.blocks("console").count >= 2)
    // Tests/Client/check.sh compares it with what it builds.
    #expect(Self.blocks("swift").count == 1)
  }

  /// `PLUMBLINE_WRITE_TUTORIAL=1` writes the page again after an intended change; then read it.
  @Test func `the page shows what its commands print`() {
    let scratch = Scratch()
    scratch.write(".build/release/.keep", "")
    for (file, link) in [(Command.plumbline, ".build/release/plumbline"), (Shipped.examples, "Examples")] {
      symlink(file, "\(scratch.path)/\(link)")
    }
    var page = Command.contents(Self.path)
    for block in Self.blocks("console") {
      let session = Session(block.text)
      let found = session.run(in: scratch.path)
      if session.matches(found) { continue }
      Issue.record("line \(block.line) of README.md shows\n\(block.text)\nand now is\n\(session.page(found))")
      page = page.replacing(block.text, with: session.page(found))
    }
    if getenv("PLUMBLINE_WRITE_TUTORIAL") != nil, let file = fopen(Self.path, "w") {
      fputs(page, file)
      fclose(file)
    }
  }

  @Test func `the rule on the page is in a shipped pack`() throws {
    let rules = try Shipped.folders().flatMap(\.files).map { String(decoding: $0.text, as: UTF8.self) }
    for block in Self.blocks("lua") {
      let pieces = block.text.split(separator: "\n\n").map { $0.drop { $0 == "\n" } }
      for piece in pieces {
        let text = String(piece.hasSuffix("\n") ? piece.dropLast() : piece)
        #expect(rules.contains { $0.contains(text) }, "line \(block.line): no pack has\n\(text)")
      }
    }
  }

  @Test func `every make command names a target`() {
    let targets = Command.contents("\(Shipped.root)/Makefile").split(separator: "\n")
    for line in Self.blocks("sh").flatMap({ $0.text.split(separator: "\n") }) {
      let words = line.split(separator: " ")
      #expect(words.first == "make" && targets.contains { $0.hasPrefix("\(words[1]):") }, "\(line)")
    }
  }

  @Test(arguments: [
    ("$ echo a\na\n", true), ("$ echo a\nb\n", false), ("$ echo a\n", false), ("$ echo a\na\nb\n", false),
    ("$ printf 'a\\nb\\nc\\nd\\n'\na\n  [two more]\nd\n", true),
    ("$ printf 'a\\nd\\n'\na\n  [two more]\nd\n", false),
    ("$ printf 'a\\nb\\nc\\n'\na\n  [two more]\nd\n", false), ("$ x=1\n$ echo $x\n1\n", true),
    ("$ echo '[1] a note'\n[2] a note\n", false),
    ("$ echo plumbline.local/0123456789abcdef/1\nplumbline.local/fedcba9876543210/1\n", true),
    ("$ echo plumbline.local/0123456789abcdef/1\nplumbline.local/fedcba9876543210/2\n", false),
  ])
  func `a page that shows another output is noticed`(text: String, isTrue: Bool) {
    let session = Session(text)
    #expect(session.matches(session.run(in: "/tmp")) == isTrue)
  }
}
