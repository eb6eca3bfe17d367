internal import PlumblineJSON

/// The merger of one fact of two vocabularies, if a value can mean the same in both.
enum MergedFact {
  /// Merges two kinds into one that holds every value of both; nil if they cannot share a value.
  ///
  /// - Returns: `isWhole` is false if the steps of two grids cannot be merged.
  static func kind(_ one: Fact.Kind, _ other: Fact.Kind) -> (kind: Fact.Kind?, isWhole: Bool) {
    switch (one, other) {
    case (.boolean, .boolean): return (.boolean, true)
    case (.code(let first), .code(let second)):
      return (.code(first + second.filter { !first.contains($0) }), true)
    case (.integer(let low, let high), .integer(let otherLow, let otherHigh)):
      return (.integer(low: min(low, otherLow), high: max(high, otherHigh)), true)
    case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal):
      guard let first = grid(one), let second = grid(other), let merged = merged(first, second) else {
        return (nil, false)
      }
      return (merged, true)
    default: return (nil, true)
    }
  }

  typealias Grid = (low: ExactNumber, high: ExactNumber, step: ExactNumber)

  private static func grid(_ kind: Fact.Kind) -> Grid? {
    switch kind {
    case .integer(let low, let high): (low, high, ExactNumber(1))
    case .decimal(let low, let high, let step): (low, high, step)
    case .boolean, .code: nil
    }
  }

  /// Returns the finer of two grids, if the coarser lies on it: with the same step, or with few enough values to list one by one.
  private static func merged(_ one: Grid, _ other: Grid) -> Fact.Kind? {
    let fine = one.step < other.step ? one : other
    let coarse = one.step < other.step ? other : one
    let low = min(one.low, other.low)
    guard coarse.low.isMultiple(of: fine.step, from: fine.low), coarse.step.isMultiple(of: fine.step)
    else { return nil }
    if fine.step != coarse.step, values(coarse) == nil { return nil }
    return .decimal(low: low, high: max(one.high, other.high), step: fine.step)
  }

  private static let mostValues = 64

  private static func values(_ grid: Grid) -> [ExactNumber]? {
    var values: [ExactNumber] = []
    var next: ExactNumber? = grid.low
    while let value = next, value <= grid.high {
      if values.count == mostValues { return nil }
      values.append(value)
      next = value + grid.step
    }
    return values
  }

  /// Returns the condition for a value of the merged fact to be one of a vocabulary's own; nil if every value is.
  static func allowed(_ own: Fact, in merged: Fact.Kind, at index: Fact.Index) -> Condition? {
    if own.kind == merged { return nil }
    func comparison(_ operation: Comparison.Operator, _ values: [FactValue]) -> Condition {
      .comparison(
        Comparison(
          fact: index, operator: operation, operands: values.map { .value($0) }, line: own.place.line))
    }
    if case .code(let codes) = own.kind {
      if case .code(let all) = merged, Set(all) == Set(codes) { return nil }
      return comparison(.isOneOf, codes.map { .code($0) })
    }
    guard let grid = grid(own.kind), let whole = self.grid(merged) else { return nil }
    if grid == whole { return nil }
    if grid.step == whole.step { return comparison(.between, [.number(grid.low), .number(grid.high)]) }
    return comparison(.isOneOf, (values(grid) ?? []).map { .number($0) })
  }
}
