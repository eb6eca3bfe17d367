/// Visits every text of a guideline once, and puts what is returned in its place.
struct SentenceWalk {
  private let words: (PackSentence) -> String
  private let factsOfStops: Set<Fact.Index>

  /// The declaration whose texts are visited.
  private struct Declared {
    var place: Place
    var word: String
    var name: String
    var isSafety = false
  }

  init(of guideline: Guideline, _ words: @escaping (PackSentence) -> String) {
    self.words = words
    factsOfStops = guideline.stops.reduce(into: []) { $0.formUnion($1.facts) }
  }

  private func say(_ text: String, _ field: String, _ by: Declared, forPatient: Bool = false) -> String {
    if text.isEmpty { return text }
    return words(
      PackSentence(
        text: text, place: by.place, word: by.word, name: by.name, field: field,
        isSafety: by.isSafety || SafetyWords.occur(in: text), isForPatient: forPatient))
  }

  private func sayAny(_ text: String?, _ field: String, _ by: Declared, forPatient: Bool = false) -> String? {
    text.map { say($0, field, by, forPatient: forPatient) }
  }

  /// The name of a declaration without its pack.
  private func own(_ id: String) -> String {
    id.firstIndex(of: "/").map { String(id[id.index(after: $0)...]) } ?? id
  }

  func walk(_ guideline: inout Guideline) {
    let parts = guideline.domain.isDeclared ? Set(guideline.pairings.keys.flatMap(\.parts)).sorted() : []
    guideline.domain = said(guideline.domain, parts)
    for index in guideline.vocabulary.facts.indices { walk(&guideline.vocabulary.facts[index], index) }
    walk(&guideline.vocabulary)
    for index in guideline.stops.indices { walk(&guideline.stops[index]) }
    for index in guideline.gates.indices { walk(&guideline.gates[index]) }
    for index in guideline.rules.indices { walk(&guideline.rules[index]) }
    if var last = guideline.otherwise {
      walk(&last)
      guideline.otherwise = last
    }
    for index in guideline.vetoes.indices { walk(&guideline.vetoes[index]) }
    for index in guideline.conflicts.indices {
      let by = Declared(
        place: guideline.conflicts[index].place, word: "conflict", name: own(guideline.conflicts[index].id))
      guideline.conflicts[index].title = say(guideline.conflicts[index].title, "title", by)
      guideline.conflicts[index].because = say(guideline.conflicts[index].because, "because", by)
    }
    for name in guideline.pairings.keys.sorted() {
      if var pairing = guideline.pairings[name] {
        walk(&pairing)
        guideline.pairings[name] = pairing
      }
    }
    for index in guideline.options.indices { walk(&guideline.options[index]) }
    for name in guideline.evidence.keys.sorted() {
      if var item = guideline.evidence[name] {
        walk(&item)
        guideline.evidence[name] = item
      }
    }
    for index in guideline.adaptations.indices {
      let one = guideline.adaptations[index]
      let by = Declared(place: one.place, word: "adapt", name: one.target)
      guideline.adaptations[index].reason = say(one.reason, "reason", by)
    }
    // Outcomes, times and stages are equal by name: every other place that holds one gets the domain's words.
    guideline.takeWordsOfDomain()
  }

  private func said(_ domain: Domain, _ parts: [String]) -> Domain {
    guard domain.isDeclared else { return domain }
    let by = Declared(place: domain.place, word: "domain", name: domain.name)
    var said = domain.saying(
      title: say(domain.title, "title", by),
      stages: domain.stages.map { Gate.Stage($0.name, words: say($0.words, "stages", by)) },
      outcomes: domain.outcomes.map {
        Outcome(
          $0.name, words: say($0.words, "outcomes", by),
          forPatient: sayAny($0.forPatient, "outcomes", by, forPatient: true), promises: $0.promises)
      }, reassess: domain.reassess.map { say($0, "reassess", by) },
      timepoints: domain.timepoints.map {
        Timepoint(
          $0.name, words: say($0.words, "timepoints", by),
          forPatient: sayAny($0.forPatient, "timepoints", by, forPatient: true), from: $0.from)
      }, disclaimer: sayAny(domain.disclaimer, "disclaimer", by))
    for part in parts { said.wordsOfParts[part] = say(domain.words(ofPart: part), "parts", by) }
    return said
  }

