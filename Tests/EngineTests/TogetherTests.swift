import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineEngine

/// One patient and several guidelines: each one's own answer, the stops of all, and how the answers relate.
struct TogetherTests {
  private typealias Clinic = SmallClinic

  // MARK: each its own answer

  /// Random profiles over the facts of the shipped packs and of another field.
  private static func profile(_ random: inout Seeded, _ vocabulary: Vocabulary) -> Profile {
    var profile = Profile(id: "P", vocabulary: vocabulary)
    for fact in vocabulary.givenFacts {
      if random.chance(40) { continue }
      var filled = profile
      filled[fact] = random.chance(10) ? .absent(.askedDeclined) : .known(random.value(of: vocabulary[fact]))
      // Stops and gates would end most answers early.
      let isFlag = vocabulary[fact].name.hasPrefix("red_flags.") || vocabulary[fact].name.hasPrefix("danger.")
      if isFlag, random.chance(97) { filled[fact] = .known(.boolean(false)) }
      if vocabulary.brokenLaws(in: filled).isEmpty { profile = filled }
    }
    return profile
  }

  @Test func `each guideline's answer is the one that it gives alone, byte for byte`() throws {
    let joint = try Shipped.together(try Shipped.folders() + OtherField.folders())
    var random = Seeded(Seeded.first)
    var dispositions: Set<Decision.Disposition> = []
    for round in 0..<60 {
      let profile = Self.profile(&random, joint.vocabulary)
      let answers = try joint.decide(profile, asOf: "2026-11-20")
      for (part, member) in zip(answers.parts, joint.guidelines.members) {
        let alone = member.alone
        var own = Profile(id: "P", vocabulary: alone.vocabulary)
        for fact in alone.vocabulary.facts.indices {
          own[fact] = profile[try #require(joint.vocabulary.index(of: alone.vocabulary[fact].name))]
        }
        let expected = try Shipped.evaluator(alone).decide(own, asOf: "2026-11-20")
        let decision = try #require(part.decision)
        #expect(
          DecisionJSON(member.guideline).canonical(decision) == DecisionJSON(alone).canonical(expected),
          "\(member.id), round \(round), seed \(random.seed)")
        dispositions.insert(decision.disposition)
      }
    }
    #expect(dispositions.isSuperset(of: [.stop, .outOfScope, .needData, .recommend]), "seed \(random.seed)")
  }

  @Test
  func
    `scripts, templates and goals work under the names that a pack uses, whatever the profile's names are`()
    throws
  {
    var (knee, back) = (Clinic.plain("knee"), Clinic.plain("back"))
    knee.facts += """
      fact "pain" { type = "integer", range = { 0, 10 }, label = "Pain", question = "In the knee?" }
      fact "twice" { type = "integer", range = { 0, 20 }, label = "Twice", question = "-", reads = { pain },
        compute = function(facts) return facts.pain * 2 end }

      """
    knee.rules +=
      Clinic.pairing("rest")
        + """
        rule "rest" { title = "t", when = all { twice :at_least(6), scripted "odd" { reads = { pain }, says = "odd",
            test = function(facts) return facts.pain % 2 == 1 end } },
          recommend = "rest", slot = "s", rank = 1, strength = "conditional", claims = {}, because = "Pain is {pain}." }

        """
    back.facts +=
      Clinic.flag("twice")
      + "fact \"pain\" { type = \"integer\", range = { 0, 10 }, label = \"Pain\", question = \"In the back?\" }\n"
    let joint = try Clinic.together([knee, back])
    let answers = try Shipped.decide(
      joint,
      #"{"knee-facts/pain": 3, "back-facts/pain": 4, "knee": {"flag": false}, "back": {"flag": false}}"#)
    let decision = try #require(answers.parts.first { $0.guideline == "knee" }?.decision)
    #expect(decision.primary?.because == ["Pain is 3."])
    #expect(
      answers.parts.first { $0.guideline == "back" }?.decision?.primary?.pairing.description == "walking")
  }

  // MARK: stops

  @Test func `the stops of all guidelines come first, most urgent first, each with its guideline`() throws {
    var (knee, back) = (Clinic.plain("knee"), Clinic.plain("back"))
    knee.stops = Clinic.stop("flag", "knee.flag :is(true)", urgency: "emergency")
    back.stops = Clinic.stop("flag", "back.flag :is(true)", urgency: "urgent")
    let joint = try Clinic.together([back, knee])
    let answers = try Shipped.decide(joint, #"{"knee": {"flag": true}, "back": {"flag": true}}"#)
    #expect(
      answers.alerts.map { "\($0.guideline) \($0.alert.id)" } == [
        "knee knee-stops/flag", "back back-stops/flag",
      ])
    #expect(answers.disposition == .stop)
  }

  @Test func `a guideline whose script fails hides neither another's stop nor another's answer`() throws {
    var knee = Clinic.plain("knee")
    knee.rules +=
      Clinic.pairing("rest")
        + """
        rule "rest" { title = "t", recommend = "rest", slot = "s", rank = 1, strength = "conditional", claims = {}, because = "b",
          when = scripted "broken" { reads = { knee.flag }, says = "broken", test = function(facts) error("broken") end } }

        """
    let joint = try Clinic.together([.plain("back"), knee, .plain("other", treats: "rowing")])
    let answers = try Shipped.decide(
      joint, #"{"knee": {"flag": false}, "back": {"flag": true}, "other": {"flag": false}}"#)
    #expect(answers.alerts.map(\.alert.id) == ["back-stops/flag"])
    #expect(answers.failures.map(\.guideline) == ["knee"])
    #expect(answers.failures.first?.failure.script == "broken")
    #expect(answers.parts.last?.decision?.primary?.pairing.description == "rowing")
    let json = JointDecisionJSON(joint.guidelines).value(answers)
    #expect(
      json["decisions"]?.arrayValue?.map { $0["decision"]?.stringValue } == ["stop", "failed", "recommend"])
  }

