import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import Testing

/// What stands at a place of its own in an answer: the first line, above the evidence, or one quiet line.
struct NoticeTests {
  private let evaluator: Evaluator

  init() throws { evaluator = try Shipped.evaluator() }

  /// A patient of a pairing, whose answers about mood are added.
  private func decision(_ mood: String, _ more: String = #""goal": {"primary": "function"}"#) throws
    -> Decision
  {
    try Shipped.decide(
      evaluator,
      """
      {"patient": {"age": 44}, "pain": {"region": "lumbar", "duration_weeks": 60, "specific_cause": false, "radicular_dominant": false},
       "red_flags": {"cauda_equina": false, "progressive_motor_deficit": false, "fracture": false, "malignancy": false,
                     "infection": false, "inflammatory": false},
       "surgery": {"spinal": true, "weeks_since": 60}, "cognition": {"pcs": 10}, "work": {"status": "on-sick-leave", "absence_weeks": 4},
       "mood": {\(mood)}, \(more)}
      """)
  }

  private func notices(_ decision: Decision, _ placement: Decision.Notice.Placement) -> [String] {
    decision.notices.filter { $0.placement == placement }.map(\.says)
  }

  private func missing(_ decision: Decision) -> [String] {
    decision.missing.map { evaluator.guideline.vocabulary[$0.fact].name }
  }

  @Test(arguments: [
    (#""goal": {"primary": "function"}, "fear": {"tsk_17": 20}"#, "exercise"),
    (#""goal": {"primary": "function"}, "fear": {"tsk_17": 50}"#, "exercise+pain-education"),
    (#""goal": {"primary": "pain"}"#, "exercise+behavioural-therapy"),
    (
      #""goal": {"primary": "return-to-work"}, "fear": {"tsk_17": 20}"#,
      "exercise+work-integrated-rehabilitation"
    ),
    (
      #""goal": {"primary": "function"}, "risk": {"start_back_psychosocial": 4}"#,
      "exercise+cognitive-behavioural-therapy"
    ),
  ])
  func `a severe score stands above the evidence of every pairing`(patient: String, pairing: String) throws {
    let decision = try decision(#""gad_7": 15, "phq_9_item_9": 0"#, patient)
    #expect(decision.primary?.pairing.description == pairing)
    let above = notices(decision, .aboveEvidence)
    #expect(above.count == 1 && above[0].hasPrefix("GAD-7 of 15 or more"))
    #expect(decision.primary?.cautions.contains(above[0]) == true)
    #expect(notices(try self.decision(#""gad_7": 14, "phq_9_item_9": 0"#, patient), .aboveEvidence).isEmpty)
  }

  @Test(arguments: [(9, 0, 0), (10, 1, 0), (14, 1, 0), (15, 0, 0), (19, 0, 0), (20, 0, 1)])
  func `a PHQ-9 of 10 to 14 is one quiet line, and of 20 or more stands above the evidence`(
    total: Int, quiet: Int, above: Int
  ) throws {
    let decision = try decision("\"phq_9\": \(total), \"phq_9_item_9\": 0", #""goal": {"primary": "pain"}"#)
    #expect(decision.disposition == .recommend)
    #expect(notices(decision, .quiet).count { $0.hasPrefix("PHQ-9 of") } == quiet)
    #expect(notices(decision, .quiet).contains("Suicidal thoughts: enquiry: not asked; PHQ-9 item 9: 0."))
    #expect(notices(decision, .aboveEvidence).count == above)
  }

  @Test(arguments: [
    ("", "mood.suicide_enquiry", Decision.Disposition.recommend),
    (#""phq_2": 2"#, "mood.suicide_enquiry", .recommend),
    (#""phq_9": 5"#, "mood.phq_9_item_9", .recommend), (#""phq_9": 12"#, "mood.suicide_enquiry", .needData),
    (#""phq_2": 3"#, "mood.suicide_enquiry", .needData),
  ])
  func `the next question is the enquiry in words, or item 9 on a form that was taken`(
    mood: String, next: String, disposition: Decision.Disposition
  ) throws {
    let decision = try decision(mood, #""goal": {"primary": "pain"}"#)
    #expect(decision.disposition == disposition)
    #expect(missing(decision).first == next)
    let notice = try #require(decision.notices.first)
    #expect(notice.asks.first.map { evaluator.guideline.vocabulary[$0].name } == next)
    #expect(notice.placement == (disposition == .needData ? .first : .quiet))
  }

  @Test func `a question that blocks comes before the red flags that were not asked about`() throws {
    let decision = try Shipped.decide(evaluator, #"{"mood": {"phq_9": 12}}"#)
    #expect(decision.disposition == .needData)
    #expect(missing(decision).prefix(2) == ["mood.suicide_enquiry", "mood.phq_9_item_9"])
    #expect(decision.notices.first?.placement == .first)
  }

  @Test(arguments: [("patient says wants to die", true), ("", false), ("  ", false)])
  func `an answer says that notes were not read, and so does its replay, which has none of them`(
    notes: String, isSaid: Bool
  ) throws {
    let vocabulary = evaluator.guideline.vocabulary
    let profile = try ProfileReader(vocabulary, asOf: "2026-11-20").read(
      Array(#"{"notes": "\#(notes)", "patient": {"age": 44}}"#.utf8))
    let recorded = ProfileJSON(vocabulary).value(profile).canonical
    #expect(!String(decoding: recorded, as: UTF8.self).contains("die"))
    let again = try ProfileReader(vocabulary, asOf: "2026-11-20").read(recorded)
    for profile in [profile, again] {
      let said = notices(try evaluator.decide(profile, asOf: "2026-11-20"), .quiet)
      #expect(said.contains("The notes were not read.") == isSaid)
    }
  }

  @Test func `flags that were answered together say in the answer that they were not read back`() throws {
    let vocabulary = evaluator.guideline.vocabulary
    let profile = try LineProfile(vocabulary, asOf: "2026-11-20").read(Array("red_flags = none".utf8))
    let again = try ProfileReader(vocabulary, asOf: "2026-11-20").read(
      ProfileJSON(vocabulary).value(profile).canonical)
    #expect(again == profile && again.together == ["red_flags": .no])
    let decision = try evaluator.decide(again, asOf: "2026-11-20")
    #expect(
      notices(decision, .quiet).contains("Red flags: answered together, not read back."))
    #expect(notices(try self.decision(""), .quiet).count == 1)
    for text in [#"{"answered_together": ["mood"]}"#, #"{"answered_together": "red_flags"}"#] {
      #expect(throws: ProfileFailure.self) {
        try ProfileReader(vocabulary, asOf: "2026-11-20").read(Array(text.utf8))
      }
    }
  }

  @Test func `a gate that needs data says what to do`() throws {
    let decision = try decision(#""phq_9": 12"#, #""goal": {"primary": "pain"}"#)
    let gate = try #require(decision.gates.first)
    #expect(gate.action.hasPrefix("Ask about suicidal thoughts now"))
    #expect(gate.because.hasPrefix("Not answered: ") && gate.because.contains("PHQ-9 12"))
    #expect(decision.notices.first?.action == gate.action)
  }
}
