public import PlumblineGuideline

/// How a field is answered, in words.
public enum FormWords {
  static func howToAnswer(_ fact: Fact) -> String {
    switch fact.kind {
    case .boolean: "yes, no, unknown, declined"
    case .code(let codes):
      codes.enumerated().map { "\($0.offset + 1) \(fact.labels[$0.element] ?? $0.element)" }.joined(
        separator: ", ")
    case .integer, .decimal: allowed(fact) + more(fact)
    }
  }

  /// The values that are allowed: "a whole number from 0 to 120, in years".
  public static func allowed(_ fact: Fact) -> String {
    switch fact.kind {
    case .boolean: "yes or no"
    case .code: "one of the answers listed"
    case .integer, .decimal: fact.allowed + (fact.isDate ? "" : fact.unitInWords.map { ", in \($0)" } ?? "")
    }
  }

  /// How times are written besides whole weeks.
  public static let times = "10 days, 16 months, 2 years, 2025-03"

  private static func more(_ fact: Fact) -> String {
    if fact.isDate { return "" }
    return fact.unit == "wk" ? "; or \(times)" : "; or 10..14, unknown, declined"
  }
}
