/// A review of a pack file's text, for what running the file cannot show.
///
/// Lua evaluates `a and b` to one of its sides before anything can check it, so such mistakes are found here, in the tokens, or
/// not at all. The review also knows the line of every field, which a table does not keep.
///
/// It assumes text that Lua accepts. For any other text the result is undefined, but the review never traps.
struct LexicalReview: Sendable {
  /// A mistake that the author must fix.
  struct Problem: Hashable, Sendable {
    /// From 1.
    let line: Int
    /// From 1, in bytes.
    let column: Int
    /// Lower case, without a full stop, with what to do.
    let message: String
  }

  /// A declaration as it is written: `rule "x" { title = ... }`.
  struct Declaration: Hashable, Sendable {
    let word: String
    /// Nil if the declaration has no name or computes it.
    let id: String?
    /// The line of the word.
    let line: Int
    /// The line of the `{`.
    let tableLine: Int
    /// The named fields of the table itself, in order; twice if written twice.
    let fields: [Field]

    /// Returns the line of the last field with this name, which is the one that Lua keeps.
    func line(of field: String) -> Int? { fields.last { $0.name == field }?.line }
  }

  /// A named field of a table.
  struct Field: Hashable, Sendable {
    let name: String
    let line: Int
    /// The list that is its value; nil if none is written here.
    let list: List?
  }

  /// At most one for each token, in the order of the text.
  let problems: [Problem]

  /// In the order of the text.
  let declarations: [Declaration]

  /// In the order of the text.
  let combinations: [Combination]

  /// The highest number of brackets that are open at once.
  let depth: Int

  private let bytes: [UInt8]

  /// Every name that the text introduces.
  ///
  /// - Complexity: O(*n*) for a text of *n* bytes, on every access: only messages need the names.
  var names: Set<String> { LocalNames.names(in: LuaText(bytes, vocabulary: .lua)) }

  /// Reviews the Lua text in `bytes`, in which no more than `depthCap` brackets may be open at once.
  init(_ bytes: [UInt8], vocabulary: LexicalVocabulary, depthCap: Int = 100) {
    let text = LuaText(bytes, vocabulary: vocabulary)
    let brackets = LuaBrackets(text.tokens, depthCap: depthCap)
    let calls = VocabularyCalls(in: text, brackets: brackets)
    let shape = ConditionShape(text: text, brackets: brackets, calls: calls)
    var problems = OperatorReview.problems(in: text, calls: calls, shape: shape)
    if let tooDeep = brackets.firstTooDeep {
      let message =
        "nested too deeply (more than \(depthCap) brackets are open); keep inner parts in a `local`"
      problems.append(Problem(at: text.tokens[tooDeep], message))
      problems.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }
    self.problems = problems
    self.declarations = calls.declarations.map {
      Declaration($0, in: text, brackets: brackets, shape: shape)
    }
    self.combinations = calls.combinations.map {
      Combination(word: $0.word, table: $0.table, in: text, brackets: brackets, shape: shape)
    }
    self.depth = brackets.depth
    self.bytes = bytes
  }
}

extension LexicalReview.Problem {
  init(at token: LuaToken, _ message: String) {
    self.init(line: token.line, column: token.column, message: message)
  }
}

extension LexicalReview.Declaration {
  init(_ call: VocabularyCall, in text: LuaText, brackets: LuaBrackets, shape: ConditionShape) {
    self.init(
      word: text.spelling(at: call.word), id: call.id.flatMap(text.stringValue),
      line: text.tokens[call.word].line, tableLine: text.tokens[call.table].line,
      fields: Self.fields(ofTable: call.table, in: text, brackets: brackets, shape: shape))
  }

  private static func fields(
    ofTable table: Int, in text: LuaText, brackets: LuaBrackets, shape: ConditionShape
  ) -> [LexicalReview.Field] {
    guard let end = brackets.partner(of: table) else { return [] }
    var fields: [LexicalReview.Field] = []
    fields.reserveCapacity(8)
    var openBlocks = 0
    var beginsField = true
    var index = table + 1
    while index < end {
      let kind = text.tokens[index].kind
      if beginsField, openBlocks == 0, let name = name(ofFieldAt: index, in: text) {
        let value = index + (kind == .name ? 2 : 4)
        let isList = text[value] == .leftBrace && brackets.partner(of: value).map { $0 < end } ?? false
        fields.append(
          LexicalReview.Field(
            name: name, line: text.tokens[index].line,
            list: isList
              ? LexicalReview.List(table: value, in: text, brackets: brackets, shape: shape) : nil))
      }
      switch kind {
      case .function, .if, .do: openBlocks += 1
      case .end: openBlocks -= 1
      default: break
      }
      beginsField = kind == .comma || kind == .semicolon
      index = (brackets.partner(of: index) ?? index) + 1
    }
    return fields
  }

  /// Returns the name in `name = ...` or `["name"] = ...`, if a field begins at `index`.
  private static func name(ofFieldAt index: Int, in text: LuaText) -> String? {
    switch (text[index], text[index + 1], text[index + 2]) {
    case (.name, .assign, _): text.spelling(at: index)
    case (.leftBracket, .string, .rightBracket): text.stringValue(at: index + 1)
    default: nil
    }
  }
}
