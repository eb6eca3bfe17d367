internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// An answer that needs data on one screen: first the questions about serious disease, then what else is needed.
struct NeededQuestions {
  let decision: Decision
  let guideline: Guideline
  let language: Language
  private var vocabulary: Vocabulary { guideline.vocabulary }

  func set(on page: inout Page) {
    page.paragraph(
      Words.explanation(.needData, in: language), first: page.style.bold(language("NEED DATA")) + "  ",
      rest: "".leftAligned(in: language("NEED DATA").count + 2))
    let notices = NoticeSection(decision: decision, vocabulary: vocabulary, language: language)
    notices.rest(on: &page)
    for line in decision.otherCautions { page.paragraph(line) }
    let needing = Set(guideline.gates.filter { !$0.needed.isEmpty }.map(\.id))
    for gate in decision.gates
    where needing.contains(gate.id) && !decision.notices.contains(where: { $0.id == gate.id }) {
      page.paragraph("\(gate.title). \(gate.action)")
    }
    for gate in decision.gates where gate.truth == .unknown && !needing.contains(gate.id) {
      let facts = gate.needs.map(known).joined(separator: ", ")
      if !facts.isEmpty, isWait(gate.id) {
        page.paragraph(
          language("Not settled: {title}. It turns on {facts}.", ["title": gate.title, "facts": facts]))
      }
    }
    if !decision.isAnalysed { page.paragraph(language(Words.notAnalysed)) }
    let missing = decision.missing.map(\.fact)
    var reported = Set(decision.notices.filter { $0.placement == .first }.flatMap(\.asks))
    let stops = QuestionSection(decision: decision, guideline: guideline).openStops(Set(missing))
      .filter { reported.insert($0.1).inserted }
    reported.formUnion(decision.notices.flatMap(\.asks))
    if !stops.isEmpty {
      page.line(page.style.bold(language("Ask first: a yes to any of these stops here")))
    }
    for (urgency, fact) in stops {
      page.paragraph(
        vocabulary[fact].question, after: "  " + QuestionSection.urgency(urgency, in: language))
    }
    let needed = guideline.gates.flatMap { $0.facts.sorted() }
      .filter { missing.contains($0) && reported.insert($0).inserted }
    let isFirst = stops.isEmpty && notices.firstSentences.isEmpty
    if let first = needed.first, isFirst {
      page.paragraph(vocabulary[first].question, after: language("Ask first") + "  ")
    }
    list(
      isFirst ? language("Or, to be able to choose: {facts}.") : language("Then: {facts}."),
      isFirst ? Array(needed.dropFirst()) : needed, on: &page)
    list(
      language("Later, for the choice between pairings: {facts}."), missing.filter { !reported.contains($0) },
      on: &page)
    if let words = QuestionSection.notAsked(decision, vocabulary, in: language) { page.paragraph(words) }
  }

  /// Whether a gate waits or excludes, rather than stops.
  private func isWait(_ id: String) -> Bool { guideline.gates.contains { $0.id == id } }

  /// A fact with what is known of it: "Time since surgery (11 to 13)", "PHQ-9 (was 12, too old, observed 2026-03-02)".
  private func known(_ fact: Fact.Index) -> String {
    let label = vocabulary[fact].label
    let origins = OriginSection(decision: decision, vocabulary: vocabulary, language: language)
    if let old = origins.tooOld(fact) { return "\(label) (\(Escaping.terminal(old)))" }
    guard decision.states.indices.contains(fact), case .within(let range) = decision.states[fact] else {
      return label
    }
    return "\(label) (\(range.words(of: vocabulary[fact], in: language)))"
  }

  /// The most labels of a list; the rest is counted.
  private static let mostLabels = 14

  /// Adds the labels of some facts in a sentence.
  private func list(_ sentence: String, _ facts: [Fact.Index], on page: inout Page) {
    if facts.isEmpty { return }
    var labels = facts.prefix(Self.mostLabels).map(known).joined(separator: ", ")
    let more = facts.count - Self.mostLabels
    if more > 0 { labels = language("{facts}, and {count} more", ["facts": labels, "count": "\(more)"]) }
    page.paragraph(sentence.replacing("{facts}", with: labels))
  }
}
