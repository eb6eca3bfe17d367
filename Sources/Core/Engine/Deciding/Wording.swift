internal import PlumblineGuideline

/// Writes the decision from a selection: sentences with the patient's values, claims, cautions and the trace.
struct Wording {
  let guideline: Guideline
  let knowledge: Knowledge
  let selection: Selection
  /// Unknown vetoes, with their place in the guideline's list, by the part that they advise against.
  private let openVetoes: [String: [(place: Int, caution: String)]]
  /// The claims of all recommendations, by the evidence item's name.
  private let worked: [String: Claim]

  init(guideline: Guideline, knowledge: Knowledge, selection: Selection) {
    self.guideline = guideline
    self.knowledge = knowledge
    self.selection = selection
    var open: [String: [(place: Int, caution: String)]] = [:]
    var worked: [String: Claim] = [:]
    if selection.disposition == .recommend {
      for (place, veto) in guideline.vetoes.enumerated()
      where veto.objects && knowledge.truth(veto.when) == .unknown {
        let caution =
          "Not answered: \(knowledge.labels(knowledge.needs(veto.when))). The answer can rule this out (\(veto.title))."
        open[veto.part, default: []].append((place, caution))
      }
      for item in ([selection.primary] + selection.alternatives.map { [$0] }).flatMap(guideline.claims)
      where worked[item.name] == nil {
        worked[item.name] = CertaintyPolicy.claim(item, knowledge.truth)
      }
    }
    openVetoes = open
    self.worked = worked
  }

  var vocabulary: Vocabulary { guideline.vocabulary }

  func decision(asOf: Day) -> Decision {
    var decision = Decision(profile: knowledge.profile.id, asOf: asOf, disposition: selection.disposition)
    decision.alerts = alerts()
    decision.gates = selection.disposition == .stop ? [] : selection.deciding.map(finding)
    decision.trace = trace()
    decision.origins = knowledge.profile.origins
    decision.narrowed = knowledge.settling(decision.trace, mentioning: mentioned())
    decision.cautions = adaptations(decision.trace) + generalCautions(asOf)
    guard selection.disposition == .recommend else { return decision }
    decision.recommendations = recommendations()
    decision.advisedAgainst = advisedAgainst()
    decision.options = options()
    decision.plan = plan(decision.primary)
    decision.goalOutcome = goalOutcome()
    decision.conflicts = conflicts()
    decision.undecided = guideline.rules.compactMap { rule in
      guard let when = rule.when, knowledge.truth(when) == .unknown else { return nil }
      return .init(rule: rule.id, title: rule.title, needs: knowledge.needs(when).sorted())
    }
    return decision
  }

  /// The facts whose values are named in the sentences of the answer.
  private func mentioned() -> Set<Fact.Index> {
    var sentences = (selection.alerts + selection.deciding).map(\.because)
    if selection.disposition == .recommend {
      let chosen = selection.primary.isEmpty ? guideline.otherwise.map { [$0] } ?? [] : selection.primary
      sentences += (chosen + selection.alternatives).map(\.because)
      sentences += guideline.vetoes.filter { knowledge.truth($0.when) == .true }.map(\.because)
      sentences += guideline.conflicts.filter { knowledge.truth($0.when) == .true }.map(\.because)
    }
    var facts: Set<Fact.Index> = []
    for part in sentences.flatMap({ Template($0).parts }) {
      if case .fact(let name) = part, let fact = vocabulary.index(of: name) { facts.insert(fact) }
    }
    return facts
  }

  /// Returns a sentence with the patient's values filled in.
  func filled(_ text: String) -> String {
    Template(text).filled { name in
      guard let index = vocabulary.index(of: name) else {
        return vocabulary.sets[name].map { knowledge.words(of: $0) } ?? "{\(name)}"
      }
      switch knowledge.state(index) {
      case .known(let value): return vocabulary[index].words(for: value)
      case .within(let range): return range.words(of: vocabulary[index])
      case .absent(let reason): return reason.words
      }
    }
  }

  // MARK: gates

  func alerts() -> [Decision.Alert] {
    selection.alerts.compactMap { gate -> Decision.Alert? in
      guard case .stop(let urgency) = gate.kind else { return nil }
      return .init(
        id: gate.id, urgency: urgency, title: gate.title, because: filled(gate.because), action: gate.action,
        sources: gate.sources)
    }.sorted()
  }

  /// Returns the finding of a gate. An unknown gate has found nothing, so its words for true are left out.
  private func finding(_ gate: Gate) -> Decision.GateFinding {
    let needs = knowledge.needs(gate)
    let truth = knowledge.truth(gate)
    let isTrue = truth == .true
    return .init(
      id: gate.id, truth: truth, title: gate.title,
      because: isTrue ? filled(gate.because) : "Not answered: \(labels(needs)).",
      action: isTrue ? gate.action : "Ask before anything else is decided.",
      sources: isTrue ? gate.sources : [],
      needs: needs.sorted())
  }