  // MARK: the vocabulary

  private func walk(_ fact: inout Fact, _ index: Fact.Index) {
    let by = Declared(
      place: fact.place, word: "fact", name: fact.declaredName, isSafety: factsOfStops.contains(index))
    fact.label = say(fact.label, "label", by)
    fact.question = say(fact.question, "question", by)
    if let people = fact.measurementError?.population {
      let error = Declared(place: by.place, word: by.word, name: by.name)
      fact.measurementError?.population = say(people, "measurement_error", error)
    }
    guard case .code(let codes) = fact.kind else { return }
    for code in codes { fact.labels[code] = say(fact.labels[code] ?? code, "labels", by) }
  }

  private func walk(_ vocabulary: inout Vocabulary) {
    for name in vocabulary.sets.keys.sorted() {
      guard var set = vocabulary.sets[name] else { continue }
      let by = Declared(place: set.place, word: "fact", name: set.name)
      set.label = say(set.label, "label", by)
      set.question = say(set.question, "question", by)
      vocabulary.sets[name] = set
    }
    for name in vocabulary.series.keys.sorted() {
      guard var series = vocabulary.series[name] else { continue }
      let by = Declared(place: series.place, word: "fact", name: series.name)
      series.label = say(series.label, "label", by)
      series.question = say(series.question, "question", by)
      vocabulary.series[name] = series
    }
    for index in vocabulary.constraints.indices {
      let one = vocabulary.constraints[index]
      if one.worksOut { continue }
      let by = Declared(place: one.place, word: "constraint", name: one.name)
      vocabulary.constraints[index].because = say(one.because, "because", by)
    }
  }

  // MARK: what decides

  private func walk(_ gate: inout Gate) {
    let isSafety = gate.kind.stage == nil || !gate.facts.isDisjoint(with: factsOfStops)
    let by = Declared(place: gate.place, word: gate.kind.word, name: own(gate.id), isSafety: isSafety)
    gate.title = say(gate.title, "title", by)
    gate.because = say(gate.because, "because", by)
    gate.action = say(gate.action, "action", by)
    gate.settledSays = sayAny(gate.settledSays, "settled", by)
    gate.signs = sayAny(gate.signs, "signs", by, forPatient: true)
    gate.forPatient = sayAny(gate.forPatient, "for_patient", by, forPatient: true)
    for index in gate.questions.indices {
      gate.questions[index].says = say(gate.questions[index].says, "questions", by)
    }
    gate.asksWhenUnknown = sayAny(gate.asksWhenUnknown, "if_unknown_because", by)
  }

  private func walk(_ rule: inout Rule) {
    let word = rule.role == .otherwise ? "otherwise" : "rule"
    let by = Declared(place: rule.place, word: word, name: own(rule.id))
    rule.title = say(rule.title, "title", by)
    rule.because = say(rule.because, "because", by)
  }

  private func walk(_ veto: inout Veto) {
    let by = Declared(place: veto.place, word: veto.word, name: own(veto.id))
    veto.title = say(veto.title, "title", by)
    veto.because = say(veto.because, "because", by)
    veto.action = sayAny(veto.action, "action", by)
    veto.ifUnknown = sayAny(veto.ifUnknown, "if_unknown_because", by)
    veto.forPatient = sayAny(veto.forPatient, "for_patient", by, forPatient: true)
  }

  // MARK: pairings and evidence

