import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// The laws of the compiled evaluator for any guideline.
struct LawTests {
  /// An answer with names instead of numbers, and lists without order: what a clinician would call the same.
  struct Named: Equatable {
    struct Part: Hashable {
      var pairing: PairingName
      var strength: Strength
      var rules: Set<String>
      var claims: [String: Certainty]
    }

    var disposition: Decision.Disposition
    var alerts: Set<String>
    var gates: Set<String>
    var primary: Part?
    var alternatives: Set<Part>
    var conflicts: Set<String>
    var needs: Set<String>
  }

  static func answers(_ guideline: Guideline, _ profiles: [Profile]) throws -> [Named] {
    let compiled = try CompiledGuideline(examining: guideline, run: RandomGuideline.run)
    let block = CohortBlock(compiled)
    for profile in profiles { block.append(profile) }
    #expect(block.run().isEmpty)
    let gates = (guideline.stops + guideline.gates).map(\.id)
    func named(_ part: CohortAnswer.Part) -> Named.Part {
      .init(
        pairing: part.pairing, strength: part.strength, rules: Set(part.rules.map { guideline.rules[$0].id }),
        claims: Dictionary(
          uniqueKeysWithValues: part.claims.map { (compiled.evidence[$0.evidence].name, $0.certainty) }))
    }
    return profiles.indices.map { row in
      let answer = block.answer(row)
      return Named(
        disposition: answer.disposition, alerts: Set(answer.alerts.map { gates[$0] }),
        gates: Set(answer.gates.map { gates[$0] }), primary: answer.primary.map(named),
        alternatives: Set(answer.alternatives.map(named)),
        conflicts: Set(answer.conflicts.map { guideline.conflicts[$0].id }),
        needs: Set(answer.needs.map { guideline.vocabulary[$0].name }))
    }
  }

  private func random(_ round: Int) -> (RandomGuideline, Guideline, [Profile]) {
    var maker = RandomGuideline(random: Seeded(Seeded.first &+ 90_000 &+ UInt64(round)))
    var guideline = round.isMultiple(of: 3) ? maker.makeScripted() : maker.make()
    if round.isMultiple(of: 2) { (guideline.stops, guideline.gates) = ([], []) }
    let profiles = (0..<100).map { _ in maker.profile(guideline.vocabulary) }
    return (maker, guideline, profiles)
  }

  @Test(arguments: 0..<20)
  func `the order of a stage's gates, of vetoes, conflicts and branches changes nothing`(
    round: Int
  ) throws {
    var (maker, guideline, profiles) = random(round)
    let before = try Self.answers(guideline, profiles)
    guideline.stops.shuffle(using: &maker.random)
    guideline.conflicts.shuffle(using: &maker.random)
    guideline.vetoes.shuffle(using: &maker.random)
    for index in guideline.rules.indices {
      guideline.rules[index].when = guideline.rules[index].when?.shuffled(&maker.random)
    }
    #expect(try Self.answers(guideline, profiles) == before, "seed \(maker.random.seed)")
  }

  @Test(arguments: 0..<20)
  func `the order of rules changes nothing if only ranks and pairings decide`(round: Int) throws {
    var (maker, guideline, profiles) = random(round)
    // Of two rules for one pairing the first would lead it, with its strength.
    for index in guideline.rules.indices {
      guideline.rules[index].recommends = Domain.firstEdition.pairing("exercise+p\(index)")
      guideline.rules[index].role =
        index.isMultiple(of: 2) ? .candidate(slot: "psychological", rank: index) : .alternative
    }
    let before = try Self.answers(guideline, profiles)
    guideline.rules.shuffle(using: &maker.random)
    #expect(try Self.answers(guideline, profiles) == before, "seed \(maker.random.seed)")
  }

  @Test(arguments: 0..<20)
  func `facts that the guideline does not read change nothing`(round: Int) throws {
    var (maker, guideline, profiles) = random(round)
    let before = try Self.answers(guideline, profiles)
    let more = [
      Fact.of("zz.flag", .boolean), .of("zz.code", .code(["a", "b"])),
      .of("zz.wide", .integer(low: 0, high: 1_000_000)),
    ]
    let wider = guideline.with(
      Vocabulary(
        facts: guideline.vocabulary.facts + more, constraints: guideline.vocabulary.constraints,
        instruments: [:]))
    let filled = profiles.map { profile in
      var wide = Profile(id: profile.id, vocabulary: wider.vocabulary)
      for index in wider.vocabulary.facts.indices {
        wide[index] =
          index < profile.states.count
          ? profile[index]
          : maker.random.chance(70)
            ? .known(maker.random.value(of: wider.vocabulary[index])) : .absent(.unknown)
      }
      return wide
    }
    #expect(try Self.answers(wider, filled) == before, "seed \(maker.random.seed)")
  }

