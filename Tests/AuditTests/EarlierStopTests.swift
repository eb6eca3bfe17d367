import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineLedger
import PlumblineTestSupport
import PlumblineText
import Testing

/// A stop that is on record is said beside a lower answer.
struct EarlierStopTests {
  private static func profile(infection: Bool, item9: Int = 0, id: String = "EX-01") -> String {
    """
    {"id": "\(id)", "red_flags": {"infection": \(infection), "malignancy": false}, "mood": {"phq_9_item_9": \(item9)}}
    """
  }

  private static func text(
    _ profile: String, _ recorded: borrowing RecordedHistory, asOf day: Day = "2026-11-20",
    language: String? = nil
  ) throws -> String {
    let evaluator = JointEvaluator(alone: try Shipped.evaluator())
    let read = try ProfileReader(evaluator.vocabulary, asOf: day).read(Array(profile.utf8))
    let view = language.flatMap(Language.named).map { LanguageView(evaluator, in: $0) }
    let stops = try EarlierStops(
      beside: try evaluator.decide(read, asOf: day), of: try #require(read.id), in: recorded.ledger,
      sayingIn: view?.evaluator.guidelines ?? evaluator.guidelines)
    return (stops?.text(style: Style()) ?? "").split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test func `a stop of the same day is said with its action, though the last answer of the day had none`()
    throws
  {
    let recorded = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    try recorded.record(Self.profile(infection: true), by: evaluator, asOf: "2026-11-20")
    try recorded.record(Self.profile(infection: false), by: evaluator, asOf: "2026-11-20")
    let text = try Self.text(Self.profile(infection: false), recorded)
    #expect(text.contains("A STOP IS ON RECORD that this answer does not have"))
    #expect(text.contains("Earlier today (record "))
    #expect(text.contains("/0): Possible spinal infection. Arrange medical assessment the same day"))
  }

  @Test func `a stop of the last day before is said, one that the answer has itself is not`() throws {
    let recorded = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    try recorded.record(Self.profile(infection: true), by: evaluator, asOf: "2026-10-01")
    try recorded.record(Self.profile(infection: false, item9: 1), by: evaluator, asOf: "2026-11-01")
    try recorded.record(Self.profile(infection: false), by: evaluator, asOf: "2026-11-01")
    let text = try Self.text(Self.profile(infection: false), recorded)
    #expect(text.contains("On 2026-11-01 (record ") && text.contains("Possible suicide risk"))
    #expect(!text.contains("2026-10-01"))
    try recorded.record(Self.profile(infection: true), by: evaluator, asOf: "2026-11-20")
    #expect(!(try Self.text(Self.profile(infection: true), recorded)).contains("Earlier today"))
  }

  @Test func `another patient's stops, later ones, and a patient without any say nothing`() throws {
    let recorded = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    try recorded.record(Self.profile(infection: true, id: "EX-02"), by: evaluator, asOf: "2026-11-20")
    try recorded.record(Self.profile(infection: true), by: evaluator, asOf: "2026-11-21")
    #expect(try Self.text(Self.profile(infection: false), recorded) == "")
  }

  @Test func `in Dutch it stands in both languages`() throws {
    let recorded = try RecordedHistory()
    try recorded.record(Self.profile(infection: true), by: try Shipped.evaluator(), asOf: "2026-11-20")
    let text = try Self.text(Self.profile(infection: false), recorded, language: "nl")
    #expect(text.contains("ER IS EEN STOP VASTGELEGD") && text.contains("[EN: A STOP IS ON RECORD"))
    #expect(text.contains("Eerder vandaag") && text.contains("[EN: Earlier today"))
  }
}
