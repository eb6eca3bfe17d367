import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// The options side by side: shown with every recommendation, never deciding.
struct OptionsTests {
  private func profiles(
    _ count: Int, known chance: Int = 55, _ vocabulary: Vocabulary, _ body: (Profile) throws -> Void
  ) throws {
    var random = Seeded(Seeded.first)
    let settled = ["red_flags.", "pain.specific_cause", "mood.suicide_enquiry"]
    for _ in 0..<count {
      var profile = Profile(vocabulary: vocabulary)
      for index in vocabulary.givenFacts {
        let fact = vocabulary[index]
        if fact.name.hasPrefix("red_flags.") || fact.name == "pain.specific_cause" {
          profile[index] = .known(.boolean(false))
        } else if fact.name == "mood.suicide_enquiry" {
          profile[index] = .known(.code("none"))
        } else if fact.name == "pain.duration_weeks" {
          profile[index] = .known(.number(60))
        } else if fact.name == "patient.age" {
          profile[index] = .known(.number(45))
        } else if fact.name == "goal.primary" {
          profile[index] = .known(random.value(of: fact))
        } else if !settled.contains(where: fact.name.hasPrefix), random.chance(chance) {
          profile[index] = .known(random.value(of: fact))
        }
      }
      if vocabulary.brokenLaws(in: profile).isEmpty { try body(profile) }
    }
  }

