/// The words of the pack language that a review of its text must know.
struct LexicalVocabulary: Sendable {
  /// Words that declare something or are written like a declaration: `rule`, `scripted`.
  let declarations: Set<String>

  /// Words that join conditions: `all`.
  let combinators: Set<String>

  /// Methods that make a condition: `at_least`.
  let comparisons: Set<String>
}

/// A declaration or combinator with its table: `rule "x" { ... }`, `all { ... }`, `rule(id) { ... }`.
struct VocabularyCall {
  /// The index of the word.
  let word: Int

  /// The name that follows the word, where it is written out.
  let id: String?

  /// The index of the `{` of its table.
  let table: Int

  /// The indices of the brackets that open its tables, which may be a `(` around one.
  let openings: [Int]

  /// The index of the last token of its arguments.
  let last: Int

  /// The call whose word is at `index`, when there is one.
  init?(at index: Int, in tokens: [LuaToken], brackets: LuaBrackets, words: Set<String>) {
    guard tokens[index].kind == .name, words.contains(tokens[index].text) else { return nil }
    // `list.all` and `list:all` are other things of that name, and `function all` defines one.
    if index > 0, [".", ":", "function"].contains(where: tokens[index - 1].is) { return nil }

    var (id, table, openings, last): (String?, Int?, [Int], Int) = (nil, nil, [], index)
    while last + 1 < tokens.count {
      let argument = last + 1
      let token = tokens[argument]
      if token.kind == .string {
        if argument == index + 1 { id = token.stringValue }
        last = argument
        continue
      }
      guard token.is("{") || token.is("("), let end = brackets.partner(of: argument) else { break }
      let brace = token.is("{") ? argument : argument + 1
      if tokens[brace].is("{") {
        openings.append(argument)
        table = table ?? brace
      } else if argument == index + 1, end == argument + 2 {
        id = tokens[brace].stringValue
      }
      last = end
    }
    guard let table else { return nil }
    (self.word, self.id, self.table, self.openings, self.last) = (index, id, table, openings, last)
  }
}
