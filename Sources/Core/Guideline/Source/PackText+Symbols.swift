extension PackText {
  /// A name or a quoted text, with where it stands.
  public struct Symbol: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
      /// A name with the parts before it: `fear.tsk_17`.
      case name
      /// What stands between quotes.
      case text
    }

    public var kind: Kind
    public var content: String
    public var line: Int
    /// From 1, in bytes; `end` is the column behind it.
    public var column: Int
    public var end: Int
  }

  /// Every name and every quoted text, in the order of the text. Of `fear.tsk_17` there is `fear` and the whole.
  public var symbols: [Symbol] {
    var symbols: [Symbol] = []
    for index in text.tokens.indices {
      let token = text.tokens[index]
      let (column, end) = (token.column, token.column + token.range.count)
      if token.kind == .string, let content = text.stringValue(at: index) {
        symbols.append(
          Symbol(kind: .text, content: content, line: token.line, column: column + 1, end: end - 1))
      } else if token.kind == .name {
        var content = text.spelling(at: index)
        var start = index
        while text[start - 1] == .dot, text[start - 2] == .name, text.tokens[start - 2].line == token.line {
          start -= 2
          content = text.spelling(at: start) + "." + content
        }
        symbols.append(
          Symbol(kind: .name, content: content, line: token.line, column: text.tokens[start].column, end: end)
        )
      }
    }
    return symbols
  }

  /// The narrowest name or text at a place; within a text, the fact in braces where there is one.
  public func symbol(at place: Position) -> Symbol? {
    let found = symbols.filter {
      $0.line == place.line && $0.column <= place.column && place.column <= $0.end
    }
    .min { $0.end - $0.column < $1.end - $1.column }
    guard let found, found.kind == .text else { return found }
    return fact(at: place, in: found) ?? found
  }

  /// `{fear.tsk_17}` around a place in a text.
  private func fact(at place: Position, in symbol: Symbol) -> Symbol? {
    let bytes = Array(symbol.content.utf8)
    let offset = min(max(place.column - symbol.column, 0), bytes.count)
    guard let open = bytes[..<offset].lastIndex(of: UInt8(ascii: "{")),
      let close = bytes[offset...].firstIndex(of: UInt8(ascii: "}")),
      !bytes[open..<close].contains(UInt8(ascii: "}"))
    else { return nil }
    return Symbol(
      kind: .name, content: String(decoding: bytes[(open + 1)..<close], as: UTF8.self), line: symbol.line,
      column: symbol.column + open + 1, end: symbol.column + close)
  }
}
