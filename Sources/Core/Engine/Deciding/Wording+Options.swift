internal import PlumblineGuideline

/// The treatments that were considered, side by side, each with its evidence as it holds for this patient.
extension Wording {
  func options() -> [Decision.Option] {
    guideline.options.compactMap { option in
      let standing = standing(of: option)
      if option.isShownIfMatched, ![.recommended, .alternative, .passedOver].contains(standing.word) {
        return nil
      }
      return Decision.Option(
        name: option.name, title: option.title, pairings: option.pairings, standing: standing.word,
        grounds: standing.grounds.map { .init(fact: $0, state: knowledge.state($0)) },
        reason: standing.reason, reasonForPatient: standing.reasonForPatient,
        claims: claims(option.evidence), temperedBy: claims(option.temperedBy), burden: option.burden,
        forPatient: option.forPatient, note: option.note, sources: option.sources)
    }
  }

  private func claims(_ names: [String]) -> [Claim] {
    names.compactMap { guideline.evidence[$0] }.map { CertaintyPolicy.claim($0, knowledge.truth) }
  }

  private struct Standing {
    var word: Decision.Option.Standing
    /// The facts that decide it.
    var grounds: [Fact.Index] = []
    var reason: String?
    var reasonForPatient: String?
  }

  /// Where an option stands for this patient: as the rules that recommend one of its pairings stand.
  private func standing(of option: TreatmentOption) -> Standing {
    if option.pairings.isEmpty { return Standing(word: .named) }
    let rules = guideline.rules.filter { option.pairings.contains($0.recommends) }
    func grounds(_ rules: [Rule], _ truth: Truth) -> [Fact.Index] {
      var seen: Set<Fact.Index> = []
      return rules.compactMap(\.when).filter { knowledge.truth($0) == truth }
        .flatMap { knowledge.trace($0).grounds }.filter { seen.insert($0).inserted }
    }
    let leading = selection.primary.filter { option.pairings.contains($0.recommends) }
    if !leading.isEmpty { return Standing(word: .recommended, grounds: grounds(leading, .true)) }
    if selection.primary.isEmpty, option.pairings.contains(guideline.primaryName([])) {
      return Standing(word: .recommended)
    }
    let others = selection.alternatives.filter { option.pairings.contains($0.recommends) }
    if let other = others.first {
      let passing = passedOver(other.recommends)
      return Standing(
        word: passing.isEmpty ? .alternative : .passedOver, grounds: grounds(others, .true),
        reason: passing.first.map { [$0.title, $0.action].compactMap(\.self).joined(separator: ". ") })
    }
    if let objection = objection(to: option) {
      return Standing(word: .advisedAgainst, reason: objection.reason, reasonForPatient: objection.forPatient)
    }
    let open = grounds(rules, .unknown)
    if !open.isEmpty { return Standing(word: .undecided, grounds: open) }
    return Standing(word: .notMatched, grounds: grounds(rules, .false))
  }

  /// Returns why every pairing of an option is ruled out; nil if one of them is not.
  private func objection(to option: TreatmentOption) -> (reason: String, forPatient: String?)? {
    let reasons = option.pairings.map { pairing -> (reason: String, forPatient: String?)? in
      if let veto = guideline.vetoes.first(where: {
        $0.effect == .rulesOut && pairing.parts.contains($0.part) && knowledge.truth($0.when) == .true
      }) {
        return (veto.title, veto.forPatient)
      }
      return guideline.pairings[pairing]?.contraindications.first { knowledge.truth($0.when) == .true }.map {
        (filled($0.because), nil)
      }
    }
    return reasons.contains { $0 == nil } ? nil : reasons.first ?? nil
  }
}

extension TraceNode {
  /// The facts of the comparisons by which it is true, false or unknown, in the order of writing.
  var grounds: [Fact.Index] {
    guard case .combination(let combination, let truth, let parts) = self else { return facts.sorted() }
    let deciding: Truth?
    switch (combination, truth) {
    case (_, .unknown): deciding = .unknown
    case (.all, .false), (.anyKnown, .false): deciding = .false
    case (.any, .true), (.anyKnown, .true), (.noneOf, .false): deciding = .true
    case (.firstKnown, _): return parts.first { $0.truth != .unknown }?.grounds ?? []
    default: deciding = nil
    }
    return parts.filter { deciding == nil || $0.truth == deciding }.flatMap(\.grounds)
  }
}
