import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineLedger
import PlumblineTestSupport
import PlumblineText
import Testing

@testable import PlumblineAudit

/// What changed since a patient's last answer, and why the advice did.
struct SinceLastTests {
  private static func view(
    _ profile: String, _ recorded: borrowing RecordedHistory, asOf day: Day = "2026-11-20"
  ) throws -> SinceLastAnswer? {
    let evaluator = JointEvaluator(alone: try Shipped.evaluator())
    let read = try ProfileReader(evaluator.vocabulary, asOf: day).read(Array(profile.utf8))
    var shelf = GuidelineShelf(recorded.ledger)
    return try SinceLastAnswer(
      before: try evaluator.decide(read, asOf: day), of: read, named: try #require(read.id), by: evaluator,
      in: recorded.ledger, &shelf)
  }

  @Test func `the last answer of an earlier day counts: not one of today, not another patient's`() throws {
    let recorded = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    func profile(_ tsk: Int, id: String = "EX-01") -> String { PatientHistoryTests.profile(tsk: tsk, id: id) }
    #expect(try Self.view(profile(44), recorded) == nil)
    try recorded.record(profile(60), by: evaluator, asOf: "2026-01-01")
    try recorded.record(profile(44), by: evaluator, asOf: "2026-06-01")
    try recorded.record(profile(20, id: "EX-02"), by: evaluator, asOf: "2026-07-01")
    try recorded.record(profile(50), by: evaluator, asOf: "2026-11-20")
    let view = try #require(try Self.view(profile(36), recorded))
    #expect(view.day == "2026-06-01")
    #expect(view.record.hasSuffix("/1"))
    #expect(view.changes.map { "\($0.label) \($0.before) \($0.after)" } == ["TSK-17 44 36"])
    #expect(view.changes.first?.scale?.verdict == .within)
    #expect(view.byAnswers == [])
    #expect(view.text(style: Style()).contains("the advice is the same"))
  }

