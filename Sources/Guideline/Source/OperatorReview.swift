/// Finds the operators that lose a condition silently, and the `nil`s that lose an element.
///
/// They are refused in the table of a declaration or combinator, where everything is meant for a patient, and
/// beside a condition that is written out. In a function they are plain Lua.
struct OperatorReview {
  private let tokens: [LuaToken]
  private let shape: ConditionShape

  /// The indices of the brackets that open the tables of declarations and combinators.
  private let openings: Set<Int>

  /// Everything that is open at the token under review; never empty.
  private var frames = [Frame(kind: .block, isDeclaring: false, isInFunction: false)]

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
    in tokens: [LuaToken], brackets: LuaBrackets, calls: [VocabularyCall], comparisons: Set<String>
  ) -> [LexicalReview.Problem] {
    var review = OperatorReview(
      tokens: tokens,
      shape: ConditionShape(tokens: tokens, brackets: brackets, calls: calls, comparisons: comparisons),
      openings: Set(calls.flatMap(\.openings)))
    return tokens.indices.compactMap { index in
      review.step(over: index).map { LexicalReview.Problem(at: tokens[index], $0) }
    }
  }

  private init(tokens: [LuaToken], shape: ConditionShape, openings: Set<Int>) {
    self.tokens = tokens
    self.shape = shape
    self.openings = openings
  }

  /// What is wrong with the token at `index`.
  private mutating func step(over index: Int) -> String? {
    let token = tokens[index]
    guard token.kind == .symbol || token.kind == .keyword, let frame = frames.last else { return nil }
    switch token.text {
    case "{": open(.table, at: index)
    case "(", "[": open(.bracket, at: index)
    case "function": open(.function, at: index)
    case "if", "do": open(.block, at: index)
    case "}", ")", "]": close([.table, .bracket])
    case "end": close([.function, .block])
    case "^": return "`^` is not offered: its result may differ between machines; multiply instead"
    case "nil": return frame.isDeclaring && frame.kind == .table ? messageOfNil(at: index) : nil
    default:
      guard let message = Self.messages[token.text] else { return nil }
      return frame.isDeclaring || (!frame.isInFunction && isBesideCondition(index)) ? message : nil
    }
    return nil
  }

  private mutating func open(_ kind: Frame.Kind, at index: Int) {
    guard let outer = frames.last else { return }
    frames.append(
      Frame(
        kind: kind,
        isDeclaring: kind != .function && (outer.isDeclaring || openings.contains(index)),
        isInFunction: kind == .function || outer.isInFunction))
  }

  private mutating func close(_ kinds: [Frame.Kind]) {
    if frames.count > 1, let frame = frames.last, kinds.contains(frame.kind) { frames.removeLast() }
  }

  private func isBesideCondition(_ index: Int) -> Bool {
    tokens[index].is("not") ? shape.begins(at: index + 1) : shape.ends(at: index - 1)
  }

  /// What is wrong with a `nil` directly inside a table of a declaration.
  private func messageOfNil(at index: Int) -> String? {
    guard index > 0, index + 1 < tokens.count, [",", ";", "}"].contains(where: tokens[index + 1].is) else {
      return nil
    }
    if tokens[index - 1].is("=") { return "`nil` is no value; leave the field out" }
    guard ["{", ",", ";"].contains(where: tokens[index - 1].is) else { return nil }
    return "`nil` in a list leaves a hole; leave it out"
  }

  private static let messages = [
    "and": "`and` does not work on conditions (one side is silently lost); use all { ... }",
    "or": "`or` does not work on conditions (one side is silently lost); use any { ... }",
    "not": "`not` does not work on conditions (it is always false); use none { ... }",
    "==": "`==` does not work on conditions (it is decided while loading); use :is(...)",
    "~=": "`~=` does not work on conditions (it is decided while loading); use :is_not(...)",
    "<": "`<` does not work on conditions (it is decided while loading); use :below(...)",
    "<=": "`<=` does not work on conditions (it is decided while loading); use :at_most(...)",
    ">": "`>` does not work on conditions (it is decided while loading); use :above(...)",
    ">=": "`>=` does not work on conditions (it is decided while loading); use :at_least(...)",
  ]
}
