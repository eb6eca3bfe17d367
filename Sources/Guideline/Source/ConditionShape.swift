/// Tells where conditions are written out: `x :at_least(3)`, `x :is "y"`, `all { ... }`.
struct ConditionShape {
  private let text: LuaText
  private let brackets: LuaBrackets
  private let calls: VocabularyCalls

  init(text: LuaText, brackets: LuaBrackets, calls: VocabularyCalls) {
    self.text = text
    self.brackets = brackets
    self.calls = calls
  }

  /// Whether the token at `index` is the last of a condition, with or without parentheses around it.
  func ends(at index: Int) -> Bool {
    var index = index
    while index >= 0 {
      if calls.isLast(at: index) { return true }
      guard let opening = text[index] == .string ? index : opening(closedAt: index) else { return false }
      if isComparison(at: opening - 1), text[opening - 2] == .colon { return true }
      guard text[index] == .rightParenthesis, !isCall(opening) else { return false }
      index -= 1
    }
    return false
  }

  /// Whether a condition begins with the token at `index`, with or without parentheses around it.
  func begins(at index: Int) -> Bool {
    var index = index
    while text[index] == .leftParenthesis { index += 1 }
    guard text[index] == .name else { return false }
    if calls.isWord(at: index) { return true }
    index += 1
    while index + 1 < text.tokens.count {
      switch text[index] {
      case .colon:
        if isComparison(at: index + 1) { return true }
        index += 2
      case .dot:
        index += 2
      case .string:
        index += 1
      case .leftParenthesis, .leftBracket, .leftBrace:
        guard let end = brackets.partner(of: index) else { return false }
        index = end + 1
      default:
        return false
      }
    }
    return false
  }

  private func isComparison(at index: Int) -> Bool {
    text[index] == .name && text.tokens[index].roles.contains(.comparison)
  }

  /// The index of the `(` or `{` that is closed by the token at `index`.
  private func opening(closedAt index: Int) -> Int? {
    text[index] == .rightParenthesis || text[index] == .rightBrace ? brackets.partner(of: index) : nil
  }

  /// Whether the `(` at `index` calls what stands before it, rather than grouping what follows.
  private func isCall(_ index: Int) -> Bool {
    switch text[index - 1] {
    case .name, .string, .rightParenthesis, .rightBracket, .rightBrace: true
    default: false
    }
  }
}