  @Test func `a changed advice names the rules that turned, and the changed answers that they read`() throws {
    let recorded = try RecordedHistory()
    let before = PatientHistoryTests.profile(tsk: 44)
    try recorded.record(before, by: try Shipped.evaluator(), asOf: "2026-06-01")
    let view = try #require(try Self.view(before.replacing("\"pcs\": 21", with: "\"pcs\": 40"), recorded))
    #expect(
      view.byAnswers.map(\.words) == [
        "primary: exercise+pain-education → exercise+cognitive-behavioural-therapy",
        "alternatives: none → exercise+pain-education",
      ])
    #expect(view.byGuideline == [])
    let cause = try #require(view.causes.first)
    #expect(cause.change.after == "true")
    #expect(cause.facts == ["PCS"])
    #expect(cause.title?.contains("CBT") ?? false)
  }

  @Test
  func `it speaks the language of the answer, with its titles, and names pairings as they are recorded`()
    throws
  {
    let recorded = try RecordedHistory()
    let before = PatientHistoryTests.profile(tsk: 44)
    try recorded.record(before, by: try Shipped.evaluator(), asOf: "2026-06-01")
    let after = before.replacing("\"pcs\": 21", with: "\"pcs\": 40")
    let evaluator = try Shipped.together(try Shipped.folders())
    let dutch = LanguageView(evaluator, in: try #require(Language.named("nl")))
    let read = try ProfileReader(evaluator.vocabulary, asOf: "2026-11-20").read(Array(after.utf8))
    var shelf = GuidelineShelf(recorded.ledger)
    let id = try #require(read.id)
    let since = try SinceLastAnswer(
      before: try evaluator.decide(read, asOf: "2026-11-20"), of: read, named: id, by: evaluator,
      in: recorded.ledger, &shelf, sayingIn: dutch.evaluator.guidelines)
    let view = try #require(since)
    let text = view.text(style: Style())
    #expect(text.contains("Sinds het antwoord van 2026-06-01"))
    #expect(text.contains("het advies is veranderd: eerste keuze: exercise+pain-education →"))
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      words.contains(
        "\"Catastroferen, sombere stemming of hoog risico: combineer oefentherapie met CGT\""))
    #expect(words.contains("MDC95 12,75, omgerekend uit SEM 4,6 als 1,96 · √2 · SEM"))
    for english in ["Since", "advice", "because", "changed", "not evaluated"] {
      #expect(!text.contains(english), "\(text)")
    }
  }

  @Test func `every entry of an answer's trace has a title`() throws {
    let evaluator = JointEvaluator(alone: try Shipped.evaluator())
    let read = try ProfileReader(evaluator.vocabulary, asOf: "2026-11-20").read(
      Array(PatientHistoryTests.profile(tsk: 44).utf8))
    let trace = try evaluator.decide(read, asOf: "2026-11-20").decisions.flatMap(\.trace)
    #expect(Set(trace.map(\.kind)).isSuperset(of: [.stop, .gate, .rule, .conflict]))
    #expect(trace.filter { evaluator.guidelines.title(of: $0.id) == nil }.map(\.id) == [])
  }

  @Test func `a guideline that changed is distinguished from answers that changed`() throws {
    let recorded = try RecordedHistory()
    // With another cut-off the patient of the example had no high fear.
    let folders = try Packs.shipped(
      "psychological-pairing", "rules.lua", replacing: ":at_least(15)", with: ":at_least(24)")
    let other = Shipped.evaluator(try GuidelineLoader.load(folders))
    let profile = PatientHistoryTests.profile(tsk: 20)
    try recorded.record(profile, by: other, asOf: "2026-06-01")
    let view = try #require(try Self.view(profile, recorded))
    #expect(view.packs == ["psychological-pairing 2.0.0, with another content"])
    #expect(!view.byGuideline.isEmpty)
    #expect(view.byAnswers == [])
    #expect(view.text(style: Style()).contains("what was answered since changed no advice"))
  }

  @Test func `answers that stops read are compared by no value, though the stop that is gone is named`()
    throws
  {
    let recorded = try RecordedHistory()
    let before = PatientHistoryTests.profile(tsk: 44).replacing(
      "\"suicidal_ideation_disclosed\": false",
      with: "\"phq_9_item_9\": 2, \"suicide_enquiry\": \"disclosed\"")
    try recorded.record(before, by: try Shipped.evaluator(), asOf: "2026-06-01")
    let after = PatientHistoryTests.profile(tsk: 44).replacing(
      "\"suicidal_ideation_disclosed\": false", with: "\"phq_9_item_9\": 0, \"suicide_enquiry\": \"none\"")
    let view = try #require(try Self.view(after, recorded))
    #expect(view.changes.isEmpty)
    #expect(view.byAnswers.contains { $0.kind == .disposition && $0.before == "stop" })
    let text = view.text(style: Style(isPlain: true))
    #expect(!text.contains("item 9 2"))
    #expect(!text.contains("disclosed ->"))
    #expect(text.contains("red-flags/suicide-risk"))
  }

  @Test func `every format has the same sentences, escaped`() throws {
    let recorded = try RecordedHistory()
    try recorded.record(PatientHistoryTests.profile(tsk: 44), by: try Shipped.evaluator(), asOf: "2026-06-01")
    let view = try #require(try Self.view(PatientHistoryTests.profile(tsk: 35), recorded))
    for text in [view.text(style: Style()), view.markdown, view.html.text] {
      #expect(text.contains("Since the answer of 2026-06-01"))
      #expect(text.contains("TSK-17 44 → 35"))
      #expect(text.contains(" −9, beyond measurement error (MDC95 8.53, Eiger B et al 2022)"))
      #expect(text.contains("neither important nor the effect of a treatment"))
      #expect(!text.contains("cannot be distinguished"))
    }
    #expect(view.text(style: Style(isPlain: true)).unicodeScalars.allSatisfy { $0.isASCII })
  }
}
