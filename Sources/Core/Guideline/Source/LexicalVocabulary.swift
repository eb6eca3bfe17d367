/// The words that a review of a pack's text must know: those of the pack language, and the reserved words of Lua.
///
/// Words are looked up by their bytes: the few with the same first letter and length are compared one by one.
struct LexicalVocabulary: Sendable {
  /// The roles of a word in packs.
  struct Roles: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// It declares something or is written like a declaration: `rule`, `scripted`.
    static let declaration = Roles(rawValue: 1)
    /// It joins conditions: `all`.
    static let combinator = Roles(rawValue: 2)
    /// It is a method that builds a condition: `at_least`.
    static let comparison = Roles(rawValue: 4)
  }

  private struct Word {
    let kind: LuaToken.Kind
    /// Always empty for a reserved word.
    var roles: Roles
    /// Its range in the spellings.
    let spelling: Range<Int>
    /// The index of the word to compare next; -1 after the last.
    let next: Int
  }

  private var words: [Word] = []

  /// The bytes of all words, one after the other.
  private var spellings: [UInt8] = []

  /// For each first letter and length, the index of the word to compare first; -1 if there is none.
  private var first = [Int](repeating: -1, count: 32 * (longestLength + 1))

  /// Lengths from here on count as the same.
  private static let longestLength = 15

  /// Only the words of Lua.
  static let lua = LexicalVocabulary(declarations: [], combinators: [], comparisons: [])

  init(declarations: [String], combinators: [String], comparisons: [String]) {
    words.reserveCapacity(64)
    spellings.reserveCapacity(512)
    addKeywords()
    for word in declarations { add(word, .name, .declaration) }
    for word in combinators { add(word, .name, .combinator) }
    for word in comparisons { add(word, .name, .comparison) }
  }

  /// Adds the reserved words of Lua 5.4.
  ///
  /// <https://www.lua.org/manual/5.4/manual.html#3.1>
  private mutating func addKeywords() {
    add("and", .and)
    add("do", .do)
    add("else", .else)
    add("elseif", .elseif)
    add("end", .end)
    add("for", .for)
    add("function", .function)
    add("if", .if)
    add("local", .local)
    add("nil", .nil)
    add("not", .not)
    add("or", .or)
    add("repeat", .repeat)
    add("return", .return)
    add("then", .then)
    add("until", .until)
    add("while", .while)
    for word in ["break", "false", "goto", "in", "true"] { add(word, .keyword) }
  }

  private mutating func add(_ text: String, _ kind: LuaToken.Kind, _ roles: Roles = []) {
    let start = spellings.count
    spellings.append(contentsOf: text.utf8)
    let spelling = start..<spellings.count
    guard !spelling.isEmpty else { return }
    if let known = index(of: spelling, in: spellings) {
      if words[known].kind == .name { words[known].roles.formUnion(roles) }
      return
    }
    let slot = Self.slot(spellings[start], spelling.count)
    words.append(Word(kind: kind, roles: roles, spelling: spelling, next: first[slot]))
    first[slot] = words.count - 1
  }

  /// Returns the kind and roles of the name or reserved word at `range` of `bytes`.
  func meaning(of range: Range<Int>, in bytes: [UInt8]) -> (kind: LuaToken.Kind, roles: Roles) {
    guard let index = index(of: range, in: bytes) else { return (.name, []) }
    return (words[index].kind, words[index].roles)
  }

  private func index(of range: Range<Int>, in bytes: [UInt8]) -> Int? {
    var index = first[Self.slot(bytes[range.lowerBound], range.count)]
    while index >= 0, !isSpelled(words[index], range, in: bytes) { index = words[index].next }
    return index < 0 ? nil : index
  }

  private func isSpelled(_ word: Word, _ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard word.spelling.count == range.count else { return false }
    for distance in 0..<range.count
    where spellings[word.spelling.lowerBound + distance] != bytes[range.lowerBound + distance] {
      return false
    }
    return true
  }

  private static func slot(_ letter: UInt8, _ length: Int) -> Int {
    Int(letter & 31) * (longestLength + 1) + min(length, longestLength)
  }
}
