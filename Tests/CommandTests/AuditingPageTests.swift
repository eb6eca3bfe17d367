import Glibc
import PlumblineTestSupport
import Testing

/// `Documentation/Auditing.md`: its ledger is made, every command is run, and every answer on it is what was printed.
struct AuditingPageTests {
  private static let path = "\(Shipped.root)/Documentation/Auditing.md"
  private static let text = Command.contents(path)

  /// `PLUMBLINE_WRITE_TUTORIAL=1` writes the page again after an intended change; then read it.
  @Test func `the page shows what its commands print`() {
    let scratch = Scratch()
    scratch.write("bin/.keep", "")
    symlink(Command.plumbline, "\(scratch.path)/bin/plumbline")
    let made = Command.run(
      "/bin/bash", ["\(Shipped.examples)/ledger/make.sh", Command.plumbline, "\(scratch.path)/ledger"])
    #expect(made.code == 0 && made.output == "" && made.error == "", "\(made.error)")
    let blocks = Tutorial(Self.text).blocks.filter { $0.info == "console" }
    #expect(blocks.count >= 12)
    var page = Self.text
    for block in blocks {
      let session = Session(block.text)
      let found = session.run(
        in: "\(scratch.path)/ledger",
        after: "export PLUMBLINE_LEDGER=ledger.sqlite PATH='\(scratch.path)/bin':\"$PATH\"")
      if session.matches(found) { continue }
      Issue.record(
        "line \(block.line) of Auditing.md shows\n\(block.text)\nand now is\n\(session.page(found))")
      page = page.replacing(block.text, with: session.page(found))
    }
    if getenv("PLUMBLINE_WRITE_TUTORIAL") != nil, let file = fopen(Self.path, "w") {
      fputs(page, file)
      fclose(file)
    }
  }

  @Test func `a ledger that is there already is not touched`() {
    let scratch = Scratch()
    scratch.write("ledger.sqlite", "mine")
    let refused = Command.run(
      "/bin/bash", ["\(Shipped.examples)/ledger/make.sh", Command.plumbline, scratch.path])
    #expect(refused.code == 73 && refused.error.contains("is there already"))
    #expect(Command.contents(scratch.path + "/ledger.sqlite") == "mine")
  }

  @Test func `every test that the page names is there`() {
    let names = Set(Self.text.matches(of: /`([A-Za-z]+Tests)`/).map { String($0.1) })
    #expect(names.count >= 15)
    for name in names.sorted() {
      let found = Command.run("/usr/bin/find", ["\(Shipped.root)/Tests", "-name", "\(name).swift"])
      #expect(!found.output.isEmpty, "\(name)")
    }
  }
}
