import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineLedger
import PlumblineTestSupport
import Testing

@testable import PlumblineAudit

/// What a visit may begin from: what the last answers knew, and of it what still counts.
struct EarlierAnswersTests {
  private static func earlier(
    _ recorded: borrowing RecordedHistory, of id: String = "EX-01", asOf day: Day = "2026-11-20",
    _ guidelines: Guidelines? = nil
  ) throws -> EarlierAnswers? {
    var shelf = GuidelineShelf(recorded.ledger)
    return try EarlierAnswers(
      of: id, asOf: day, inForce: try guidelines ?? Guidelines(Shipped.guideline(), of: []),
      in: recorded.ledger, &shelf)
  }

  private static func value(_ name: String, _ answer: EarlierAnswers?) -> EarlierAnswers.Value? {
    answer?.values.first { $0.name == name }
  }

  @Test func `it is of the patient's answers up to today, and one that was replaced is passed over`() throws {
    let recorded = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    func record(_ tsk: Int, _ day: Day, id: String = "EX-01") throws -> Int {
      try recorded.record(PatientHistoryTests.profile(tsk: tsk, id: id), by: evaluator, asOf: day)
    }
    func fear() throws -> FactState? { Self.value("fear.tsk_17", try Self.earlier(recorded))?.state }
    #expect(try Self.earlier(recorded) == nil)
    let first = try record(60, "2026-06-01")
    _ = try record(20, "2026-07-01", id: "EX-02")
    _ = try record(30, "2026-12-24")
    #expect(try Self.earlier(recorded)?.opened == [first])
    let again = try record(44, "2026-06-01")
    #expect(try fear() == .known(.number(44)))
    let wrong = try record(17, "2026-08-01")
    let replacement = try record(18, "2026-08-01")
    _ = try recorded.ledger.amend(
      AmendmentRequest(about: wrong, replacement: replacement, reason: "wrong score", by: nil),
      time: "2026-08-02T10:00:00.000Z", engine: "plumbline test")
    #expect(try Self.earlier(recorded)?.opened == [first, again, replacement])
    #expect(try Self.earlier(recorded)?.day == "2026-08-01")
    #expect(try fear() == .known(.number(18)))
    try recorded.erase(replacement)
    // The wrong one is no substitute for it.
    #expect(try fear() == .known(.number(44)))
  }

  @Test func `each value is the last that was given, with its own day and record, whatever was asked since`()
    throws
  {
    let recorded = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    try recorded.record(PatientHistoryTests.profile(tsk: 44), by: evaluator, asOf: "2026-10-01")
    try recorded.record(
      #"{"id": "EX-01", "red_flags": {"fracture": true}, "cognition": {"pcs": 12}}"#, by: evaluator,
      asOf: "2026-11-01")
    // Recorded later, and known earlier.
    try recorded.record(#"{"id": "EX-01", "cognition": {"pcs": 50}}"#, by: evaluator, asOf: "2026-09-01")
    let answers = try Self.earlier(recorded)
    let (fear, distress) = (Self.value("fear.tsk_17", answers), Self.value("cognition.pcs", answers))
    #expect(fear?.day == "2026-10-01" && fear?.record.hasSuffix("/0") == true)
    #expect(distress?.day == "2026-11-01" && distress?.record.hasSuffix("/1") == true)
    #expect(distress?.state == .known(.number(12)))
    #expect(answers?.day == "2026-11-01")
  }

  @Test func `a pseudonym finds nothing, so that nobody is recorded under one as an id`() throws {
    let recorded = try RecordedHistory()
    try recorded.record(
      PatientHistoryTests.profile(tsk: 44), by: try Shipped.evaluator(), asOf: "2026-06-01")
    #expect(try Self.earlier(recorded, of: recorded.ledger.pseudonym(of: "EX-01")) == nil)
  }

  @Test func `what a stop reads is never among it, and what one could follow from never counts again`() throws
  {
    let recorded = try RecordedHistory()
    let mood = #""mood": {"phq_9": 12, "phq_9_item_9": 0, "suicide_enquiry": "none","#
    let profile = PatientHistoryTests.profile(tsk: 44).replacing(#""mood": {"#, with: mood)
    try recorded.record(profile, by: try Shipped.evaluator())
    let answer = try #require(try Self.earlier(recorded))
    let vocabulary = try Shipped.guideline().vocabulary
    #expect(!vocabulary.ofToday.isEmpty)
    for value in answer.values {
      let index = try #require(vocabulary.index(of: value.name))
      #expect(!vocabulary.ofToday.contains(index), "\(value.name)")
      if vocabulary.settlingToday.contains(index) { #expect(!value.stillCounts, "\(value.name)") }
    }
    // Of the same day, so that only the stop can be the reason.
    #expect(Self.value("mood.phq_9", answer)?.stillCounts == false)
    #expect(Self.value("fear.tsk_17", answer)?.stillCounts == true)
  }

  /// The packs say 90 days for the TSK-17, that the region stays, and that the goal is asked at each visit; an age is asked again.
  @Test(arguments: [
    ("2026-06-01" as Day, "2026-08-30" as Day, ["fear.tsk_17", "pain.region"]),
    ("2026-06-01", "2026-08-31", ["pain.region"]),
    ("2026-06-01", "2026-06-01", ["fear.tsk_17", "pain.region", "goal.primary"]),
  ])
  func `a value counts again for as long as its pack says`(then: Day, today: Day, names: [String]) throws {
    let recorded = try RecordedHistory()
    try recorded.record(PatientHistoryTests.profile(tsk: 44), by: try Shipped.evaluator(), asOf: then)
    let answer = try #require(try Self.earlier(recorded, asOf: today))
    for name in ["fear.tsk_17", "pain.region", "goal.primary", "patient.age"] {
      #expect(Self.value(name, answer)?.stillCounts == names.contains(name), "\(name)")
      #expect(Self.value(name, answer)?.day == then)
    }
  }

  @Test func `a value is as old as its observation, not as the answer that it was in`() throws {
    let recorded = try RecordedHistory()
    let origin =
      #""provenance": {"fear.tsk_17": {"source": "Observation/7", "observed": "2026-04-01T09:00:00Z"}},"#
    try recorded.record(
      PatientHistoryTests.profile(tsk: 44, origin), by: try Shipped.evaluator(), asOf: "2026-06-01")
    let value = try #require(Self.value("fear.tsk_17", try Self.earlier(recorded, asOf: "2026-07-10")))
    #expect(value.day == "2026-04-01")
    #expect(!value.stillCounts)
  }

  @Test func `what is asked in other words today is not an answer to it`() throws {
    let recorded = try RecordedHistory()
    try recorded.record(
      PatientHistoryTests.profile(tsk: 44), by: try Shipped.evaluator(), asOf: "2026-11-01")
    let folders = try Packs.shipped(
      "vocabulary", "facts_fear_and_mood.lua", replacing: "17-item version", with: "German version")
    let guideline = try GuidelineLoader.load(folders)
    let answer = try #require(try Self.earlier(recorded, Guidelines(guideline, of: [])))
    #expect(Self.value("fear.tsk_17", answer) == nil)
    #expect(Self.value("pain.region", answer) != nil)
  }
}
