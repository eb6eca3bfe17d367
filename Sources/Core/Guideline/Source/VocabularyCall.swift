/// A declaration or combinator with its table: `rule "x" { ... }`, `all { ... }`, `rule(id) { ... }`.
struct VocabularyCall {
  /// The index of the word.
  let word: Int

  /// The index of the token that follows the word as its name, if there is one.
  let id: Int?

  /// The index of the `{` of its table.
  let table: Int
}

/// All declarations and combinators of a text.
struct VocabularyCalls {
  /// The role of a token in the call that it belongs to.
  private struct Marks: OptionSet {
    let rawValue: UInt8

    static let word = Marks(rawValue: 1)
    static let opening = Marks(rawValue: 2)
    static let last = Marks(rawValue: 4)
  }

  /// The declarations, in the order of the text.
  private(set) var declarations: [VocabularyCall] = []

  /// The combinators, in the order of the text, each with the `{` of its table; nil if it is called with something else.
  private(set) var combinations: [(word: Int, table: Int?)] = []

  /// The marks of each token.
  private var marks: [Marks]

  init(in text: LuaText, brackets: LuaBrackets) {
    marks = [Marks](repeating: [], count: text.tokens.count)
    for index in text.tokens.indices {
      let roles = text.tokens[index].roles
      guard !roles.isDisjoint(with: [.declaration, .combinator]) else { continue }
      let call = take(at: index, in: text, brackets: brackets)
      if roles.contains(.declaration), let call { declarations.append(call) }
      if roles.contains(.combinator), call != nil || text[index + 1] == .leftParenthesis {
        combinations.append((index, call?.table))
      }
    }
  }

  /// Whether the token at `index` is the word of a call.
  func isWord(at index: Int) -> Bool { marks[index].contains(.word) }

  /// Whether the token at `index` opens a table of a call; so does a `(` around one.
  func isOpening(at index: Int) -> Bool { marks[index].contains(.opening) }

  /// Whether the token at `index` is the last token of a call's arguments.
  func isLast(at index: Int) -> Bool { marks[index].contains(.last) }

  /// Marks the call whose word is at `index`, if there is one.
  private mutating func take(at index: Int, in text: LuaText, brackets: LuaBrackets) -> VocabularyCall? {
    // `list.all` and `list:all` are something else of that name, and `function all` defines one.
    switch text[index - 1] {
    case .dot, .colon, .function: return nil
    default: break
    }
    var (id, table): (Int?, Int?) = (nil, nil)
    var last = index
    while let kind = text[last + 1] {
      let argument = last + 1
      if kind == .string {
        if argument == index + 1 { id = argument }
        last = argument
        continue
      }
      guard kind == .leftBrace || kind == .leftParenthesis, let end = brackets.partner(of: argument) else {
        break
      }
      let brace = kind == .leftBrace ? argument : argument + 1
      if text[brace] == .leftBrace {
        marks[argument].insert(.opening)
        table = table ?? brace
      } else if argument == index + 1, end == argument + 2 {
        id = brace
      }
      last = end
    }
    guard let table else { return nil }
    marks[index].insert(.word)
    marks[last].insert(.last)
    return VocabularyCall(word: index, id: id, table: table)
  }
}
