import Glibc
import PlumblineTestSupport
import Testing

/// `plumbline docs`: the folder that it writes, and its pages as a browser shows them.
struct DocsCommandTests {
  private static let names = [
    "decision", "evidence", "gaps", "gates", "index", "packs", "pairings", "rules", "tests", "vocabulary",
  ]

  private func docs(_ folder: String, _ more: [String] = []) -> Command.Result {
    Command.plumbline(
      ["docs", "--rules", Shipped.rules, "--into", folder, "--as-of", "2026-11-20"] + more)
  }

  @Test
  func `pages fit the window, on a telephone too, request nothing, and have headings in order`() {
    let scratch = Scratch()
    let written = docs("\(scratch.path)/book")
    #expect(written.code == 0, "\(written.error)")
    #expect(written.output == "10 pages written; begin with \(scratch.path)/book/index.html\n")
    for name in Self.names {
      let result = Command.run(
        "/usr/bin/env",
        [
          "python3", "\(Shipped.root)/Tests/Page/accessibility.py", "\(scratch.path)/book/\(name).html",
          "390",
        ])
      let lines = result.output.split(separator: "\n").map { String($0.drop { $0 == " " }) }
      let size = lines.first { $0.hasPrefix("width ") }?.split(separator: " ") ?? []
      #expect(size.count == 4, "\(name): \(result.error)")
      if size.count == 4 { #expect(Int(size[1]) ?? .max <= Int(size[3]) ?? 0, "\(name): \(size)") }
      #expect(!lines.contains { $0.hasPrefix("request:") }, "\(name)")
      let levels = lines.filter { $0.hasPrefix("heading ") }.compactMap {
        $0.dropFirst(8).first?.wholeNumberValue
      }
      #expect(levels.first == 1 && levels.count { $0 == 1 } == 1, "\(name): \(levels)")
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(name): \(levels)")
      #expect(lines.contains("main") && lines.contains("navigation: Chapters"), "\(name)")
    }
  }

  @Test
  func
    `a book is written again into its own folder, with the same bytes, and a page that is gone is taken away`()
  {
    let scratch = Scratch()
    let folder = "\(scratch.path)/book"
    #expect(docs(folder, ["--history", Shipped.rules]).code == 0)
    #expect(Command.contents("\(folder)/versions.html").contains("The same packs"))
    #expect(docs(folder).code == 0)
    #expect(access("\(folder)/versions.html", F_OK) != 0)
    let first = Command.bytes("\(folder)/rules.html")
    #expect(docs(folder).code == 0)
    #expect(Command.bytes("\(folder)/rules.html") == first && !first.isEmpty)
  }

  @Test func `nothing is written into a folder with other files`() {
    let scratch = Scratch()
    scratch.write("mine/index.html", "mine")
    let refused = docs("\(scratch.path)/mine")
    #expect(refused.code == 73)
    #expect(
      refused.error.contains(
        "is not empty and holds no book; name a new folder, or empty this one (nothing was written)"))
    #expect(Command.contents("\(scratch.path)/mine/index.html") == "mine")
    let none = docs("\(scratch.path)/none", ["--history", "/nowhere"])
    #expect(none.code == 66 && access("\(scratch.path)/none", F_OK) != 0, "\(none.error)")
    // A marker that names no pages makes no file ours, whatever paths it names.
    scratch.write("other/.plumbline-book", "heading\n../mine/index.html\n")
    scratch.write("other/rules.html", "mine")
    let second = docs("\(scratch.path)/other")
    #expect(second.code == 73)
    #expect(
      second.error.contains(
        "rules.html was not written by this command; move it away, or name another folder (nothing was written)"
      ))
    #expect(Command.contents("\(scratch.path)/other/rules.html") == "mine")
    #expect(access("\(scratch.path)/other/index.html", F_OK) != 0)
    #expect(Command.contents("\(scratch.path)/mine/index.html") == "mine")
  }

  @Test(
    arguments: [
      (["docs"], Int32(64)), (["docs", "--into", "/tmp/x", "--as-of", "today"], 64),
      (["docs", "/nowhere", "--into", "/tmp/x-plumbline-none"], 66),
      (["docs", "--rules", Shipped.rules, "--into", "/nowhere/at/all"], 66),
      (["docs", "--rules", Shipped.rules, "--into", "/proc/plumbline"], 66),
    ] as [([String], Int32)])
  func `a failure ends with its documented code and writes nothing`(
    arguments: [String], code: Int32
  ) {
    let result = Command.plumbline(arguments)
    #expect(result.code == code, "\(result.error)")
    #expect(result.output.isEmpty)
  }
}
