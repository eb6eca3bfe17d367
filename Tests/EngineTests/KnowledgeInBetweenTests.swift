import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// What is known between a value and nothing: ranges that a profile gives, and what laws leave of a fact.
///
/// The oracle enumerates every patient that a profile may describe: each fact that is not known takes each of its values, and one
/// whose `only_when` is false has none.
struct KnowledgeInBetweenTests {
  /// Returns every legal patient whom a profile may describe.
  private func patients(_ profile: Profile, _ vocabulary: Vocabulary) -> [Profile] {
    var found: [Profile] = []
    func visit(_ patient: Profile, _ fact: Fact.Index) {
      guard fact < vocabulary.facts.count else {
        func truth(_ law: Condition) -> Truth { law.truth { patient[$0].value } }
        let isLegal = vocabulary.constraints.allSatisfy { truth($0.holds) != .false }
        // A fact with an `only_when` has a value where that is true, and none where it is false.
        let hasItsFacts = vocabulary.facts.indices.allSatisfy { index in
          vocabulary[index].onlyWhen.map { law in
            patient.isKnown(index) ? truth(law) != .false : truth(law) != .true
          } ?? true
        }
        if isLegal, hasItsFacts { found.append(patient) }
        return
      }
      var patient = patient
      switch profile[fact] {
      case .known: visit(patient, fact + 1)
      case .within(let range):
        for value in vocabulary[fact].allValues where range.contains(value) {
          patient[fact] = .known(value)
          visit(patient, fact + 1)
        }
      case .absent:
        if vocabulary[fact].onlyWhen != nil { visit(patient, fact + 1) }
        for value in vocabulary[fact].allValues {
          patient[fact] = .known(value)
          visit(patient, fact + 1)
        }
      }
    }
    visit(profile, 0)
    return found
  }

  /// Counts over all seeds: how often propagation says as much as enumeration.
  struct Strength {
    var settled = 0
    var weaker = 0
  }

  private func compare(_ seed: UInt64) throws -> Strength {
    var random = RandomGuideline(random: Seeded(seed))
    var strength = Strength()
    for _ in 0..<6 {
      let guideline = random.make()
      let vocabulary = guideline.vocabulary
      let profile = random.profile(vocabulary, known: 35, between: 15)
      let patients = patients(profile, vocabulary)
      let knowledge = try Knowledge(profile, guideline) { _, _ in nil }
      for comparison in Set(guideline.conditions.flatMap(\.comparisons)) where comparison.facts.count == 1 {
        let fact = comparison.fact
        if profile.isKnown(fact) { continue }
        let truths = Set(patients.map { patient in comparison.truth { patient[$0].value } })
        let truth = knowledge.truth(.comparison(comparison))
        if truth != .unknown {
          strength.settled += 1
          #expect(truths.isSubset(of: [truth]), "seed \(seed): \(Notation(vocabulary).text(comparison))")
        } else if truths == [.true] || truths == [.false], knowledge.state(fact) != profile[fact] {
          strength.weaker += 1
        }
      }
    }
    return strength
  }

  @Test(arguments: 0..<80)
  func `what laws and ranges settle is so for every patient whom the profile may describe`(round: Int) throws
  {
    _ = try compare(Seeded.first &+ 7_000 &+ UInt64(round))
  }

  @Test
  func `propagation settles nearly all that enumeration can settle of a narrowed fact`() throws {
    var total = Strength()
    for round in 0..<40 {
      let strength = try compare(Seeded.first &+ 7_500 &+ UInt64(round))
      total.settled += strength.settled
      total.weaker += strength.weaker
    }
    #expect(total.settled > 50)
    #expect(total.weaker * 10 < total.settled, "settled \(total.settled), weaker \(total.weaker)")
  }

  @Test(arguments: 0..<60)
  func `knowing more keeps what is settled, but under the conditions that look at absence`(round: Int) throws
  {
    let seed = Seeded.first &+ 8_000 &+ UInt64(round)
    var random = RandomGuideline(random: Seeded(seed))
    for _ in 0..<6 {
      let guideline = random.make()
      let vocabulary = guideline.vocabulary
      let before = random.profile(vocabulary, known: 25, between: 25)
      var after = before
      for fact in vocabulary.givenFacts where !before.isKnown(fact) && random.random.chance(50) {
        let values = vocabulary[fact].allValues.filter { before[fact].range?.contains($0) ?? true }
        after[fact] = .known(random.random.pick(values))
      }
      guard vocabulary.brokenLaws(in: after).isEmpty else { continue }
      let (less, more) = try (
        Knowledge(before, guideline) { _, _ in nil }, Knowledge(after, guideline) { _, _ in nil }
      )
      for condition in guideline.conditions where condition.isMonotone {
        let truth = less.truth(condition)
        if truth != .unknown {
          #expect(more.truth(condition) == truth, "seed \(seed): \(Notation(vocabulary).text(condition))")
        }
      }
    }
  }

