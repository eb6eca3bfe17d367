import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// Which answers another guideline changes, and why.
struct ImpactTests {
  private static let rule = "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk"

  @Test func `the guideline in force changes no patient's answer`() throws {
    let history = try RecordedHistory()
    for name in Patients.examples { try history.record(Patients.example(name), by: try Shipped.evaluator()) }
    let (impact, changes) = try history.impact(try Shipped.folders())
    #expect(changes.count == 0)
    #expect(impact.answers == Patients.examples.count)
    #expect(impact.decided == impact.answers)
    #expect(impact.unchanged == impact.answers)
  }

  @Test func `a cut-off that moves changes exactly the answers between the old and the new, by its rule`()
    throws
  {
    let history = try RecordedHistory()
    for score in [21, 30, 31, 34, 35, 36, 52] {
      try history.record(Patients.catastrophising(score), by: try Shipped.evaluator())
    }
    let (impact, changes) = try history.impact(
      try Packs.shipped(
        "psychological-pairing", "rules.lua", replacing: "cognition.pcs                 :above(30)",
        with: "cognition.pcs                 :above(35)"))
    #expect(changes.map(\.index) == [2, 3, 4])
    for change in changes {
      #expect(change.classes.contains(.primary))
      #expect(change.rules.map(\.words) == ["\(Self.rule): true → false"])
      let primary = try #require(change.shifts.first { $0.kind == .primary })
      #expect(primary.before == "exercise+cognitive-behavioural-therapy")
      #expect(primary.after == "exercise+pain-education")
    }
    #expect(impact.byRule.map(\.name) == [Self.rule])
    #expect(impact.byRule.map(\.count) == [3])
    #expect(impact.byClass.first { $0.name == .primary }?.count == 3)
    // The others were compared with another number, with the same answer.
    #expect(impact.otherTrace == 4)
  }

  @Test func `changed words are reported as words only, by path and without a value`() throws {
    let history = try RecordedHistory()
    try history.record(Patients.example("high-fear"), by: try Shipped.evaluator())
    try history.record(Patients.example("red-flag"), by: try Shipped.evaluator())
    let (impact, changes) = try history.impact(
      try Packs.shipped(
        "psychological-pairing", "rules.lua", replacing: "Fear of movement is high by at least one scale",
        with: "Fear of moving is high by at least one scale"))
    #expect(changes.map(\.index) == [0])
    #expect(changes.first?.classes == [.words])
    #expect(changes.first?.paths == ["recommendations[0].because"])
    #expect(impact.byClass.map(\.name) == [.words])
  }

  @Test func `a comment changes the pack's digest, but no patient's answer`() throws {
    let history = try RecordedHistory()
    try history.record(Patients.example("high-fear"), by: try Shipped.evaluator())
    let (_, changes) = try history.impact(
      try Packs.shipped(
        "psychological-pairing", "rules.lua", replacing: "-- convention", with: "-- a convention"))
    #expect(changes.count == 0)
  }

