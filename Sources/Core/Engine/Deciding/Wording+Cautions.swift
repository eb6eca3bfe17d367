internal import PlumblineGuideline

/// The cautions of recommendations, and those that stand at a place of their own.
extension Wording {
  /// Returns the pairings that describe a recommendation: its own, and those that it is joined from.
  func pairings(of name: PairingName, _ rules: [Rule]) -> [Pairing] {
    let own = guideline.pairings[name].map { [$0] } ?? []
    return own + rules.map(\.recommends).filter { $0 != name }.compactMap { guideline.pairings[$0] }
  }

  func cautions(_ name: PairingName, _ rules: [Rule], _ pairings: [Pairing]) -> [String] {
    var cautions: [String] = []
    for rule in rules {
      let open = rule.recommends.parts.flatMap { openVetoes[$0] ?? [] }
      cautions += open.sorted { $0.place < $1.place }.map(\.caution)
    }
    for pairing in pairings {
      for contraindication in pairing.contraindications
      where knowledge.truth(contraindication.when) == .unknown {
        cautions.append(
          "Not answered: \(labels(knowledge.needs(contraindication.when))). The answer can rule this out: \(filled(contraindication.because))"
        )
      }
      cautions += pairing.cautions.compactMap(shown)
    }
    return unique(cautions)
  }

  /// Returns a caution as it is shown; nil if it is not.
  private func shown(_ caution: Pairing.Caution) -> String? {
    switch caution.when.map(knowledge.truth) ?? .true {
    case .true: caution.says
    case .unknown where caution.hidesWhenUnknown && !isPartlyGiven(caution.when): nil
    case .unknown:
      "\(caution.says) (Not known: \(labels(caution.when.map(knowledge.needs) ?? [])).)"
    case .false: nil
    }
  }

  /// Returns the notices of a recommendation: open questions, then the cautions of every pairing shown that have a place of their own.
  func notices(_ questions: [Decision.Notice]) -> [Decision.Notice] {
    let chosen = [selection.primary] + selection.alternatives.map { [$0] }
    var notices = questions
    for rules in chosen {
      let own = rules.isEmpty ? guideline.otherwise.map { [$0] } ?? [] : rules
      for pairing in pairings(of: guideline.primaryName(rules), own) {
        for caution in pairing.cautions {
          guard let placement = caution.placement, let says = shown(caution),
            !notices.contains(where: { $0.says == says })
          else { continue }
          notices.append(
            .init(
              id: pairing.id, placement: placement == .quiet ? .quiet : .aboveEvidence, says: says, asks: []))
        }
      }
    }
    return Decision.Notice.Placement.allCases.flatMap { place in notices.filter { $0.placement == place } }
  }
}
