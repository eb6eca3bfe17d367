import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import Testing

@testable import PlumblinePresentation

/// An answer's one line on a card of a record system.
struct CardReportTests {
  private func answer(_ profile: String) throws -> (JointDecision, CardReport) {
    let evaluator = try Shipped.together(try Shipped.folders())
    let profile = try ProfileReader(evaluator.vocabulary, asOf: "2026-11-20").read(Array(profile.utf8))
    return (try evaluator.decide(profile, asOf: "2026-11-20"), CardReport(evaluator.guidelines))
  }

  @Test(arguments: [
    ("{}", "NEED DATA: ", CardReport.Indicator.info),
    (#"{"red_flags": {"cauda_equina": true}}"#, "STOP, EMERGENCY: Possible cauda equina syndrome", .critical),
    (
      #"{"red_flags": {"cauda_equina": true, "fracture": true}}"#,
      "STOP, EMERGENCY (2 stops): Possible cauda equina syndrome", .critical
    ),
    (
      #"{"patient": {"age": 12}, "red_flags": {"cauda_equina": false, "progressive_motor_deficit": false, "#
        + #""fracture": false, "malignancy": false, "infection": false, "inflammatory": false}}"#,
      "OUT OF SCOPE: ", .info
    ),
  ])
  func `what is most urgent stands in the line`(
    profile: String, line: String, indicator: CardReport.Indicator
  )
    throws
  {
    let (joint, report) = try answer(profile)
    #expect(report.summary(joint, .declined).hasPrefix(line), "\(report.summary(joint, .declined))")
    #expect(report.indicator(joint) == indicator)
    #expect(report.summary(joint, .failed).hasPrefix("NOT RECORDED. \(line.prefix(20))"))
  }

  @Test func `a recommendation has its title, its strength and the addresses of what it cites`() throws {
    let text = Command.contents("\(Shipped.examples)/high-fear.json")
    let (joint, report) = try answer(text)
    #expect(report.summary(joint, .declined) == "RECOMMEND: Exercise with pain education (conditional)")
    let references = report.references(joint)
    #expect(references.map(\.url).contains("https://doi.org/10.1136/bmj-2021-067718"))
    #expect(Set(references.map(\.url)).count == references.count)
    #expect(references.allSatisfy { !$0.label.isEmpty && $0.label.unicodeScalars.count <= 100 })
  }

  @Test func `a long line is cut to its length at a whole character, and marked`() {
    let long = String(repeating: "e\u{301}", count: 100)
    for most in [20, 21, 22, 139] {
      let cut = CardReport.cut(long, to: most)
      #expect(cut.unicodeScalars.count <= most)
      #expect(cut.hasSuffix("…"))
      #expect(long.hasPrefix(cut.dropLast()))
    }
    #expect(CardReport.cut(" two\n lines ", to: 139) == "two lines")
  }
}
