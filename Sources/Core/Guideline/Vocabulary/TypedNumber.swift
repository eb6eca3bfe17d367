package import PlumblineJSON

extension Fact {
  /// Returns a number as it is typed: `2.5`; of a fact with decimals also `2,5`, unless the comma may part thousands (`1,500`). Nil if it is
  /// none.
  package func number(typed text: some StringProtocol) -> ExactNumber? {
    if let number = ExactNumber(text) { return number }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard case .decimal = kind, parts.count == 2, !parts[0].isEmpty, (1...2).contains(parts[1].count),
      parts.joined().allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return ExactNumber(parts.joined(separator: "."))
  }
}
