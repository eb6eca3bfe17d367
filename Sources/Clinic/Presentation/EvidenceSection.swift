internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The claims of a recommendation as rows: outcome and time, certainty with its steps, effect drawn and in figures.
struct EvidenceSection {
  private let claims: [Claim]
  private let style: Style
  private var notes: [String] = []
  private let comparators: [String]

  init(_ claims: [Claim], _ style: Style) {
    self.claims = claims
    self.style = style
    var seen: Set<String> = []
    comparators = claims.map(\.evidence.comparator).filter { seen.insert($0).inserted }
    for claim in claims { for step in steps(claim) where !notes.contains(step) { notes.append(step) } }
  }

  /// Returns the steps of a claim; its comparator is one of them if the claims differ in it.
  private func steps(_ claim: Claim) -> [String] {
    Words.steps(claim) + (comparators.count > 1 ? ["Against \(claim.evidence.comparator)."] : [])
  }

  func set(on page: inout Page) {
    if claims.isEmpty { return }
    page.heading("Evidence (\(Words.certainty))")
    var scales: [Scale] = []
    for effect in claims.compactMap(\.evidence.effect) where !scales.contains(Scale(effect)) {
      scales.append(Scale(effect))
    }
    for claim in claims { page.line(row(claim)) }
    let against = comparators.count == 1 ? " against \(comparators[0])" : ""
    for scale in scales {
      guard let plot = plot(scale) else { continue }
      page.paragraph("\(scale.measure)\(against), with its interval; \(plot.legend(scale.better)).")
    }
    if scales.isEmpty, !against.isEmpty { page.paragraph("Studied\(against).") }
    for (number, note) in notes.enumerated() {
      page.paragraph(note, first: "  [\(number + 1)] ", rest: "      ")
    }
  }

  private func subject(_ claim: Claim) -> String {
    "\(claim.evidence.outcome.words), \(claim.evidence.timepoint.words) "
  }

  private func certainty(_ claim: Claim) -> String {
    let marks = steps(claim).compactMap { notes.firstIndex(of: $0) }.map { "\($0 + 1)" }.joined(
      separator: ",")
    return Words.certainty(claim, arrow: style.isPlain ? "->" : "→") + (marks.isEmpty ? " " : " [\(marks)] ")
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
      return start + "no figure available"
    }
    return start + plot.draw(effect) + "  " + Words.estimate(effect)
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
