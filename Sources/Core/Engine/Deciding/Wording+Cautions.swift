internal import PlumblineGuideline
internal import PlumblineText

/// The cautions of recommendations, and those that stand at a place of their own.
extension Wording {
  /// Returns the pairings that describe a recommendation: its own, and those that it is joined from.
  func pairings(of name: PairingName, _ rules: [Rule]) -> [Pairing] {
    let own = guideline.pairings[name].map { [$0] } ?? []
    return own + rules.map(\.recommends).filter { $0 != name }.compactMap { guideline.pairings[$0] }
  }

  /// A caution as it is shown, and whether it stands on the first screen.
  struct ShownCaution {
    var text: String
    var isFirst: Bool
  }

  /// The cautions of a recommendation, each once. What can still rule it out stands on the first screen, and so does what is known to
  /// be true of the patient.
  func cautions(_ name: PairingName, _ rules: [Rule], _ pairings: [Pairing]) -> [ShownCaution] {
    var cautions: [ShownCaution] = []
    for rule in rules {
      let open = rule.recommends.parts.flatMap { openVetoes[$0] ?? [] }
      cautions += open.sorted { $0.place < $1.place }.map { .init(text: $0.caution, isFirst: true) }
    }
    for pairing in pairings {
      for contraindication in pairing.contraindications
      where knowledge.truth(contraindication.when) == .unknown {
        // What can have no value for this patient cannot rule anything out.
        let needs = knowledge.needs(contraindication.when).filter(knowledge.canHaveValue)
        if needs.isEmpty { continue }
        let because = filled(contraindication.because)
        cautions.append(
          .init(
            text: language(
              "Not answered: {facts}. The answer can rule this out: {because}",
              ["facts": labels(needs), "because": because]), isFirst: true))
      }
      cautions += pairing.cautions.compactMap { caution in
        shown(caution).map {
          .init(text: $0, isFirst: caution.placement == .watch || isAboutPatient(caution))
        }
      }
    }
    var seen: Set<String> = []
    return cautions.filter { seen.insert($0.text).inserted }
  }

  /// Whether a caution without a place of its own is true because of what is known of the patient.
  private func isAboutPatient(_ caution: Pairing.Caution) -> Bool {
    guard !guideline.isFirstEdition, caution.placement == nil, let when = caution.when else { return false }
    return knowledge.truth(when) == .true
  }

  /// Returns a caution as it is shown; nil if it is not.
  private func shown(_ caution: Pairing.Caution) -> String? {
    switch caution.when.map(knowledge.truth) ?? .true {
    case .true: caution.says
    case .unknown where caution.hidesWhenUnknown && !isPartlyGiven(caution.when): nil
    case .unknown:
      language(
        "{caution} (Not known: {facts}.)",
        ["caution": caution.says, "facts": labels(caution.when.map(knowledge.needs) ?? [])])
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
        add(pairing.cautions.filter { $0.placement != .watch }, of: pairing, to: &notices)
      }
    }
    return Self.inPlaces(notices)
  }

  /// Returns the cautions with a place of their own that every answer shows, for one that recommends nothing.
  func always() -> [Decision.Notice] {
    var notices: [Decision.Notice] = []
    for pairing in guideline.pairings.values.sorted(by: { $0.name < $1.name }) {
      add(pairing.cautions.filter { $0.isAlways && $0.placement != .watch }, of: pairing, to: &notices)
    }
    return notices
  }

  /// Returns what every answer says to watch, for one that recommends nothing: each once.
  func alwaysWatched() -> [String] {
    let cautions = guideline.pairings.values.sorted { $0.name < $1.name }.flatMap(\.cautions)
    return unique(cautions.filter { $0.isAlways && $0.placement == .watch }.compactMap(shown))
  }

  /// Adds those of a pairing's cautions that have a place of their own and are shown, each once.
  private func add(_ cautions: [Pairing.Caution], of pairing: Pairing, to notices: inout [Decision.Notice]) {
    for caution in cautions {
      guard let placement = caution.placement, let says = shown(caution) else { continue }
      if notices.contains(where: { $0.says == says }) { continue }
      notices.append(
        .init(id: pairing.id, placement: placement == .quiet ? .quiet : .aboveEvidence, says: says, asks: []))
    }
  }

  static func inPlaces(_ notices: [Decision.Notice]) -> [Decision.Notice] {
    Decision.Notice.Placement.allCases.flatMap { place in notices.filter { $0.placement == place } }
  }

  /// The caution of a stop or gate that was passed although it is unknown.
  func caution(asking gate: Gate) -> String {
    let facts = knowledge.asks(gate).sorted().map { vocabulary[$0].label }.joined(separator: ", ")
    return language(
      "{title}: not settled ({facts}). {why}",
      ["title": gate.title, "facts": facts, "why": gate.asksWhenUnknown ?? ""])
  }

  func generalCautions(_ asOf: Day) -> [String] {
    var cautions = selection.asking.map(caution)
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