  @Test func `an answer that was a stop is reported with its alert, and the stop as the reason`() throws {
    let history = try RecordedHistory()
    try history.record(Patients.example("high-fear"), by: try Shipped.evaluator()) { decision in
      decision.setting("decision", "stop").setting("recommendations", []).setting(
        "alerts", [["id": "red-flags/fracture", "urgency": "urgent"]]
      ).changing("trace", 1) { $0.setting("truth", "true") }
    }
    let (_, changes) = try history.impact(try Shipped.folders())
    let change = try #require(changes.first)
    #expect(change.classes == [.disposition, .alerts])
    #expect(
      change.shifts.map(\.words) == [
        "disposition: stop → recommend", "alerts: red-flags/fracture (urgent) → none",
      ])
    #expect(change.rules.first?.words == "red-flags/fracture: true → false")
  }

  @Test func `a rating that changes is reported as certainty, with the evidence as the reason`() throws {
    let history = try RecordedHistory()
    try history.record(Patients.example("high-fear"), by: try Shipped.evaluator()) { decision in
      decision.changing("recommendations", 0) { primary in
        primary.setting("strength", "strong").changing("claims", 0) { $0.setting("certainty", "high") }
      }
    }
    let (_, changes) = try history.impact(try Shipped.folders())
    let change = try #require(changes.first)
    #expect(change.classes == [.strength, .certainty])
    #expect(change.shifts.first?.words == "strength of exercise+pain-education: strong for → conditional for")
    #expect(change.evidence.map(\.subject) == ["ho-2022/pain-education/function/mid-term"])
    #expect(change.evidence.map(\.before) == ["high"])
  }

  private static let ofRules: JSONValue = [["id": "red-flags/x", "title": "t", "because": "b"]]
  private static let ofGuidelines: JSONValue = [
    [
      "kind": "contradicts", "parts": ["exercise"],
      "guidelines": [
        ["guideline_id": "a", "stance": "recommends", "by": []],
        ["guideline_id": "b", "stance": "stops", "by": []],
      ],
    ], ["kind": "agrees", "parts": ["weight"], "guidelines": []],
  ]

  @Test(arguments: [
    ("conflicts", ofRules, "red-flags/x"), ("relations", ofGuidelines, "exercise (a recommends, b stops)"),
  ])
  func `a conflict that goes is not words only`(member: String, recorded: JSONValue, name: String) throws {
    let history = try RecordedHistory()
    try history.record(Patients.example("high-fear"), by: try Shipped.evaluator()) { decision in
      let others = (decision.objectValue ?? []).filter { $0.key != member }
      return .object(others + [JSONMember(member, recorded)])
    }
    let (impact, changes) = try history.impact(try Shipped.folders())
    #expect(changes.first?.classes == [.conflicts])
    #expect(changes.first?.shifts.map(\.words) == ["conflicts: \(name) → none"])
    #expect(impact.byClass.map(\.name) == [.conflicts])
  }

  @Test func `a profile that the new vocabulary refuses is reported with its paths`() throws {
    let history = try RecordedHistory()
    try history.record(
      Patients.example("high-fear").replacing("\"odi\": 32", with: "\"rmdq\": 23"),
      by: try Shipped.evaluator())
    try history.record(Patients.example("acute"), by: try Shipped.evaluator())
    let (impact, changes) = try history.impact(
      try Packs.shipped(
        "vocabulary", "facts_risk_and_disability.lua", replacing: "range = { 0, 24 }",
        with: "range = { 0, 20 }"))
    let change = try #require(changes.first { $0.classes == [.refused] })
    #expect(change.index == 0)
    #expect(change.shifts.map(\.after) == ["the profile no longer reads: disability.rmdq"])
    #expect(impact.decided == 1)
  }

  @Test func `a script that fails now has its own class, and the same failure is not a change`() throws {
    let history = try RecordedHistory()
    let failing = try Packs.failing()
    try history.record(Patients.example("high-fear"), by: try Shipped.evaluator())
    try history.record(
      Patients.example("high-fear"), by: Shipped.evaluator(try GuidelineLoader.load(failing)))
    let (_, changes) = try history.impact(failing)
    #expect(changes.map(\.index) == [0])
    #expect(changes.first?.classes == [.failure])
    #expect(changes.first?.shifts.first?.before == "recommend")
    let (_, fixed) = try history.impact(try Shipped.folders())
    #expect(fixed.map(\.index) == [1])
    #expect(fixed.first?.shifts.first?.after == "recommend")
  }

  @Test func `erased records are counted, and a malformed decision is reported`() throws {
    let history = try RecordedHistory()
    try history.record(Patients.example("acute"), by: try Shipped.evaluator())
    try history.erase(0)
    try history.record(Patients.example("acute"), by: try Shipped.evaluator()) {
      $0.setting("alerts", "none")
    }
    let (impact, changes) = try history.impact(try Shipped.folders())
    #expect([impact.answers, impact.erased, impact.others, impact.changed] == [1, 1, 1, 1])
    #expect(changes.first?.classes == [.unreadable])
  }
}

/// Two signatures that differ are never reported as the same.
struct AnswerShiftTests {
  private func answer(_ pairings: JSONValue, _ alerts: JSONValue = []) throws -> RecordedAnswer {
    try #require(RecordedAnswer(["decision": "recommend", "alerts": alerts, "recommendations": pairings]))
  }

  private func pairing(
    _ name: JSONValue, role: JSONValue = "primary", strength: JSONValue = "conditional",
    direction: JSONValue = "for",
    _ claims: JSONValue = []
  ) -> JSONValue {
    ["pairing": name, "role": role, "strength": strength, "direction": direction, "claims": claims]
  }

  private func claim(_ certainty: JSONValue, timepoint: JSONValue = "mid-term") -> JSONValue {
    ["evidence": "e", "outcome": "pain", "timepoint": timepoint, "certainty": certainty]
  }

  @Test func `every part of the signature is reported by its class`() throws {
    let plain = try answer([pairing("x", [claim("low")])])
    let others: [(RecordedAnswer, [AnswerClass])] = [
      (try answer([pairing("y", [claim("low")])]), [.primary]),
      (try answer([pairing("x", [claim("low")]), pairing("z", role: "alternative")]), [.alternatives]),
      (try answer([pairing("x", strength: "strong", [claim("low")])]), [.strength]),
      (try answer([pairing("x", direction: "against", [claim("low")])]), [.strength]),
      (try answer([pairing("x", [claim("high")])]), [.certainty]),
      (try answer([pairing("x", [claim("low", timepoint: "short-term")])]), [.certainty]),
      (try answer([pairing("x", [])]), [.certainty]),
      (try answer([pairing("x", [claim("low")])], [["id": "a", "urgency": "urgent"]]), [.alerts]),
    ]
    for (other, kinds) in others {
      #expect(AnswerShift.between(plain, other).map(\.kind) == kinds)
      #expect(AnswerShift.between(other, plain).map(\.kind) == kinds)
    }
    #expect(AnswerShift.between(plain, plain).isEmpty)
  }

  @Test func `two lists of the same pairings composed differently are not the same answer`() throws {
    let one = try answer([
      pairing("x", strength: "strong", [claim("low")]),
      pairing("x", strength: "conditional", [claim("high")]),
    ])
    let two = try answer([
      pairing("x", strength: "strong", [claim("high")]),
      pairing("x", strength: "conditional", [claim("low")]),
    ])
    #expect(!AnswerShift.between(one, two).isEmpty)
  }
}
