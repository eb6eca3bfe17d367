package import PlumblineJSON

/// The values of a fact by number: 0 for the lowest number, the first code or false, and so on.
package struct Places: Sendable, Hashable {
  /// The number of values.
  package let count: Int
  private let low: Int64
  private let step: Int64
  private let scale: UInt8
  private let codes: [FactValue]

  /// Nil if the values cannot be counted in 32 bits.
  package init?(_ fact: Fact) {
    switch fact.kind {
    case .boolean: (low, step, scale, codes) = (0, 1, 0, [.boolean(false), .boolean(true)])
    case .code(let list): (low, step, scale, codes) = (0, 1, 0, list.map { .code($0) })
    case .integer, .decimal:
      guard let grid = fact.grid else { return nil }
      let scale = max(grid.low.scale, grid.high.scale, grid.step.scale)
      guard let low = grid.low.units(scale), let high = grid.high.units(scale),
        let step = grid.step.units(scale), step > 0
      else { return nil }
      let (span, overflow) = high.subtractingReportingOverflow(low)
      guard !overflow, span >= 0, span / step < Int64(Int32.max) else { return nil }
      (self.low, self.step, self.scale, codes) = (low, step, scale, [])
      count = Int(span / step) + 1
      return
    }
    count = codes.count
  }

  package var isNumber: Bool { codes.isEmpty }

  /// Returns the place of a value; nil if the fact cannot have it.
  package func place(of value: FactValue) -> Int? {
    switch value {
    case .number(let number):
      guard isNumber, number.scale <= scale, let units = number.units(scale) else { return nil }
      let (distance, overflow) = units.subtractingReportingOverflow(low)
      guard !overflow, distance >= 0, distance % step == 0, distance / step < count else { return nil }
      return Int(distance / step)
    case .boolean, .code: return codes.firstIndex(of: value)
    }
  }

  package func value(at place: Int) -> FactValue? {
    guard place >= 0, place < count else { return nil }
    if !isNumber { return codes[place] }
    return ExactNumber(unscaled: Int128(low) + Int128(step) * Int128(place), scale: Int(scale)).map {
      .number($0)
    }
  }

  /// Returns the first place whose number is not below another; `count` if there is none.
  package func first(from number: ExactNumber) -> Int {
    let distance = distance(to: number)
    if distance.units <= 0 { return 0 }
    let (whole, rest) = distance.units.quotientAndRemainder(dividingBy: distance.step)
    return Int(min(Int128(count), rest == 0 ? whole : whole + 1))
  }

  /// Returns the last place whose number is not above another; -1 if there is none.
  package func last(upTo number: ExactNumber) -> Int {
    let distance = distance(to: number)
    if distance.units < 0 { return -1 }
    return Int(min(Int128(count - 1), distance.units / distance.step))
  }

  /// The distance from the lowest number to another, and the step, in the finer of the two units.
  private func distance(to number: ExactNumber) -> (units: Int128, step: Int128) {
    let finer = max(number.scale, scale)
    var (own, other) = (Int128(1), Int128(1))
    for _ in scale..<finer { own *= 10 }
    for _ in number.scale..<finer { other *= 10 }
    return (Int128(number.mantissa) * other - Int128(low) * own, Int128(step) * own)
  }

  /// The lowest number and the step as whole numbers of units of `10^-scale`; nil if they do not fit.
  package func units(_ wanted: UInt8) -> (low: Int, step: Int)? {
    guard wanted >= scale else { return nil }
    var factor: Int64 = 1
    for _ in scale..<wanted {
      let (product, overflow) = factor.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      factor = product
    }
    let (low, lowOverflow) = low.multipliedReportingOverflow(by: factor)
    let (step, stepOverflow) = step.multipliedReportingOverflow(by: factor)
    return lowOverflow || stepOverflow ? nil : (Int(low), Int(step))
  }

  /// The digits after the point that its numbers need.
  package var digits: UInt8 { scale }

  /// Returns how many values of a fact's grid lie from one number to another, both inclusive.
  static func count(from low: ExactNumber, to high: ExactNumber, of fact: Fact) -> Int {
    guard let places = Places(fact) else { return .max }
    return places.last(upTo: high) - places.first(from: low) + 1
  }
}