  @Test(arguments: [
    ([Decision.Disposition.outOfScope, .recommend], Decision.Disposition.recommend),
    ([.outOfScope, .outOfScope], .outOfScope), ([.recommend, .needData], .needData),
    ([.needData, .defer], .defer), ([.defer, .stop], .stop),
  ])
  func `of several answers the most urgent one is the disposition`(
    each: [Decision.Disposition], whole: Decision.Disposition
  ) {
    let parts = each.enumerated().map { place, disposition in
      JointDecision.Part(
        guideline: "\(place)",
        outcome: .decided(Decision(profile: nil, asOf: "2026-11-20", disposition: disposition)))
    }
    #expect(
      JointDecision(profile: nil, asOf: "2026-11-20", parts: parts, relations: []).disposition == whole)
  }

  // MARK: relations

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Rules of the guideline that recommends `walking` to everybody, and of the other one.
    var one = ""
    var other: String
    var profile = #"{"one": {"flag": false}, "two": {"flag": false}}"#
    var expected: [String]
  }

  private static let item = "shared/walking/outcome/not-stated"
  private static let shared = Clinic.evidence(source: "shared", item: item)
  private static let base = Clinic.pairing("diet") + Clinic.otherwise("diet")

  static let cases = [
    Case(
      testDescription: "the same part from two sources",
      other: Clinic.pairing("walking") + Clinic.otherwise("walking"),
      expected: ["agrees walking: one recommends, two recommends"]),
    Case(
      testDescription: "the same part from one source",
      one: shared + Clinic.rule("walking", "one.flag :is(false)", claims: "\"\(item)\""),
      other: shared + Clinic.pairing("walking") + Clinic.otherwise("walking", claims: "\"\(item)\""),
      expected: ["repeats walking: one recommends, two recommends"]),
    Case(testDescription: "nothing in common", other: base, expected: []),
    Case(
      testDescription: "what one does not offer",
      other: base + "do_not_offer \"walking\" { title = \"No\", because = \"b\" }\n",
      expected: ["contradicts walking: one recommends, two advises-against"]),
    Case(
      testDescription: "a veto that does not act",
      other: base + Clinic.pairing("walking") + Clinic.rule("walking", "two.flag :is(true)")
        + "advise_against \"no\" { title = \"No\", against = \"walking\", when = two.flag :is(true), because = \"b\" }\n",
      expected: []),
    Case(
      testDescription: "a stop of the other", other: base,
      profile: #"{"one": {"flag": false}, "two": {"flag": true}}"#,
      expected: ["contradicts walking: one recommends, two stops"]),
    Case(
      testDescription: "stops of both", other: base,
      profile: #"{"one": {"flag": true}, "two": {"flag": true}}"#, expected: []),
    Case(
      testDescription: "both advise against it",
      one: "do_not_offer \"opioids\" { title = \"No\", because = \"b\" }\n",
      other: base + "do_not_offer \"opioids\" { title = \"No\", because = \"b\" }\n",
      expected: ["agrees opioids: one advises-against, two advises-against"]),
    Case(
      testDescription: "an answer that waits for data",
      other: base + Clinic.pairing("walking") + Clinic.rule("walking", "two.flag :is(true)"),
      profile: #"{"one": {"flag": false}}"#, expected: []),
  ]

  private func words(_ relations: [Relation]) -> [String] {
    relations.map { relation in
      let sides = relation.sides.map { "\($0.guideline) \($0.stance.word)" }.joined(separator: ", ")
      return "\(relation.kind.rawValue) \(relation.parts.joined(separator: " ")): \(sides)"
    }
  }

  @Test(arguments: cases)
  func `what two answers have in common or contradict is found`(each: Case) throws {
    var (one, two) = (Clinic.plain("one", more: each.one), Clinic.plain("two"))
    two.rules = each.other
    let joint = try Clinic.together([one, two])
    #expect(words(try Shipped.decide(joint, each.profile).relations) == each.expected)
  }

  @Test func `a guideline that defers contradicts only what it could recommend itself`() throws {
    var one = Clinic.plain("one")
    one.rules +=
      Clinic.pairing("diet+walking")
      + Clinic.rule("diet+walking", "one.flag :is(false)").replacing("diet+walking-1", with: "both")
    var two = Clinic.plain("two")
    two.stops +=
      "defer \"later\" { stage = \"scope\", title = \"Later\", when = two.flag :is(false), because = \"b\", action = \"a\" }\n"
    let joint = try Clinic.together([one, two])
    let relations = try Shipped.decide(joint, #"{"one": {"flag": false}, "two": {"flag": false}}"#).relations
    #expect(words(relations) == ["contradicts walking: one recommends, two defers"])
    #expect(relations[0].sides[1].by == ["two-stops/later"])
  }
}
