internal import PlumblineGuideline
internal import PlumblineJSON

/// The truths of a comparison with plain values, one for each value that represents a class of the fact.
///
/// If the values ascend, the places at which the truth changes are found by bisection, so that a row costs its own length
/// and not a comparison of numbers for each entry.
struct ComparisonRow {
  private let values: [FactValue]
  private let ascend: Bool

  init(_ values: [FactValue]) {
    self.values = values
    ascend =
      zip(values, values.dropFirst()).allSatisfy { left, right in
        if case .number(let left) = left, case .number(let right) = right { left < right } else { false }
      } && values.first?.isNumber ?? false
  }

  var count: Int { values.count }
  subscript(index: Int) -> FactValue { values[index] }

  /// Returns raw values of `Truth`: unknown for absent, then one for each value; nil if an operand is another fact.
  func truths(_ comparison: Comparison) -> [Int]? {
    var operands: [FactValue] = []
    operands.reserveCapacity(comparison.operands.count)
    for case .value(let value) in comparison.operands { operands.append(value) }
    guard operands.count == comparison.operands.count else { return nil }
    guard ascend, operands.allSatisfy(\.isNumber) else { return direct(comparison, operands) }
    let ranges: [(from: Int, to: Int)]
    switch comparison.operator {
    case .atLeast: ranges = [(first(atLeast: operands[0]), count)]
    case .above: ranges = [(first(above: operands[0]), count)]
    case .below: ranges = [(0, first(atLeast: operands[0]))]
    case .atMost: ranges = [(0, first(above: operands[0]))]
    case .between: ranges = [(first(atLeast: operands[0]), first(above: operands[1]))]
    case .is, .isOneOf: ranges = operands.map { (first(atLeast: $0), first(above: $0)) }
    case .wasDeclined, .wasARange: ranges = []
    case .isNot: ranges = [(0, first(atLeast: operands[0])), (first(above: operands[0]), count)]
    }
    var row = [Int](repeating: Int(Truth.false.rawValue), count: count + 1)
    row[0] = Int(Truth.unknown.rawValue)
    for range in ranges where range.from < range.to {
      for index in range.from..<range.to { row[index + 1] = Int(Truth.true.rawValue) }
    }
    return row
  }

  private func first(atLeast value: FactValue) -> Int { first(value) { $0 >= $1 } }
  private func first(above value: FactValue) -> Int { first(value) { $0 > $1 } }

  /// Returns the first place from which a test holds in ascending numbers; `count` if it never does.
  private func first(_ wanted: FactValue, _ holds: (ExactNumber, ExactNumber) -> Bool) -> Int {
    guard case .number(let number) = wanted else { return count }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if case .number(let here) = values[middle], holds(here, number) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  private func direct(_ comparison: Comparison, _ operands: [FactValue]) -> [Int] {
    let unknown = Int(Truth.unknown.rawValue)
    if comparison.operator == .isOneOf, operands.count > 4 {
      let wanted = Set(operands)
      return [unknown] + values.map { Int(Truth(wanted.contains($0)).rawValue) }
    }
    return [unknown] + values.map { value in Int(comparison.truth { _ in value }.rawValue) }
  }
}

extension FactValue {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}
