/// The text of a file by its statements, from which the part is taken on which one of its functions can depend.
///
/// A function depends on its own text, on the locals of its file that it mentions, and on every statement that could change them. Nothing
/// else reaches it: no file can assign a global or change a library. What else stands in the file are declarations of plain tables, which
/// run nothing that a function could see. Where the text leaves a doubt, it counts as part.
struct ScriptText {
  /// What a function is, wherever it stands: two functions with equal parts do the same.
  struct Part: Hashable {
    /// The tokens of each statement that counts, in order, without comments and spacing.
    fileprivate var statements: [[String]]
    /// Which of these statements declares it.
    fileprivate var own: [Int]
    /// Its position among the functions that the same statements declare.
    fileprivate var position: Int
  }

  private let text: LuaText
  private let statements: [Statement]

  init(_ bytes: [UInt8]) {
    text = LuaText(bytes, vocabulary: .packs)
    statements = Statement.all(in: text)
  }

  /// Returns the part of one function; nil if no statement is at its line.
  ///
  /// - Parameters:
  ///   - line: the line of the declaration, or of the scripted condition, that names it.
  ///   - function: its index among the functions of the file.
  ///   - others: the line and index of every function of the file that decides or computes something.
  func part(at line: Int, function: Int, among others: [(line: Int, function: Int)]) -> Part? {
    let own = statements.indices.filter { lines(of: statements[$0]).contains(line) }
    if own.isEmpty { return nil }
    let beside = Set(
      others.filter { other in own.contains { lines(of: statements[$0]).contains(other.line) } }.map(
        \.function)
    ).sorted()
    var taken = statements
    for place in taken.indices {
      if own.contains(place) {
        if own.count == 1, beside.count == 1 { taken[place].takeFunction() } else { taken[place].takeAll() }
      } else if taken[place].runs {
        taken[place].takeAll()
      }
    }
    Self.close(&taken)
    let counted = taken.indices.filter { !taken[$0].part.isEmpty }
    return Part(
      statements: counted.map { taken[$0].part.map { text.spelling(at: $0) } },
      own: own.compactMap { counted.firstIndex(of: $0) }, position: beside.firstIndex(of: function) ?? -1)
  }

  private func lines(of statement: Statement) -> ClosedRange<Int> {
    text.tokens[statement.tokens.lowerBound].line...text.tokens[statement.tokens.upperBound - 1].line
  }

  /// Takes in the definitions of what the parts mention, and the statements that mention what a part defines: they may change it.
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
  /// The only function that it declares, as `compute` or `test` of a plain table; nil if there are others, or none.
  private let function: Range<Int>?
  private let inFunction: Set<String>
  private let besideFunction: Set<String>
  /// Whether it is neither a declaration nor a local: what it runs is not known.
  let runs: Bool
  /// The names that it introduces.
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

  /// Takes its only function, if it is that of its declaration; else everything.
  mutating func takeFunction() {
    guard let function else { return takeAll() }
    part = function
    (mentioned, beside) = (inFunction, besideFunction)
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
    let start = tokens.lowerBound
    func names(_ range: Range<Int>) -> Set<String> {
      Set(range.filter { text[$0] == .name }.map { text.spelling(at: $0) })
    }
    func isDeclaration(from start: Int) -> Bool {
      start < tokens.upperBound && text.tokens[start].roles.contains(.declaration)
        && text[start + 1] == .string && text[start + 2] == .leftBrace
        && text[tokens.upperBound - 1] == .rightBrace
    }
    let everything = names(tokens)
    self.names = everything
    part = start..<start
    (mentioned, beside) = ([], everything)
    if text[start] == .local, text[start + 1] == .name {
      defined = Set(LocalNames.list(in: text, from: start + 1).names)
    } else if text[start] == .local, text[start + 1] == .function, text[start + 2] == .name {
      defined = [text.spelling(at: start + 2)]
    } else {
      defined = []
    }
    runs = defined.isEmpty && !isDeclaration(from: start)
    let isCondition = defined.count == 1 && text[start + 2] == .assign && isDeclaration(from: start + 3)
    let functions = Self.functions(text, tokens)
    if isDeclaration(from: start) || isCondition, functions.count == 1, let only = functions.first,
      text[only.lowerBound - 1] == .assign,
      ["compute", "test"].contains(text.spelling(at: only.lowerBound - 2))
    {
      function = only
      besideFunction = names(start..<only.lowerBound).union(names(only.upperBound..<tokens.upperBound))
      inFunction = names(only)
    } else {
      (function, besideFunction, inFunction) = (nil, [], [])
    }
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
