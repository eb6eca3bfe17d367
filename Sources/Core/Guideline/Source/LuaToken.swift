/// One token of a Lua text, with its place.
///
/// What it is written as stays in the text; see ``LuaText``.
struct LuaToken: Hashable, Sendable {
  /// What a token is, as far as a review of packs must tell one from another.
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

  /// What a name means in packs; nothing for other tokens.
  let roles: LexicalVocabulary.Roles

  /// From 1, counted as Lua counts.
  let line: Int

  /// From 1, in bytes.
  let column: Int

  /// Where the token stands in the bytes.
  let range: Range<Int>
}
