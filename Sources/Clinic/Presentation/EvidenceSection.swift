internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The claims of a recommendation as rows: outcome and time, certainty with its steps, effect drawn and in figures.
struct EvidenceSection {
  private let claims: [Claim]
  private let style: Style
  private let language: Language
  private var notes: [String] = []
  private let comparators: [String]

  init(_ claims: [Claim], _ style: Style, in language: Language) {
    self.claims = claims
    self.style = style
    self.language = language
    var seen: Set<String> = []
    comparators = claims.map(\.evidence.comparator).filter { seen.insert($0).inserted }
    for claim in claims { for step in steps(claim) where !notes.contains(step) { notes.append(step) } }
  }

  /// Returns the steps of a claim; its comparator is one of them if the claims differ in it.
  private func steps(_ claim: Claim) -> [String] {
    Words.steps(claim, in: language)
      + (comparators.count > 1
        ? [language("Against {comparator}.", ["comparator": claim.evidence.comparator])] : [])
  }

  func set(on page: inout Page) {
    if claims.isEmpty { return }
    page.heading(language("Evidence ({certainty})", ["certainty": language(Words.certainty)]))
    var scales: [Scale] = []
    for effect in claims.compactMap(\.evidence.effect) where !scales.contains(Scale(effect)) {
      scales.append(Scale(effect))
    }
    for claim in claims { page.line(row(claim)) }
    let against =
      comparators.count == 1
      ? " " + language("against {comparator}", ["comparator": comparators[0]]) : ""
    for scale in scales {
      guard let plot = plot(scale) else { continue }
      page.paragraph(
        language(
          "{measure}, with its interval; {legend}.",
          ["measure": scale.measure + against, "legend": plot.legend(scale.better, in: language)]))
    }
    if scales.isEmpty, !against.isEmpty {
      page.paragraph(language("Studied{against}.", ["against": against]))
    }
    for (number, note) in notes.enumerated() {
      page.paragraph(note, first: "  [\(number + 1)] ", rest: "      ")
    }
  }

  private func subject(_ claim: Claim) -> String {
    Words.subject(claim.evidence, in: language) + " "
  }

  private func certainty(_ claim: Claim) -> String {
    let marks = steps(claim).compactMap { notes.firstIndex(of: $0) }.map { "\($0 + 1)" }.joined(
      separator: ",")
    return Words.certainty(claim, arrow: style.isPlain ? "->" : "→", in: language)
      + (marks.isEmpty ? " " : " [\(marks)] ")
  }

  private func row(_ claim: Claim) -> String {
    let item = claim.evidence
    // Columns of a fixed width, wider only where a pack's words need it.
    let first = claims.map { subject($0).count }.max() ?? 0
    let second = claims.map { certainty($0).count }.max() ?? 0
    let start =
      "  " + subject(claim).leftAligned(in: max(32, first))
      + certainty(claim).leftAligned(in: max(25, second))
    guard let effect = item.effect, let plot = plot(Scale(effect)) else {
      return start + language("no figure available")
    }
    return start + plot.draw(effect) + "  " + Words.estimate(effect, in: language)
  }

  private func plot(_ scale: Scale) -> ForestPlot? {
    ForestPlot(claims.compactMap(\.evidence.effect).filter { Scale($0) == scale }, isPlain: style.isPlain)
  }

  /// Effects that may be drawn on one scale.
  private struct Scale: Hashable {
    var measure: String
    var better: EvidenceItem.Effect.Better

    init(_ effect: EvidenceItem.Effect) {
      measure = effect.measure
      better = effect.better
    }
  }
}
