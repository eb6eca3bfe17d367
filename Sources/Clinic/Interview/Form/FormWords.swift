public import PlumblineGuideline
public import PlumblineText

/// How a field is answered, in words.
public enum FormWords {
  static func howToAnswer(_ fact: Fact, in language: Language) -> String {
    switch fact.kind {
    case .boolean: language("yes, no, unknown, declined")
    case .code(let codes):
      codes.enumerated().map { "\($0.offset + 1) \(fact.labels[$0.element] ?? $0.element)" }.joined(
        separator: ", ")
    case .integer, .decimal: allowed(fact, in: language) + more(fact, in: language)
    }
  }

  /// The values that are allowed: "a whole number from 0 to 120, in years".
  public static func allowed(_ fact: Fact, in language: Language = .english) -> String {
    switch fact.kind {
    case .boolean: language("yes or no")
    case .code: language("one of the answers listed")
    case .integer, .decimal:
      fact.allowed(in: language)
        + (fact.isDate ? "" : fact.unitInWords.map { language(", in {unit}", ["unit": language($0)]) } ?? "")
    }
  }

  /// How times are written besides whole weeks.
  public static let times = "10 days, 16 months, 2 years, 2025-03"

  private static func more(_ fact: Fact, in language: Language) -> String {
    if fact.isDate { return "" }
    return fact.unit == "wk"
      ? "; \(language("or")) \(language(times))" : language("; or 10..14, unknown, declined")
  }
}