  private func walk(_ pairing: inout Pairing) {
    let by = Declared(place: pairing.place, word: "pairing", name: pairing.name.description)
    pairing.title = say(pairing.title, "title", by)
    pairing.what = say(pairing.what, "what", by)
    pairing.forPatient = say(pairing.forPatient, "for_patient", by, forPatient: true)
    for index in pairing.cautions.indices {
      var by = by
      by.isSafety = pairing.cautions[index].isAlways || pairing.cautions[index].placement == .aboveEvidence
      pairing.cautions[index].says = say(pairing.cautions[index].says, "cautions", by)
      pairing.cautions[index].forPatient = sayAny(
        pairing.cautions[index].forPatient, "cautions", by, forPatient: true)
    }
    for index in pairing.contraindications.indices {
      pairing.contraindications[index].because =
        say(pairing.contraindications[index].because, "contraindications", by)
    }
    for index in pairing.actions.indices {
      var action = pairing.actions[index]
      action.says = say(action.says, "actions", by)
      action.dose = sayAny(action.dose, "actions", by)
      action.frequency = sayAny(action.frequency, "actions", by)
      action.monitor = sayAny(action.monitor, "actions", by)
      action.reviewAfter = sayAny(action.reviewAfter, "actions", by)
      pairing.actions[index] = action
    }
    pairing.delivery = pairing.delivery.map { .init(says: say($0.says, "delivery", by), sources: $0.sources) }
    pairing.rationale.adds = said(pairing.rationale.adds, "adds", by)
    pairing.rationale.lostWithout = said(pairing.rationale.lostWithout, "lost_without", by)
  }

  private func said(
    _ statements: [String: PairRationale.Statement], _ field: String, _ by: Declared
  ) -> [String: PairRationale.Statement] {
    var said = statements
    for (part, statement) in statements.sorted(by: { $0.key < $1.key }) {
      said[part] = .init(says: say(statement.says, field, by), sources: statement.sources)
    }
    return said
  }

  private func walk(_ option: inout TreatmentOption) {
    let by = Declared(place: option.place, word: "option", name: option.name)
    option.title = say(option.title, "title", by)
    option.burden = sayAny(option.burden, "burden", by, forPatient: true)
    option.forPatient = say(option.forPatient, "for_patient", by, forPatient: true)
    option.note = sayAny(option.note, "note", by)
  }

  private func walk(_ item: inout EvidenceItem) {
    let by = Declared(place: item.place, word: "evidence", name: item.name)
    item.intervention = say(item.intervention, "intervention", by)
    item.comparator = say(item.comparator, "comparator", by)
    item.finding = sayAny(item.finding, "finding", by)
    item.note = sayAny(item.note, "note", by)
    if let measure = item.effect?.measure { item.effect?.measure = say(measure, "effect", by) }
    for index in item.population.indices {
      var one = item.population[index]
      one.says = say(one.says, "population", by)
      one.differs = sayAny(one.differs, "population", by)
      one.forPatient = sayAny(one.forPatient, "population", by, forPatient: true)
      item.population[index] = one
    }
  }
}

extension Guideline {
  /// Gives every outcome, time and stage the words that the domain has for it.
  fileprivate mutating func takeWordsOfDomain() {
    let outcomes = Dictionary(domain.outcomes.map { ($0.name, $0) }) { first, _ in first }
    let times = Dictionary(domain.timepoints.map { ($0.name, $0) }) { first, _ in first }
    for name in evidence.keys {
      guard let item = evidence[name] else { continue }
      evidence[name]?.outcome = outcomes[item.outcome.name] ?? item.outcome
      evidence[name]?.timepoint = times[item.timepoint.name] ?? item.timepoint
    }
    for index in vocabulary.facts.indices where !vocabulary.facts[index].goalOutcomes.isEmpty {
      vocabulary.facts[index].goalOutcomes = vocabulary.facts[index].goalOutcomes.mapValues {
        outcomes[$0.name] ?? $0
      }
    }
    let stages = Dictionary(domain.stages.map { ($0.name, $0) }) { first, _ in first }
    for index in gates.indices {
      switch gates[index].kind {
      case .stop: break
      case .defer(let stage): gates[index].kind = .defer(stages[stage.name] ?? stage)
      case .exclude(let stage): gates[index].kind = .exclude(stages[stage.name] ?? stage)
      case .needData(let stage, let anyOf):
        gates[index].kind = .needData(stages[stage.name] ?? stage, anyOf: anyOf)
      }
    }
  }
}
