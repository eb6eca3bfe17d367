import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import Testing

/// Step-up within a slot: a part that was tried without help, or is not available.
struct PassOverTests {
  typealias Pack = PolicyPack

  private static let pairings = ["x", "y", "z"].map { Pack.pairing($0) }.joined()
  private static let ladder =
    pairings + Pack.rule("first", "x", "a :is(true)", #"slot = "one", rank = 1"#)
    + Pack.rule("second", "y", "b :is(true)", #"slot = "one", rank = 2"#)
    + #"pass_over "no-x" { title = "X is out of reach", part = "x", when = c :is(true), because = "C is so.", action = "Refer." }"#
    + "\n"

  @Test func `the next true rule leads, and what was passed over stays an alternative with its reason`()
    throws
  {
    let answer = try Pack.answer(#"{"a":true,"b":true,"c":true}"#, Self.ladder)
    #expect(answer.pairings == ["exercise+y", "exercise+x"])
    #expect(answer.recommendations[1].passedOver.map(\.because) == ["C is so."])
    #expect(answer.recommendations[1].outrankedBy == nil)
    #expect(answer.primary?.passedOver == [])
    #expect(answer.advisedAgainst.isEmpty)
    #expect(answer.conflicts.isEmpty)
  }

  @Test func `if no other rule of the slot is true, it leads all the same, with what to do`() throws {
    for profile in [#"{"a":true,"b":false,"c":true}"#, #"{"a":true,"c":true}"#] {
      let answer = try Pack.answer(profile, Self.ladder)
      #expect(answer.pairings == ["exercise+x"], "\(profile)")
      #expect(answer.primary?.passedOver.map(\.action) == ["Refer."], "\(profile)")
    }
  }

  @Test func `while it is unknown nothing changes, and it is missing only where it could change the answer`()
    throws
  {
    let both = try Pack.answer(#"{"a":true,"b":true}"#, Self.ladder)
    #expect(both.pairings == ["exercise+x", "exercise+y"])
    #expect(both.primary?.cautions == [])
    #expect(both.missing.count == 1)
    let one = try Pack.answer(#"{"a":true,"b":false}"#, Self.ladder)
    #expect(one.missing.isEmpty)
  }

  @Test func `a veto rules out what would lead because no other is true`() throws {
    let rules =
      Self.ladder
      + #"advise_against "not-x" { title = "Not x", against = "x", when = d :is(true), because = "b" }"#
    let answer = try Pack.answer(#"{"a":true,"b":false,"c":true,"d":true}"#, rules)
    #expect(answer.pairings == ["exercise"])
    #expect(answer.advisedAgainst.map(\.part) == ["x"])
  }

  @Test func `if all true rules of a slot are passed over, rank decides among them`() throws {
    let rules =
      Self.ladder + #"pass_over "no-y" { title = "No y", part = "y", when = d :is(true), because = "D." }"#
    let answer = try Pack.answer(#"{"a":true,"b":true,"c":true,"d":true}"#, rules)
    #expect(answer.pairings == ["exercise+x", "exercise+y"])
    #expect(
      answer.recommendations.map { $0.passedOver.map(\.id) } == [["red-flags/no-x"], ["red-flags/no-y"]])
  }

  @Test func `what is passed over did not lose to a rule of its rank by its name`() throws {
    let evaluator = try Pack.evaluator(
      [
        Self.pairings, Pack.rule("a", "x", "a :is(true)", #"slot = "one", rank = 1"#),
        #"pass_over "no-x" { title = "t", part = "x", when = c :is(true), because = "b" }"#,
      ],
      second: Pack.rule("b", "y", "b :is(true)", #"slot = "one", rank = 1"#))
    let passed = try Shipped.decide(evaluator, #"{"a":true,"b":true,"c":true,"h":false}"#)
    #expect(passed.primary?.rules == ["second/b"])
    #expect(passed.conflicts.isEmpty)
    let tied = try Shipped.decide(evaluator, #"{"a":true,"b":true,"c":false,"h":false}"#)
    #expect(tied.primary?.rules == ["red-flags/a"])
    #expect(tied.conflicts.count == 1)
  }

  @Test func `an explanation says which rule leads instead`() throws {
    let evaluator = try Pack.evaluator([Self.ladder])
    let profile = try ProfileReader(evaluator.guideline.vocabulary, asOf: "2026-11-20").read(
      Array(#"{"a":true,"b":true,"c":true,"h":false}"#.utf8))
    let why = try evaluator.why(profile, asOf: "2026-11-20")
    #expect(
      why.rules.first { $0.rule.id == "red-flags/first" }?.standing
        == .passedOver(by: ["red-flags/no-x"], for: "red-flags/second"))
  }

  @Test func `the base and a part that no pairing has are refused`() {
    for (part, words) in [
      ("exercise", "is against exercise itself"), ("w", "no pairing has the part 'w'"),
    ] {
      let rules =
        Self.pairings
        + #"pass_over "p" { title = "t", part = "\#(part)", when = a :is(true), because = "b" }"#
      let failure = #expect(throws: PackFailure.self) { try Pack.evaluator([rules]) }
      #expect(failure?.problems.contains { $0.message.contains(words) } == true, "\(part)")
    }
  }
}

/// Strength and claims of each part: "offer" beside "consider".
struct PartStrengthTests {
  typealias Pack = PolicyPack

  private static func rules(_ strength: String, _ claims: String) -> String {
    Pack.pairing("x") + Pack.evidence("exercise", "pain", "low") + Pack.evidence("x", "pain", "low")
      + #"""
      rule "one" { title = "t", when = a :is(true), recommend = "exercise+x", slot = "one", rank = 1, strength = \#(strength),
        claims = \#(claims), because = "b" }

      """#
  }

  private static let byPart = rules(
    #"{ exercise = "strong", x = "conditional" }"#,
    #"{ exercise = { "trial/exercise/pain/mixed" }, x = { "trial/x/pain/mixed" } }"#)

  @Test
  func `a rule gives each part its strength and claims; as a whole it is as strong as its weakest part`()
    throws
  {
    let answer = try Pack.answer(#"{"a":true}"#, Self.byPart)
    #expect(answer.primary?.strength == .conditional)
    #expect(answer.primary?.strongParts == ["exercise"])
    #expect(answer.primary?.claims.count == 2)
    #expect(
      answer.primary?.parts.map(\.claims) == [["trial/exercise/pain/mixed"], ["trial/x/pain/mixed"]])
  }

  @Test func `claims of the whole are about what the pairing adds, whatever strengths its parts have`() throws
  {
    let rules = Self.rules(#"{ exercise = "strong", x = "conditional" }"#, #"{ "trial/x/pain/mixed" }"#)
    let answer = try Pack.answer(#"{"a":true}"#, rules)
    #expect(answer.primary?.parts.map(\.claims) == [[], ["trial/x/pain/mixed"]])
  }

  @Test func `a joined answer keeps apart what each rule offers, and claims`() throws {
    let rules =
      Self.rules(#""strong""#, #"{ "trial/x/pain/mixed" }"#) + Pack.pairing("y")
      + Pack.evidence("y", "pain", "low")
      + Pack.rule("two", "y", "b :is(true)", #"slot = "two", rank = 1"#, claims: #""trial/y/pain/mixed""#)
    let parts = try Pack.answer(#"{"a":true,"b":true}"#, rules).primary?.parts ?? []
    #expect(parts.map(\.part) == ["exercise", "x", "y"])
    #expect(parts.map(\.strength) == [.strong, .strong, .conditional])
    #expect(parts.map(\.claims) == [[], ["trial/x/pain/mixed"], ["trial/y/pain/mixed"]])
    #expect(parts.map(\.rules.count) == [2, 1, 1])
    #expect(try Pack.answer(#"{"a":true,"b":false}"#, rules).primary?.parts == [])
  }

  @Test func `a strength by part is part of the answer: a fact that changes it is missing`() throws {
    let rules =
      Self.byPart
        + #"""
        rule "all" { title = "t", when = all { a :is(true), b :is(true) }, recommend = "exercise+x", slot = "two", rank = 1,
          strength = "conditional", claims = { "trial/exercise/pain/mixed", "trial/x/pain/mixed" }, because = "b" }
        rule "strong" { title = "t", when = all { a :is(true), c :is(true) }, recommend = "exercise+x", slot = "three", rank = 1,
          strength = { exercise = "conditional", x = "strong" }, claims = { "trial/exercise/pain/mixed", "trial/x/pain/mixed" },
          because = "b" }

        """#
    let answer = try Pack.answer(#"{"a":true}"#, rules)
    #expect(answer.missing.map(\.fact).count == 1, "only C changes the strength of a part")
  }

  @Test(arguments: [
    (#"{ exercise = "strong" }"#, "{}", "says nothing of x"),
    (
      #"{ exercise = "strong", x = "strong", z = "strong" }"#, "{}",
      "names 'z', which is not a part of exercise+x"
    ),
    (#"{ exercise = "strong", x = "weak" }"#, "{}", "is 'weak'; write one of strong, conditional"),
    (#""strong""#, #"{ y = { "trial/x/pain/mixed" } }"#, "`claims` of rule 'one' names 'y'"),
    (#""strong""#, #"{ x = "trial/x/pain/mixed" }"#, "`claims` of rule 'one' is a string; write a list"),
    (#""strong""#, #"{ x = { "trial/nothing/pain/mixed" } }"#, "trial/nothing/pain/mixed"),
  ])
  func `a wrong table is refused`(strength: String, claims: String, words: String) {
    let failure = #expect(throws: PackFailure.self) { try Pack.evaluator([Self.rules(strength, claims)]) }
    #expect(
      failure?.problems.contains { $0.message.contains(words) } == true,
      "\(failure?.problems.map(\.message) ?? [])")
  }
}

/// What to do for a pairing, as coded data.
struct ActionTests {
  typealias Pack = PolicyPack

  @Test func `actions are shown with the answer, and change nothing else`() throws {
    func answer(_ more: String) throws -> Decision {
      try Pack.answer(
        #"{"a":true}"#, Pack.pairing("x", more),
        Pack.rule("one", "x", "a :is(true)", #"slot = "one", rank = 1"#))
    }
    var with = try answer(
      #", actions = { { kind = "medication", says = "A tablet", dose = "the lowest", review_after = "4 weeks", sources = { "trial" } } }"#
    )
    #expect(with.primary?.actions.map(\.dose) == ["the lowest"])
    with.recommendations[0].actions = []
    #expect(try with.recommendations == answer("").recommendations)
  }

  @Test(arguments: [
    (#"{ kind = "spell", says = "s", sources = { "trial" } }"#, "is 'spell'; write one of medication"),
    (#"{ kind = "medication", sources = { "trial" } }"#, "has no `says`"),
    (#"{ kind = "medication", says = "s" }"#, "has no `sources`"),
    (#"{ kind = "medication", says = "s", sources = { "nowhere" } }"#, "nowhere"),
    (#"{ kind = "medication", says = "s", sources = { "trial" }, dosis = "d" }"#, "has no field 'dosis'"),
  ])
  func `a wrong action is refused`(action: String, words: String) {
    let rules =
      Pack.pairing("x", ", actions = { \(action) }")
      + Pack.rule("one", "x", "a :is(true)", #"slot = "one", rank = 1"#)
    let failure = #expect(throws: PackFailure.self) { try Pack.evaluator([rules]) }
    #expect(
      failure?.problems.contains { $0.message.contains(words) } == true,
      "\(failure?.problems.map(\.message) ?? [])")
  }
}
