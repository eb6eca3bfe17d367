internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// One fact as the scanner needs it: where its codes go, and how text becomes a code.
struct Field {
  enum Kind: UInt8 {
    case boolean
    case code
    case number
    /// Left to the strict reader.
    case other
  }

  var kind: Kind
  var isNarrow: Bool
  var column: UnsafeMutableRawPointer
  /// Digits after the point of the units in which the rest is given.
  var scale: Int = 0
  var low: Int64 = 0
  var span: Int64 = 0
  var step: Int64 = 1
  /// The starts of classes, sorted; none if each value has its own code. The field owns this memory.
  var starts: UnsafeMutablePointer<Int64>?
  var startCount = 0

  /// - Parameter column: the column of the block into which the scanner writes.
  init(_ fact: Fact, _ engineScale: Scale, column: UnsafeMutableRawPointer, needsValue: Bool) {
    self.column = column
    isNarrow = engineScale.isNarrow
    kind = .other
    switch fact.kind {
    case .boolean: kind = .boolean
    case .code: kind = .code
    case .integer, .decimal:
      if case .classes = engineScale.form, needsValue { return }
      guard let grid = fact.grid else { return }
      let digits = max(grid.low.scale, grid.high.scale, grid.step.scale)
      guard let low = grid.low.units(digits), let high = grid.high.units(digits),
        let step = grid.step.units(digits), step > 0
      else { return }
      let (span, overflow) = high.subtractingReportingOverflow(low)
      if overflow { return }
      if case .classes(_, let numbers) = engineScale.form {
        // On the grid a value is at least a number if it is at least the next number in these units.
        let starts = numbers.compactMap { $0.units(rounding: digits) }
        guard starts.count == numbers.count else { return }
        startCount = starts.count
        self.starts = .allocate(capacity: max(starts.count, 1))
        self.starts?.initialize(from: starts, count: starts.count)
      }
      (self.scale, self.low, self.span, self.step, kind) = (Int(digits), low, span, step, .number)
    }
    // A date is a text whose age depends on the day.
    if fact.computation != nil || fact.isDate { kind = .other }
  }

  /// Frees its memory.
  func end() { starts?.deallocate() }

  /// Returns the code of a number; 0 if the fact does not allow it, or if the strict reader must decide.
  ///
  /// - Parameter digits: the number of digits after the point.
  @inline(__always)
  func code(_ mantissa: Int64, _ digits: Int) -> UInt16 {
    var (mantissa, digits) = (mantissa, digits)
    while digits > scale {
      let (quotient, rest) = mantissa.quotientAndRemainder(dividingBy: 10)
      if rest != 0 { return 0 }
      (mantissa, digits) = (quotient, digits - 1)
    }
    while digits < scale {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      if overflow { return 0 }
      (mantissa, digits) = (product, digits + 1)
    }
    let (offset, overflow) = mantissa.subtractingReportingOverflow(low)
    if overflow || offset < 0 || offset > span { return 0 }
    if step != 1, offset % step != 0 { return 0 }
    guard let starts else { return UInt16(truncatingIfNeeded: (step == 1 ? offset : offset / step) + 1) }
    var (first, last) = (0, startCount)
    while first < last {
      let middle = (first + last) / 2
      if starts[middle] <= mantissa { first = middle + 1 } else { last = middle }
    }
    return UInt16(truncatingIfNeeded: first + 1)
  }

  @inline(__always)
  func put(_ code: UInt16, _ row: Int) {
    if isNarrow {
      column.storeBytes(of: UInt8(truncatingIfNeeded: code), toByteOffset: row, as: UInt8.self)
    } else {
      column.storeBytes(of: code, toByteOffset: 2 * row, as: UInt16.self)
    }
  }
}

extension ExactNumber {
  /// Returns the smallest whole number of units that is not below it.
  fileprivate func units(rounding scale: UInt8) -> Int64? {
    if let exact = units(scale) { return exact }
    var divisor: Int64 = 1
    for _ in scale..<self.scale {
      let (product, overflow) = divisor.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      divisor = product
    }
    let (quotient, rest) = mantissa.quotientAndRemainder(dividingBy: divisor)
    return rest > 0 ? quotient + 1 : quotient
  }
}
