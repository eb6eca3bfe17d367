/// Splits a Lua 5.4 text into tokens.
///
/// Accepts any bytes. It stops at the first that cannot be part of Lua, and returns the tokens up to there: reporting the
/// mistake is left to Lua, which reads the same text.
///
/// ```swift
/// LuaLexer.tokens(of: Array("local n = 3".utf8), vocabulary: .lua).map(\.kind)
/// // [.local, .name, .assign, .number]
/// ```
///
/// <https://www.lua.org/manual/5.4/manual.html#3.1>
struct LuaLexer {
  private let bytes: [UInt8]
  private let vocabulary: LexicalVocabulary
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  private init(_ bytes: [UInt8], vocabulary: LexicalVocabulary) {
    self.bytes = bytes
    self.vocabulary = vocabulary
  }

  static func tokens(of bytes: [UInt8], vocabulary: LexicalVocabulary) -> [LuaToken] {
    var lexer = LuaLexer(bytes, vocabulary: vocabulary)
    var tokens: [LuaToken] = []
    // Packs have at most one token in seven bytes.
    tokens.reserveCapacity(bytes.count / 7)
    while let token = lexer.next() { tokens.append(token) }
    return tokens
  }

  /// Returns the next token; nil at the end, or if the text is no longer Lua.
  private mutating func next() -> LuaToken? {
    guard skipSpaceAndComments() else { return nil }
    let (start, line, column) = (offset, line, offset - lineStart + 1)
    guard var kind = scan() else {
      offset = bytes.count
      return nil
    }
    var roles: LexicalVocabulary.Roles = []
    if kind == .name { (kind, roles) = vocabulary.meaning(of: start..<offset, in: bytes) }
    return LuaToken(kind: kind, roles: roles, line: line, column: column, range: start..<offset)
  }

  /// Skips one token; reserved words count as names here.
  private mutating func scan() -> LuaToken.Kind? {
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
      return skipQuoted() ? .string : nil
    case "[" where peek(1) == "[" || peek(1) == "=":
      guard let level = openingLevel() else { return nil }
      return skipLong(level: level) ? .string : nil
    default:
      return scanSymbol()
    }
  }

  // MARK: Characters

  /// Returns the byte `distance` bytes ahead, as a character; U+0000 after the end.
  private func peek(_ distance: Int = 0) -> Unicode.Scalar {
    offset + distance < bytes.count ? Unicode.Scalar(bytes[offset + distance]) : "\0"
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

  /// Skips one character; `\r\n` or `\n\r` counts as one line end.
  private mutating func skipCharacter() {
    let character = peek()
    offset += 1
    guard Self.isNewline(character) else { return }
    if Self.isNewline(peek()), peek() != character { offset += 1 }
    line += 1
    lineStart = offset
  }

  // MARK: Tokens

  /// Skips spaces and comments; returns whether anything that could be a token follows.
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

  /// Skips what Lua reads as a number before it checks the number's form.
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

  /// Skips a string in `"` or `'`; returns false if its line ends first.
  private mutating func skipQuoted() -> Bool {
    let quote = peek()
    offset += 1
    while !isAtEnd, !Self.isNewline(peek()) {
      switch peek() {
      case quote:
        offset += 1
        return true
      case "\\":
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

  /// Returns the number of `=` in the long bracket that opens here; nil if none does. Skips nothing.
  private func openingLevel() -> Int? {
    var level = 0
    while peek(1 + level) == "=" { level += 1 }
    return peek(1 + level) == "[" ? level : nil
  }

  /// Skips a long string or comment, from its opening bracket; returns false if it is not closed.
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

  /// Skips the longest symbol that begins here.
  private mutating func scanSymbol() -> LuaToken.Kind? {
    let symbol: (kind: LuaToken.Kind, length: Int)? =
      switch (peek(), peek(1)) {
      case ("{", _): (.leftBrace, 1)
      case ("}", _): (.rightBrace, 1)
      case ("(", _): (.leftParenthesis, 1)
      case (")", _): (.rightParenthesis, 1)
      case ("[", _): (.leftBracket, 1)
      case ("]", _): (.rightBracket, 1)
      case (",", _): (.comma, 1)
      case (";", _): (.semicolon, 1)
      case (":", ":"): (.symbol, 2)
      case (":", _): (.colon, 1)
      case (".", "."): (.symbol, peek(2) == "." ? 3 : 2)
      case (".", _): (.dot, 1)
      case ("=", "="): (.equal, 2)
      case ("=", _): (.assign, 1)
      case ("~", "="): (.notEqual, 2)
      case ("<", "="): (.lessOrEqual, 2)
      case ("<", "<"), (">", ">"), ("/", "/"): (.symbol, 2)
      case ("<", _): (.less, 1)
      case (">", "="): (.greaterOrEqual, 2)
      case (">", _): (.greater, 1)
      case ("^", _): (.power, 1)
      case ("+", _), ("-", _), ("*", _), ("/", _), ("%", _), ("#", _), ("&", _), ("~", _), ("|", _):
        (.symbol, 1)
      default: nil
      }
    guard let symbol else { return nil }
    offset += symbol.length
    return symbol.kind
  }
}
