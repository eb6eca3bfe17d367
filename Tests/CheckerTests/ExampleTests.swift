import PlumblineChecker
import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// The examples of every kind of finding: the pages show what the checker really reports.
struct ExampleTests {
  @Test func `every kind of finding has its own code`() {
    let codes = Checks.kinds.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test func `the frame around the examples is free of findings`() {
    let checking = Frame.check(.init(""))
    #expect(checking.findings.map(\.shown) == [])
    #expect(checking.loads)
  }

  @Test(arguments: Frame.shown)
  func `the mistake is found on the marked line, and nothing else is`(kind: FindingKind) {
    let findings = Frame.findings(kind.mistake, of: kind)
    let marked = Frame.marked(kind.mistake)
    #expect(!marked.isEmpty, "\(kind.code): its mistake marks no line with `\(Frame.mark)`")
    #expect(Set(findings.map(\.kind.code)) == [kind.code], "\(findings.map(\.shown))")
    let found = Set(findings.map { "\($0.location.file):\($0.location.line)" })
    #expect(found == marked, "\(findings.map(\.shown))")
  }

  @Test(arguments: Frame.shown)
  func `the fix has no finding at all`(kind: FindingKind) {
    #expect(Frame.findings(kind.fix, of: kind).map(\.shown) == [])
    #expect(Frame.marked(kind.fix).isEmpty)
  }

  @Test(arguments: Frame.shown)
  func `an offered fix removes the finding and adds none`(kind: FindingKind) {
    let folders = Frame.folders(kind.mistake)
    let before = Frame.check(kind.mistake)
    let fixing = Fixing(before)
    if before.findings.allSatisfy({ $0.fix == nil }) {
      #expect(fixing.changes.isEmpty)
      return
    }
    let after = Checking(fixing.applied(to: folders), asOf: "2026-11-20") { $0.name == "example" }
    #expect(after.loads)
    #expect(!after.findings.contains { $0.kind == kind }, "\(after.findings.map(\.shown))")
    #expect(after.findings.count <= before.findings.count)
  }

  @Test func `the certain fixes are the expected ones`() {
    let fixed = Checks.kinds.filter { kind in
      Frame.shown.contains(kind) && Frame.check(kind.mistake).findings.contains { $0.fix != nil }
    }
    let own: Set = ["clause-duplicate", "combination-of-one", "none-of-none", "one-of-one", "value-twice"]
    #expect(own.isSubset(of: fixed.map(\.code)))
  }
}

extension Frame {
  /// The kinds whose examples are not complete packs: a folder that cannot be read, a version compared with an earlier one, and what
  /// is said of a whole guideline, or of several.
  private static let apart = [
    "unreadable-pack", "version-too-small", "several-domains", "guidelines-contradict", "otherwise-missing",
  ]

  static let shown = Checks.kinds.filter { !apart.contains($0.code) }

  /// The findings, without the obvious one that an example without tests tests nothing.
  static func findings(_ example: FindingKind.Example, of kind: FindingKind) -> [Finding] {
    check(example).findings.filter {
      !example.tests.isEmpty || $0.kind == kind || $0.kind.code != "rule-without-test"
    }
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
