import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import PlumblineText
import Testing

@testable import PlumblineAudit

/// A patient's history, read from a ledger.
struct PatientHistoryTests {
  static func profile(tsk: Int, _ more: String = "", id: String = "EX-01") -> String {
    Patients.example("high-fear").replacing("\"tsk_17\": 44", with: "\"tsk_17\": \(tsk)")
      .replacing("\"EX-01\",", with: "\"\(id)\",\(more)")
  }

  private static func history(
    of id: String = "EX-01", _ recorded: borrowing RecordedHistory, by guideline: Guideline? = nil
  ) throws -> PatientHistory? {
    let guidelines = Guidelines(try guideline ?? Shipped.guideline(), of: [])
    var shelf = GuidelineShelf(recorded.ledger)
    return try PatientHistory(of: id, in: recorded.ledger, inForce: guidelines, &shelf)
  }

  private static func readings(_ history: PatientHistory?, _ name: String) -> [[String]] {
    (history?.scales ?? []).filter { $0.scale.name == name }.map { scale in
      scale.readings.map { "\($0.day) \(scale.words($0.state))" }
    }
  }

  @Test func `scores stand by day, and of one day the last recorded counts`() throws {
    let recorded = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    try recorded.record(Self.profile(tsk: 36), by: evaluator, asOf: "2026-06-01")
    try recorded.record(Self.profile(tsk: 44), by: evaluator, asOf: "2026-03-02")
    try recorded.record(Self.profile(tsk: 40), by: evaluator, asOf: "2026-03-02")
    try recorded.record(Self.profile(tsk: 60, id: "EX-02"), by: evaluator, asOf: "2026-04-01")
    let history = try #require(try Self.history(recorded))
    #expect(Self.readings(history, "fear.tsk_17") == [["2026-03-02 40", "2026-06-01 36"]])
    #expect(history.scales.first { $0.scale.name == "fear.tsk_17" }?.readings.first?.replaced == 1)
    #expect(history.entries.map(\.day) == ["2026-03-02", "2026-03-02", "2026-06-01"])
    #expect(try Self.history(of: "nobody", recorded) == nil)
  }

  @Test func `versions of a scale are never joined in one line`() throws {
    let recorded = try RecordedHistory()
    let other = try Packs.shipped(
      "vocabulary", "facts_fear_and_mood.lua", replacing: "label    = \"TSK-17\"",
      with: "label    = \"Tampa Scale\"")
    try recorded.record(
      Self.profile(tsk: 44), by: Shipped.evaluator(try GuidelineLoader.load(other)), asOf: "2026-03-02")
    try recorded.record(Self.profile(tsk: 36), by: try Shipped.evaluator(), asOf: "2026-06-01")
    let history = try #require(try Self.history(recorded))
    let lines = history.scales.filter { $0.scale.name == "fear.tsk_17" }
    #expect(lines.map(\.isInForce) == [false, true])
    #expect(lines.map(\.readings.count) == [1, 1])
    #expect(lines.map(\.changes.count) == [0, 0])
    let text = history.text(style: Style(isPlain: true))
    #expect(text.contains("Tampa Scale (a version that is not in force, 17 to 68)"))
    // TSK-11 and TSK-17 are two scales.
    #expect(!history.scales.contains { $0.scale.name == "fear.tsk_11" })
  }

  @Test func `what was overridden, and what came of it, stands under its answer, with the scores taken then`()
    throws
  {
    let recorded = try RecordedHistory()
    try recorded.record(Self.profile(tsk: 44), by: try Shipped.evaluator(), asOf: "2026-03-02")
    let reason = try #require(OverrideReason("prefers-alternative"))
    _ = try recorded.ledger.override(
      OverrideRequest(about: 0, reason: reason, instead: "exercise", note: nil, by: "dr-b"),
      time: "2026-03-09T10:00:00.000Z", engine: "plumbline test")
    let scores = try OutcomeScores(of: try recorded.ledger.record(0), in: recorded.ledger).read(
      Array("fear.tsk_17 = 36".utf8), asOf: "2026-06-01")
    _ = try recorded.ledger.outcome(
      OutcomeRequest(
        about: 0, code: .alternativeChosen, day: "2026-06-01", chosen: "exercise", done: "6 sessions",
        note: nil, by: nil, scores: scores),
      time: "2026-06-02T10:00:00.000Z", engine: "plumbline test")
    let history = try #require(try Self.history(recorded))
    #expect(history.entries.count == 1)
    let sequels = try #require(history.entries.first).sequels
    #expect(sequels.map(\.code) == ["prefers-alternative", "alternative-chosen"])
    #expect(sequels.map { $0.day?.description } == ["2026-03-09", "2026-06-01"])
    #expect(sequels.last?.says == ["chosen": "exercise", "done": "6 sessions"])
    #expect(Self.readings(history, "fear.tsk_17") == [["2026-03-02 44", "2026-06-01 36"]])
  }

