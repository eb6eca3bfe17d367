package import PlumblineGuideline

extension Guideline {
  /// Returns the joined pairing of the chosen rules; that of `otherwise`, or the domain's base alone, if there are none.
  package func primaryName(_ chosen: [Rule]) -> PairingName {
    if chosen.isEmpty { return otherwise?.recommends ?? domain.pairing(onBase: []) }
    return chosen.count == 1 ? chosen[0].recommends : domain.pairing(chosen.flatMap(\.recommends.parts))
  }

  /// The pairings that have contraindications and a rule that recommends them, by name, each with the condition for a
  /// contraindication to act: one is true, and a rule that recommends the pairing is true.
  package var contraindicated: [(pairing: Pairing, acts: Condition)] {
    let suspects = pairings.values.filter { !$0.contraindications.isEmpty }
    if suspects.isEmpty { return [] }
    let rules = Dictionary(grouping: rules) { $0.recommends }
    return suspects.sorted { $0.name < $1.name }.compactMap { pairing in
      let wanted = (rules[pairing.name] ?? []).compactMap(\.when)
      if wanted.isEmpty { return nil }
      return (pairing, .all([.any(pairing.contraindications.map(\.when)), .any(wanted)]))
    }
  }

  /// Returns the strength of a joined recommendation: that of its weakest rule.
  package func strength(_ chosen: [Rule]) -> Strength {
    let rules = chosen.isEmpty ? otherwise.map { [$0] } ?? [] : chosen
    return !rules.isEmpty && rules.allSatisfy { $0.strength == .strong } ? .strong : .conditional
  }

  /// Returns the parts that a chosen rule recommends strongly; sorted.
  package func strongParts(_ chosen: [Rule]) -> [String] {
    let rules = chosen.isEmpty ? otherwise.map { [$0] } ?? [] : chosen
    return Set(rules.flatMap(\.strongParts)).sorted()
  }

  /// Returns the evidence items that the chosen rules claim, each once, in the order of the rules.
  package func claims(_ chosen: [Rule]) -> [EvidenceItem] {
    var seen: Set<String> = []
    let rules = chosen.isEmpty ? otherwise.map { [$0] } ?? [] : chosen
    return rules.flatMap(\.claims).filter { seen.insert($0).inserted }.compactMap { evidence[$0] }
  }
}
