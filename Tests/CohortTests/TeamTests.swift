import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineCohort
@testable import PlumblineEngine

/// A cohort under several guidelines: for each line a row of each.
struct TeamTests {
  private let joint: JointEvaluator
  private let settings: [CohortSetting]

  init() throws {
    let joint = try Shipped.together(try Shipped.folders() + OtherField.folders())
    let compiled = try joint.evaluators.map { try CompiledGuideline($0) }
    self.joint = joint
    settings = zip(compiled, try CohortSelection.of([], compiled)).map {
      CohortSetting($0, of: joint, asOf: "2026-11-20", format: .ndjson, selection: $1, rejectsInPlace: true)
    }
  }

  private func rows(_ text: String, _ settings: [CohortSetting]) throws -> [JSONNode] {
    let output = CohortTeam(settings).answer(CohortDesk.piece(Array(text.utf8)))
    return try CohortDesk.lines(output.rows).map { try JSONReader.read($0) }
  }

  private static func lines(_ joint: JointEvaluator, _ random: inout Seeded, _ count: Int) -> [Profile] {
    (0..<count).map { number in
      var profile = Profile(id: "P\(number)", vocabulary: joint.vocabulary)
      for fact in joint.vocabulary.givenFacts where random.chance(50) {
        var filled = profile
        let isFlag = joint.vocabulary[fact].name.contains("flags.")
        filled[fact] = .known(
          isFlag && random.chance(95) ? .boolean(false) : random.value(of: joint.vocabulary[fact]))
        if joint.vocabulary.brokenLaws(in: filled).isEmpty { profile = filled }
      }
      return profile
    }
  }

  @Test func `each guideline's row is its decision, in the order of lines and of guidelines`() throws {
    var random = Seeded(Seeded.first)
    let profiles = Self.lines(joint, &random, 200)
    let writer = ProfileJSON(joint.vocabulary)
    let text = profiles.map { writer.value($0).canonicalText + "\n" }.joined()
    let rows = try rows(text, settings)
    #expect(rows.count == 400)
    for (number, profile) in profiles.enumerated() {
      let answers = try joint.decide(profile, asOf: "2026-11-20")
      for (place, part) in answers.parts.enumerated() {
        let row = rows[number * 2 + place]
        #expect(row["line"]?.numberValue?.intValue == number + 1, "seed \(random.seed)")
        #expect(row["guideline_id"]?.stringValue == part.guideline)
        #expect(
          row["decision"]?.stringValue == part.decision?.disposition.rawValue,
          "line \(number + 1), seed \(random.seed)")
        #expect(
          row["primary"]?["pairing"]?.stringValue == part.decision?.primary?.pairing.description,
          "line \(number + 1), seed \(random.seed)")
      }
    }
  }

  @Test func `a line that one guideline refuses is refused for all, once, with the stops of all`() throws {
    let text = """
      {"id": "a", "pain": {"intensity": 3}, "bp": {"systolic": 150}}
      {"id": "b", "pain": {"intensity": 33}, "danger": {"retina": true}}
      {"id": "c", "mood": {"phq_9": 26, "phq_9_item_9": 0}, "bp": {"systolic": 150}}

      """
    var naming = settings
    for place in naming.indices { naming[place].namesStops = true }
    let rows = try rows(text, naming)
    #expect(rows.map { $0["line"]?.numberValue?.intValue } == [1, 1, 2, 3])
    #expect(rows[2]["rejected"] != nil && rows[3]["rejected"] != nil)
    #expect(rows[2]["stops"]?.arrayValue?.map(\.stringValue) == ["bp-stops/accelerated"])
    #expect(CohortTeam(settings).answer(CohortDesk.piece(Array(text.utf8))).rejected == 2)
  }

  @Test
  func `only the rows that are wanted are written, and a name of one guideline selects none of the other`()
    throws
  {
    let compiled = settings.map(\.compiled)
    var chosen = settings
    for (place, selection) in try CohortSelection.of(["pairing=drug+diet"], compiled).enumerated() {
      chosen[place].selection = selection
    }
    let text =
      #"{"id": "a", "bp": {"systolic": 150, "confirmed": true}, "person": {"age": 40}, "danger": {"retina": false}}"#
      + "\n"
    let rows = try rows(text + text, chosen)
    #expect(rows.map { $0["guideline_id"]?.stringValue } == ["high-blood-pressure", "high-blood-pressure"])
    #expect(throws: CohortSelection.Problem.self) { try CohortSelection.of(["pairing=dance"], compiled) }
  }

  @Test func `the counts name each guideline, and those of parts add up`() throws {
    var random = Seeded(Seeded.first)
    let writer = ProfileJSON(joint.vocabulary)
    let lines = Self.lines(joint, &random, 60).map { writer.value($0).canonicalText + "\n" }
    func summary(_ lines: some Sequence<String>) -> CohortSummary {
      let team = CohortTeam(settings)
      _ = team.answer(CohortDesk.piece(Array(lines.joined().utf8)))
      return team.takeSummary()
    }
    let whole = summary(lines)
    #expect(whole.rows == 60)
    let decisions = whole.counts[.decisions] ?? [:]
    #expect(decisions.filter { $0.key.hasPrefix("chronic-back-pain: ") }.values.reduce(0, +) == 60)
    #expect(decisions.filter { $0.key.hasPrefix("high-blood-pressure: ") }.values.reduce(0, +) == 60)
    var parts = summary(lines[..<20])
    try parts.add(summary(lines[20...]))
    #expect(parts == whole)
    #expect(try CohortSummary(parsing: whole.json.canonical) == whole)
  }

  @Test func `a line is recorded once, by all guidelines, and each of its rows names the record`() throws {
    var recording = settings
    recording[0].decides = true
    let text =
      #"{"id": "a", "pain": {"intensity": 3}}"# + "\n" + #"{"id": "b", "pain": {"intensity": 33}}"# + "\n"
    let output = CohortTeam(recording).answer(CohortDesk.piece(Array(text.utf8)))
    #expect(output.decided.count == 1)
    #expect(
      output.decided[0].decision.parts.map(\.guideline) == ["chronic-back-pain", "high-blood-pressure"])
    let rows = try CohortDesk.lines(output.rows(recordedAs: ["origin/7"])).map { try JSONReader.read($0) }
    #expect(rows.map { $0["record"]?.stringValue } == ["origin/7", "origin/7", nil])
  }
}
