import PlumblineGuideline
import Testing

@testable import PlumblineChecker

/// Scripts are run before the pack is used: one that fails leaves a patient without any answer.
struct ScriptRunsTests {
  private static func check(_ body: String, reads: String = "pain.intensity") -> Checking {
    Frame.check(
      .init(
        """
        fact "pain.burden" {
          type = "integer", range = { 0, 20 }, label = "Burden", question = "Worked out.", reads = { \(reads) },
          compute = function(facts)
            return \(body)
          end,
        }
        """, around: Examples.rule("pain.burden :at_least(14)"), tests: Examples.test()))
  }

  @Test(arguments: [
    ("facts.pain.intensity + facts.patient.age", 4, "reads a fact that is not in its `reads`"),
    ("facts.pain.intensity * 3", 1, "it must return"),
    ("facts.pain.intensity == 10 and 1 // 0 or 0", 4, "raised an error"),
  ])
  func `a script that fails is an error that names script, patient, reason and line`(
    body: String, line: Int, reason: String
  ) throws {
    let checking = Self.check(body)
    let found = checking.findings.filter { $0.kind == ScriptRuns.fails }
    #expect(found.count == 1, "\(checking.findings.map(\.message))")
    let finding = try #require(found.first)
    #expect(finding.message.hasPrefix("script 'pain.burden' fails for a patient with pain.intensity "))
    #expect(finding.message.contains(reason), "\(finding.message)")
    #expect(finding.location.file == "example/example.lua")
    #expect(finding.location.line == line)
    #expect(!checking.passes(isStrict: false))
  }

  @Test(arguments: ["facts.pain.intensity * 2", "math.min(20, facts.pain.intensity * 3)", "nil"])
  func `one that answers for every value, or does not know, is no error`(body: String) {
    #expect(!Self.check(body).findings.contains { $0.kind == ScriptRuns.fails })
  }

  @Test func `the last line names the script that was not analysed`() {
    let summary = Self.check("facts.pain.intensity * 2").summary
    #expect(
      summary.contains(
        "not analysed value by value: fact pain.burden, which a script works out (example/example.lua:1);"),
      "\(summary)")
  }
}
