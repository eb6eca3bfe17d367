/// One token of a Lua text, with its place.
struct LuaToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case name, keyword, number, string, symbol
  }

  let kind: Kind

  /// What a name, keyword, number or symbol is written as; empty for a string.
  let text: String

  /// What a quoted string stands for; nil for other tokens, and for strings with escapes or long brackets.
  let stringValue: String?

  /// From 1, counted as Lua counts.
  let line: Int

  /// From 1, in bytes.
  let column: Int

  /// Where the token stands in the bytes.
  let range: Range<Int>

  /// Whether this is the keyword or symbol `text`.
  func `is`(_ text: String) -> Bool {
    (kind == .symbol || kind == .keyword) && self.text == text
  }

  /// The reserved words of Lua 5.4.
  ///
  /// <https://www.lua.org/manual/5.4/manual.html#3.1>
  static let keywords: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
    "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]
}
