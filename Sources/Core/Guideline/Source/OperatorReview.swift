/// Finds operators that silently lose a condition, `nil`s that lose an element, and words that are given another name.
///
/// Operators are refused in the table of a declaration or combinator, where everything is meant for a patient, and everywhere
/// beside a condition, a `local` that holds one, or the name of a fact. Parameters of functions are not reviewed.
struct OperatorReview {
  private let text: LuaText
  private let calls: VocabularyCalls
  private let shape: ConditionShape
  private var scopes = LuaScopes()

  /// The innermost frame that is open at the current token; the text itself if nothing else is.
  private var frame = Frame(kind: .block, isDeclaring: false)

  /// The frames around it, outermost first.
  private var outerFrames: [Frame] = []

  /// The index after the last name that was introduced.
  private var namesEnd = 0

  /// A bracket, function or block that is open.
  private struct Frame {
    enum Kind {
      case table, bracket
      case function, block
      /// Between `for` and its `do`.
      case loopHeader
      case repeatBlock
      /// After `until`, where the names of the block are still in scope.
      case untilExpression
    }

    var kind: Kind
    /// Whether this belongs to a declaration or combinator, and not to a function inside that.
    let isDeclaring: Bool
    /// Whether the next statement ends something: an assignment, or the expression after `until`.
    var isUnsettled = false

    var isBracket: Bool { kind == .table || kind == .bracket }
  }

