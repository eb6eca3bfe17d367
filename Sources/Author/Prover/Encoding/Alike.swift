internal import PlumblineEngine
internal import PlumblineGuideline

extension AnswerTerms {
  /// Whether two answers are the same: the whole signature, or a part of it.
  ///
  /// - Parameter certainties: those of the two patients; for a single patient the same twice.
  static func areAlike(
    _ aspect: Property.Aspect, _ guideline: Guideline, _ one: inout AnswerTerms, _ other: inout AnswerTerms,
    certainties: (Certainties, Certainties), _ text: inout SMTText
  ) -> SMTText.Term {
    var same: [SMTText.Term] = []
    for disposition in Decision.Disposition.allCases {
      same.append(
        text.equal(one.dispositions[disposition] ?? SMTText.no, other.dispositions[disposition] ?? SMTText.no)
      )
    }
    if aspect == .decision { return text.and(same) }
    var pairings: [SMTText.Term] = []
    for part in one.parts.keys.sorted() {
      pairings.append(text.equal(one.parts[part] ?? SMTText.no, other.parts[part] ?? SMTText.no))
    }
    if aspect == .answer {
      for (mine, its) in zip(one.alerts, other.alerts) { same.append(text.equal(mine.term, its.term)) }
      pairings.append(text.equal(one.isStrong, other.isStrong))
      for part in one.strongParts.keys.sorted() {
        pairings.append(
          text.equal(one.strongParts[part] ?? SMTText.no, other.strongParts[part] ?? SMTText.no))
      }
      for item in one.claimed.keys.sorted() {
        pairings.append(text.equal(one.claimed[item] ?? SMTText.no, other.claimed[item] ?? SMTText.no))
      }
      pairings += alternativesAlike(guideline, one, other, &text)
      for item in one.shown.keys.sorted() {
        let (mine, its) = (certainties.0.levels[item] ?? [:], certainties.1.levels[item] ?? [:])
        let equal = Certainty.allCases.compactMap { certainty in
          mine[certainty].map { text.equal($0, its[certainty] ?? SMTText.no) }
        }
        pairings.append(text.or([text.not(one.shown[item] ?? SMTText.no), text.and(equal)]))
      }
    }
    return text.and(same + [text.or([text.not(one.recommends), text.and(pairings)])])
  }

  /// Alternatives are the same if each pairing has one with the same strength and the same claims in both, or in neither.
  private static func alternativesAlike(
    _ guideline: Guideline, _ one: AnswerTerms, _ other: AnswerTerms, _ text: inout SMTText
  ) -> [SMTText.Term] {
    struct Kind: Hashable {
      var pairing: PairingName
      var strength: Strength
      var strongParts: [String]
      var claims: Set<String>
    }
    let claimed = Set(guideline.claimedEvidence.map(\.name))
    var kinds: [Kind: [Int]] = [:]
    var order: [Kind] = []
    for (index, rule) in guideline.rules.enumerated() {
      let kind = Kind(
        pairing: rule.recommends, strength: rule.strength,
        strongParts: guideline.strongParts([rule]), claims: Set(rule.claims).intersection(claimed))
      if kinds[kind] == nil { order.append(kind) }
      kinds[kind, default: []].append(index)
    }
    return order.map { kind in
      let rules = kinds[kind] ?? []
      return text.equal(
        text.or(rules.map { one.alternatives[$0] }), text.or(rules.map { other.alternatives[$0] }))
    }
  }
}