  // MARK: one law at a time

  /// A PHQ-9 total, the score of its first two items, and its last item.
  private var phq: Vocabulary {
    let facts = [
      Fact.of("mood.phq_2", .integer(low: 0, high: 6)), Fact.of("mood.phq_9", .integer(low: 0, high: 27)),
      Fact.of("mood.phq_9_item_9", .integer(low: 0, high: 3)),
    ]
    let holds = Comparison(
      fact: 1,
      addends: [.init(fact: 0, isSubtracted: true), .init(fact: 2, isSubtracted: true)], operator: .between,
      operands: [.value(.number(0)), .value(.number(18))], line: 1)
    return Vocabulary(
      facts: facts,
      constraints: [
        Constraint(
          name: "sum", holds: .comparison(holds), because: "parts", place: Place(file: "a/b.lua", line: 1))
      ], instruments: [:])
  }

  @Test
  func `what a PHQ-9 total forces is what a sum over its items forces, for every total and score`() {
    let vocabulary = phq
    for total in 0...27 {
      for two in [nil] + (0...6).map(Optional.some) {
        var profile = Profile(vocabulary: vocabulary)
        profile[1] = .known(.number(ExactNumber(total)))
        if let two { profile[0] = .known(.number(ExactNumber(two))) }
        let possible = (0...3).filter { item in
          ((two ?? 0)...(two ?? 6)).contains { (0...18).contains(total - $0 - item) }
        }
        guard let least = possible.first, let most = possible.last else {
          #expect(!vocabulary.brokenLaws(in: profile).isEmpty, "\(total), \(two ?? -1)")
          continue
        }
        let state = Narrowed(profile, vocabulary.narrowing, vocabulary).states[2]
        let expected: FactState =
          least == most
          ? .known(.number(ExactNumber(least)))
          : least == 0 && most == 3
            ? .absent(.notAsked) : .within(.numbers(low: ExactNumber(least), high: ExactNumber(most)))
        #expect(state == expected, "\(total), \(two ?? -1)")
      }
    }
  }

  @Test
  func `laws narrow along a chain, in whatever order they are declared`() {
    let facts = (0..<6).map { Fact.of("chain.f\($0)", .integer(low: 0, high: 100)) }
    func law(_ place: Int) -> Constraint {
      let holds = Comparison(fact: place, operator: .below, operands: [.fact(place + 1)], line: 1)
      return Constraint(
        name: "law-\(place)", holds: .comparison(holds), because: "", place: Place(file: "a/b.lua", line: 1))
    }
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]] {
      let vocabulary = Vocabulary(facts: facts, constraints: order.map(law), instruments: [:])
      var profile = Profile(vocabulary: vocabulary)
      profile[0] = .known(.number(90))
      let states = Narrowed(profile, vocabulary.narrowing, vocabulary).states
      #expect(states[5] == .within(.numbers(low: 95, high: 100)))
      profile[5] = .known(.number(95))
      let forced = Narrowed(profile, vocabulary.narrowing, vocabulary).states
      #expect((0...5).map { forced[$0] } == (90...95).map { .known(.number(ExactNumber($0))) })
      profile[5] = .known(.number(94))
      #expect(!vocabulary.brokenLaws(in: profile).isEmpty)
    }
  }

  @Test
  func `a fact that may not apply is narrowed only once it applies`() {
    let onlyAfterSurgery = Condition.comparison(
      Comparison(fact: 0, operator: .is, operands: [.value(.boolean(true))], line: 1))
    var weeks = Fact.of("surgery.weeks", .integer(low: 0, high: 200))
    weeks.onlyWhen = onlyAfterSurgery
    let facts = [Fact.of("surgery.any", .boolean), weeks, Fact.of("pain.weeks", .integer(low: 0, high: 200))]
    let holds = Comparison(fact: 1, operator: .atMost, operands: [.fact(2)], line: 1)
    let vocabulary = Vocabulary(
      facts: facts,
      constraints: [
        Constraint(
          name: "law", holds: .comparison(holds), because: "", place: Place(file: "a/b.lua", line: 1))
      ], instruments: [:])
    var profile = Profile(vocabulary: vocabulary)
    profile[2] = .known(.number(5))
    func states() -> [FactState] { Narrowed(profile, vocabulary.narrowing, vocabulary).states }
    #expect(states()[1] == .absent(.notAsked))
    profile[0] = .known(.boolean(true))
    #expect(states()[1] == .within(.numbers(low: 0, high: 5)))
    profile[0] = .absent(.notAsked)
    profile[1] = .known(.number(3))
    #expect(states()[0] == .known(.boolean(true)))
  }
}
