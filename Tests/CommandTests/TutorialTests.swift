import Glibc
import PlumblineTestSupport
import Testing

/// `Documentation/Writing-a-pack.md`: every snippet in it is run, and every answer in it is what was printed.
struct TutorialTests {
  private static let path = "\(Shipped.root)/Documentation/Writing-a-pack.md"

  @Test func `every snippet of the page is a file, a command, or the command's output`() {
    let tutorial = Tutorial(Command.contents(Self.path))
    #expect(tutorial.stray == nil)
    #expect(tutorial.blocks.count { $0.info == "sh" } >= 10)
    #expect(tutorial.blocks.count { $0.file != nil } >= 5)
    // Each runs in the folder in which the reader began.
    #expect(!tutorial.blocks.contains { $0.info == "sh" && $0.text.contains("cd ") })
    #expect(tutorial.page(tutorial.blocks.map(\.text)) == Command.contents(Self.path))
  }

  /// `PLUMBLINE_WRITE_TUTORIAL=1` writes the page's output again after an intended change; then read it.
  @Test func `following the page from an empty folder prints what it shows`() {
    let tutorial = Tutorial(Command.contents(Self.path))
    let scratch = Scratch()
    let found = tutorial.run(in: scratch)
    if getenv("PLUMBLINE_WRITE_TUTORIAL") != nil {
      let file = fopen(Self.path, "w")
      fputs(tutorial.page(found.map(\.found)), file)
      if let file { fclose(file) }
    }
    for (block, found) in found where block.text != found {
      Issue.record("line \(block.line) of Writing-a-pack.md shows\n\(block.text)and now is\n\(found)")
    }
  }

  @Test(arguments: [
    ("```sh\necho a\n```\n```text\na\n```\n", []), ("```sh\necho a\n```\n```text\nb\n```\n", ["a\n"]),
    ("```sh\necho a\n```\n", ["# printed, and not shown:\na\n"]), ("```sh\ntrue\n```\n", []),
    ("```lua file=x/y.lua\nreturn 1\n```\n```sh\ncat x/y.lua\n```\n```text\nreturn 1\n```\n", []),
    ("```sh\nls /nowhere 2>/dev/null || echo gone\n```\n```text\nthere\n```\n", ["gone\n"]),
  ])
  func `a page that shows another output is noticed`(page: String, differing: [String]) {
    let tutorial = Tutorial(page)
    let scratch = Scratch()
    #expect(tutorial.stray == nil)
    #expect(tutorial.run(in: scratch).filter { $0.block.text != $0.found }.map(\.found) == differing)
  }

  @Test(arguments: [
    "```lua\nx = 1\n```\n", "```text\na\n```\n", "```lua file=../x.lua or so\n```\n", "```\nx\n```\n",
  ])
  func `a snippet that is not run is noticed`(page: String) {
    #expect(Tutorial(page).stray != nil)
  }
}
