package import PlumblineGuideline
package import PlumblineJSON

/// Ranges in one word, as they are typed or stand in a cell: `60..70`, `25..`, `..3`, `function|pain`.
package enum TypedRange {
  /// Returns a range as a profile gives it; nil if the text is none.
  package static func json(_ text: String, for fact: Fact) -> JSONValue? {
    guard fact.grid != nil else {
      let codes = text.split(separator: "|", omittingEmptySubsequences: false)
      return codes.count > 1 ? ["one_of": .array(codes.map { code(String($0), of: fact) })] : nil
    }
    let dots = text.indices.dropLast().first { text[$0...].hasPrefix("..") }
    guard let dots else { return nil }
    let rest = text.index(dots, offsetBy: 2)
    let ends = [text[..<dots], text[rest...]].map { ExactNumber(String($0)) }
    switch (ends[0], ends[1]) {
    case (let low?, let high?): return ["between": [.number(low), .number(high)]]
    case (let low?, nil) where rest == text.endIndex: return ["at_least": .number(low)]
    case (nil, let high?) where dots == text.startIndex: return ["at_most": .number(high)]
    default: return nil
    }
  }

  private static func code(_ text: String, of fact: Fact) -> JSONValue {
    guard fact.kind == .boolean else { return .string(text) }
    switch text {
    case "true", "yes": return .bool(true)
    case "false", "no": return .bool(false)
    default: return .string(text)
    }
  }
}
