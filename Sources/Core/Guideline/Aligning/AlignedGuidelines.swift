/// Two guidelines over one vocabulary, so that a profile can be held against both.
///
/// A fact that both have is one fact, with every value that either allows. One that only one of them has, or that is a
/// different thing in each (a number here and a code there, or worked out by another function), is a fact that the
/// other refuses. What each refuses stands in its laws; the shared vocabulary itself has none.
public struct AlignedGuidelines: Sendable {
  /// One guideline over the shared vocabulary, with what it refuses.
  public struct Side: Sendable {
    public let guideline: Guideline
    public let laws: [ProfileLaw]
  }

  public let vocabulary: Vocabulary
  public let old: Side
  public let new: Side
  /// For each fact of a guideline as it was loaded: where it stands in the shared vocabulary.
  public let oldPlaces: [Fact.Index]
  public let newPlaces: [Fact.Index]
  /// Cautions that were reworded in their place: by the new words the old ones, by which both sides call them.
  public let rewordedCautions: [String: String]
  /// Numbers whose steps cannot be brought together: nothing is proved of profiles that know them.
  public let unmergedFacts: [String]
  /// Scripts of the old guideline that the new one has with another text, or not at all; and the other way round.
  public let changedScripts: [Script]

  /// Facts that are another thing in each: old place and new place.
  private let twins: [DeclarationKey: (old: Fact.Index, new: Fact.Index)]
  private let originals: [Script: (isOld: Bool, script: Script)]

  public init(_ old: Guideline, _ new: Guideline) {
    let merging = VocabularyMerging(old, new)
    let merged = merging.run()
    vocabulary = merged.vocabulary
    oldPlaces = merged.old.places
    newPlaces = merged.new.places
    unmergedFacts = merged.unmerged
    twins = merged.twins
    originals = merged.originals
    self.old = Side(
      guideline: old.realigned(
        over: merged.vocabulary, fact: { merged.old.places[$0] }, script: { merged.old.scripts[$0] ?? $0 }),
      laws: merged.old.laws)
    let reworded = Self.rewordedCautions(old, new)
    rewordedCautions = reworded
    self.new = Side(
      guideline: new.realigned(
        over: merged.vocabulary, fact: { merged.new.places[$0] }, script: { merged.new.scripts[$0] ?? $0 }
      ).calling(reworded),
      laws: merged.new.laws)
    let scripts = (Set(merged.old.scripts.values), Set(merged.new.scripts.values))
    changedScripts = scripts.0.symmetricDifference(scripts.1).sorted {
      ($0.pack, $0.name) < ($1.pack, $1.name)
    }
  }

  /// Of each pairing: cautions whose words are new, each with the old words that stood in the same place among those that went.
  private static func rewordedCautions(_ old: Guideline, _ new: Guideline) -> [String: String] {
    func texts(_ guideline: Guideline) -> Set<String> {
      Set(guideline.pairings.values.flatMap(\.cautions).map(\.says))
    }
    let (before, after) = (texts(old), texts(new))
    var reworded: [String: String] = [:]
    var taken: Set<String> = []
    for (name, pairing) in new.pairings.sorted(by: { $0.key < $1.key }) {
      let gone = (old.pairings[name]?.cautions ?? []).map(\.says).filter { !after.contains($0) }
      let come = pairing.cautions.map(\.says).filter { !before.contains($0) }
      for (old, new) in zip(gone, come) where reworded[new] == nil && taken.insert(old).inserted {
        reworded[new] = old
      }
    }
    return reworded
  }

  /// The old guideline with some declarations as the new one has them.
  public func old(taking keys: Set<DeclarationKey>) -> Side { mixed(old, new, keys) { !keys.contains($0) } }

  /// The new guideline with some declarations as the old one has them.
  public func new(givingBack keys: Set<DeclarationKey>) -> Side {
    mixed(new, old, keys) { keys.contains($0) }
  }