  @Test(arguments: 0..<20)
  func `other ids give the same answers under other ids`(round: Int) throws {
    var (maker, guideline, profiles) = random(round)
    let before = try Self.answers(guideline, profiles)
    func renamed(_ id: String) -> String { "other/" + String(id.reversed()) }
    for index in guideline.stops.indices { guideline.stops[index].id = renamed(guideline.stops[index].id) }
    for index in guideline.gates.indices { guideline.gates[index].id = renamed(guideline.gates[index].id) }
    for index in guideline.rules.indices { guideline.rules[index].id = renamed(guideline.rules[index].id) }
    let after = try Self.answers(guideline, profiles)
    func part(_ part: Named.Part) -> Named.Part {
      var part = part
      part.rules = Set(part.rules.map(renamed))
      return part
    }
    let expected = before.map { answer in
      var answer = answer
      answer.alerts = Set(answer.alerts.map(renamed))
      answer.gates = Set(answer.gates.map(renamed))
      answer.primary = answer.primary.map(part)
      answer.alternatives = Set(answer.alternatives.map(part))
      return answer
    }
    #expect(after == expected, "seed \(maker.random.seed)")
  }

  /// Returns what `missing` covers: neither the rules behind a pairing nor the needs.
  private func signature(_ answer: Named) -> Named {
    func bare(_ part: Named.Part) -> Named.Part {
      var part = part
      part.rules = []
      return part
    }
    var bareAnswer = answer
    bareAnswer.gates = []
    bareAnswer.needs = []
    bareAnswer.conflicts = []
    bareAnswer.primary = answer.primary.map(bare)
    bareAnswer.alternatives = Set(answer.alternatives.map(bare))
    return bareAnswer
  }

  @Test(arguments: 0..<30)
  func `a fact that missing does not list changes no signature when it is filled`(round: Int) throws {
    var maker = RandomGuideline(random: Seeded(Seeded.first &+ 91_000 &+ UInt64(round)))
    var guideline = maker.make()
    if round.isMultiple(of: 2) { (guideline.stops, guideline.gates) = ([], []) }
    let vocabulary = guideline.vocabulary
    let evaluator = Evaluator(examining: guideline) { _, _ in nil }
    var (profiles, befores): ([Profile], [Int]) = ([], [])
    for _ in 0..<20 {
      let profile = maker.profile(vocabulary)
      let listed = Set(try evaluator.missing(profile).map(\.fact))
      let before = profiles.count
      profiles.append(profile)
      befores.append(before)
      for fact in vocabulary.givenFacts where !profile.isKnown(fact) && !listed.contains(fact) {
        for value in vocabulary[fact].allValues {
          var filled = profile
          filled[fact] = .known(value)
          if !vocabulary.brokenLaws(in: filled).isEmpty { continue }
          profiles.append(filled)
          befores.append(before)
        }
      }
    }
    (profiles, befores) = (
      Array(profiles.prefix(CohortBlock.capacity)), Array(befores.prefix(CohortBlock.capacity))
    )
    let answers = try Self.answers(guideline, profiles).map(signature)
    for (answer, before) in zip(answers, befores) {
      #expect(answer == answers[before], "seed \(maker.random.seed)")
    }
  }
}

extension Condition {
  /// Returns the condition with the parts of `all`, `any`, `none` and `anyKnown` in another order.
  fileprivate func shuffled(_ random: inout Seeded) -> Condition {
    func parts(_ parts: [Condition], _ random: inout Seeded) -> [Condition] {
      var shuffled: [Condition] = []
      for part in parts { shuffled.append(part.shuffled(&random)) }
      return shuffled.shuffled(using: &random)
    }
    switch self {
    case .comparison, .scripted, .firstKnown: return self
    case .all(let own): return .all(parts(own, &random))
    case .any(let own): return .any(parts(own, &random))
    case .none(let own): return .none(parts(own, &random))
    case .anyKnown(let own): return .anyKnown(parts(own, &random))
    }
  }
}

extension Guideline {
  fileprivate func with(_ vocabulary: Vocabulary) -> Guideline {
    Guideline(
      domain: domain, packs: packs, vocabulary: vocabulary, sources: sources, evidence: evidence,
      pairings: pairings,
      stops: stops,
      gates: gates, rules: rules, otherwise: otherwise, vetoes: vetoes, conflicts: conflicts,
      adaptations: adaptations, goal: goal)
  }
}
