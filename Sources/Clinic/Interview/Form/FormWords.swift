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
    let unit = fact.unitInWords.map { language(", in {unit}", ["unit": language($0)]) } ?? ""
    if fact.isDate {
      return language("a day, such as \"2026-03-02\", a month or a year, not after the day of the answer")
    }
    switch fact.kind {
    case .boolean: return language("yes or no")
    case .code: return language("one of the answers listed")
    case .integer(let low, let high):
      return language("a whole number from {low} to {high}", ["low": "\(low)", "high": "\(high)"]) + unit
    case .decimal(let low, let high, let step):
      let values: KeyValuePairs = [
        "low": language.number("\(low)"), "high": language.number("\(high)"),
        "step": language.number("\(step)"),
      ]
      return language("a number from {low} to {high} in steps of {step}", values) + unit
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
