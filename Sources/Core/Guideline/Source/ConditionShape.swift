/// Finds conditions and names in the tokens of a text: `x :at_least(3)`, `x :is "y"`, `all { ... }`, `goal.primary`.
struct ConditionShape {
  private let text: LuaText
  private let brackets: LuaBrackets
  private let calls: VocabularyCalls

  /// A name with what follows it, with or without parentheses around the whole.
  struct Chain {
    enum Kind {
      /// A comparison, combinator or declaration that is called.
      case condition
      /// Names and indices only.
      case path
      case other
    }

    let kind: Kind
    /// The index of the first name, or of the bracket that takes its place.
    let head: Int
    /// Whether it is only that name.
    let isBare: Bool
    /// The index after it and its parentheses; nil if those hold more than the chain.
    let end: Int?
  }

  init(text: LuaText, brackets: LuaBrackets, calls: VocabularyCalls) {
    self.text = text
    self.brackets = brackets
    self.calls = calls
  }

  // MARK: From its beginning

  /// Returns the chain that begins with the token at `start`.
  func chain(from start: Int) -> Chain? {
    var head = start
    while text[head] == .leftParenthesis { head += 1 }
    guard text[head] == .name else { return nil }
    var kind = calls.isWord(at: head) ? Chain.Kind.condition : .path
    var index = head + 1
    loop: while let token = text[index] {
      switch token {
      case .colon:
        if isComparison(at: index + 1) { kind = .condition }
        if kind == .path { kind = .other }
        index += 2
      case .dot:
        index += 2
      case .string:
        if kind == .path { kind = .other }
        index += 1
      case .leftParenthesis, .leftBracket, .leftBrace:
        if kind == .path, token != .leftBracket { kind = .other }
        guard let end = brackets.partner(of: index) else { break loop }
        index = end + 1
      default:
        break loop
      }
    }
    let isBare = index == head + 1
    for _ in start..<head {
      guard text[index] == .rightParenthesis else {
        return Chain(kind: kind, head: head, isBare: isBare, end: nil)
      }
      index += 1
    }
    return Chain(kind: kind, head: head, isBare: isBare, end: index)
  }

  // MARK: From its end

  /// Returns the chain that ends with the token at `index`.
  func chain(endingAt index: Int) -> Chain? {
    let last = index
    var index = index
    while text[index] == .rightParenthesis, let opening = brackets.partner(of: index), !isArgument(opening),
      !calls.isLast(at: index)
    {
      index -= 1
    }
    var kind = endsCondition(at: index) ? Chain.Kind.condition : .path
    let end = index
    while let token = text[index] {
      switch token {
      case .name:
        guard text[index - 1] == .dot || text[index - 1] == .colon else {
          return Chain(kind: kind, head: index, isBare: index == end, end: last + 1)
        }
        index -= 2
      case .string where isArgument(index):
        if kind == .path { kind = .other }
        index -= 1
      case .rightParenthesis, .rightBrace, .rightBracket:
        guard let opening = brackets.partner(of: index) else { return nil }
        guard isArgument(opening) else {
          return kind == .condition ? Chain(kind: kind, head: opening, isBare: false, end: last + 1) : nil
        }
        if kind == .path, token != .rightBracket { kind = .other }
        index = opening - 1
      default:
        return nil
      }
    }
    return nil
  }

  /// Whether the token at `index` is the last of a condition.
  func endsCondition(at index: Int) -> Bool {
    guard text[index] != nil else { return false }
    if calls.isLast(at: index) { return true }
    guard let opening = text[index] == .string ? index : opening(closedAt: index) else { return false }
    return isComparison(at: opening - 1) && text[opening - 2] == .colon
  }

  // MARK: Parts

  private func isComparison(at index: Int) -> Bool {
    text[index] == .name && text.tokens[index].roles.contains(.comparison)
  }

  /// The index of the `(` or `{` that is closed by the token at `index`.
  private func opening(closedAt index: Int) -> Int? {
    text[index] == .rightParenthesis || text[index] == .rightBrace ? brackets.partner(of: index) : nil
  }

  /// Whether the bracket or string at `index` belongs to a value before it, rather than being one.
  private func isArgument(_ index: Int) -> Bool {
    switch text[index - 1] {
    case .name, .string, .rightParenthesis, .rightBracket, .rightBrace: true
    default: false
    }
  }
}
