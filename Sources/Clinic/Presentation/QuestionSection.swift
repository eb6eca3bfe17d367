internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The absent facts that could change the answer, in the order in which a clinician would ask about them.
struct QuestionSection {
  /// The number of questions shown under a recommendation before the rest is counted.
  static let shown = 4

  let decision: Decision
  let guideline: Guideline

  private var vocabulary: Vocabulary { guideline.vocabulary }
  private var language: Language { guideline.language }

  func set(on page: inout Page) {
    if !decision.isAnalysed {
      page.blank()
      page.paragraph(language(Words.notAnalysed), first: "", rest: "")
    }
    switch decision.disposition {
    case .recommend: beside(&page)
    case .needData: needed(&page)
    case .stop, .defer, .outOfScope: break
    }
    if let words = Self.notAsked(decision, vocabulary, in: language) { page.paragraph(words) }
  }

  /// One line for what counts where it is known, and is not asked for; nil if there is nothing.
  static func notAsked(
    _ decision: Decision, _ vocabulary: Vocabulary, in language: Language
  ) -> String? {
    if decision.notAsked.isEmpty { return nil }
    let labels = decision.notAsked.prefix(2).map { vocabulary[$0].label }.joined(separator: ", ")
    let more = decision.notAsked.count - 2
    let facts =
      more > 0 ? language("{facts}, and {count} more", ["facts": labels, "count": "\(more)"]) : labels
    return language("Not asked here; counts if you know it: {facts}.", ["facts": facts])
  }

  /// Adds the questions under a recommendation: the first few, in the decision's order.
  private func beside(_ page: inout Page) {
    if decision.missing.isEmpty {
      page.blank()
      page.paragraph(
        language("No unanswered question here would change this answer; your own findings may."), first: "",
        rest: "")
      return
    }
    let shown = decision.missing.prefix(Self.shown)
    page.heading(
      language(
        "Unanswered, and able to change this answer ({count} of {all})",
        ["count": "\(shown.count)", "all": "\(decision.missing.count)"]))
    for missing in shown {
      page.bullet("\(question(missing.fact)) \(Words.couldChange(missing.couldChange, in: language))")
    }
    later(decision.missing.dropFirst(Self.shown).map(\.fact), &page)
  }

  /// Adds the questions for an answer that needs data: serious disease first, then whether the guideline covers the patient, then
  /// the choice.
  private func needed(_ page: inout Page) {
    let missing = Set(decision.missing.map(\.fact))
    var reported: Set<Fact.Index> = []
    let stops = openStops(missing)
    if !stops.isEmpty {
      page.heading(language("Ask first: a yes to any of these stops here"))
      for (urgency, fact) in stops where reported.insert(fact).inserted {
        page.paragraph(question(fact), after: "  " + Self.urgency(urgency, in: language))
      }
    }
    reported.formUnion(decision.notices.flatMap(\.asks))
    var gates: [Fact.Index] = []
    for gate in guideline.gates {
      for fact in gate.facts.sorted() where missing.contains(fact) && reported.insert(fact).inserted {
        gates.append(fact)
      }
    }
    if !gates.isEmpty {
      page.heading(
        stops.isEmpty
          ? language("Ask first")
          : language("Then: does this guideline cover the patient, and what is needed to choose"))
      for fact in gates.prefix(stops.isEmpty ? 12 : 3) { page.bullet(question(fact)) }
      later(Array(gates.dropFirst(stops.isEmpty ? 12 : 3)), &page)
    }
    let rest = decision.missing.map(\.fact).filter { !reported.contains($0) }
    if !rest.isEmpty {
      page.heading(
        language("Later, for the choice between pairings ({count})", ["count": "\(rest.count)"]))
      page.paragraph(labels(rest) + ".")
    }
  }

  /// Returns the absent facts of stops with their urgency, most urgent first; of a stop whose question one of several answers, the one
  /// to ask now.
  func openStops(_ missing: Set<Fact.Index>) -> [(Gate.Urgency, Fact.Index)] {
    var open: [(Gate.Urgency, Fact.Index)] = []
    let unknown = Set(decision.trace.filter { $0.kind == .stop && $0.truth == .unknown }.map(\.id))
    for stop in guideline.stops where unknown.contains(stop.id) {
      guard case .stop(let urgency) = stop.kind else { continue }
      let notice = decision.notices.first { $0.stop == stop.id }
      let asks = notice.map { Array($0.asks.prefix(1)) } ?? (stop.when?.askedFacts ?? []).sorted()
      open += asks.filter(missing.contains).map { (urgency, $0) }
    }
    return open.sorted { $0.0 < $1.0 }
  }

  private func later(_ facts: [Fact.Index], _ page: inout Page) {
    if facts.isEmpty { return }
    page.paragraph(
      language("And {count} more: {facts}.", ["count": "\(facts.count)", "facts": labels(facts)]))
  }

  /// The urgency of a question, in a column as wide as the language's longest.
  static func urgency(_ urgency: Gate.Urgency, in language: Language) -> String {
    let longest = Gate.Urgency.allCases.map { language(Words.urgency($0)).count }.max() ?? 0
    return language(Words.urgency(urgency)).leftAligned(in: longest + 2)
  }

  /// The most labels on the page; the rest is counted.
  private static let mostLabels = 100

  private func labels(_ facts: [Fact.Index]) -> String {
    let shown = facts.prefix(Self.mostLabels).map { vocabulary[$0].label }.joined(separator: ", ")
    let more = facts.count - Self.mostLabels
    if more <= 0 { return shown }
    return more == 1
      ? language("{facts} and 1 other", ["facts": shown])
      : language("{facts} and {count} others", ["facts": shown, "count": "\(more)"])
  }

  private func question(_ index: Fact.Index) -> String { vocabulary[index].question }
}
