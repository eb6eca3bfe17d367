/// What the text of a pack file shows that running it cannot.
///
/// Lua evaluates `a and b` to one of its sides before anyone can look at it, so that such mistakes are found
/// here, in the tokens, or not at all. The review also knows the line of every field, which a table does
/// not keep.
///
/// It takes the text to be what Lua accepts. For others it answers something and never stops the program.
struct LexicalReview: Sendable {
  /// Something that the author must change.
  struct Problem: Hashable, Sendable {
    /// From 1.
    let line: Int
    /// From 1, in bytes.
    let column: Int
    /// Lower case, without a period, with the way out.
    let message: String
  }

  /// A declaration as it is written: `rule "x" { title = ... }`.
  struct Declaration: Hashable, Sendable {
    let word: String
    /// Nil when the declaration has none or computes it.
    let id: String?
    /// The line of the word.
    let line: Int
    /// The line of the `{`.
    let tableLine: Int
    /// The named fields of the table itself, in order; twice when written twice.
    let fields: [Field]

    /// The line of the last field with this name, which is the one that Lua keeps.
    func line(of field: String) -> Int? { fields.last { $0.name == field }?.line }
  }

  /// A name in front of a `=` in a table.
  struct Field: Hashable, Sendable {
    let name: String
    let line: Int
  }

  /// One a token, in the order of the text.
  let problems: [Problem]

  /// In the order of the text.
  let declarations: [Declaration]

  /// Every name that the text itself introduces.
  let names: Set<String>

  /// The most brackets that are open at once.
  let depth: Int

  /// Reviews `tokens`, in which no more than `depthCap` brackets may be open at once.
  init(_ tokens: [LuaToken], vocabulary: LexicalVocabulary, depthCap: Int = 100) {
    let brackets = LuaBrackets(tokens, depthCap: depthCap)
    let words = vocabulary.declarations.union(vocabulary.combinators)
    let calls = tokens.indices.compactMap {
      VocabularyCall(at: $0, in: tokens, brackets: brackets, words: words)
    }
    var problems = OperatorReview.problems(
      in: tokens, brackets: brackets, calls: calls, comparisons: vocabulary.comparisons)
    if let tooDeep = brackets.firstTooDeep {
      let message =
        "nested too deeply (more than \(depthCap) brackets are open); keep inner parts in a `local`"
      problems.append(Problem(at: tokens[tooDeep], message))
      problems.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }
    self.problems = problems
    self.declarations = calls.filter { vocabulary.declarations.contains(tokens[$0.word].text) }.map {
      Declaration($0, in: tokens, brackets: brackets)
    }
    self.names = LocalNames.names(in: tokens)
    self.depth = brackets.depth
  }

  /// Reviews the Lua text in `bytes`.
  init(_ bytes: [UInt8], vocabulary: LexicalVocabulary, depthCap: Int = 100) {
    self.init(LuaLexer.tokens(of: bytes), vocabulary: vocabulary, depthCap: depthCap)
  }
}

extension LexicalReview.Problem {
  init(at token: LuaToken, _ message: String) {
    self.init(line: token.line, column: token.column, message: message)
  }
}

extension LexicalReview.Declaration {
  init(_ call: VocabularyCall, in tokens: [LuaToken], brackets: LuaBrackets) {
    self.init(
      word: tokens[call.word].text, id: call.id, line: tokens[call.word].line,
      tableLine: tokens[call.table].line,
      fields: Self.fields(ofTable: call.table, in: tokens, brackets: brackets))
  }

  private static func fields(
    ofTable table: Int, in tokens: [LuaToken], brackets: LuaBrackets
  ) -> [LexicalReview.Field] {
    guard let end = brackets.partner(of: table) else { return [] }
    var fields: [LexicalReview.Field] = []
    var openBlocks = 0
    var index = table + 1
    while index < end {
      let token = tokens[index]
      let beginsField = openBlocks == 0 && ["{", ",", ";"].contains(where: tokens[index - 1].is)
      if beginsField, token.kind == .name, tokens[index + 1].is("=") {
        fields.append(LexicalReview.Field(name: token.text, line: token.line))
      } else if beginsField, token.is("["), tokens[index + 1].kind == .string, tokens[index + 2].is("]"),
        let name = tokens[index + 1].stringValue
      {
        fields.append(LexicalReview.Field(name: name, line: token.line))
      }
      if ["function", "if", "do"].contains(where: token.is) { openBlocks += 1 }
      if token.is("end") { openBlocks -= 1 }
      index = (brackets.partner(of: index) ?? index) + 1
    }
    return fields
  }
}
