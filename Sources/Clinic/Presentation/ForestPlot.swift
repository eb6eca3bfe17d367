internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

/// Effects and their intervals as lines of text, on one scale for each measure and direction.
///
/// The line of no effect is drawn: 0 for differences, 1 for ratios. Effects of different measures or directions are never
/// drawn on one scale.
struct ForestPlot {
  static let columns = 17

  private let low: Double
  private let high: Double
  private let null: Double
  private let isPlain: Bool

  /// A scale that includes all these effects and the line of no effect; nil if there are no effects.
  init?(_ effects: [EvidenceItem.Effect], isPlain: Bool) {
    guard let first = effects.first else { return nil }
    null = ["OR", "RR", "HR"].contains(first.measure) ? 1 : 0
    let ends = effects.flatMap { [$0.low.doubleValue, $0.high.doubleValue] } + [null]
    let span = max((ends.max() ?? 1) - (ends.min() ?? 0), 0.1)
    low = (ends.min() ?? 0) - span * 0.06
    high = (ends.max() ?? 1) + span * 0.06
    self.isPlain = isPlain
  }

  func draw(_ effect: EvidenceItem.Effect) -> String {
    var cells = Array(repeating: Character(" "), count: Self.columns)
    cells[column(null)] = isPlain ? "|" : "┊"
    let from = column(effect.low.doubleValue)
    let to = column(effect.high.doubleValue)
    for place in from...to { cells[place] = isPlain ? "-" : "─" }
    cells[from] = isPlain ? "[" : "├"
    cells[to] = isPlain ? "]" : "┤"
    cells[column(effect.value.doubleValue)] = isPlain ? "o" : "●"
    return String(cells)
  }

  /// Returns the value of the line of no effect, and which side favours the intervention.
  func legend(_ better: EvidenceItem.Effect.Better, in language: Language) -> String {
    let line = language(
      "{mark} is {value}, no difference", ["mark": isPlain ? "|" : "┊", "value": "\(Int(null))"])
    let side =
      better == .higher ? language("right favours the pairing") : language("left favours the pairing")
    return "\(line); \(side)"
  }

  private func column(_ value: Double) -> Int {
    let place = (value - low) / (high - low) * Double(Self.columns - 1)
    return max(0, min(Self.columns - 1, Int(place.rounded())))
  }
}
