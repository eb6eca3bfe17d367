// All arithmetic here has 128 bits. A mantissa has at most 63 and the factor that aligns it at most 60, so
// an aligned number has at most 123, and a sum or difference of two at most 124: nothing can overflow.

extension ExactNumber: Comparable {
  public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.scale == right.scale { return left.mantissa < right.mantissa }
    let scale = max(left.scale, right.scale)
    return left.aligned(to: scale) < right.aligned(to: scale)
  }
}

extension ExactNumber {
  /// The exact sum, or nil if it does not fit.
  public static func + (left: ExactNumber, right: ExactNumber) -> ExactNumber? {
    let scale = max(left.scale, right.scale)
    return ExactNumber(unscaled: left.aligned(to: scale) + right.aligned(to: scale), scale: Int(scale))
  }

  /// The exact difference, or nil if it does not fit.
  public static func - (left: ExactNumber, right: ExactNumber) -> ExactNumber? {
    let scale = max(left.scale, right.scale)
    return ExactNumber(unscaled: left.aligned(to: scale) - right.aligned(to: scale), scale: Int(scale))
  }

  /// The exact product, or nil if it does not fit.
  public static func * (left: ExactNumber, right: ExactNumber) -> ExactNumber? {
    ExactNumber(
      unscaled: Int128(left.mantissa) * Int128(right.mantissa), scale: Int(left.scale) + Int(right.scale))
  }

  /// Returns the nearest number of the grid that starts at `origin` and continues in steps of `step`, which is above 0; half-way, the
  /// higher one. Nil if that does not fit.
  public func rounded(toStep step: ExactNumber, from origin: ExactNumber = 0) -> ExactNumber? {
    let scale = max(self.scale, step.scale, origin.scale)
    let start = origin.aligned(to: scale)
    // Of 128 bits, of which a distance takes at most 124.
    let (distance, width) = (aligned(to: scale) - start, step.aligned(to: scale))
    let twice = 2 * distance + width
    var steps = twice / (2 * width)
    if twice % (2 * width) < 0 { steps -= 1 }
    let (rounded, overflow) = steps.multipliedReportingOverflow(by: width)
    return overflow ? nil : ExactNumber(unscaled: start + rounded, scale: Int(scale))
  }

  /// Returns the number in units of `10^-scale`; nil if that is not a whole number of 64 bits.
  package func units(_ scale: UInt8) -> Int64? {
    guard scale >= self.scale else { return nil }
    var units = mantissa
    for _ in self.scale..<scale {
      let (product, overflow) = units.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      units = product
    }
    return units
  }

  /// Whether this number is on the grid that starts at `origin` and continues in steps of `step`.
  ///
  /// Exact, on both sides of the origin, for any three numbers: the difference need not fit an
  /// `ExactNumber`. With a step of 0 only the origin is on the grid.
  ///
  /// ```swift
  /// ExactNumber("0.3")!.isMultiple(of: ExactNumber("0.1")!)  // true
  /// ```
  public func isMultiple(of step: ExactNumber, from origin: ExactNumber = 0) -> Bool {
    let scale = max(self.scale, step.scale, origin.scale)
    let distance = aligned(to: scale) - origin.aligned(to: scale)
    guard step.mantissa != 0 else { return distance == 0 }
    return distance % step.aligned(to: scale) == 0
  }

  /// Returns the digits of this number with `scale` of them after the point.
  private func aligned(to scale: UInt8) -> Int128 {
    Int128(mantissa) * Int128(PowerOfTen[Int(scale - self.scale)])
  }
}

/// The powers of ten that a mantissa can hold.
enum PowerOfTen {
  /// 10 to the power of `exponent`, which is 0 to 18.
  static subscript(_ exponent: Int) -> Int64 { powers[exponent] }

  private static let powers: [Int64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
  ]
}
