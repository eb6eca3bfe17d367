import PlumblineEngine
import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// The steps of a decision, in the order of Documentation/Decision.md.
struct SelectionTests {
  typealias Pack = PolicyPack

  // MARK: 1. Stops

  private static let stops =
    Pack.stop("later", "a", urgency: "urgent") + Pack.stop("zoster", "b", urgency: "emergency")
    + Pack.stop("cauda", "c", urgency: "emergency") + Pack.stop("today", "d", urgency: "same-day")

  @Test func `every true stop is shown, by urgency and then by name`() throws {
    let answer = try Pack.answer(#"{"a":true,"b":true,"c":true,"d":true}"#, Self.stops)
    #expect(answer.disposition == .stop)
    #expect(
      answer.alerts.map(\.id) == [
        "red-flags/cauda", "red-flags/zoster", "red-flags/today", "red-flags/later",
      ])
    #expect(answer.gates.isEmpty)
    #expect(answer.recommendations.isEmpty)
  }

  @Test func `a true stop decides even if others are unknown`() throws {
    let answer = try Pack.answer(#"{"d":true}"#, Self.stops)
    #expect(answer.disposition == .stop)
    #expect(answer.alerts.map(\.id) == ["red-flags/today"])
  }

  @Test func `without a true stop every unknown one blocks`() throws {
    let answer = try Pack.answer(#"{"a":false,"b":false}"#, Self.stops)
    #expect(answer.disposition == .needData)
    #expect(Set(answer.gates.map(\.id)) == ["red-flags/cauda", "red-flags/today"])
    #expect(answer.gates.allSatisfy { $0.truth == .unknown })
  }

  @Test func `a stop comes before every gate`() throws {
    let gate = Pack.gate("exclude", "out", stage: "adult-and-region", "e :is(true)")
    #expect(try Pack.answer(#"{"a":true,"e":true}"#, Self.stops, gate).disposition == .stop)
    #expect(try Pack.answer(#"{"a":false,"e":true}"#, Self.stops, gate).disposition == .needData)
  }

  // MARK: 2. Gates

  private static let stages = [
    "adult-and-region", "acute", "recent-surgery", "specific-cause", "required-data",
  ]

  @Test(arguments: [("exclude", Decision.Disposition.outOfScope), ("defer", .defer)])
  func `a true gate decides by its kind`(kind: String, expected: Decision.Disposition) throws {
    let gate = Pack.gate(kind, "gate", stage: "acute", "a :is(true)")
    #expect(try Pack.answer(#"{"a":true}"#, gate).disposition == expected)
    #expect(try Pack.answer(#"{"a":false}"#, gate).disposition == .recommend)
    #expect(try Pack.answer("{}", gate).disposition == .needData)
  }

  @Test func `a gate on missing data blocks while none of its facts is known`() throws {
    let gate =
      #"need_data "either" { stage = "required-data", title = "t", any_of = { a, b }, because = "b", action = "a" }"#
    #expect(try Pack.answer("{}", gate).disposition == .needData)
    #expect(try Pack.answer(#"{"b":false}"#, gate).disposition == .recommend)
  }

  @Test(arguments: [0, 1, 2, 3])
  func `an earlier stage decides, and later ones are neither asked about nor traced`(earlier: Int) throws {
    let gates =
      Pack.gate("exclude", "late", stage: Self.stages[earlier + 1], "b :is(true)")
      + Pack.gate("defer", "early", stage: Self.stages[earlier], "a :is(true)")
    for (profile, expected) in [
      (#"{"a":true,"b":true}"#, Decision.Disposition.defer), (#"{"a":true}"#, .defer),
      (#"{"b":true}"#, .needData),
    ] {
      let answer = try Pack.answer(profile, gates)
      #expect(answer.disposition == expected, "\(profile)")
      #expect(answer.gates.map(\.id) == ["red-flags/early"], "\(profile)")
      #expect(!answer.trace.contains { $0.id == "red-flags/late" }, "\(profile)")
    }
    #expect(try Pack.answer(#"{"a":false,"b":true}"#, gates).disposition == .outOfScope)
  }

  @Test func `within a stage a true gate decides even if another is unknown`() throws {
    let gates =
      Pack.gate("defer", "unknown", stage: "acute", "a :is(true)")
      + Pack.gate("exclude", "true", stage: "acute", "b :is(true)")
    let answer = try Pack.answer(#"{"b":true}"#, gates)
    #expect(answer.disposition == .outOfScope)
    #expect(answer.gates.map(\.id) == ["red-flags/true"])
  }

  // MARK: 3. Asking instead of blocking

  @Test
  func `a gate that asks passes while unknown, with a caution, and its fact is the first missing one`()
    throws
  {
    let gate = Pack.gate(
      "exclude", "asked", stage: "acute", "b :is(true)",
      #", if_unknown = "ask", if_unknown_because = "It is rarely taken.""#)
    let rule = Pack.pairing("x") + Pack.rule("one", "x", "a :is(true)", #"slot = "one", rank = 1"#)
    let answer = try Pack.answer("{}", gate, rule)
    #expect(answer.disposition == .recommend)
    #expect(answer.cautions == ["Gate asked: not settled (B). It is rarely taken."])
    #expect(answer.missing.map(\.heads) == [true, false])
    #expect(try Pack.answer(#"{"b":true}"#, gate, rule).disposition == .outOfScope)
  }

  // MARK: 4. Rules

  private static let pairings = ["x", "y", "z"].map { Pack.pairing($0) }.joined()

  @Test func `in each slot the true rule of the lowest rank is chosen, and the chosen rules join`() throws {
    let rules =
      Self.pairings + Pack.rule("a-later", "x", "a :is(true)", #"slot = "one", rank = 2"#)
      + Pack.rule("b-first", "y", "b :is(true)", #"slot = "one", rank = 1"#)
      + Pack.rule("other", "z", "c :is(true)", #"slot = "two", rank = 7"#)
    #expect(try Pack.answer(#"{"a":true,"b":false,"c":false}"#, rules).pairings == ["exercise+x"])
    let joined = try Pack.answer(#"{"a":true,"b":true,"c":true}"#, rules)
    #expect(joined.pairings == ["exercise+y+z", "exercise+x"])
    #expect(joined.primary?.rules == ["red-flags/b-first", "red-flags/other"])
  }

  @Test
  func
    `of two packs' true rules of one slot and rank the first by name is chosen, and a conflict is reported`()
    throws
  {
    let evaluator = try Pack.evaluator(
      [Self.pairings, Pack.rule("x", "x", "a :is(true)", #"slot = "one", rank = 1"#)],
      second: Pack.rule("y", "y", "b :is(true)", #"slot = "one", rank = 1"#))
    let both = try Shipped.decide(evaluator, #"{"a":true,"b":true,"h":false}"#)
    #expect(both.primary?.rules == ["red-flags/x"])
    #expect(both.conflicts.map(\.id) == ["red-flags/x second/y"])
    let one = try Shipped.decide(evaluator, #"{"a":false,"b":true,"h":false}"#)
    #expect(one.primary?.rules == ["second/y"])
    #expect(one.conflicts.isEmpty)
  }

  @Test(arguments: [("strong", "strong", Strength.strong), ("strong", "conditional", .conditional)])
  func `a joined recommendation is as strong as its weakest rule`(
    one: String, two: String, expected: Strength
  ) throws {
    let rules =
      Self.pairings + Pack.rule("one", "x", "a :is(true)", #"slot = "one", rank = 1"#, strength: one)
      + Pack.rule("two", "y", "a :is(true)", #"slot = "two", rank = 1"#, strength: two)
    #expect(try Pack.answer(#"{"a":true}"#, rules).primary?.strength == expected)
  }

  @Test func `an unknown rule is never chosen, and is listed with the facts that it needs`() throws {
    let rules =
      Self.pairings + Pack.rule("open", "x", "all { a :is(true), b :is(true) }", #"slot = "one", rank = 1"#)
      + Pack.rule("known", "y", "c :is(true)", #"slot = "one", rank = 2"#)
    let answer = try Pack.answer(#"{"a":true,"c":true}"#, rules)
    #expect(answer.pairings == ["exercise+y"])
    #expect(answer.undecided.map(\.rule) == ["red-flags/open"])
    #expect(answer.undecided.flatMap(\.needs).count == 1)
  }

  @Test func `if no rule is chosen, otherwise is recommended`() throws {
    let rules =
      Self.pairings + Pack.rule("one", "x", "a :is(true)", #"slot = "one", rank = 1"#)
      + #"otherwise "rest" { title = "Exercise alone", recommend = "exercise", strength = "conditional", claims = {}, because = "rest" }"#
    for profile in [#"{"a":false}"#, "{}"] {
      let answer = try Pack.answer(profile, rules)
      #expect(answer.pairings == ["exercise"])
      #expect(answer.primary?.rules == ["red-flags/rest"])
    }
  }

  // MARK: 5. Alternatives

  @Test
  func
    `other usable rules are alternatives, one for each pairing, by certainty for the goal and then by name`()
    throws
  {
    let rules =
      Self.pairings + Pack.evidence("x", "pain", "low") + Pack.evidence("y", "pain", "moderate")
      + Pack.evidence("z", "function", "high")
      + Pack.rule("a-low", "x", "a :is(true)", #"role = "alternative""#, claims: #""trial/x/pain/mixed""#)
      + Pack.rule(
        "b-moderate", "y", "a :is(true)", #"role = "alternative""#, claims: #""trial/y/pain/mixed""#)
      + Pack.rule("c-again", "y", "b :is(true)", #"role = "alternative""#)
      + Pack.rule(
        "d-other", "z", "a :is(true)", #"role = "alternative""#, claims: #""trial/z/function/mixed""#)
    let forPain = try Pack.answer(#"{"a":true,"b":true,"goal":"pain"}"#, rules)
    #expect(forPain.pairings == ["exercise", "exercise+y", "exercise+x", "exercise+z"])
    #expect(forPain.recommendations[1].rules == ["red-flags/b-moderate", "red-flags/c-again"])
    let forFunction = try Pack.answer(#"{"a":true,"b":true,"goal":"function"}"#, rules)
    #expect(forFunction.pairings == ["exercise", "exercise+z", "exercise+x", "exercise+y"])
  }

  @Test func `an alternative for the primary pairing only supports it`() throws {
    let rules =
      Self.pairings + Pack.rule("chosen", "x", "a :is(true)", #"slot = "one", rank = 1"#)
      + Pack.rule("also", "x", "b :is(true)", #"role = "alternative""#)
    let answer = try Pack.answer(#"{"a":true,"b":true}"#, rules)
    #expect(answer.pairings == ["exercise+x"])
    #expect(answer.primary?.rules == ["red-flags/chosen", "red-flags/also"])
  }

  // MARK: 6. Vetoes

  private static let vetoed = [
    pairings + Pack.rule("x", "x", "a :is(true)", #"slot = "one", rank = 1"#)
      + Pack.rule("y", "y", "a :is(true)", #"slot = "one", rank = 2"#)
      + #"advise_against "not-x" { title = "Not x", against = "x", when = b :is(true), because = "b" }"#,
    Pack.pairing("x", #", contraindications = { { when = b :is(true), because = "b" } }"#) + Pack.pairing("y")
      + Pack.rule("x", "x", "a :is(true)", #"slot = "one", rank = 1"#)
      + Pack.rule("y", "y", "a :is(true)", #"slot = "one", rank = 2"#),
  ]

  @Test(arguments: vetoed)
  func `a true veto lets the next rule of the slot win`(rules: String) throws {
    #expect(try Pack.answer(#"{"a":true,"b":true}"#, rules).pairings == ["exercise+y"])
    #expect(try Pack.answer(#"{"a":true,"b":false}"#, rules).pairings == ["exercise+x", "exercise+y"])
  }

  @Test(arguments: vetoed)
  func `while a veto is unknown the pairing is shown, with a caution, and its fact is missing`(rules: String)
    throws
  {
    let answer = try Pack.answer(#"{"a":true}"#, rules)
    #expect(answer.pairings == ["exercise+x", "exercise+y"])
    #expect(answer.primary?.cautions.contains { $0.hasPrefix("Not answered: B.") } == true)
    #expect(answer.missing.count == 1)
  }

  @Test func `advice against a part is listed, with its reason`() throws {
    let answer = try Pack.answer(#"{"a":true,"b":true}"#, Self.vetoed[0])
    #expect(answer.advisedAgainst.map(\.part) == ["x"])
    #expect(answer.advisedAgainst.map(\.id) == ["red-flags/not-x"])
  }

  @Test func `a contraindication that acts is shown with its reason, and one that takes nothing away is not`()
    throws
  {
    let rules =
      Pack.pairing(
        "x",
        #", contraindications = { { when = b :is(true), because = "B is so." }, { when = c :is(true), because = "C is so." } }"#
      )
      + Pack.rule("x", "x", "a :is(true)", #"slot = "one", rank = 1"#)
    let acting = try Pack.answer(#"{"a":true,"b":true,"c":false}"#, rules).advisedAgainst
    #expect(acting.map(\.id) == ["red-flags/exercise+x"])
    #expect(acting.map(\.part) == ["exercise+x"])
    #expect(acting.map(\.because) == ["B is so."])
    let both = try Pack.answer(#"{"a":true,"b":true,"c":true}"#, rules).advisedAgainst
    #expect(both.map(\.because) == ["B is so. C is so."])
    for profile in [
      #"{"a":false,"b":true}"#, #"{"b":true}"#, #"{"a":true,"b":false,"c":false}"#, #"{"a":true}"#,
    ] {
      #expect(try Pack.answer(profile, rules).advisedAgainst.isEmpty, "\(profile)")
    }
  }
}
