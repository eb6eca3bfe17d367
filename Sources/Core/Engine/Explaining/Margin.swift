public import PlumblineGuideline
public import PlumblineJSON

/// The distance of a known number from the cut-off with which it is compared.
public struct Margin: Sendable, Hashable {
  /// The cut-off; for `between` the nearer end.
  public var cutOff: ExactNumber
  /// |value − cut-off|, in the fact's unit.
  public var distance: ExactNumber
  /// The legal value nearest to the patient's for which the comparison comes out the other way; nil if there is none.
  public var turnsAt: ExactNumber?
  /// The published measurement error, if a pack declares one.
  public var error: MeasurementError?

  /// Whether the distance is within the measurement error: another reading may be on the other side by chance.
  public var isFragile: Bool { error?.covers(distance) ?? false }

  /// Nil for a comparison that does not order numbers, for one with another fact, and for an absent fact.
  init?(_ comparison: Comparison, _ known: FactValue?, _ fact: Fact) {
    guard comparison.operator.ordersNumbers, case .number(let value)? = known, let grid = fact.grid else {
      return nil
    }
    var ends: [ExactNumber] = []
    for operand in comparison.operands {
      guard case .value(.number(let end)) = operand else { return nil }
      ends.append(end)
    }
    guard let low = ends.first, let high = ends.last else { return nil }
    let holds = comparison.truth { _ in known } == .true
    /// The last value on this side of an end, and the first on the other.
    let turns: [ExactNumber?] =
      switch comparison.operator {
      case .atLeast: [holds ? low - grid.step : low]
      case .above: [holds ? low : low + grid.step]
      case .atMost: [holds ? low + grid.step : low]
      case .below: [holds ? low : low - grid.step]
      case .between where holds: [low - grid.step, high + grid.step]
      default: [value < low ? low : high]
      }
    func apart(_ other: ExactNumber) -> ExactNumber? { other < value ? value - other : other - value }
    guard let toLow = apart(low), let toHigh = apart(high) else { return nil }
    cutOff = toHigh < toLow ? high : low
    distance = min(toLow, toHigh)
    turnsAt =
      turns.compactMap { $0 }.filter { fact.allows(.number($0)) }.compactMap { turn in
        apart(turn).map { (turn, $0) }
      }.min { $0.1 < $1.1 }?.0
    error = fact.measurementError
  }
}
