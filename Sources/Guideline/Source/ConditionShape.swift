/// Tells where conditions are written out: `x :at_least(3)`, `x :is "y"`, `all { ... }`.
struct ConditionShape {
  private let tokens: [LuaToken]
  private let brackets: LuaBrackets
  private let comparisons: Set<String>
  private let callStarts: Set<Int>
  private let callEnds: Set<Int>

  init(tokens: [LuaToken], brackets: LuaBrackets, calls: [VocabularyCall], comparisons: Set<String>) {
    self.tokens = tokens
    self.brackets = brackets
    self.comparisons = comparisons
    self.callStarts = Set(calls.map(\.word))
    self.callEnds = Set(calls.map(\.last))
  }

  /// Whether the token at `index` is the last of a condition, with or without parentheses around it.
  func ends(at index: Int) -> Bool {
    var index = index
    while index >= 0 {
      if callEnds.contains(index) { return true }
      guard let opening = tokens[index].kind == .string ? index : opening(closedAt: index) else {
        return false
      }
      if opening >= 2, isComparison(at: opening - 1), tokens[opening - 2].is(":") { return true }
      guard tokens[index].is(")"), !isCall(opening) else { return false }
      index -= 1
    }
    return false
  }

  /// Whether a condition begins with the token at `index`, with or without parentheses around it.
  func begins(at index: Int) -> Bool {
    var index = index
    while index < tokens.count, tokens[index].is("(") { index += 1 }
    if callStarts.contains(index) { return true }
    guard index < tokens.count, tokens[index].kind == .name else { return false }
    index += 1
    while index + 1 < tokens.count {
      if tokens[index].is(":") {
        if isComparison(at: index + 1) { return true }
        index += 2
      } else if tokens[index].is(".") {
        index += 2
      } else if tokens[index].kind == .string {
        index += 1
      } else if ["(", "[", "{"].contains(where: tokens[index].is), let end = brackets.partner(of: index) {
        index = end + 1
      } else {
        return false
      }
    }
    return false
  }

  private func isComparison(at index: Int) -> Bool {
    tokens[index].kind == .name && comparisons.contains(tokens[index].text)
  }

  /// The index of the `(` or `{` that is closed by the token at `index`.
  private func opening(closedAt index: Int) -> Int? {
    tokens[index].is(")") || tokens[index].is("}") ? brackets.partner(of: index) : nil
  }

  /// Whether the `(` at `index` calls what stands before it, rather than grouping what follows.
  private func isCall(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = tokens[index - 1]
    return before.kind == .name || before.kind == .string || [")", "]", "}"].contains(where: before.is)
  }
}
