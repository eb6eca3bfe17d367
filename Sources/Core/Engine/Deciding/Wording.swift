internal import PlumblineGuideline
internal import PlumblineText

/// Writes the decision from a selection: sentences with the patient's values, claims, cautions and the trace.
struct Wording {
  let guideline: Guideline
  let knowledge: Knowledge
  let selection: Selection
  /// Of the sentences that are not the packs'.
  let language: Language
  /// Unknown vetoes, with their place in the guideline's list, by the part that they advise against.
  let openVetoes: [String: [(place: Int, caution: String)]]
  /// The facts that only follow from other answers.
  private let derived: Set<Fact.Index>
  /// The claims of all recommendations, by the evidence item's name.
  let worked: [String: Claim]

  init(
    guideline: Guideline, knowledge: Knowledge, selection: Selection, language: Language = .english
  ) {
    self.guideline = guideline
    self.language = language
    self.knowledge = knowledge
    self.selection = selection
    var open: [String: [(place: Int, caution: String)]] = [:]
    var worked: [String: Claim] = [:]
    if selection.disposition == .recommend {
      for (place, veto) in guideline.vetoes.enumerated()
      where veto.objects && knowledge.truth(veto.when) == .unknown {
        let facts = knowledge.labels(knowledge.needs(veto.when))
        let caution =
          veto.ifUnknown.map {
            language("Not answered: {facts}.", ["facts": facts]) + " " + $0
          }
          ?? language(
            "Not answered: {facts}. The answer can rule this out ({title}).",
            ["facts": facts, "title": veto.title])
        open[veto.part, default: []].append((place, caution))
      }
      for item in ([selection.primary] + selection.alternatives.map { [$0] }).flatMap(guideline.claims)
      where worked[item.name] == nil {
        worked[item.name] = CertaintyPolicy.claim(item, knowledge.truth)
      }
    }
    openVetoes = open
    derived = knowledge.derived
    self.worked = worked
  }

  var vocabulary: Vocabulary { guideline.vocabulary }

  func decision(asOf: Day) -> Decision {
    var decision = Decision(profile: knowledge.profile.id, asOf: asOf, disposition: selection.disposition)
    decision.alerts = alerts()
    decision.gates = selection.disposition == .stop ? [] : selection.deciding.map(finding)
    decision.trace = trace()
    decision.origins = knowledge.profile.origins
    decision.states = knowledge.profile.states
    decision.derived = derived
    decision.narrowed = knowledge.settling(decision.trace, mentioning: mentioned())
    // A record of the first edition is replayed as that edition answered.
    decision.notices =
      guideline.isFirstEdition
      ? [] : questions() + settled() + notReadBack() + converted(decision.read) + notesNotRead()
    decision.cautions = adaptations(decision.trace) + generalCautions(asOf)
    guard selection.disposition == .recommend else {
      if selection.disposition != .stop {
        decision.notices = Self.inPlaces(decision.notices + always())
        decision.cautions += alwaysWatched()
      }
      return decision
    }
    decision.recommendations = recommendations()
    decision.notices = guideline.isFirstEdition ? [] : notices(decision.notices)
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

  /// Returns a sentence with the patient's values filled in; of one in two languages, into each half in its own.
  func filled(_ text: String) -> String {
    guard let both = Bilingual(text), let source = guideline.vocabularyInSource else {
      return filled(text, vocabulary, language)
    }
    return Bilingual(
      text: filled(both.text, vocabulary, language), english: filled(both.english, source, .english)
    ).joined
  }

  private func filled(_ text: String, _ vocabulary: Vocabulary, _ language: Language) -> String {
    Template(text).filled { name in
      guard let index = vocabulary.index(of: name) else {
        return vocabulary.sets[name].map { knowledge.words(of: $0, over: vocabulary, in: language) }
          ?? "{\(name)}"
      }
      let value: String
      switch knowledge.state(index) {
      case .known(let known): value = vocabulary[index].words(for: known, in: language)
      case .within(let range): value = range.words(of: vocabulary[index], in: language)
      case .absent(let reason): return language(reason.words)
      }
      // What only follows from other answers does not read like an answer.
      guard !guideline.isFirstEdition, derived.contains(index),
        case .absent(let reason) = knowledge.profile[index]
      else { return value }
      return language(
        "{absence}, by other answers {value}", ["absence": language(reason.words), "value": value])
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
          id: "\(chosen.id) \(other.id)",
          title: language("Two rules recommend different pairings for one slot"),
          because:
            language(
              "{rule} and {other} hold the same rank in slot '{slot}' and are both true; the first by name was taken.",
              ["rule": chosen.id, "other": other.id, "slot": slot])
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
    let pairings = pairings(of: name, rules)
    let cautions = cautions(name, rules, pairings)
    let supporting = (selection.supporting[name] ?? []).map(\.id)
    var because = rules.map { filled($0.because) }
    if rules.isEmpty { because = [language("No rule of the packs in force was chosen for this patient.")] }
    let first = unique(
      pairings.flatMap(\.cautions).filter { $0.when.map(knowledge.truth) ?? .true == .true }.compactMap(
        \.forPatient))
    var shown = Decision.Recommendation(
      pairing: name, title: guideline.pairings[name]?.title ?? joined(pairings.map(\.title)),
      what: pairings.map(\.what),
      forPatient: first + forPatient(name, rules, pairings),
      role: role,
      strength: guideline.strength(chosen), claims: claims, because: because,
      rules: rules.map(\.id) + supporting, cautions: cautions.map(\.text),
      sources: unique(rules.flatMap(\.sources) + claims.map(\.evidence.source) + pairings.flatMap(\.sources)),
      outrankedBy: role == .alternative && !guideline.isFirstEdition ? selection.outranking(chosen)?.id : nil,
      strongParts: guideline.strongParts(chosen))
    shown.beforeStarting = first
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
    return all.count < 2
      ? all[0]
      : language(
        "{list} and {last}", ["list": all.dropLast().joined(separator: ", "), "last": all.last ?? ""])
  }

  func labels(_ facts: Set<Fact.Index>) -> String { knowledge.labels(facts) }

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
  func labels(_ facts: Set<Fact.Index>) -> String {
    facts.sorted().map { vocabulary[$0].label }.joined(separator: ", ")
  }
}
