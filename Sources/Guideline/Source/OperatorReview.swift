/// Finds the operators that lose a condition silently, and the `nil`s that lose an element.
///
/// They are refused in the table of a declaration or combinator, where everything is meant for a patient, and
/// beside a condition that is written out. In a function they are plain Lua.
struct OperatorReview {
  private let text: LuaText
  private let calls: VocabularyCalls
  private let shape: ConditionShape

  /// The innermost that is open at the token under review; the text itself when nothing else is.
  private var frame = Frame(kind: .block, isDeclaring: false, isInFunction: false)

  /// What is open around that, outermost first.
  private var outerFrames: [Frame] = []

  /// A bracket, function or block that is open.
  private struct Frame {
    enum Kind { case table, bracket, function, block }

    let kind: Kind
    /// Whether this belongs to a declaration or combinator, and not to a function inside that.
    let isDeclaring: Bool
    /// Whether this is inside any function.
    let isInFunction: Bool
  }

  static func problems(
    in text: LuaText, brackets: LuaBrackets, calls: VocabularyCalls
  ) -> [LexicalReview.Problem] {
    var review = OperatorReview(
      text: text, calls: calls, shape: ConditionShape(text: text, brackets: brackets, calls: calls))
    var problems: [LexicalReview.Problem] = []
    for index in text.tokens.indices {
      guard let message = review.step(over: index) else { continue }
      problems.append(LexicalReview.Problem(at: text.tokens[index], message))
    }
    return problems
  }

  private init(text: LuaText, calls: VocabularyCalls, shape: ConditionShape) {
    self.text = text
    self.calls = calls
    self.shape = shape
  }

  /// What is wrong with the token at `index`.
  private mutating func step(over index: Int) -> String? {
    let kind = text.tokens[index].kind
    switch kind {
    case .name, .number, .string: break
    case .leftBrace: open(.table, at: index)
    case .leftParenthesis, .leftBracket: open(.bracket, at: index)
    case .function: open(.function, at: index)
    case .if, .do: open(.block, at: index)
    case .rightBrace, .rightParenthesis, .rightBracket:
      if frame.kind == .table || frame.kind == .bracket { close() }
    case .end:
      if frame.kind == .function || frame.kind == .block { close() }
    case .power: return "`^` is not offered: its result may differ between machines; multiply instead"
    case .nil: return frame.isDeclaring && frame.kind == .table ? messageOfNil(at: index) : nil
    default:
      guard let message = Self.message(of: kind) else { return nil }
      return frame.isDeclaring || (!frame.isInFunction && isBesideCondition(index)) ? message : nil
    }
    return nil
  }

  private mutating func open(_ kind: Frame.Kind, at index: Int) {
    outerFrames.append(frame)
    frame = Frame(
      kind: kind,
      isDeclaring: kind != .function && (frame.isDeclaring || calls.isOpening(at: index)),
      isInFunction: kind == .function || frame.isInFunction)
  }

  private mutating func close() {
    if let outer = outerFrames.popLast() { frame = outer }
  }

  private func isBesideCondition(_ index: Int) -> Bool {
    text[index] == .not ? shape.begins(at: index + 1) : shape.ends(at: index - 1)
  }

  /// What is wrong with a `nil` directly inside a table of a declaration.
  private func messageOfNil(at index: Int) -> String? {
    switch text[index + 1] {
    case .comma, .semicolon, .rightBrace: break
    default: return nil
    }
    return switch text[index - 1] {
    case .assign: "`nil` is no value; leave the field out"
    case .leftBrace, .comma, .semicolon: "`nil` in a list leaves a hole; leave it out"
    default: nil
    }
  }

  private static func message(of kind: LuaToken.Kind) -> String? {
    switch kind {
    case .and: "`and` does not work on conditions (one side is silently lost); use all { ... }"
    case .or: "`or` does not work on conditions (one side is silently lost); use any { ... }"
    case .not: "`not` does not work on conditions (it is always false); use none { ... }"
    case .equal: "`==` does not work on conditions (it is decided while loading); use :is(...)"
    case .notEqual: "`~=` does not work on conditions (it is decided while loading); use :is_not(...)"
    case .less: "`<` does not work on conditions (it is decided while loading); use :below(...)"
    case .lessOrEqual: "`<=` does not work on conditions (it is decided while loading); use :at_most(...)"
    case .greater: "`>` does not work on conditions (it is decided while loading); use :above(...)"
    case .greaterOrEqual: "`>=` does not work on conditions (it is decided while loading); use :at_least(...)"
    default: nil
    }
  }
}
