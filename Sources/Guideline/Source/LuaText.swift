/// A Lua text with its tokens.
struct LuaText {
  let bytes: [UInt8]
  let tokens: [LuaToken]

  init(_ bytes: [UInt8], vocabulary: LexicalVocabulary) {
    self.bytes = bytes
    self.tokens = LuaLexer.tokens(of: bytes, vocabulary: vocabulary)
  }

  /// What the token at `index` is; nil before the first and behind the last.
  subscript(index: Int) -> LuaToken.Kind? {
    tokens.indices.contains(index) ? tokens[index].kind : nil
  }

  /// What the token at `index` is written as.
  func spelling(at index: Int) -> String {
    String(decoding: bytes[tokens[index].range], as: UTF8.self)
  }

  /// What the quoted string at `index` stands for; nil for other tokens, and for strings with escapes or long
  /// brackets.
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
