internal import PlumblineJSON

/// A comparison with a recorded fact: `red_flags.infection=false`, `pain.duration_weeks>=12`.
///
/// It holds only for a fact that was recorded: what nobody answered is neither `false` nor below anything.
public struct FactCriterion: Sendable, Hashable {
  public enum Comparison: String, Sendable, CaseIterable {
    case atLeast = ">=", atMost = "<=", isNot = "!=", above = ">", below = "<", equals = "="
  }

  public var fact: String
  public var comparison: Comparison
  /// A word, a number, `true`, `false`, or `absent`: recorded as absent, with whichever reason.
  public var value: String
  private var key: [UInt8] { Array(" \(fact)=".utf8) }

  /// Reads a comparison; nil if there is no sign, nothing on a side of it, or no number where one is needed.
  public init?(_ text: String) {
    guard let place = text.firstIndex(where: "<>!=".contains),
      let comparison = Comparison.allCases.first(where: { text[place...].hasPrefix($0.rawValue) })
    else { return nil }
    self.comparison = comparison
    fact = String(text[..<place])
    value = RecordedFacts.unbroken(String(text[place...].dropFirst(comparison.rawValue.count)))
    let isOrder = comparison != .equals && comparison != .isNot
    guard !fact.isEmpty, fact.first != "@", !fact.contains(where: \.isWhitespace), !value.isEmpty,
      !isOrder || ExactNumber(value) != nil
    else { return nil }
  }

  func holds(_ facts: RecordedFacts) -> Bool {
    let values = facts.values(of: key)
    switch comparison {
    case .equals: return values.contains(where: isEqual)
    case .isNot: return !values.isEmpty && !values.contains(where: isEqual)
    case .above: return number(values).map { $0.0 > $0.1 } ?? false
    case .below: return number(values).map { $0.0 < $0.1 } ?? false
    case .atLeast: return number(values).map { $0.0 >= $0.1 } ?? false
    case .atMost: return number(values).map { $0.0 <= $0.1 } ?? false
    }
  }

  private func isEqual(_ word: String) -> Bool {
    if word == value { return true }
    if value == "absent" { return word.hasPrefix("absent:") }
    guard let first = value.utf8.first, first <= UInt8(ascii: "9"), let wanted = ExactNumber(value) else {
      return false
    }
    return ExactNumber(word) == wanted
  }

  /// The recorded number and the given one; nil if there is none, as for a range.
  private func number(_ values: [String]) -> (ExactNumber, ExactNumber)? {
    guard values.count == 1, let found = ExactNumber(values[0]), let given = ExactNumber(value) else {
      return nil
    }
    return (found, given)
  }
}
