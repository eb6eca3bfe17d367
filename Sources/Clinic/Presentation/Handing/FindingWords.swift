internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// What is known of the patient, and what is not known of what decided: never who the patient is.
struct FindingWords {
  let decision: Decision
  let guideline: Guideline
  private var vocabulary: Vocabulary { guideline.vocabulary }
  private var language: Language { guideline.language }

  /// A sentence for each value, with its day and source where they are known; what was answered with no, in one; and what is not known
  /// of what decided, in one, unless the letter lists it among what can change the answer.
  var sentences: [String] {
    var states: [Fact.Index: FactState] = [:]
    for (fact, state) in decision.states.enumerated() where state.value != nil || state.range != nil {
      states[fact] = state
    }
    for entry in decision.trace { entry.condition.add(to: &states) }
    let facts = states.keys.filter { !decision.derived.contains($0) }.sorted()
    let denied = facts.filter { states[$0] == .known(.boolean(false)) && !stated.contains($0) }
    let listed =
      [.recommend, .needData].contains(decision.disposition) ? Set(decision.missing.map(\.fact)) : []
    let open = facts.filter { read.contains($0) && !listed.contains($0) }.compactMap { fact in
      if case .absent(let reason) = states[fact] { (fact: fact, reason: reason) } else { nil }
    }
    let values = facts.compactMap { fact -> String? in
      guard let state = states[fact], state != .known(.boolean(false)) else { return nil }
      return vocabulary[fact].words(for: state, in: language).map {
        "\(vocabulary[fact].label): \($0)\(origin(fact))"
      }
    }
    return values
      + (denied.isEmpty
        ? [] : [language.both("No: {facts}.", ["facts": labels(denied.map { ($0, .notAsked) })])])
      + (open.isEmpty ? [] : [language.both("Not known: {facts}.", ["facts": labels(open)])])
  }

  /// Labels, each with the reason for having no answer if it is another than not asked; all of them in both languages where one of them
  /// bears on safety.
  private func labels(_ facts: [(fact: Fact.Index, reason: Absence)]) -> String {
    let source = guideline.vocabularyInSource ?? vocabulary
    let items = facts.map { fact, reason in
      let label = vocabulary[fact].label
      let both = Bilingual(label) ?? Bilingual(text: label, english: source[fact].label)
      if reason == .notAsked { return both }
      return Bilingual(
        text: "\(both.text) (\(language(reason.words)))", english: "\(both.english) (\(reason.words))")
    }
    let isSafety = facts.contains { Bilingual(vocabulary[$0.fact].label) != nil }
    return isSafety
      ? Bilingual.joined(items.map(\.joined), separator: ", ") : items.map(\.text).joined(separator: ", ")
  }

  /// What stops with questions of their own read: the answer states how these stand, and a no to one part is no answer to the question.
  private var stated: Set<Fact.Index> {
    guideline.stops.filter { !$0.questions.isEmpty }.reduce(into: []) { $0.formUnion($1.when?.facts ?? []) }
  }

  /// The facts that the stops and what decided have read.
  private var read: Set<Fact.Index> {
    let ids = Set(decision.alerts.map(\.id) + decision.gates.map(\.id) + (decision.primary?.rules ?? []))
    return decision.trace.filter { $0.kind == .stop || ids.contains($0.id) }.reduce(into: []) {
      $0.formUnion($1.condition.facts)
    }
  }

  private func origin(_ fact: Fact.Index) -> String {
    guard let origin = decision.origins[fact] else { return "" }
    let parts = [
      origin.given.map { language("given as {value}", ["value": $0]) },
      origin.observed.map { language("observed {day}", ["day": $0]) }, origin.source,
    ].compactMap(\.self)
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }
}

extension TraceNode {
  /// Adds what its comparisons read.
  fileprivate func add(to states: inout [Fact.Index: FactState]) {
    switch self {
    case .comparison(let comparison, _, let known): states[comparison.fact] = known
    case .combination(_, _, let parts): for part in parts { part.add(to: &states) }
    case .script, .known: break
    }
  }
}

extension Fact {
  /// Returns a state with its unit: "26 weeks", "5 to 20 weeks", "yes"; nil if there is no value.
  func words(for state: FactState, in language: Language) -> String? {
    switch state {
    case .known(.number(let number)) where !isDate: ExplanationWords.quantity(number, unit, in: language)
    case .known(let value): words(for: value, in: language)
    case .within(let range):
      range.words(of: self, in: language)
        + (grid == nil ? "" : unit.map { " " + ExplanationWords.unit($0, in: language) } ?? "")
    case .absent: nil
    }
  }
}
