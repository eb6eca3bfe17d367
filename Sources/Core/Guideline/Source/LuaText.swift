/// A Lua text with its tokens.
struct LuaText {
  let bytes: [UInt8]
  let tokens: [LuaToken]

  init(_ bytes: [UInt8], vocabulary: LexicalVocabulary) {
    self.bytes = bytes
    self.tokens = LuaLexer.tokens(of: bytes, vocabulary: vocabulary)
  }

  /// The kind of the token at `index`; nil before the first and after the last.
  subscript(index: Int) -> LuaToken.Kind? {
    tokens.indices.contains(index) ? tokens[index].kind : nil
  }

  /// Returns the spelling of the token at `index`.
  func spelling(at index: Int) -> String {
    String(decoding: bytes[tokens[index].range], as: UTF8.self)
  }

  /// Whether a statement begins with the token at `index`, as far as it cannot belong to the value before it.
  func beginsStatement(at index: Int) -> Bool {
    switch self[index] {
    case .name, .local, .if, .for, .while, .repeat, .return, .function, .semicolon, .keyword: break
    case .symbol where spelling(at: index) == "::": break
    default: return false
    }
    return switch self[index - 1] {
    case .name, .number, .string, .nil, .end, .keyword, .rightBrace, .rightParenthesis, .rightBracket: true
    case .symbol: tokens[index - 1].range.count == 3
    default: false
    }
  }

  /// Whether the token at `index` cannot belong to the value before it.
  func endsExpression(at index: Int) -> Bool {
    switch self[index] {
    case .comma, .semicolon, .rightBrace, .rightParenthesis, .end, .else, .elseif, .until, nil: true
    default: beginsStatement(at: index)
    }
  }

  /// Returns the value of the quoted string at `index`; nil for other tokens, and for strings with escapes or long brackets.
  func stringValue(at index: Int) -> String? {
    let range = tokens[index].range
    guard tokens[index].kind == .string, bytes[range.lowerBound] != UInt8(ascii: "[") else { return nil }
    let content = bytes[(range.lowerBound + 1)..<(range.upperBound - 1)]
    var isASCII = true
    for byte in content {
      if byte == UInt8(ascii: "\\") { return nil }
      if byte >= 0x80 { isASCII = false }
    }
    return isASCII ? String(decoding: content, as: UTF8.self) : String(validating: content, as: UTF8.self)
  }
}
