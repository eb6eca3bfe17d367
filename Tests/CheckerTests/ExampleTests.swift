import Checker
import Guideline
import TestSupport
import Testing

/// The examples of every kind of finding: what the pages show is what the checker says.
struct ExampleTests {
  @Test func `every kind of finding has a code of its own`() {
    let codes = Checks.kinds.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test func `the frame around the examples is free of findings`() {
    let checking = Frame.check(.init(""))
    #expect(checking.findings.map(\.shown) == [])
    #expect(checking.loads)
  }

  @Test(arguments: Checks.kinds.filter { $0.code != "unreadable-pack" })
  func `the mistake is found on the marked line, and nothing else is`(kind: FindingKind) {
    let checking = Frame.check(kind.mistake)
    let marked = Frame.marked(kind.mistake)
    #expect(!marked.isEmpty, "\(kind.code): its mistake marks no line with `\(Frame.mark)`")
    #expect(Set(checking.findings.map(\.kind.code)) == [kind.code], "\(checking.findings.map(\.shown))")
    let found = Set(checking.findings.map { "\($0.location.file):\($0.location.line)" })
    #expect(found == marked, "\(checking.findings.map(\.shown))")
  }

  @Test(arguments: Checks.kinds.filter { $0.code != "unreadable-pack" })
  func `the mend has no finding at all`(kind: FindingKind) {
    #expect(Frame.check(kind.mend).findings.map(\.shown) == [])
    #expect(Frame.marked(kind.mend).isEmpty)
  }
}

extension Finding {
  /// `example/example.lua:3:5: error[condition-never-holds] …`
  var shown: String {
    "\(location.file):\(location.line):\(location.column): \(kind.severity)[\(kind.code)] \(message)"
  }
}

extension FindingKind: CustomTestStringConvertible {
  public var testDescription: String { code }
}
