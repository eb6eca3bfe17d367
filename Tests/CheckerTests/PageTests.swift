import PlumblineChecker
import PlumblineTestSupport
import Testing

/// The pages are generated from the catalogue, and stay in step with it.
struct PageTests {
  @Test(arguments: Checks.kinds)
  func `the page in Documentation is up to date`(kind: FindingKind) {
    #expect(Command.contents("\(Shipped.root)/\(kind.page)") == kind.markdown, "run `make findings`")
  }

  @Test func `the index lists every kind, and no page is left over`() {
    #expect(
      Command.contents("\(Shipped.root)/Documentation/Findings.md") == Checks.index, "run `make findings`")
    let pages = Command.run("/bin/ls", ["\(Shipped.root)/Documentation/Findings"]).output
    #expect(Set(pages.split(separator: "\n").map(String.init)) == Set(Checks.kinds.map { "\($0.code).md" }))
  }
}
