extension PackText {
  /// A name or a quoted string, with its position.
  public struct Symbol: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
      /// A name with the parts before it: `fear.tsk_17`.
      case name
      /// The text between quotes.
      case text
    }

    public var kind: Kind
    public var content: String
    public var line: Int
    /// From 1, in bytes; `end` is the column after it.
    public var column: Int
    public var end: Int
  }

  /// Every name and every quoted string, in the order of the text. `fear.tsk_17` yields `fear` and the whole name.
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

  /// Returns the narrowest name or string at a position; within a string, the fact in braces if there is one.
  public func symbol(at place: Position) -> Symbol? {
    let found = symbols.filter {
      $0.line == place.line && $0.column <= place.column && place.column <= $0.end
    }
    .min { $0.end - $0.column < $1.end - $1.column }
    guard let found, found.kind == .text else { return found }
    return fact(at: place, in: found) ?? found
  }

  /// Returns the fact of a `{fear.tsk_17}` around a position in a string.
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
