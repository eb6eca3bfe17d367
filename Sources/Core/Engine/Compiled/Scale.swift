package import PlumblineGuideline
package import PlumblineJSON

/// The codes of one fact's values in a column: in the order of the values, 1 for the first and 0 if the fact is absent.
///
/// A fact with few values has a code for each of them. A fact with more has a code for each class into which the guideline's own
/// cut-offs divide its range, so that no comparison of the guideline can distinguish two values of one code.
package struct Scale: Sendable {
  package typealias Code = UInt16

  package enum Form: Sendable, Hashable {
    case boolean
    case codes([String])
    /// `low + (code − 1) · step`.
    case values(low: ExactNumber, step: ExactNumber)
    /// The first value of each class but the first.
    case classes(Grid, starts: [ExactNumber])
  }

  package struct Grid: Sendable, Hashable {
    var low: ExactNumber
    var high: ExactNumber
    var step: ExactNumber
  }

  package let form: Form
  /// The greatest code.
  package let greatest: Code

  var isNumber: Bool {
    switch form {
    case .boolean, .codes: false
    case .values, .classes: true
    }
  }

  /// Whether each code means one value.
  var hasValues: Bool { if case .classes = form { false } else { true } }

  /// Whether a code fits in 8 bits.
  package var isNarrow: Bool { greatest <= 255 }

  /// The most values for which each has its own code.
  static let mostValues = 65_534

  /// - Parameter cutOffs: the values with which the guideline compares the fact.
  /// - Throws: ``CompilationFailure`` if there are more classes than codes.
  init(_ fact: Fact, cutOffs: Set<ExactNumber>) throws(CompilationFailure) {
    switch fact.kind {
    case .boolean:
      (form, greatest) = (.boolean, 2)
    case .code(let codes):
      guard codes.count <= Self.mostValues else { throw CompilationFailure(fact: fact.name) }
      (form, greatest) = (.codes(codes), Code(codes.count))
    case .integer(let low, let high):
      (form, greatest) = try Self.number(fact, low, high, 1, cutOffs)
    case .decimal(let low, let high, let step):
      (form, greatest) = try Self.number(fact, low, high, step, cutOffs)
    }
  }

  private static func number(
    _ fact: Fact, _ low: ExactNumber, _ high: ExactNumber, _ step: ExactNumber, _ cutOffs: Set<ExactNumber>
  ) throws(CompilationFailure) -> (Form, Code) {
    if let count = steps(from: low, to: high, by: step), count < mostValues {
      return (.values(low: low, step: step), Code(count + 1))
    }
    // A cut-off begins a class and ends one: a value equal to it is distinguished from values above.
    let starts = cutOffs.flatMap { [$0, $0 + step] }.compactMap { $0 }.filter { $0 > low && $0 <= high }
    let sorted = Set(starts).sorted()
    guard sorted.count < mostValues else { throw CompilationFailure(fact: fact.name) }
    let last = Code(sorted.count + 1)
    return (.classes(Grid(low: low, high: high, step: step), starts: sorted), last)
  }

  /// Returns the number of steps from one number to another that is not below it, rounded down; nil if that is not small.
  static func steps(from low: ExactNumber, to high: ExactNumber, by step: ExactNumber) -> Int? {
    let scale = max(low.scale, high.scale, step.scale)
    guard let low = low.units(scale), let high = high.units(scale), let step = step.units(scale), step > 0
    else { return nil }
    let (span, overflow) = high.subtractingReportingOverflow(low)
    return overflow || span < 0 ? nil : Int(span / step)
  }

  /// Returns the code of a value that the fact allows.
  package func code(of value: FactValue) -> Code {
    switch (form, value) {
    case (.boolean, .boolean(let flag)): return flag ? 2 : 1
    case (.codes(let codes), .code(let code)): return Code((codes.firstIndex(of: code) ?? -1) + 1)
    case (.values(let low, let step), .number(let number)):
      return Code((Self.steps(from: low, to: number, by: step) ?? -1) + 1)
    case (.classes(_, let starts), .number(let number)): return Code(Self.ended(starts, by: number) + 1)
    default: return 0
    }
  }

  /// Returns the first code whose values are all at least a number with which the guideline compares; past the greatest if none is.
  func first(atLeast number: ExactNumber) -> Int {
    switch form {
    case .boolean, .codes: return 1
    case .values(let low, let step):
      if number <= low { return 1 }
      guard let count = Self.steps(from: low, to: number, by: step), count < Int(greatest) else {
        return Int(greatest) + 1
      }
      return number.isMultiple(of: step, from: low) ? count + 1 : count + 2
    case .classes(let grid, let starts):
      return number > grid.high ? Int(greatest) + 1 : Self.ended(starts, by: number) + 1
    }
  }

  /// Returns the first code whose values are all above a number with which the guideline compares; past the greatest if none is.
  func first(above number: ExactNumber) -> Int {
    let grid: Grid
    switch form {
    case .boolean, .codes: return 1
    case .values(let low, let step): grid = Grid(low: low, high: low, step: step)
    case .classes(let whole, _): grid = whole
    }
    let first = first(atLeast: number)
    return number >= grid.low && number.isMultiple(of: grid.step, from: grid.low) ? first + 1 : first
  }

  /// Returns how many of the sorted numbers are not above a number.
  private static func ended(_ starts: [ExactNumber], by number: ExactNumber) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Returns the only value of a code; nil for a class of several, and for 0.
  package func value(of code: Code) -> FactValue? {
    guard code >= 1, code <= greatest else { return nil }
    switch form {
    case .boolean: return .boolean(code == 2)
    case .codes(let codes): return .code(codes[Int(code) - 1])
    case .classes: return nil
    case .values(let low, let step):
      let scale = max(low.scale, step.scale)
      guard let low = low.units(scale), let step = step.units(scale) else { return nil }
      let number = ExactNumber(unscaled: Int128(low) + Int128(step) * Int128(code - 1), scale: Int(scale))
      return number.map { .number($0) }
    }
  }
}

/// A guideline that the compiled evaluator cannot hold.
package struct CompilationFailure: Error, CustomStringConvertible {
  package var reason: String
  package var description: String { "the guideline cannot be compiled: \(reason)" }

  init(reason: String) { self.reason = reason }

  init(fact: String) { reason = "it distinguishes more than 65,534 values of '\(fact)'" }
}