  /// - Parameter isOld: whether a fact that is another thing in each is the old one's.
  private func mixed(
    _ base: Side, _ other: Side, _ keys: Set<DeclarationKey>, isOld: (DeclarationKey) -> Bool
  ) -> Side {
    var moves: [Fact.Index: Fact.Index] = [:]
    for (key, twin) in twins {
      if isOld(key) { moves[twin.new] = twin.old } else { moves[twin.old] = twin.new }
    }
    let mixed = base.guideline.taking(keys, from: other.guideline)
    return Side(
      guideline: moves.isEmpty
        ? mixed : mixed.realigned(over: vocabulary, fact: { moves[$0] ?? $0 }, script: { $0 }),
      laws: base.laws.filter { !keys.contains($0.key) } + other.laws.filter { keys.contains($0.key) })
  }

  /// A side as a guideline whose vocabulary refuses what the side refuses.
  public func lawful(_ side: Side) -> Guideline {
    var facts = vocabulary.facts
    var constraints: [Constraint] = []
    for (number, law) in side.laws.enumerated() {
      if let fact = law.fact {
        facts[fact].onlyWhen = .all((facts[fact].onlyWhen.map { [$0] } ?? []) + [law.holds])
      } else {
        constraints.append(Constraint(name: "\(number)", holds: law.holds, because: "", place: law.place))
      }
    }
    return side.guideline.realigned(
      over: Vocabulary(facts: facts, constraints: constraints, instruments: [:]), fact: { $0 }, script: { $0 }
    )
  }

  /// A profile of the shared vocabulary as one of the guidelines would read it; facts that it does not have are left out.
  public func profile(_ profile: Profile, forOld isOld: Bool, _ original: Guideline) -> Profile {
    var own = Profile(id: profile.id, vocabulary: original.vocabulary)
    for (index, place) in (isOld ? oldPlaces : newPlaces).enumerated() { own[index] = profile[place] }
    return own
  }

  /// A guideline's own profile over the shared vocabulary.
  public func merged(_ profile: Profile, ofOld isOld: Bool) -> Profile {
    var merged = Profile(id: profile.id, vocabulary: vocabulary)
    for (index, place) in (isOld ? oldPlaces : newPlaces).enumerated() { merged[place] = profile[index] }
    return merged
  }

  /// Which guideline a script of the shared vocabulary is run from, and as what.
  public func original(_ script: Script) -> (isOld: Bool, script: Script)? { originals[script] }

  /// Something that asks for all facts of both, in the order in which they are asked: what a space of profiles is made over.
  public var everyCondition: [Condition] {
    var conditions: [Condition] = []
    for gate in old.guideline.stops + new.guideline.stops + old.guideline.gates + new.guideline.gates {
      for fact in gate.facts.sorted() { conditions.append(.touching(fact)) }
    }
    for side in [old, new] { conditions += side.guideline.sites.map(\.condition) }
    for law in old.laws + new.laws {
      conditions.append(law.holds)
      if let fact = law.fact { conditions.append(.touching(fact)) }
    }
    return conditions
  }
}

extension Fact {
  /// What a fact of a shared vocabulary is called in the guidelines' own.
  public var sharedName: String { name.split(separator: "#").first.map(String.init) ?? name }

  /// The name under which a shared vocabulary has the old guideline's fact, where the new one's of that name is another thing.
  /// No name of a vocabulary holds the mark.
  static func formerName(_ name: String) -> String { name + "#before" }
}

extension Condition {
  /// Looks at a fact and divides nothing.
  fileprivate static func touching(_ fact: Fact.Index) -> Condition {
    .comparison(Comparison(fact: fact, operator: .isOneOf, operands: [], line: 0))
  }
}

extension Guideline {
  /// The same guideline with cautions in other words.
  fileprivate func calling(_ words: [String: String]) -> Guideline {
    var changed = self
    for (name, pairing) in pairings {
      changed.pairings[name]?.cautions = pairing.cautions.map { caution in
        Pairing.Caution(says: words[caution.says] ?? caution.says, when: caution.when)
      }
    }
    return changed
  }

  /// A guideline that does nothing but look at conditions: nothing follows from them.
  public init(lookingAt conditions: [Condition], over vocabulary: Vocabulary) {
    let nowhere = Place(file: "", line: 0)
    self.init(
      packs: [], vocabulary: vocabulary, sources: [:], evidence: [:], pairings: [:], stops: [], gates: [],
      rules: [], otherwise: nil, vetoes: [],
      conflicts: conditions.enumerated().map { index, condition in
        Conflict(id: "\(index)", title: "", when: condition, because: "", sources: [], place: nowhere)
      }, adaptations: [], goal: nil)
  }
}
