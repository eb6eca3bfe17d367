/// Splits a Lua 5.4 text into tokens.
///
/// Any bytes may be given. At the first that cannot be part of Lua it stops, with the tokens until there:
/// saying what is wrong is left to Lua, which reads the same text.
///
/// ```swift
/// LuaLexer.tokens(of: "local n = 3").map(\.text)  // ["local", "n", "=", "3"]
/// ```
///
/// <https://www.lua.org/manual/5.4/manual.html#3.1>
struct LuaLexer {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  static func tokens(of text: some StringProtocol) -> [LuaToken] {
    tokens(of: Array(text.utf8))
  }

  static func tokens(of bytes: [UInt8]) -> [LuaToken] {
    var lexer = LuaLexer(bytes)
    var tokens: [LuaToken] = []
    while let token = lexer.next() { tokens.append(token) }
    return tokens
  }

  /// The next token; nil at the end and where the text stops being Lua.
  mutating func next() -> LuaToken? {
    guard skipSpaceAndComments() else { return nil }
    let start = (offset: offset, line: line, column: offset - lineStart + 1)
    var value: String?
    guard let kind = scan(&value) else {
      offset = bytes.count
      return nil
    }
    let range = start.offset..<offset
    let text = kind == .string ? "" : String(decoding: bytes[range], as: UTF8.self)
    return LuaToken(
      kind: kind == .name && LuaToken.keywords.contains(text) ? .keyword : kind,
      text: text, stringValue: value, line: start.line, column: start.column, range: range)
  }

  /// Steps over one token.
  private mutating func scan(_ value: inout String?) -> LuaToken.Kind? {
    switch peek() {
    case "a"..."z", "A"..."Z", "_":
      skip(while: Self.isWord)
      return .name
    case "0"..."9":
      skipNumber()
      return .number
    case "." where Self.isDigit(peek(1)):
      skipNumber()
      return .number
    case "\"", "'":
      return skipQuoted(&value) ? .string : nil
    case "[" where peek(1) == "[" || peek(1) == "=":
      guard let level = openingLevel() else { return nil }
      return skipLong(level: level) ? .string : nil
    default:
      return skipSymbol() ? .symbol : nil
    }
  }

  // MARK: Characters

  /// The ASCII character `distance` bytes ahead; U+FFFD for other bytes, U+0000 behind the end.
  private func peek(_ distance: Int = 0) -> Unicode.Scalar {
    guard offset + distance < bytes.count else { return "\0" }
    let byte = bytes[offset + distance]
    return byte < 0x80 ? Unicode.Scalar(byte) : "\u{FFFD}"
  }

  private var isAtEnd: Bool { offset >= bytes.count }

  private mutating func skip(while isPart: (Unicode.Scalar) -> Bool) {
    while !isAtEnd, isPart(peek()) { offset += 1 }
  }

  private static func isDigit(_ character: Unicode.Scalar) -> Bool { ("0"..."9").contains(character) }

  private static func isWord(_ character: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(character) || ("A"..."Z").contains(character) || isDigit(character)
      || character == "_"
  }

  private static func isNewline(_ character: Unicode.Scalar) -> Bool {
    character == "\n" || character == "\r"
  }

  private static func isSpace(_ character: Unicode.Scalar) -> Bool {
    character == " " || ("\t"..."\r").contains(character)
  }

  /// Steps over one character, and over `\r\n` or `\n\r` as one line end.
  private mutating func skipCharacter() {
    let character = peek()
    offset += 1
    guard Self.isNewline(character) else { return }
    if Self.isNewline(peek()), peek() != character { offset += 1 }
    line += 1
    lineStart = offset
  }

  // MARK: Tokens

  /// Whether anything that could be a token follows.
  private mutating func skipSpaceAndComments() -> Bool {
    while !isAtEnd {
      if Self.isSpace(peek()) {
        skipCharacter()
      } else if peek() == "-", peek(1) == "-" {
        offset += 2
        if peek() == "[", let level = openingLevel() {
          guard skipLong(level: level) else { return false }
        } else {
          skip { !Self.isNewline($0) }
        }
      } else {
        return true
      }
    }
    return false
  }

  /// Takes in what Lua takes in before it checks that this is a number.
  private mutating func skipNumber() {
    let isHexadecimal = peek() == "0" && (peek(1) == "x" || peek(1) == "X")
    if isHexadecimal { offset += 2 }
    while !isAtEnd {
      let character = peek()
      let isExponent =
        isHexadecimal ? character == "p" || character == "P" : character == "e" || character == "E"
      if isExponent, peek(1) == "+" || peek(1) == "-" {
        offset += 2
      } else if character == "." || Self.isWord(character) {
        offset += 1
      } else {
        return
      }
    }
  }

  /// Steps over a string in `"` or `'`; false when its line ends first.
  private mutating func skipQuoted(_ value: inout String?) -> Bool {
    let quote = peek()
    offset += 1
    let start = offset
    var isSimple = true
    while !isAtEnd, !Self.isNewline(peek()) {
      switch peek() {
      case quote:
        if isSimple { value = String(validating: bytes[start..<offset], as: UTF8.self) }
        offset += 1
        return true
      case "\\":
        isSimple = false
        offset += 1
        if peek() == "z" {
          offset += 1
          while !isAtEnd, Self.isSpace(peek()) { skipCharacter() }
        } else if !isAtEnd {
          skipCharacter()
        }
      default:
        offset += 1
      }
    }
    return false
  }

  /// The number of `=` in the long bracket that opens here; nil, and nothing stepped over, when none does.
  private func openingLevel() -> Int? {
    var level = 0
    while peek(1 + level) == "=" { level += 1 }
    return peek(1 + level) == "[" ? level : nil
  }

  /// Steps over a long string or comment, from its opening bracket; false when it is not closed.
  private mutating func skipLong(level: Int) -> Bool {
    offset += level + 2
    while !isAtEnd {
      guard peek() == "]" else {
        skipCharacter()
        continue
      }
      offset += 1
      let start = offset
      skip { $0 == "=" }
      if offset - start == level, peek() == "]" {
        offset += 1
        return true
      }
    }
    return false
  }

  private mutating func skipSymbol() -> Bool {
    for length in [3, 2, 1] {
      guard offset + length <= bytes.count else { continue }
      if Self.symbols.contains(String(decoding: bytes[offset..<(offset + length)], as: UTF8.self)) {
        offset += length
        return true
      }
    }
    return false
  }

  private static let symbols: Set<String> = [
    "...", "<<", ">>", "//", "==", "~=", "<=", ">=", "::", "..", "+", "-", "*", "/", "%", "^", "#", "&", "~",
    "|", "<", ">", "=", "(", ")", "{", "}", "[", "]", ";", ":", ",", ".",
  ]
}
