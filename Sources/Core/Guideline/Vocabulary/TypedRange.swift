public import PlumblineJSON

/// A range in one word, as it is typed or stands in a cell: `60..70`, `25..`, `..3`, `function|pain`.
public enum TypedRange: Sendable, Hashable {
  /// An end that is nil is the fact's own.
  case numbers(low: ExactNumber?, high: ExactNumber?)
  case codes([String])

  /// Nil if the text has the form of no range. Whether the fact allows its ends is not checked.
  public init?(_ text: String, for fact: Fact) {
    guard fact.grid != nil else {
      let codes = text.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.split(separator: " ").joined(separator: " ")
      }
      guard codes.count > 1 else { return nil }
      self = .codes(codes)
      return
    }
    guard let dots = text.indices.dropLast().first(where: { text[$0...].hasPrefix("..") }) else { return nil }
    let rest = text.index(dots, offsetBy: 2)
    let (low, high) = (Self.end(text[..<dots], fact), Self.end(text[rest...], fact))
    guard low != nil || dots == text.startIndex, high != nil || rest == text.endIndex,
      low != nil || high != nil
    else { return nil }
    self = .numbers(low: low, high: high)
  }

  private static func end(_ text: Substring, _ fact: Fact) -> ExactNumber? {
    fact.number(typed: text.split(separator: " ").joined(separator: " "))
  }

  /// What a code or boolean of the list means; nil if it is none.
  private static func value(_ code: String, of fact: Fact) -> FactValue? {
    switch fact.kind {
    case .boolean: Bool(typed: code.lowercased()).map { .boolean($0) }
    case .code: fact.code(typed: code).map { .code($0) }
    case .integer, .decimal: nil
    }
  }

  /// Returns what a profile knows of the fact then; nil if it does not allow an end or a code, or if nothing is in the range.
  public func state(of fact: Fact) -> FactState? {
    switch self {
    case .numbers(let low, let high):
      guard let grid = fact.grid else { return nil }
      let ends = (low: low ?? grid.low, high: high ?? grid.high)
      guard fact.allows(.number(ends.low)), fact.allows(.number(ends.high)), ends.low <= ends.high else {
        return nil
      }
      return ends.low == ends.high
        ? .known(.number(ends.low)) : .within(.numbers(low: ends.low, high: ends.high))
    case .codes(let codes):
      let values = codes.compactMap { Self.value($0, of: fact) }
      guard values.count == codes.count, let places = Places(fact) else { return nil }
      let left = (0..<places.count).compactMap { places.value(at: $0) }.filter(values.contains)
      return left.count == 1 ? .known(left[0]) : .within(.values(left))
    }
  }

  /// The range as a profile gives it in JSON.
  public func json(of fact: Fact) -> JSONValue {
    switch self {
    case .numbers(let low?, let high?): ["between": [.number(low), .number(high)]]
    case .numbers(let low?, nil): ["at_least": .number(low)]
    case .numbers(nil, let high?): ["at_most": .number(high)]
    case .numbers(nil, nil): ["between": []]
    case .codes(let codes): ["one_of": .array(codes.map { Self.value($0, of: fact)?.json ?? .string($0) })]
    }
  }
}