  @Test func `what was erased is in no history`() throws {
    let recorded = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    try recorded.record(Self.profile(tsk: 44), by: evaluator, asOf: "2026-03-02")
    try recorded.record(Self.profile(tsk: 36), by: evaluator, asOf: "2026-06-01")
    try recorded.erase(0)
    #expect(Self.readings(try Self.history(recorded), "fear.tsk_17") == [["2026-06-01 36"]])
    try recorded.erase(1)
    #expect(try Self.history(recorded) == nil)
  }

  @Test func `an answer about suicide stands by its day, apart, and never as one of today`() throws {
    let recorded = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    for (day, item) in [("2026-03-02", 0), ("2026-06-01", 1)] {
      let profile = Self.profile(tsk: 44).replacing(
        "\"suicidal_ideation_disclosed\": false", with: "\"phq_9_item_9\": \(item)")
      try recorded.record(profile, by: evaluator, asOf: try #require(Day(day)))
    }
    let history = try #require(try Self.history(recorded))
    let item = try #require(history.scales.first { $0.scale.name == "mood.phq_9_item_9" })
    #expect(item.isOfToday)
    #expect(item.changes.map(\.change.verdict) == [.rise])
    let text = history.text(style: Style(isPlain: true))
    #expect(text.contains("Answers that counted only on their day\n  PHQ-9 item 9"))
    #expect(text.contains("No answer here is one of today"))
    #expect(text.contains("stop: red-flags/suicide-risk (same-day)"))
    #expect(!text.contains("red_flags"))
    #expect(history.html().contains("No answer here is one of today"))
  }

  @Test func `hostile text is harmless in every format, and no line is wider than 100 columns`() throws {
    let recorded = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    for (number, day) in ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01"].enumerated() {
      try recorded.record(Self.profile(tsk: 30 + number), by: evaluator, asOf: try #require(Day(day)))
    }
    let note =
      "<script>alert(1)</script> \u{1B}[31m red, and much more that goes on for a long while, "
      + String(repeating: "on and ", count: 40)
    _ = try recorded.ledger.outcome(
      OutcomeRequest(
        about: 0, code: .followed, day: "2026-06-01", chosen: nil, done: nil, note: note, by: nil),
      time: "2026-06-02T10:00:00.000Z", engine: "plumbline test")
    let history = try #require(try Self.history(recorded))
    for width in [60, 96, 120] {
      let text = history.text(style: Style(width: width))
      #expect(!text.contains("\u{1B}"))
      for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }
    #expect(!history.html().contains("<script>"))
    #expect(history.json["answers"]?.arrayValue?.count == 5)
    let plain = history.text(style: Style(isPlain: true)).replacing("Ö", with: "O")
    #expect(plain.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func `a scale is drawn over its whole range, a range as a dot`() throws {
    let guidelines = Guidelines(try Shipped.guideline(), of: [])
    let fact = guidelines.vocabulary[try #require(guidelines.vocabulary.index(of: "mood.phq_9"))]
    var scale = ScaleHistory(fact, isOfToday: false, isInForce: true, in: guidelines)
    for (day, value) in [("2026-01-01", 0), ("2026-02-01", 13), ("2026-03-01", 27)] {
      scale.add(.init(day: try #require(Day(day)), state: .known(.number(ExactNumber(value)))))
    }
    scale.add(.init(day: "2026-04-01", state: .within(.numbers(low: 10, high: 14))))
    #expect(Sparkline.of(scale) == "▁▄█·")
  }
}
