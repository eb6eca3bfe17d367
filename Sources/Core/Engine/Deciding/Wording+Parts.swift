internal import PlumblineGuideline

/// What a recommendation says of its parts, and what is partly given.
extension Wording {
  func passedOver(_ name: PairingName) -> [Decision.PassedOver] {
    guideline.vetoes.filter {
      !$0.objects && name.parts.contains($0.part) && knowledge.truth($0.when) == .true
    }.map {
      .init(
        id: $0.id, part: $0.part, title: $0.title, because: filled($0.because), action: $0.action.map(filled),
        sources: $0.sources)
    }
  }

  /// What the patient reads of a recommendation: each pairing, and after it how its studies differ from the patient.
  func forPatient(_ name: PairingName, _ rules: [Rule], _ pairings: [Pairing]) -> [String] {
    func unlike(_ rules: [Rule]) -> [String] {
      guideline.claims(rules).compactMap { worked[$0.name] }.flatMap(\.unlike).compactMap(\.forPatient)
    }
    return unique(
      pairings.flatMap { pairing in
        let own = pairing.name == name ? rules : rules.filter { $0.recommends == pairing.name }
        return [pairing.forPatient] + unlike(own)
      } + unlike(rules))
  }

  /// Returns what is said of each part, if more than one rule was chosen or a rule speaks of single parts.
  func parts(_ name: PairingName, _ rules: [Rule]) -> [Decision.Part] {
    if guideline.isFirstEdition || rules.count < 2 && rules.allSatisfy(\.parts.isEmpty) { return [] }
    let base = guideline.domain.base
    return name.parts.map { part in
      let own = rules.filter { $0.recommends.parts.contains(part) }
      let claims = own.flatMap { $0.claims(for: part, base: base) }
      return .init(
        part: part, strength: own.contains { $0.strength(of: part) == .strong } ? .strong : .conditional,
        claims: unique(claims), rules: own.map(\.id))
    }
  }

  /// Whether the profile gives a range, or some of the codes, for a fact that a condition reads.
  func isPartlyGiven(_ condition: Condition?) -> Bool {
    (condition?.facts ?? []).contains { knowledge.profile[$0].range != nil }
  }
}
