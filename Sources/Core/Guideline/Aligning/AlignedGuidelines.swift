/// Two guidelines over one vocabulary, so that both can be asked about the same profile.
///
/// A fact of both is one fact, with every value that either allows. A fact that only one of them has, or that differs in kind
/// (a number here and a code there, or computed by another function), is a fact that the other refuses. What each refuses is in
/// its laws; the shared vocabulary itself has none.
public struct AlignedGuidelines: Sendable {
  /// One guideline over the shared vocabulary, with what it refuses.
  public struct Side: Sendable {
    public let guideline: Guideline
    public let laws: [ProfileLaw]

    /// - Parameter guideline: over the shared vocabulary, which has no laws; its own ones narrow what its facts may be.
    init(guideline: Guideline, laws: [ProfileLaw]) {
      var guideline = guideline
      guideline.vocabulary = guideline.vocabulary.narrowing(by: Narrowing(laws, over: guideline.vocabulary))
      self.guideline = guideline
      self.laws = laws
    }
  }

  public let vocabulary: Vocabulary
  public let old: Side
  public let new: Side
  /// The index in the shared vocabulary of each fact of the old and of the new guideline.
  public let oldPlaces: [Fact.Index]
  public let newPlaces: [Fact.Index]
  /// Cautions that were reworded in place: the old words by the new ones. Both sides use the old words.
  public let rewordedCautions: [String: String]
  /// Numbers whose steps cannot be merged: nothing is proved about profiles that know them.
  public let unmergedFacts: [String]
  /// Scripts that only one of the two guidelines has, or that differ in their text.
  public let changedScripts: [Script]

  /// Facts that differ in kind between the two: the index of the old one and of the new one.
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

  /// Pairs, for each pairing, the new words of a caution with the removed words in the same position.
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

  /// Returns the old guideline with some declarations from the new one.
  public func old(taking keys: Set<DeclarationKey>) -> Side { mixed(old, new, keys) { !keys.contains($0) } }

  /// Returns the new guideline with some declarations from the old one.
  public func new(givingBack keys: Set<DeclarationKey>) -> Side {
    mixed(new, old, keys) { keys.contains($0) }
  }

  /// - Parameter isOld: whether a fact that differs in kind is the old guideline's.
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

  /// Returns a side as a guideline whose vocabulary refuses what the side refuses.
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
      over: Vocabulary(facts: facts, constraints: constraints, instruments: [:]).narrowing(
        by: side.guideline.vocabulary.narrowing), fact: { $0 }, script: { $0 })
  }

  /// Returns a profile of the shared vocabulary as one of the guidelines would read it, without the facts that it does not have.
  public func profile(_ profile: Profile, forOld isOld: Bool, _ original: Guideline) -> Profile {
    var own = Profile(id: profile.id, vocabulary: original.vocabulary)
    for (index, place) in (isOld ? oldPlaces : newPlaces).enumerated() { own[index] = profile[place] }
    return own
  }

  /// Returns a guideline's own profile over the shared vocabulary.
  public func merged(_ profile: Profile, ofOld isOld: Bool) -> Profile {
    var merged = Profile(id: profile.id, vocabulary: vocabulary)
    for (index, place) in (isOld ? oldPlaces : newPlaces).enumerated() { merged[place] = profile[index] }
    return merged
  }

  /// Returns the guideline from which a script of the shared vocabulary is run, and the script there.
  public func original(_ script: Script) -> (isOld: Bool, script: Script)? { originals[script] }

  /// Conditions over all facts of both, in the order in which they are evaluated: a space of profiles is built over them.
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
  /// The name of a shared vocabulary's fact in the guidelines' own vocabularies.
  public var sharedName: String { name.split(separator: "#").first.map(String.init) ?? name }

  /// Returns the shared vocabulary's name for the old guideline's fact, if the new one's fact of that name differs in kind. No
  /// vocabulary has a name with the mark.
  static func formerName(_ name: String) -> String { name + "#before" }
}

extension Condition {
  /// A comparison that reads a fact and distinguishes nothing.
  package static func touching(_ fact: Fact.Index) -> Condition {
    .comparison(Comparison(fact: fact, operator: .isOneOf, operands: [], line: 0))
  }
}

extension Guideline {
  /// Returns the guideline with cautions in other words.
  fileprivate func calling(_ words: [String: String]) -> Guideline {
    var changed = self
    for (name, pairing) in pairings {
      changed.pairings[name]?.cautions = pairing.cautions.map { caution in
        var caution = caution
        caution.says = words[caution.says] ?? caution.says
        return caution
      }
    }
    return changed
  }

  /// Creates a guideline that only evaluates conditions: nothing follows from them.
  public init(lookingAt conditions: [Condition], over vocabulary: Vocabulary) {
    let nowhere = Place(file: "", line: 0)
    self.init(
      domain: .firstEdition, packs: [], vocabulary: vocabulary, sources: [:], evidence: [:], pairings: [:],
      stops: [], gates: [],
      rules: [], otherwise: nil, vetoes: [],
      conflicts: conditions.enumerated().map { index, condition in
        Conflict(id: "\(index)", title: "", when: condition, because: "", sources: [], place: nowhere)
      }, adaptations: [], goal: nil)
  }
}
