import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblinePresentation
import PlumblineTestSupport
import PlumblineText
import Testing

/// The question about suicidal thoughts is on every answer while it is open, and first where it blocks, whatever is decided.
struct RefusedQuestionTests {
  private let evaluator: Evaluator

  init() throws { evaluator = try Shipped.evaluator() }

  private func refusal(_ text: String, _ subject: Refusal.Subject = .profile) -> Refusal {
    Shipped.refusal(evaluator, text, subject)
  }

  private func names(_ facts: [Fact.Index]) -> [String] {
    facts.map { evaluator.guideline.vocabulary[$0].name }
  }

  @Test(arguments: [
    #""mood": {"phq_9": 15}"#, #""mood": {"phq_2": 3}"#,
    #""mood": {"phq_2": 3, "suicidal_ideation_disclosed": false}"#,
    #""mood": {"suicide_enquiry": {"absent": "asked-declined"}}"#,
    #""mood": {"phq_9_item_9": {"absent": "asked-declined"}}"#, #""mood": {"phq9": 15}"#,
    #""mood": {"phq_9": {"at_least": 12}}"#,
  ])
  func `a refusal without a stop still asks first where the question blocks`(mood: String) throws {
    let refusal = refusal("{\(mood), \"pain\": {\"intensity\": 11}}")
    #expect(refusal.alerts.isEmpty && refusal.possible.isEmpty || mood.contains("at_least"))
    let notice = try #require(refusal.notices.first)
    #expect(notice.placement == .first && notice.id == "red-flags/suicide-question")
    #expect(names(notice.asks) == ["mood.suicide_enquiry", "mood.phq_9_item_9"])
    #expect(refusal.isShown)
    let report = RefusalReport(evaluator.guideline.vocabulary)
    for form in [
      report.text(refusal, .declined, style: Style()), report.markdown(refusal, .declined),
      report.html(refusal, .declined),
    ] {
      let question = try #require(form.firstRange(of: "Ask about suicidal thoughts now"))
      let refused = try #require(form.firstRange(of: "no pairing is shown"))
      #expect(question.lowerBound < refused.lowerBound)
    }
    #expect(
      RefusalJSON(evaluator.guideline.vocabulary).value(refusal).canonicalText.contains(
        #""placement":"first""#))
  }

  @Test(arguments: [
    ("", "Suicidal thoughts: not asked.", "mood.suicide_enquiry"),
    (#""mood": {"phq_2": 2}, "#, "Suicidal thoughts: not asked.", "mood.suicide_enquiry"),
    (#""mood": {"phq_9": 5}, "#, "Read item 9 off the form.", "mood.phq_9_item_9"),
  ])
  func `a question that does not block is one quiet line, with the next question`(
    mood: String, says: String, next: String
  ) throws {
    let refusal = refusal("{\(mood)\"pain\": {\"intensity\": 11}}")
    let notice = try #require(refusal.notices.first)
    #expect(notice.placement == .quiet && notice.says.hasSuffix(says))
    #expect(names(notice.asks).first == next)
    #expect(!refusal.isShown && refusal.stopWords.contains(says.dropLast()))
  }

  @Test(arguments: [
    #""mood": {"phq_9": 15, "phq_9_item_9": 0}"#, #""mood": {"phq_9": 15, "suicide_enquiry": "none"}"#,
    #""mood": {"phq_9": 0}"#, #""mood": {"phq_9_item_9": 1}"#, #""mood": {"phq_9_item_9": 7}"#,
  ])
  func `a question that is settled, or is named as a stop, is not asked again`(mood: String) {
    #expect(refusal("{\(mood), \"pain\": {\"intensity\": 11}}").notices.isEmpty)
  }

  @Test func `an error elsewhere changes no open question, whatever was answered about mood`() throws {
    let refusing = #", "pain": {"intensity": 11}"#
    for total in [nil, 0, 3, 9, 10, 20, 24] {
      for first in [nil, 0, 2, 3] {
        for asked in [nil, "\"none\"", #"{"absent": "asked-declined"}"#] {
          let answers = [
            total.map { "\"phq_9\": \($0)" }, first.map { "\"phq_2\": \($0)" },
            asked.map { "\"suicide_enquiry\": \($0)" },
          ].compactMap { $0 }.joined(separator: ", ")
          let mood = "\"mood\": {\(answers)}"
          guard let decision = try? Shipped.decide(evaluator, "{\(mood)}") else { continue }
          let refusal = refusal("{\(mood)\(refusing)}")
          #expect(
            refusal.notices == decision.notices.filter { !$0.asks.isEmpty } || decision.disposition == .stop,
            "\(mood)")
        }
      }
    }
  }

  @Test func `without gates, as of packs that do not load, any answer about it calls for the question`() {
    var alone = evaluator.guideline
    alone.gates = []
    let evaluator = Shipped.evaluator(alone)
    func placement(_ text: String) -> Decision.Notice.Placement? {
      let readings = ProfileReader(alone.vocabulary, asOf: "2026-11-20").readings(
        of: Array(text.utf8), for: evaluator.factsOfStops)
      return evaluator.refusal(.packs, readings, asOf: "2026-11-28", problems: []).notices.first?.placement
    }
    #expect(placement(#"{"mood": {"phq_9": 15}}"#) == .first)
    #expect(placement(#"{"mood": {"phq_9_item_9": {"absent": "asked-declined"}}}"#) == .first)
    #expect(placement("{}") == .quiet)
  }

  private static let clear = """
    "red_flags": {"cauda_equina": false, "progressive_motor_deficit": false, "fracture": false, "malignancy": false,
    "infection": false, "inflammatory": false}
    """

  @Test(arguments: [
    (#""red_flags": {"cauda_equina": true}, "mood": {"phq_9": 15}"#, Decision.Disposition.stop, true),
    (#""mood": {"phq_9": 15}"#, .needData, true),
    ("\(clear), \"patient\": {\"age\": 17}", .outOfScope, false),
    (
      "\(clear), \"patient\": {\"age\": 40}, \"pain\": {\"region\": \"lumbar\", \"duration_weeks\": 20}",
      .needData, false
    ),
    (
      "\(clear), \"patient\": {\"age\": 40}, \"pain\": {\"region\": \"lumbar\", \"duration_weeks\": 20}, \"surgery\": {\"spinal\": true, \"weeks_since\": 3}",
      .defer, false
    ),
  ])
  func `the question stands on every decision`(
    profile: String, disposition: Decision.Disposition, isFirst: Bool
  ) throws {
    let decision = try Shipped.decide(evaluator, "{\(profile)}")
    #expect(decision.disposition == disposition)
    #expect(decision.notices.map(\.placement) == [isFirst ? .first : .quiet])
  }
}
