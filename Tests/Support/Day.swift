public import PlumblineGuideline

/// Days as string literals in tests: `"2026-11-20"`. A string that is not a day ends the test run.
extension Day: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    guard let day = Day(text) else { preconditionFailure("'\(text)' is not a day") }
    self = day
  }
}
