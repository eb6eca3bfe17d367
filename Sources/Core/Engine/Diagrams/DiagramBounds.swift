internal import PlumblineGuideline

/// The algebra of bounds over decision diagrams: a number is a diagram of numbers, a test one of 0 and 1.
///
/// Diagrams hold no negative numbers, so a number `n` is kept as `2n`, and `-n` as `2n − 1`.
struct DiagramBounds: BoundAlgebra {
  typealias Number = Diagrams.Node
  typealias Test = Diagrams.Node
  typealias Failure = Diagrams.BoundExceeded

  let terms: TruthDiagrams
  private var diagrams: Diagrams { terms.diagrams }

  static func kept(_ number: Int) -> Int { number < 0 ? -2 * number - 1 : 2 * number }
  static func number(_ kept: Int) -> Int { kept % 2 == 0 ? kept / 2 : -(kept + 1) / 2 }

  func sum(_ terms: [(weight: Int, number: Number)]) throws(Failure) -> Number {
    var sum = try diagrams.terminal(0)
    if let first = terms.first, first.weight == 1 { sum = first.number }
    var rest = terms.first?.weight == 1 ? terms.dropFirst() : terms[...]
    // Two terms at a time.
    while let one = rest.popFirst() {
      let other = rest.popFirst() ?? (0, one.number)
      sum = try diagrams.apply(diagrams.newOperation(), sum, one.number, other.number) { sum, first, second in
        Self.kept(Self.number(sum) + one.weight * Self.number(first) + other.weight * Self.number(second))
      }
    }
    return sum
  }

  func isAtLeast(_ number: Number, _ bound: Int) throws(Failure) -> Test {
    try diagrams.map(number) { Self.number($0) >= bound ? 1 : 0 }
  }

  func isAtMost(_ low: Number, _ high: Number) throws(Failure) -> Test {
    try diagrams.apply(diagrams.newOperation(), low, high, high) { low, high, _ in
      Self.number(low) <= Self.number(high) ? 1 : 0
    }
  }

  func raised(
    _ low: Number, where test: Test, to bound: Int, minus rest: Number, by divisor: Int, end: Int
  ) throws(Failure) -> Number {
    if diagrams.value(test) == 0 { return low }
    return try diagrams.apply(diagrams.newOperation(), low, test, rest) { low, test, rest in
      if test == 0 { return low }
      let raised = Rounding.up(bound - Self.number(rest), divisor)
      return Self.kept(min(max(Self.number(low), raised), end))
    }
  }

  func lowered(
    _ high: Number, where test: Test, to bound: Int, minus rest: Number, by divisor: Int
  ) throws(Failure) -> Number {
    if diagrams.value(test) == 0 { return high }
    return try diagrams.apply(diagrams.newOperation(), high, test, rest) { high, test, rest in
      if test == 0 { return high }
      let lowered = Rounding.down(bound - Self.number(rest), divisor)
      return Self.kept(max(min(Self.number(high), lowered), -1))
    }
  }

  func all(_ tests: [Test]) throws(Failure) -> Test { try terms.all(tests) }
  func any(_ tests: [Test]) throws(Failure) -> Test { try terms.any(tests) }
  func not(_ test: Test) throws(Failure) -> Test {
    try terms.minus(try diagrams.terminal(1), test)
  }
}
