import PlumblineEngine
import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Laws hold between values of one sitting; what is for this visit does not follow from an earlier one.
struct SittingTests {
  /// A PHQ-9 total of 2 with an item 9 of 3 cannot be of one form.
  private static func two(_ date: String) -> Chart {
    Chart(observation("total", "44261-6", 2, on: date), observation("item", "44260-8", 3, on: "2026-11-20"))
  }

  @Test func `a total and a part of different days neither narrow nor contradict`() throws {
    let apart = try Self.two("2026-11-10").intake()
    #expect(apart.conflicts.isEmpty)
    #expect(try Self.two("2026-11-10").state("mood.phq_9") == .number(2))
    #expect(try Self.two("2026-11-10").state("mood.phq_9_item_9") == .number(3))
    #expect(Chart.vocabulary.brokenLaws(in: apart.profile).isEmpty)
    let narrowed = IntakeJSON(Chart.vocabulary).value(apart)["narrowed"]?.arrayValue ?? []
    #expect(!narrowed.contains { $0["fact"] == "mood.phq_2" })
  }

  @Test func `a total and a part of one sitting contradict each other, and the stop is not hidden`() throws {
    let together = try Self.two("2026-11-20").intake()
    #expect(together.conflicts.map(\.facts) == [["mood.phq_9", "mood.phq_9_item_9"]])
    let item = try #require(Chart.vocabulary.index(of: "mood.phq_9_item_9"))
    #expect(together.conflicts.first?.claims.contains { $0.fact == item && $0.value == .number(3) } == true)
  }

  @Test func `a total of this visit says what it forces, an earlier one does not`() throws {
    func narrowed(_ date: String) throws -> [JSONValue] {
      let intake = try Chart(observation("o", "44261-6", 27, on: date)).intake()
      return IntakeJSON(Chart.vocabulary).value(intake)["narrowed"]?.arrayValue ?? []
    }
    #expect(try narrowed("2026-11-20").contains { $0["fact"] == "mood.phq_9_item_9" && $0["known"] == 3 })
    #expect(try !narrowed("2026-11-10").contains { $0["fact"] == "mood.phq_9_item_9" })
  }

  @Test func `a profile keeps where its values came from, and decides the same when it is read again`() throws
  {
    let chart = Chart(
      observation("total", "44261-6", 2, on: "2026-11-10"),
      observation("item", "44260-8", 0, on: "2026-11-20"),
      observation("old", "72514-3", 6, on: "2026-03-02"),
      condition("c", code("278860009", snomed), onset: "2025"))
    let profile = try chart.intake().profile
    let written = ProfileJSON(Chart.vocabulary).value(profile)
    let again = try ProfileReader(Chart.vocabulary, asOf: Chart.asOf).read(written.canonical)
    #expect(again == profile)
    let evaluator = try Shipped.evaluator()
    let decisions = try [profile, again].map { try evaluator.decide($0, asOf: Chart.asOf) }
    let json = DecisionJSON(evaluator.guideline)
    #expect(json.canonical(decisions[0]) == json.canonical(decisions[1]))
    let pain = written["pain"]?["intensity"]
    #expect(pain == ["absent": "stale", "value": 6, "observed": "2026-03-02"])
  }

  @Test func `each comparison of a trace says where its value came from`() throws {
    let evaluator = try Shipped.evaluator()
    let decision = try evaluator.decide(
      Chart(observation("item", "44260-8", 2, on: "2026-11-20")).intake().profile, asOf: Chart.asOf)
    #expect(decision.disposition == .stop)
    let text = DecisionJSON(evaluator.guideline).value(decision).canonicalText
    #expect(
      text.contains(#""origin":{"method":"scored","observed":"2026-11-20","source":"Observation/item"}"#))
  }

  @Test func `an answer that is typed over a value of the record has no origin`() throws {
    var profile = try Chart(observation("total", "44261-6", 2, on: "2026-11-10")).intake().profile
    let index = try #require(Chart.vocabulary.index(of: "mood.phq_9"))
    #expect(profile.origins[index] != nil)
    profile[index] = .number(3)
    #expect(profile.origins[index] == nil)
  }
}