  static func problems(
    in text: LuaText, calls: VocabularyCalls, shape: ConditionShape
  ) -> [LexicalReview.Problem] {
    var review = OperatorReview(text: text, calls: calls, shape: shape)
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

  /// Returns what is wrong with the token at `index`; nil if nothing is.
  private mutating func step(over index: Int) -> String? {
    let kind = text.tokens[index].kind
    if frame.isUnsettled, text.beginsStatement(at: index) { settle() }
    switch kind {
    case .name: return messageOfRenaming(at: index)
    case .number, .string: break
    case .leftBrace: open(.table, at: index)
    case .leftParenthesis, .leftBracket: open(.bracket, at: index)
    case .rightBrace, .rightParenthesis, .rightBracket:
      if frame.isBracket { close() }
    case .comma:
      if frame.isUnsettled, index >= namesEnd { scopes.take(value(from: index + 1)) }
    case .assign: assign(at: index)
    case .power: return "`^` is not offered: its result may differ between machines; use multiplication"
    case .nil: return frame.isDeclaring && frame.kind == .table ? messageOfNil(at: index) : nil
    case .and, .or, .not, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      // The `<` of `local n <const>` compares nothing.
      guard index >= namesEnd else { return nil }
      return frame.isDeclaring || isBesideCondition(index) ? kind.refusal : nil
    case .if, .elseif, .while, .until:
      let isRefused = looksAtCondition(index)
      stepOverBlock(kind, at: index)
      return isRefused
        ? "`\(text.spelling(at: index))` cannot test a condition while loading: every condition counts as true; put it into `when`"
        : nil
    default: stepOverBlock(kind, at: index)
    }
    return nil
  }

  // MARK: Blocks and names

  private mutating func stepOverBlock(_ kind: LuaToken.Kind, at index: Int) {
    switch kind {
    case .elseif, .else, .until, .end:
      if frame.kind == .untilExpression { settle() }
    default: break
    }
    switch kind {
    case .function:
      if text[index - 1] == .local, text[index + 1] == .name {
        scopes.introduce(text.spelling(at: index + 1))
      }
      let parameters = LocalNames.parameters(in: text, from: index + 1)
      open(.function, at: index)
      // `self` is a parameter in `function t:f()`, and is unknown elsewhere.
      for name in parameters.names + ["self"] { scopes.introduce(name, .parameter) }
      namesEnd = parameters.end
    case .local where text[index + 1] != .function:
      let list = LocalNames.list(in: text, from: index + 1)
      namesEnd = list.end
      if text[list.end] == .assign {
        assign(to: list.names, isLocal: true)
      } else {
        for name in list.names { scopes.introduce(name) }
      }
    case .for:
      open(.loopHeader, at: index)
      namesEnd = LocalNames.list(in: text, from: index + 1).end
      loopStarts.append(index + 1)
    case .do where frame.kind == .loopHeader:
      frame.kind = .block
      if let start = loopStarts.popLast() {
        for name in LocalNames.list(in: text, from: start).names { scopes.introduce(name) }
      }
    case .if, .do: open(.block, at: index)
    case .elseif, .else:
      guard frame.kind == .block else { return }
      endScope()
      scopes.open()
    case .repeat: open(.repeatBlock, at: index)
    case .until:
      guard frame.kind == .repeatBlock else { return }
      scopes.settle()
      frame.kind = .untilExpression
      frame.isUnsettled = true
    case .end:
      if frame.kind == .function || frame.kind == .block { close() }
    default: break
    }
  }

  /// The indices at which the names begin of those loops whose `do` is still to come.
  private var loopStarts: [Int] = []

  private mutating func open(_ kind: Frame.Kind, at index: Int) {
    outerFrames.append(frame)
    frame = Frame(
      kind: kind, isDeclaring: kind != .function && (frame.isDeclaring || calls.isOpening(at: index)))
    if !frame.isBracket { scopes.open() }
  }

  private mutating func close() {
    guard let outer = outerFrames.popLast() else { return }
    if !frame.isBracket { endScope() }
    frame = outer
  }

  private mutating func endScope() {
    scopes.settle()
    scopes.close()
    frame.isUnsettled = false
  }

  private mutating func settle() {
    if frame.kind == .untilExpression { return close() }
    scopes.settle()
    frame.isUnsettled = false
  }

  // MARK: Assignments

  /// Treats the `=` at `index` as an assignment, unless it belongs to a table or to an assignment that has begun.
  private mutating func assign(at index: Int) {
    guard !frame.isBracket, frame.kind != .loopHeader else { return }
    if index >= namesEnd, !frame.isUnsettled { assign(to: targets(before: index), isLocal: false) }
    scopes.take(value(from: index + 1))
  }

  /// Returns the names before the `=` at `index`, with an empty one for each target that is not a plain name.
  private func targets(before index: Int) -> [String] {
    var names: [String] = []
    var index = index
    repeat {
      guard let target = shape.chain(endingAt: index - 1) else { break }
      names.append(target.isBare ? text.spelling(at: target.head) : "")
      index = target.head - 1
    } while text[index] == .comma
    return names.reversed()
  }

  private mutating func assign(to names: [String], isLocal: Bool) {
    scopes.assign(to: names, isLocal: isLocal)
    frame.isUnsettled = true
  }

  /// Returns what is known about the value that begins at `index`.
  private func value(from index: Int) -> LuaScopes.Value {
    guard let chain = shape.chain(from: index) else { return .any }
    switch chain.kind {
    case .condition: return .condition
    case .other: return .any
    case .path:
      guard let end = chain.end, text.endsExpression(at: end) else { return .any }
      let head = text.spelling(at: chain.head)
      switch scopes.value(of: head) {
      case .condition: return chain.isBare ? .condition : .any
      case .reference: return .reference
      case .any, .parameter: return .any
      case nil: return Self.isOffered(head) ? .any : .reference
      }
    }
  }

  // MARK: Conditions

  private func isBesideCondition(_ index: Int) -> Bool {
    if text[index] == .not { return shape.chain(from: index + 1).map(isCondition) ?? false }
    if let left = shape.chain(endingAt: index - 1), isCondition(left) { return true }
    guard let right = shape.chain(from: index + 1) else { return false }
    // `given or x :at_least(3)` is an idiom for a default value.
    let isJoining = text[index] == .and || text[index] == .or
    return isJoining && right.kind == .condition ? false : isCondition(right)
  }

  /// Whether `if`, `while` or `until` at `index` decides by a condition alone.
  private func looksAtCondition(_ index: Int) -> Bool {
    guard let chain = shape.chain(from: index + 1), let end = chain.end, isCondition(chain) else {
      return false
    }
    return text[end] == .then || text[end] == .do || (text[index] == .until && text.endsExpression(at: end))
  }

  private func isCondition(_ chain: ConditionShape.Chain) -> Bool {
    guard text[chain.head] == .name else { return chain.kind == .condition }
    if chain.kind == .other { return false }
    let local = scopes.value(of: text.spelling(at: chain.head))
    if chain.kind == .condition { return local != .parameter }
    guard chain.isBare else { return isReference(chain) }
    switch local {
    case .condition, .reference: return true
    case .any, .parameter: return false
    case nil: return isWord(at: chain.head)
    }
  }

  /// Whether a path names a fact or a group of facts.
  private func isReference(_ path: ConditionShape.Chain) -> Bool {
    let head = text.spelling(at: path.head)
    if let local = scopes.value(of: head) { return local == .reference }
    return !path.isBare && !Self.isOffered(head)
  }

  /// Whether Lua offers `name` in packs; all other names that the text does not introduce are references.
  private static func isOffered(_ name: String) -> Bool {
    switch name {
    case "assert", "error", "ipairs", "math", "pairs", "pcall", "select", "string", "table", "tonumber",
      "tostring", "type":
      true
    default: false
    }
  }

  private func isWord(at index: Int) -> Bool {
    !text.tokens[index].roles.isDisjoint(with: [.declaration, .combinator])
  }

  // MARK: Messages

  /// Returns the message for a word of the language in the place of a value; nil if it is allowed.
  private func messageOfRenaming(at index: Int) -> String? {
    guard isWord(at: index), index >= namesEnd else { return nil }
    switch text[index - 1] {
    case .assign, .comma, .semicolon, .leftBrace, .leftParenthesis, .return: break
    default: return nil
    }
    let word = text.spelling(at: index)
    return text.endsExpression(at: index + 1) && scopes.value(of: word) == nil
      ? "`\(word)` cannot be given another name here; write it where it is used" : nil
  }

  /// Returns the message for a `nil` directly inside a table of a declaration; nil if it is allowed.
  private func messageOfNil(at index: Int) -> String? {
    switch text[index + 1] {
    case .comma, .semicolon, .rightBrace: break
    default: return nil
    }
    return switch text[index - 1] {
    case .assign: "`nil` is not a value; leave the field out"
    case .leftBrace, .comma, .semicolon: "`nil` in a list leaves a hole; leave it out"
    default: nil
    }
  }
}
