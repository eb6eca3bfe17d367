public import PlumblineJSON

/// How a number in another unit becomes one in the unit of a fact or of a series: it is multiplied, added to, and rounded.
///
/// Nothing is converted that no pack declares. What is rounded half-way goes up, as laboratories do: 7.4 % of HbA1c, times 10.93 less 23.5,
/// is 57.382, so 57 mmol/mol.
public struct Conversion: Sendable, Hashable {
  /// The other unit, in UCUM where there is one: "%", "kPa".
  public var unit: String
  /// The factor, above 0: a higher number stays the higher one.
  public var times: ExactNumber
  /// What is added after that; 0 for most units.
  public var plus: ExactNumber
  /// The step to which it is rounded; nil for a fact, which has its own.
  public var step: ExactNumber?
  /// Where the factor comes from, in words.
  public var because: String
  /// The source that was cited for it; nil if there is none.
  public var source: String?

  /// Returns a number in the own unit, on the grid; as it is if only the unit's name is another one; nil if it cannot be kept exactly on the way.
  ///
  /// - Parameters:
  ///   - origin: where the grid begins.
  ///   - step: the distance of its numbers, above 0.
  public func converted(_ number: ExactNumber, from origin: ExactNumber, step: ExactNumber) -> ExactNumber? {
    if isName { return number }
    guard let product = number * times, let sum = product + plus else { return nil }
    return sum.rounded(toStep: step, from: origin)
  }

  /// Whether it is the same unit by another name.
  package var isName: Bool { times == 1 && plus == 0 }

  /// What it does to a number, without its reasons.
  package var arithmetic: [String] { [unit, "\(times)", "\(plus)", step.map { "\($0)" } ?? ""] }

  /// "7.4 % × 10.93 − 23.5", "at least 7.4 % × 10.93 − 23.5", of what was given; nil if it is the same unit by another name.
  ///
  /// - Parameters:
  ///   - low: the lower end; nil if only the upper one was given.
  ///   - high: the upper end, that of a single number is the lower one; nil if only the lower one was given.
  package func given(low: ExactNumber?, high: ExactNumber?) -> String? {
    if isName { return nil }
    let word = low == nil ? "at most " : high == nil ? "at least " : ""
    let ends = low == high ? [low] : [low, high]
    return words(word + ends.compactMap { $0?.description }.joined(separator: " to "))
  }

  /// "7.4 % × 10.93 − 23.5", of what was given.
  package func words(_ given: String) -> String {
    let factor = times == 1 ? "" : " × \(times)"
    let added =
      plus == 0 ? "" : plus < 0 ? " − \(plus.description.dropFirst())" : " + \(plus)"
    return "\(given) \(unit)\(factor)\(added)"
  }
}

extension Fact {
  /// The units in which a number of this fact may be given, its own first.
  public var takenUnits: [String] { unit.map { [$0] + conversions.map(\.unit) } ?? [] }
}
