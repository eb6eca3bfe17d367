import Plumbline
import PlumblineTestSupport
import Testing

/// What an embedding program gets: the command's own bytes, stops before anything else, and no patient data in errors.
struct DecisionSupportTests {
  static let examples = [
    "acute", "after-fusion-off-work", "goal-pain", "high-fear", "little-known", "questionnaires", "red-flag",
    "work-fear-only",
  ]
  private static let day = "2026-11-20"

  private let support: DecisionSupport

  private static let shipped = Result { try DecisionSupport(packs: [Shipped.rules]) }

  init() throws { support = try Self.shipped.get() }

  private func example(_ name: String) -> String { Command.contents("\(Shipped.examples)/\(name).json") }

  @Test(arguments: examples)
  func `each example gives the line that the command prints, as text and as UTF-8`(name: String) throws {
    let line = Command.contents("\(Shipped.examples)/expected/\(name).json")
    #expect(line.hasSuffix("\n"))
    let expected = String(line.dropLast())
    #expect(try support.decide(example(name), asOf: Self.day).json == expected)
    #expect(try support.decide(Array(example(name).utf8), asOf: Self.day).jsonBytes == Array(expected.utf8))
  }

  @Test func `a decision is available as a value, too, without a further import`() throws {
    let answer = try support.decide(example("high-fear"), asOf: Self.day)
    let decision = try #require(answer.content)
    #expect(decision.disposition == .recommend)
    #expect(decision.primary?.pairing.description == "exercise+pain-education")
    #expect(decision.primary?.claims.first?.certainty == .low)
    #expect(!answer.isUrgent)
    #expect(answer.refusal == nil)
  }

  @Test func `an explanation says why, why not, and what if`() throws {
    let answer = try support.explain(
      example("high-fear"), whyNot: ["cognitive-behavioural-therapy"], whatIf: ["goal.primary=pain"],
      asOf: Self.day)
    let explanation = try #require(answer.content)
    #expect(explanation.why.decision.disposition == .recommend)
    #expect(explanation.whyNot.map(\.pairing.description) == ["exercise+cognitive-behavioural-therapy"])
    #expect(explanation.whatIf?.isSameAnswer == false)
    #expect(answer.json.hasPrefix(#"{"answer":{"alerts":[],"alternatives":"#))
    #expect(answer.json.contains(#""kind":"explanation""#))
  }

  // MARK: stops first

  @Test(arguments: [
    #"{"red_flags": {"cauda_equina": true}, "pain": {"intensity": 11}}"#,
    #"{"red_flags": {"cauda_equina": true}"#,
    #"{"red_flags": {"cauda_equna": "yes"}}"#,
  ])
  func `a profile that cannot be read is an answer that names the true red flag before the problems`(
    profile: String
  ) throws {
    let decided = try support.decide(profile, asOf: Self.day)
    let explained = try support.explain(profile, whyNot: ["no-such-pairing"], asOf: Self.day)
    #expect(decided.content == nil)
    #expect(explained.content == nil)
    for (alerts, json, isUrgent) in [
      (decided.alerts, decided.json, decided.isUrgent),
      (explained.alerts, explained.json, explained.isUrgent),
    ] {
      #expect(alerts.map(\.id) == ["red-flags/cauda-equina"])
      #expect(isUrgent)
      #expect(json.hasPrefix(#"{"alerts":[{"action":"#))
      #expect(json.contains(#""decision":"refused""#))
    }
    #expect(decided.refusal?.problems.isEmpty == false)
  }

  @Test func `a refusal that may hide a stop is urgent, and one without a stop is not`() throws {
    let possible = try support.decide(#"{"mood": {"phq_9_item_9": 7}}"#, asOf: Self.day)
    #expect(possible.alerts.isEmpty)
    #expect(possible.isUrgent)
    #expect(possible.refusal?.possible.map(\.id) == ["red-flags/suicide-risk"])
    let none = try support.decide(#"{"pain": {"intensity": 11}}"#, asOf: Self.day)
    #expect(!none.isUrgent)
    #expect(none.refusal?.problems.map(\.path) == ["pain.intensity"])
  }

  @Test func `a stop is decided before a script of another pack can fail, and explained as well`() throws {
    let support = try DecisionSupport(packs: try Shipped.folders() + [Self.site(Self.failing)])
    let stopped = #"{"red_flags": {"infection": true}, "patient": {"age": 44}}"#
    #expect(try support.decide(stopped, asOf: Self.day).content?.disposition == .stop)
    let explained = try support.explain(stopped, asOf: Self.day)
    #expect(explained.alerts.map(\.id) == ["red-flags/infection"])
    let failure = #expect(throws: LuaScripts.Failure.self) {
      try support.decide(example("high-fear"), asOf: Self.day)
    }
    #expect(failure.map { "\($0)".contains("script 'divides' failed at site/pack.lua:3") } == true)
    #expect(failure.map { "\($0)".contains("47") } == false)
  }

  // MARK: questions that have no answer

  @Test func `a question that cannot be answered says what to ask instead, without patient data`() {
    let secret = #"{"id": "P-77", "patient": {"age": 83}}"#
    let day = #expect(throws: QuestionError.self) { try support.decide(example("acute"), asOf: secret) }
    #expect(day?.description == "the day must be written year-month-day, such as 2026-11-20")
    let pairing = #expect(throws: QuestionError.self) {
      try support.explain(
        example("acute"), whyNot: ["behavioural-therapy", "exercise+pain-educatoin"], asOf: Self.day)
    }
    #expect(pairing?.description == "whyNot[1]: unknown pairing; did you mean 'exercise+pain-education'?")
    let change = #expect(throws: QuestionError.self) {
      try support.explain(example("acute"), whatIf: ["fear.tsk_17=830"], asOf: Self.day)
    }
    #expect(
      change?.description.hasPrefix(
        "whatIf: the profile cannot be changed in this way\nfear.tsk_17: a number out of range") == true)
    #expect(change?.description.contains("830") == false)
  }

  static let manifest =
    #"pack "site" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "2.0" } }"#
  static let failing = """

    conflict "c" { title = "t", because = "b",
      when = scripted "divides" { reads = { patient.age }, says = "s", test = function(facts) error("age " .. facts.patient.age) end } }
    """

  static func site(_ text: String) -> PackFolder { Shipped.pack("site", ["pack.lua": manifest + text]) }
}