  private func generalCautions(_ asOf: Day) -> [String] {
    var cautions = selection.asking.map { gate in
      let facts = knowledge.asks(gate).sorted().map { vocabulary[$0].label }.joined(separator: ", ")
      return "\(gate.title): not settled (\(facts)). \(gate.asksWhenUnknown ?? "")"
    }
    for pack in guideline.packs {
      if let due = pack.reviewBy, due < asOf {
        cautions.append(
          "Pack \(pack.id) \(pack.version) was due for review by \(due): its content may be out of date.")
      }
    }
    return cautions
  }

  /// The vetoes that are true, and the contraindications that take a pairing away from a rule that is true.
  private func advisedAgainst() -> [Decision.AdvisedAgainst] {
    let vetoes = guideline.vetoes.filter { $0.objects && knowledge.truth($0.when) == .true }.map {
      Decision.AdvisedAgainst(
        id: $0.id, part: $0.part, title: $0.title, because: filled($0.because), sources: $0.sources)
    }
    let acting = guideline.contraindicated.filter { knowledge.truth($0.acts) == .true }.map { pairing, _ in
      let because = pairing.contraindications.filter { knowledge.truth($0.when) == .true }.map {
        filled($0.because)
      }
      return Decision.AdvisedAgainst(
        id: pairing.id, part: pairing.name.description, title: pairing.title,
        because: because.joined(separator: " "), sources: pairing.sources)
    }
    return vetoes + acting
  }

  private func conflicts() -> [Decision.ConflictFinding] {
    var findings = guideline.conflicts.filter { knowledge.truth($0.when) == .true }.map {
      Decision.ConflictFinding(id: $0.id, title: $0.title, because: filled($0.because))
    }
    for (chosen, other) in selection.rivalries(guideline, knowledge) {
      guard case .candidate(let slot, _) = chosen.role else { continue }
      findings.append(
        .init(
          id: "\(chosen.id) \(other.id)", title: "Two rules recommend different pairings for one slot",
          because:
            "\(chosen.id) and \(other.id) hold the same rank in slot '\(slot)' and are both true; the first by name was taken."
        ))
    }
    return findings
  }

  // MARK: recommendations

  private func recommendations() -> [Decision.Recommendation] {
    let primary = recommendation(selection.primary, .primary)
    let goal = goalOutcome()
    let others = selection.alternatives.map { rule in
      let shown = recommendation([rule], .alternative)
      return (shown: shown, level: bestLevel(shown, goal), rule: shown.rules.first ?? "")
    }
    return [primary]
      + others.sorted { left, right in (-left.level, left.rule) < (-right.level, right.rule) }.map(\.shown)
  }

  /// The outcome that answers the patient's goal.
  private func goalOutcome() -> Outcome? {
    guard let goal = guideline.goal, case .code(let code)? = knowledge.values[goal] else { return nil }
    return vocabulary[goal].goalOutcomes[code]
  }

  private func bestLevel(_ recommendation: Decision.Recommendation, _ goal: Outcome?) -> Int {
    recommendation.claims.filter { $0.evidence.outcome == goal }.compactMap(\.certainty.level).max() ?? 0
  }

  private func recommendation(_ chosen: [Rule], _ role: Decision.Recommendation.Role)
    -> Decision.Recommendation
  {
    let rules = chosen.isEmpty ? guideline.otherwise.map { [$0] } ?? [] : chosen
    let name = guideline.primaryName(chosen)
    let goal = goalOutcome()
    let (asked, others) = guideline.claims(chosen).compactMap { worked[$0.name] }
      .split { $0.evidence.outcome == goal }
    let claims = asked + others
    let own = guideline.pairings[name].map { [$0] } ?? []
    let pairings = own + rules.map(\.recommends).filter { $0 != name }.compactMap { guideline.pairings[$0] }
    let cautions = cautions(name, rules, pairings)
    let supporting = (selection.supporting[name] ?? []).map(\.id)
    var because = rules.map { filled($0.because) }
    if rules.isEmpty { because = ["No rule of the packs in force was chosen for this patient."] }
    var shown = Decision.Recommendation(
      pairing: name, title: guideline.pairings[name]?.title ?? joined(pairings.map(\.title)),
      what: pairings.map(\.what),
      forPatient: pairings.map(\.forPatient) + unique(claims.flatMap(\.unlike).compactMap(\.forPatient)),
      role: role,
      strength: guideline.strength(chosen), claims: claims, because: because,
      rules: rules.map(\.id) + supporting, cautions: cautions.map(\.text),
      sources: unique(rules.flatMap(\.sources) + claims.map(\.evidence.source) + pairings.flatMap(\.sources)),
      outrankedBy: role == .alternative && !guideline.isFirstEdition ? selection.outranking(chosen)?.id : nil,
      strongParts: guideline.strongParts(chosen))
    shown.watch = cautions.filter(\.isFirst).map(\.text)
    shown.passedOver = passedOver(name)
    shown.parts = parts(name, rules)
    shown.actions = pairings.flatMap(\.actions)
    return shown
  }

