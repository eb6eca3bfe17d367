internal import PlumblineGuideline
internal import PlumblineText

/// The cautions of an answer, and of what it recommends.
extension Wording {
  func generalCautions(_ asOf: Day) -> [String] {
    var cautions = selection.asking.map { gate in
      let facts = knowledge.asks(gate).sorted().map { vocabulary[$0].label }.joined(separator: ", ")
      return language(
        "{title}: not settled ({facts}). {why}",
        ["title": gate.title, "facts": facts, "why": gate.asksWhenUnknown ?? ""])
    }
    for pack in guideline.packs {
      if let due = pack.reviewBy, due < asOf {
        cautions.append(
          language(
            "Pack {pack} {version} was due for review by {day}: its content may be out of date.",
            ["pack": pack.id, "version": "\(pack.version)", "day": "\(due)"]))
      }
    }
    return cautions
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
          language(
            "Not answered: {facts}. The answer can rule this out: {because}",
            [
              "facts": labels(knowledge.needs(contraindication.when)),
              "because": filled(contraindication.because),
            ])
        )
      }
      for caution in pairing.cautions {
        switch caution.when.map(knowledge.truth) ?? .true {
        case .true: cautions.append(caution.says)
        case .unknown where caution.hidesWhenUnknown && !isPartlyGiven(caution.when): break
        case .unknown:
          let facts = labels(caution.when.map(knowledge.needs) ?? [])
          cautions.append(
            language("{caution} (Not known: {facts}.)", ["caution": caution.says, "facts": facts]))
        case .false: break
        }
      }
    }
    return unique(cautions)
  }

  /// Returns the site's adaptations of comparisons in the trace, each with its reason and who approved it.
  func adaptations(_ trace: [TraceEntry]) -> [String] {
    let used = Set(trace.flatMap(\.condition.comparisons).compactMap(\.adaptedBy))
    return guideline.adaptations.filter { used.contains($0.id) }.map { adaptation in
      let fact = vocabulary[adaptation.fact]
      return language(
        "Adapted at this site: {label} {from} became {to} ({reason}; approved by {who}, {day}).",
        [
          "label": fact.label, "from": fact.words(for: adaptation.from, in: language),
          "to": fact.words(for: adaptation.to, in: language), "reason": adaptation.reason,
          "who": adaptation.approvedBy, "day": "\(adaptation.approvedOn)",
        ])
    }
  }
}