  @Test func `each option stands where the rules for it stand`() throws {
    let evaluator = try Shipped.evaluator()
    let guideline = evaluator.guideline
    var seen: Set<Decision.Option.Standing> = []
    try profiles(1500, guideline.vocabulary) { profile in
      let decision = try evaluator.decide(profile, asOf: "2026-11-20")
      guard let primary = decision.primary else {
        #expect(decision.options.isEmpty)
        return
      }
      let names = decision.options.map(\.name)
      #expect(names == guideline.options.map(\.name).filter(names.contains))
      #expect(guideline.options.allSatisfy { $0.isShownIfMatched || names.contains($0.name) })
      let alternatives = decision.recommendations.filter { $0.role == .alternative }.map(\.pairing)
      for option in decision.options {
        seen.insert(option.standing)
        let parts = option.pairings.map { Set($0.parts) }
        switch option.standing {
        case .recommended:
          #expect(parts.contains { $0.isSubset(of: primary.pairing.parts) })
        case .alternative, .passedOver:
          #expect(option.pairings.contains { alternatives.contains($0) })
        case .advisedAgainst:
          let against = Set(decision.advisedAgainst.map(\.part))
          #expect(
            option.pairings.allSatisfy { !against.isDisjoint(with: $0.parts) || against.contains("\($0)") })
        case .undecided:
          let undecided = Set(decision.undecided.map(\.rule))
          #expect(
            guideline.rules.contains { undecided.contains($0.id) && option.pairings.contains($0.recommends) })
          #expect(option.grounds.allSatisfy { $0.state.value == nil })
        case .notMatched:
          #expect(!option.pairings.contains { $0 == primary.pairing || alternatives.contains($0) })
          #expect(option.grounds.allSatisfy { isKnown($0.state) })
        case .named: #expect(option.pairings.isEmpty && option.claims.isEmpty)
        }
      }
    }
    #expect(seen == Set(Decision.Option.Standing.allCases), "\(Seeded.first)")
  }

  private func isKnown(_ state: FactState) -> Bool {
    if case .absent = state { false } else { true }
  }

  @Test func `an option claims with the certainty of the recommendation`() throws {
    let evaluator = try Shipped.evaluator()
    try profiles(300, evaluator.guideline.vocabulary) { profile in
      let decision = try evaluator.decide(profile, asOf: "2026-11-20")
      let claims = decision.recommendations.flatMap(\.claims)
      for option in decision.options {
        for claim in option.claims + option.temperedBy {
          for other in claims where other.evidence.name == claim.evidence.name { #expect(claim == other) }
        }
      }
    }
  }

  @Test func `what a missing fact leads to is reached by answering it`() throws {
    let evaluator = try Shipped.evaluator()
    let guideline = evaluator.guideline
    var count = 0
    try profiles(400, known: 35, guideline.vocabulary) { profile in
      let decision = try evaluator.decide(profile, asOf: "2026-11-20")
      guard let primary = decision.primary else { return }
      for missing in decision.missing {
        #expect(!missing.leadsTo.contains(primary.pairing))
        if !missing.couldChange.contains(.primary) { #expect(missing.leadsTo.isEmpty) }
        let first = decision.missing.filter { $0.couldChange.contains(.disposition) }.prefix(3).map(\.fact)
        for pairing in missing.leadsTo {
          count += 1
          #expect(
            try guideline.vocabulary[missing.fact].allValues.contains { value in
              var filled = profile
              filled[missing.fact] = .known(value)
              if try reaches(pairing, evaluator, filled) { return true }
              return try first.contains { other in
                try guideline.vocabulary[other].allValues.contains { answer in
                  var both = filled
                  both[other] = .known(answer)
                  return try reaches(pairing, evaluator, both)
                }
              }
            })
        }
      }
    }
    #expect(count > 20)
  }

  @Test func `where answers lead is the same in the diagrams as for the interpreter`() throws {
    let shipped = try Shipped.evaluator()
    var count = 0
    try profiles(60, known: 35, shipped.guideline.vocabulary) {
      count += try compareLeading(shipped, $0, "\(Seeded.first)")
    }
    #expect(count > 3)
    for seed in (0..<60).map({ Seeded.first &+ $0 }) {
      var random = RandomGuideline(random: Seeded(seed))
      let evaluator = Evaluator(examining: random.make()) { _, _ in nil }
      for _ in 0..<10 {
        let profile = random.profile(evaluator.guideline.vocabulary, between: 12)
        guard evaluator.guideline.vocabulary.brokenLaws(in: profile).isEmpty else { continue }
        count += try compareLeading(evaluator, profile, "\(seed)")
      }
    }
    #expect(count > 60)
  }

  @Test func `an answer that a law forbids leads nowhere`() throws {
    var clinic = SmallClinic.plain("back")
    for name in ["back.one", "back.other"] {
      clinic.facts +=
        #"fact "\#(name)" { type = "integer", range = { 0, 3 }, unit = "points", label = "\#(name)", question = "q?" }"#
        + "\n"
    }
    clinic.facts +=
      #"constraint "order" { holds = back.one :at_least(back.other), because = "One is at least the other." }"#
      + "\n"
    clinic.rules +=
      SmallClinic.pairing("walk") + SmallClinic.pairing("swim") + SmallClinic.pairing("rest")
      + SmallClinic.rule("swim", "back.one :is(3)") + SmallClinic.rule("rest", "back.one :is(0)", rank: 2)
    let evaluator = Shipped.evaluator(try GuidelineLoader.load(clinic.folders))
    let vocabulary = evaluator.guideline.vocabulary
    var profile = Profile(vocabulary: vocabulary)
    for index in vocabulary.givenFacts where vocabulary[index].name != "back.one" {
      profile[index] = .known(
        vocabulary[index].name == "back.other" ? .number(2) : .boolean(false))
    }
    let decision = try evaluator.decide(profile, asOf: "2026-11-20")
    let missing = try #require(decision.missing.first { vocabulary[$0.fact].name == "back.one" })
    #expect(missing.leadsTo.map(\.description) == ["swim"])
    #expect(try compareLeading(evaluator, profile, "none") == 1)
  }

  /// Returns how many missing facts lead to another pairing.
  private func compareLeading(_ evaluator: Evaluator, _ profile: Profile, _ seed: String) throws -> Int {
    let (knowledge, selection) = try evaluator.selected(profile)
    guard selection.disposition == .recommend else { return 0 }
    let primary = evaluator.guideline.primaryName(selection.primary)
    var findings = evaluator.missing(knowledge, selection)
    #expect(findings.answers != nil, "seed \(seed)")
    let read = try evaluator.leading(findings, profile, from: primary)
    findings.answers = nil
    #expect(read == (try evaluator.leading(findings, profile, from: primary)), "seed \(seed)")
    return read.count { !$0.leadsTo.isEmpty }
  }

  private func reaches(_ pairing: PairingName, _ evaluator: Evaluator, _ profile: Profile) throws -> Bool {
    guard evaluator.guideline.vocabulary.brokenLaws(in: profile).isEmpty else { return false }
    let selection = try evaluator.selected(profile).1
    return selection.disposition == .recommend
      && evaluator.guideline.primaryName(selection.primary) == pairing
  }

  @Test func `options come in the domain's order, and then by name`() throws {
    var clinic = SmallClinic.plain("back")
    clinic.facts += SmallClinic.flag("back.rest")
    clinic.rules +=
      SmallClinic.pairing("walk") + SmallClinic.pairing("rest")
      + SmallClinic.rule("rest", "back.rest :is(true)")
      + ["b", "a"].map { #"option "\#($0)" { title = "\#($0)", for_patient = "p" }"# + "\n" }.joined()
      + #"option "rest" { title = "Rest", pairings = { "rest" }, for_patient = "p" }"#
    let evaluator = Shipped.evaluator(try GuidelineLoader.load(clinic.folders))
    #expect(evaluator.guideline.options.map(\.name) == ["a", "b", "rest"])
  }

  @Test(arguments: [
    (#"pairings = { "resting" }"#, "names pairing 'resting', which no pack declares"),
    (
      #"pairings = { "rest" }, evidence = { "x/y/z/w" }"#,
      "shows 'x/y/z/w', which no pack declares as evidence"
    ),
    (#"evidence = { "x/y/z/w" }"#, "names no pairing, so it could never be matched"),
    (#"sources = { "nowhere" }"#, "rests on source 'nowhere', which no pack declares"),
  ])
  func `an option that leads nowhere is refused`(fields: String, message: String) throws {
    let problems = FactClinic.problems(
      "", when: "back.flag :is(true)", more: #"option "o" { title = "t", for_patient = "p", \#(fields) }"#)
    #expect(problems.contains { $0.contains(message) }, "\(problems)")
    #expect(problems.allSatisfy { ErrorForm.faults(in: $0).isEmpty })
  }
}
