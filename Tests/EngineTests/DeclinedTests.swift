import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// `fact :was_declined()`: the look at absence that gates may take.
struct DeclinedTests {
  private static let score = """
    fact "score" { type = "integer", range = { 0, 3 }, label = "score", question = "score?" }

    """
  private static let gate = """
    need_data "asked" { stage = "required-data", title = "t", when = score :was_declined(), because = "b", action = "a" }

    """

  private func guideline(asking: String = "was_declined") throws -> Guideline {
    try SmallPack.guideline(
      Self.score, Self.gate.replacing("was_declined", with: asking), SmallPack.rule("score :at_least(2)"))
  }

  /// What is decided without a flag, and with the score in this state.
  private func disposition(_ state: FactState, asking: String) throws -> Decision.Disposition {
    let guideline = try guideline(asking: asking)
    var profile = Profile(vocabulary: guideline.vocabulary)
    profile[try #require(guideline.vocabulary.index(of: "flag"))] = .known(.boolean(false))
    profile[try #require(guideline.vocabulary.index(of: "score"))] = state
    return try Evaluator(examining: guideline) { _, _ in nil }.decide(profile, asOf: "2026-11-20").disposition
  }

  @Test(arguments: [
    (FactState.absent(.askedDeclined), Decision.Disposition.needData), (.absent(.notAsked), .recommend),
    (.absent(.unknown), .recommend), (.known(.number(1)), .recommend),
    (.within(.numbers(low: 0, high: 1)), .recommend),
  ])
  func `it holds if the patient was asked and did not answer, and is never unknown`(
    state: FactState, expected: Decision.Disposition
  ) throws {
    #expect(try disposition(state, asking: "was_declined") == expected)
  }

  @Test(arguments: [
    (FactState.within(.numbers(low: 0, high: 1)), Decision.Disposition.needData),
    (.absent(.askedDeclined), .recommend), (.absent(.notAsked), .recommend), (.known(.number(1)), .recommend),
  ])
  func `a range is seen as one, and is never unknown`(
    state: FactState, expected: Decision.Disposition
  ) throws {
    #expect(try disposition(state, asking: "was_a_range") == expected)
  }

  @Test(arguments: [
    ("a rule", SmallPack.rule("score :was_a_range()"), "belongs in a stop"),
    ("a rule", SmallPack.rule("score :was_declined()"), "belongs in a stop"),
    (
      "a value",
      "exclude \"e\" { stage = \"acute\", title = \"t\", when = score :was_declined(true), because = \"b\", action = \"a\" }\n",
      "takes no value"
    ),
  ])
  func `it is for gates, and takes no value`(what: String, text: String, message: String) {
    let failure = #expect(throws: PackFailure.self) {
      try SmallPack.guideline(Self.score, text, what == "a rule" ? "" : SmallPack.rule("score :at_least(2)"))
    }
    #expect(failure?.problems.contains { $0.message.contains(message) } ?? false, "\(what)")
  }

  /// Every profile of a vocabulary in which each fact has a value, was not asked for, or was declined.
  private func everyone(_ vocabulary: Vocabulary) -> [Profile] {
    var all = [Profile(vocabulary: vocabulary)]
    for fact in vocabulary.facts.indices {
      all = all.flatMap { profile -> [Profile] in
        let states: [FactState] =
          vocabulary[fact].allValues.map { .known($0) } + [.absent(.notAsked), .absent(.askedDeclined)]
        return states.map { state in
          var other = profile
          other[fact] = state
          return other
        }
      }
    }
    return all.filter { vocabulary.brokenLaws(in: $0).isEmpty }
  }

  @Test(arguments: 0..<12)
  func `sets of patients distinguish those who declined`(round: Int) throws {
    let seed = Seeded.first &+ 9_000 &+ UInt64(round)
    var random = RandomGuideline(random: Seeded(seed))
    random.declines = true
    let guideline = random.make()
    guard guideline.vocabulary.facts.count <= 4 else { return }
    let space = try PatientSpace(guideline)
    let evaluator = Evaluator(examining: guideline) { _, _ in nil }
    let readings = try everyone(guideline.vocabulary).map { try evaluator.reading($0) }
    for sited in guideline.sites {
      for truth in Truth.allCases {
        let isPossible = readings.contains { $0.truth(sited.condition) == truth }
        let found = try space.patients(sited.condition, truth)
        #expect((found != space.nobody) == isPossible, "seed \(seed): \(sited.site.words) \(truth)")
        if let example = space.example(of: found) {
          #expect(try evaluator.reading(example).truth(sited.condition) == truth, "seed \(seed)")
        }
      }
    }
  }
}
