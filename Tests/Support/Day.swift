public import PlumblineGuideline

/// Days that tests write as they are read: `"2026-11-20"`. A text that is no day ends the test run.
extension Day: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    guard let day = Day(text) else { preconditionFailure("'\(text)' is not a day") }
    self = day
  }
}
