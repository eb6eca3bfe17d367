import PlumblineEngine
import PlumblineGuideline
import PlumblinePresentation
import PlumblineTestSupport
import PlumblineText
import Testing

/// The words that a clinician reads, and those that must never appear.
struct ReportTests {
  private func text(_ profile: String) throws -> String {
    let evaluator = try Shipped.evaluator()
    let report = TextReport(evaluator.guideline, style: Style())
    return report.text(try Shipped.decide(evaluator, profile), .declined).split { $0.isWhitespace }.joined(
      separator: " ")
  }

  private static let base = #"""
    "patient": {"age": 44}, "pain": {"region": "lumbar", "duration_weeks": 60, "specific_cause": false},
    "red_flags": {"cauda_equina": false, "progressive_motor_deficit": false, "fracture": false, "malignancy": false, "infection": false, "inflammatory": false}
    """#

  @Test func `a stop heads the page with its urgency and what to do, and no pairing`() throws {
    let page = try text(
      #"{"red_flags": {"cauda_equina": true, "fracture": true}, "fear": {"fabq_physical_activity": 24}}"#)
    let emergency = try #require(page.firstRange(of: "EMERGENCY"))
    let urgent = try #require(page.firstRange(of: "URGENT"))
    #expect(emergency.lowerBound < urgent.lowerBound)
    #expect(page.contains("No pairing is shown while a stop is true."))
    #expect(!page.contains("exercise+") && !page.contains("certainty"))
  }

  @Test func `an unanswered gate claims nothing that it would find`() throws {
    let page = try text("{}")
    #expect(page.contains("NEED DATA"))
    #expect(page.contains("an unanswered question is not a no"))
    #expect(!page.contains("cauda equina syndrome is present"))
  }

  @Test func `the reason is reported with the patient's own values`() throws {
    let page = try text(
      "{\(Self.base), \"surgery\": {\"spinal\": false}, \"fear\": {\"tsk_17\": 46}, \"work\": {\"status\": \"employed-full-time\", \"absence_weeks\": 0}, \"goal\": {\"primary\": \"function\"}}"
    )
    #expect(page.contains("TSK-17 46"))
    #expect(page.contains("FABQ-PA not asked"))
    #expect(page.contains("recalled, not confirmed at its source"))
  }

  @Test func `what lowers certainty is reported step by step`() throws {
    let page = try text(
      "{\(Self.base), \"surgery\": {\"spinal\": true, \"weeks_since\": 150}, \"fear\": {\"tsk_17\": 46}, \"work\": {\"status\": \"retired\"}, \"goal\": {\"primary\": \"function\"}}"
    )
    #expect(page.contains("low → very low ["))
    #expect(page.contains("moderate → low ["))
    #expect(
      page.contains(
        "Studied in people with low back pain (whether people with spinal surgery took part is not known to us); this patient differs: one level lower."
      ))
    #expect(page.contains("this patient differs"))
  }

  @Test func `an alternative without claims says so, in every format`() throws {
    let guideline = try SmallPack.guideline(
      SmallPack.score,
      """
      rule "y" { title = "t", when = score :above(5), recommend = "exercise+x", role = "alternative", strength = "conditional",
        claims = {}, because = "The score is high." }
      """)
    let decision = try Shipped.decide(Shipped.evaluator(guideline), #"{"flag": false, "score": 9}"#)
    let pages = [
      TextReport(guideline, style: Style()).text(decision, .declined),
      MarkdownReport(guideline).text(decision, .declined), HTMLReport(guideline).text(decision, .declined),
    ]
    for page in pages {
      let words = page.split { $0.isWhitespace }.joined(separator: " ")
      #expect(words.contains("The score is high. It claims no evidence."), "\(page)")
      #expect(!words.contains("Certainty: ."))
    }
  }

  @Test func `it never uses forbidden sentences`() throws {
    let evaluator = try Shipped.evaluator()
    let forbidden = [
      "is safe", "no side effects", "in the head", "cures", "will work", "proven to", "guarantee", "crippled",
      "synerg",
    ]
    for name in [
      "high-fear", "goal-pain", "after-fusion-off-work", "work-fear-only", "questionnaires", "acute",
      "little-known", "red-flag",
    ] {
      let decision = try Shipped.decide(evaluator, Command.contents("\(Shipped.examples)/\(name).json"))
      let page = MarkdownReport(evaluator.guideline).text(decision, .declined).lowercased()
      for words in forbidden { #expect(!page.contains(words), "\(name): \(words)") }
    }
  }
}
