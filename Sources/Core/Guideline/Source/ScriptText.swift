/// The part of a file's text on which its functions can depend, without comments and spacing.
///
/// Two files with the same part have the same functions in the same order: what else stands in them are declarations of plain
/// tables, which run nothing that a function could see. Where the text leaves a doubt, it counts as part.
struct ScriptText: Hashable {
  private let spellings: [String]

  init(_ bytes: [UInt8]) {
    let text = LuaText(bytes, vocabulary: .packs)
    var statements = Statement.all(in: text)
    Self.close(&statements)
    spellings = statements.flatMap { statement in
      statement.part.map { text.spelling(at: $0) } + (statement.part.isEmpty ? [] : ["\n"])
    }
  }

  /// Takes in the definitions of what the parts mention, and the statements that mention what a part defines: it may be a function
  /// that they call.
  private static func close(_ statements: inout [Statement]) {
    while true {
      let parts = statements.filter { !$0.part.isEmpty }
      let mentioned = Set(parts.flatMap(\.mentioned))
      let defined = Set(parts.flatMap(\.defined))
      var isClosed = true
      for place in statements.indices where statements[place].part.count < statements[place].tokens.count {
        let statement = statements[place]
        guard !mentioned.isDisjoint(with: statement.defined) || !defined.isDisjoint(with: statement.beside)
        else { continue }
        statements[place].takeAll()
        isClosed = false
      }
      if isClosed { return }
    }
  }
}

/// A statement of a file that is not inside another.
private struct Statement {
  /// Indices of its tokens.
  let tokens: Range<Int>
  /// The tokens that count: all, those of its only function, or none.
  private(set) var part: Range<Int>
  /// The names that it introduces or assigns.
  let defined: Set<String>
  /// All names in it.
  let names: Set<String>
  /// The names in its part, and those beside it.
  private(set) var mentioned: Set<String>
  private(set) var beside: Set<String>

  mutating func takeAll() {
    part = tokens
    (mentioned, beside) = (names, [])
  }

  static func all(in text: LuaText) -> [Statement] {
    var statements: [Statement] = []
    var start = 0
    var depth = 0
    for index in text.tokens.indices {
      if depth == 0, index > start, text.beginsStatement(at: index) || text[index] == .semicolon {
        statements.append(Statement(text, start..<index))
        start = index
      }
      depth += Self.step(text, index)
    }
    if start < text.tokens.count { statements.append(Statement(text, start..<text.tokens.count)) }
    return statements
  }

  /// 1 for a token that opens a table, bracket or block, −1 for one that closes it.
  private static func step(_ text: LuaText, _ index: Int) -> Int {
    switch text[index] {
    case .leftBrace, .leftParenthesis, .leftBracket, .function, .if, .do, .repeat: 1
    case .rightBrace, .rightParenthesis, .rightBracket, .end, .until: -1
    default: 0
    }
  }

  private init(_ text: LuaText, _ tokens: Range<Int>) {
    self.tokens = tokens
    func names(_ range: Range<Int>) -> Set<String> {
      Set(range.filter { text[$0] == .name }.map { text.spelling(at: $0) })
    }
    self.names = names(tokens)
    let isLocal = text[tokens.lowerBound] == .local && text[tokens.lowerBound + 1] == .name
    let isDeclaration =
      text.tokens[tokens.lowerBound].roles.contains(.declaration) && text[tokens.lowerBound + 1] == .string
      && text[tokens.lowerBound + 2] == .leftBrace && text[tokens.upperBound - 1] == .rightBrace
    defined =
      isLocal
      ? Set(LocalNames.list(in: text, from: tokens.lowerBound + 1).names) : isDeclaration ? [] : self.names
    let functions = Self.functions(text, tokens)
    if (isDeclaration || isLocal) && functions.isEmpty {
      part = tokens.lowerBound..<tokens.lowerBound
    } else if isDeclaration, functions.count == 1 {
      part = functions[0]
    } else {
      part = tokens
    }
    mentioned = names(part)
    beside = names(tokens.lowerBound..<part.lowerBound).union(names(part.upperBound..<tokens.upperBound))
  }

  /// The functions in a statement that are not inside another, each from `function` to its `end`.
  private static func functions(_ text: LuaText, _ tokens: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start: Int?
    var depth = 0
    for index in tokens {
      switch text[index] {
      case .function where start == nil:
        start = index
        depth = 1
      case .function, .if, .do, .repeat: depth += 1
      case .end, .until:
        depth -= 1
        if let first = start, depth == 0 {
          found.append(first..<index + 1)
          start = nil
        }
      default: break
      }
    }
    if let start { found.append(start..<tokens.upperBound) }
    return found
  }
}
