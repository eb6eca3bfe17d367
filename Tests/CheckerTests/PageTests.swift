import PlumblineChecker
import PlumblineTestSupport
import Testing

/// The pages are made from the catalogue, and stay what it says.
struct PageTests {
  @Test(arguments: Checks.kinds)
  func `the page in Documentation is what the catalogue says`(kind: FindingKind) {
    #expect(Command.contents("\(Shipped.root)/\(kind.page)") == kind.markdown, "run `make findings`")
  }

  @Test func `the index lists every kind, and no page is left over`() {
    #expect(
      Command.contents("\(Shipped.root)/Documentation/Findings.md") == Checks.index, "run `make findings`")
    let pages = Command.run("/bin/ls", ["\(Shipped.root)/Documentation/Findings"]).output
    #expect(Set(pages.split(separator: "\n").map(String.init)) == Set(Checks.kinds.map { "\($0.code).md" }))
  }
}