  /// Joins titles without repeating the words that they all begin with: "Exercise with a and b".
  private func joined(_ titles: [String]) -> String {
    guard var words = titles.first?.split(separator: " ") else { return "" }
    for title in titles.dropFirst() {
      words = Array(zip(words, title.split(separator: " ")).prefix { $0 == $1 }.map(\.0))
    }
    let rests = titles.dropFirst().map {
      $0.split(separator: " ").dropFirst(words.count).joined(separator: " ")
    }
    let all = [titles.first ?? ""] + rests
    return all.count < 3
      ? all.joined(separator: " and ") : "\(all.dropLast().joined(separator: ", ")) and \(all.last ?? "")"
  }

  /// A caution as it is shown, and whether it stands on the first screen.
  private struct ShownCaution {
    var text: String
    var isFirst: Bool
  }

  /// The cautions of a recommendation, each once. What can still rule it out stands on the first screen.
  private func cautions(_ name: PairingName, _ rules: [Rule], _ pairings: [Pairing]) -> [ShownCaution] {
    var cautions: [ShownCaution] = []
    for rule in rules {
      let open = rule.recommends.parts.flatMap { openVetoes[$0] ?? [] }
      cautions += open.sorted { $0.place < $1.place }.map { .init(text: $0.caution, isFirst: true) }
    }
    for pairing in pairings {
      for contraindication in pairing.contraindications
      where knowledge.truth(contraindication.when) == .unknown {
        let needs = labels(knowledge.needs(contraindication.when))
        let because = filled(contraindication.because)
        cautions.append(
          .init(text: "Not answered: \(needs). The answer can rule this out: \(because)", isFirst: true))
      }
      cautions += pairing.cautions.compactMap { caution in
        words(of: caution).map { .init(text: $0, isFirst: caution.isOnFirstScreen) }
      }
    }
    var seen: Set<String> = []
    return cautions.filter { seen.insert($0.text).inserted }
  }

  /// A caution in words; nil if it is not shown to this patient.
  private func words(of caution: Pairing.Caution) -> String? {
    switch caution.when.map(knowledge.truth) ?? .true {
    case .true: caution.says
    case .unknown where caution.hidesWhenUnknown && !isPartlyGiven(caution.when): nil
    case .unknown: "\(caution.says) (Not known: \(labels(caution.when.map(knowledge.needs) ?? [])).)"
    case .false: nil
    }
  }

  /// Returns the site's adaptations of comparisons in the trace, each with its reason and who approved it.
  private func adaptations(_ trace: [TraceEntry]) -> [String] {
    let used = Set(trace.flatMap(\.condition.comparisons).compactMap(\.adaptedBy))
    return guideline.adaptations.filter { used.contains($0.id) }.map { adaptation in
      let fact = vocabulary[adaptation.fact]
      return
        "Adapted at this site: \(fact.label) \(fact.words(for: adaptation.from)) became \(fact.words(for: adaptation.to)) "
        + "(\(adaptation.reason); approved by \(adaptation.approvedBy), \(adaptation.approvedOn))."
    }
  }

  private func labels(_ facts: Set<Fact.Index>) -> String { knowledge.labels(facts) }

  func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  // MARK: trace

  private func trace() -> [TraceEntry] {
    var entries = selection.examined.map { gate in
      TraceEntry(
        id: gate.id, kind: gate.kind.stage == nil ? .stop : .gate, truth: knowledge.truth(gate),
        condition: knowledge.trace(gate))
    }
    guard selection.disposition == .recommend else { return entries }
    func add(_ id: String, _ kind: TraceEntry.Kind, _ when: Condition) {
      entries.append(
        .init(id: id, kind: kind, truth: knowledge.truth(when), condition: knowledge.trace(when)))
    }
    for rule in guideline.rules { if let when = rule.when { add(rule.id, .rule, when) } }
    for veto in guideline.vetoes { add(veto.id, veto.objects ? .adviseAgainst : .passOver, veto.when) }
    for pairing in guideline.pairings.values.sorted(by: { $0.name < $1.name }) {
      for contraindication in pairing.contraindications {
        add(pairing.id, .contraindication, contraindication.when)
      }
    }
    for conflict in guideline.conflicts { add(conflict.id, .conflict, conflict.when) }
    return entries
  }
}

extension Knowledge {
  /// Returns the labels of facts, in their order.
  fileprivate func labels(_ facts: Set<Fact.Index>) -> String {
    facts.sorted().map { vocabulary[$0].label }.joined(separator: ", ")
  }
}
