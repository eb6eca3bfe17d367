/// A token of a Lua text, with its place.
///
/// Its spelling stays in the text; see ``LuaText``.
struct LuaToken: Hashable, Sendable {
  /// The kind of a token, as far as a review of packs needs it.
  enum Kind: Hashable, Sendable {
    case name, number, string

    case and, or, not, `nil`, function, local, `return`
    case `if`, then, elseif, `else`, `for`, `while`, `do`, `repeat`, until, end
    /// Any other reserved word.
    case keyword

    case leftBrace, rightBrace, leftParenthesis, rightParenthesis, leftBracket, rightBracket
    case comma, semicolon, colon, dot, assign
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, power
    /// Any other symbol.
    case symbol
  }

  let kind: Kind

  /// The roles of a name in packs; empty for other tokens.
  let roles: LexicalVocabulary.Roles

  /// From 1, counted as Lua counts.
  let line: Int

  /// From 1, in bytes.
  let column: Int

  /// The token's range in the bytes.
  let range: Range<Int>
}
