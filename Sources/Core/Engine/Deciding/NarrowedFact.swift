public import PlumblineGuideline

/// A fact that the profile does not give, or gives as a range, and of which the laws leave less.
public struct NarrowedFact: Sendable, Hashable {
  public var fact: Fact.Index
  /// The one value that is left, or the range.
  public var state: FactState
  /// The facts from which it follows, with what the profile says of them.
  public var since: [ReadFact]
  /// Why the laws hold, in the pack's words.
  public var because: [String]
}

extension NarrowedFact {
  /// All facts of a profile of which the laws leave less than it says, by name.
  package static func all(of profile: Profile, _ vocabulary: Vocabulary) -> [NarrowedFact] {
    let knowledge = Knowledge(profile, vocabulary)
    return knowledge.narrowed.laws.keys.sorted().compactMap { knowledge.narrowed($0) }
  }
}

extension Knowledge {
  /// Returns what the laws leave of a fact, and from what it follows; nil if they leave it as the profile has it.
  func narrowed(_ fact: Fact.Index) -> NarrowedFact? {
    guard narrowed.laws[fact] != nil, narrowed.states[fact] != profile[fact] else { return nil }
    var sources: [Narrowing.Source] = []
    var given: Set<Fact.Index> = []
    var met: Set<Fact.Index> = [fact]
    var waiting = [fact]
    while let next = waiting.popLast() {
      for source in narrowed.laws[next] ?? [] where !sources.contains(source) {
        sources.append(source)
        for other in facts(of: source) where met.insert(other).inserted {
          if profile.isGiven(other) { given.insert(other) }
          waiting.append(other)
        }
      }
    }
    return NarrowedFact(
      fact: fact, state: narrowed.states[fact],
      since: given.sorted().map { ReadFact(fact: $0, state: profile[$0], given: profile.origins[$0]?.given) },
      because: sources.compactMap(because))
  }

  /// The facts that the profile does not give and of which the laws leave something.
  var derived: Set<Fact.Index> { Set(narrowed.laws.keys.filter { !profile.isGiven($0) }) }

  private func facts(of source: Narrowing.Source) -> [Fact.Index] {
    switch source {
    case .constraint(let place):
      vocabulary.constraints.indices.contains(place) ? vocabulary.constraints[place].holds.facts.sorted() : []
    case .onlyWhen(let fact): ((vocabulary[fact].onlyWhen?.facts ?? []).union([fact])).sorted()
    }
  }

  private func because(_ source: Narrowing.Source) -> String? {
    guard case .constraint(let place) = source, vocabulary.constraints.indices.contains(place) else {
      return nil
    }
    return vocabulary.constraints[place].because
  }

  /// Returns the facts for which what the laws leave settles a comparison that was evaluated, or is mentioned.
  func settling(_ trace: [TraceEntry], mentioning named: Set<Fact.Index>) -> [NarrowedFact] {
    let settled = trace.reduce(into: named) { $0.formUnion($1.condition.settledFacts) }
    return settled.filter { narrowed.laws[$0] != nil }.sorted().compactMap(narrowed)
  }
}

extension TraceNode {
  /// The facts of comparisons of values that are true or false: laws do not settle how a fact was given.
  fileprivate var settledFacts: Set<Fact.Index> {
    switch self {
    case .comparison(let comparison, let truth, _):
      truth == .unknown || comparison.operator.looksAtGiving ? [] : comparison.facts
    case .combination(_, _, let parts): parts.reduce(into: []) { $0.formUnion($1.settledFacts) }
    case .script, .known: []
    }
  }
}
