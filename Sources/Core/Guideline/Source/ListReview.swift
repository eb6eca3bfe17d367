extension LexicalReview {
  /// A list in braces, as it is written.
  ///
  /// Lua drops a `nil` at the end of a list without a trace, so that only the text shows that a value was meant.
  struct List: Hashable, Sendable {
    /// The number of values that are written in it.
    let count: Int

    /// Whether the last one may yield more than one value.
    let mayBeLonger: Bool

    /// Whether the last one may yield none: `...`, or the result of `table.unpack` or `select`.
    let mayBeShorter: Bool

    /// Whether it can have `found` values if none of them is nil.
    func allows(_ found: Int) -> Bool {
      found == count || (mayBeLonger && found > count) || (mayBeShorter && found == count - 1)
    }
  }

  /// A combinator that is called.
  struct Combination: Hashable, Sendable {
    let word: String
    /// From the word to the `{`.
    let lines: ClosedRange<Int>
    /// Nil if its list is not written here.
    let list: List?
  }

  /// Returns how many conditions the text shows for `word` on `line`, if fewer were found; else nil.
  func conditionsShown(by word: String, onLine line: Int, found: Int) -> Int? {
    Self.conditionsShown(in: lists(of: word, onLine: line), found: found)
  }

  /// Returns how many conditions these lists show, if fewer were found; nil as soon as one list fits what was found.
  static func conditionsShown(in lists: [List?], found: Int) -> Int? {
    var shown: Int?
    for list in lists {
      guard let list, !list.allows(found) else { return nil }
      if list.count > found { shown = min(shown ?? list.count, list.count) }
    }
    return shown
  }

  /// Returns the lists, each once, that the text shows for `word` on `line`; nil for one that is not written there.
  func lists(of word: String, onLine line: Int) -> [List?] {
    var lists: [List?] = []
    for index in firstCombination(endingFrom: line)..<combinations.count {
      let combination = combinations[index]
      guard combination.lines.lowerBound <= line else { break }
      if combination.word == word, !lists.contains(combination.list) { lists.append(combination.list) }
    }
    return lists
  }

  /// Returns the index of the first combination that does not end before `line`.
  private func firstCombination(endingFrom line: Int) -> Int {
    var (low, high) = (0, combinations.count)
    while low < high {
      let middle = (low + high) / 2
      if combinations[middle].lines.upperBound < line { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension LexicalReview.Combination {
  init(word: Int, table: Int?, in text: LuaText, brackets: LuaBrackets, shape: ConditionShape) {
    let line = text.tokens[word].line
    self.init(
      word: text.spelling(at: word), lines: line...(table.map { text.tokens[$0].line } ?? line),
      list: table.flatMap { LexicalReview.List(table: $0, in: text, brackets: brackets, shape: shape) })
  }
}

extension LexicalReview.List {
  /// Creates the list whose `{` is at `table`; nil if it is not closed.
  init?(table: Int, in text: LuaText, brackets: LuaBrackets, shape: ConditionShape) {
    guard let end = brackets.partner(of: table) else { return nil }
    var count = 0
    var openBlocks = 0
    var beginsItem = true
    var endsInField = false
    var index = table + 1
    while index < end {
      if beginsItem {
        endsInField =
          text[index] == .leftBracket || (text[index] == .name && text[index + 1] == .assign)
        if !endsInField { count += 1 }
        beginsItem = false
      }
      switch text[index] {
      case .function, .if, .do: openBlocks += 1
      case .end: openBlocks -= 1
      case .comma, .semicolon: beginsItem = openBlocks == 0
      default: break
      }
      index = (brackets.partner(of: index) ?? index) + 1
    }
    let last = end - (beginsItem && count > 0 ? 2 : 1)
    let ending = endsInField || count == 0 ? Ending.value : Self.ending(at: last, in: text, brackets, shape)
    self.init(count: count, mayBeLonger: ending != .value, mayBeShorter: ending == .many)
  }

  private enum Ending { case value, call, many }

  /// Returns the kind of value that ends with the token at `last`.
  private static func ending(
    at last: Int, in text: LuaText, _ brackets: LuaBrackets, _ shape: ConditionShape
  ) -> Ending {
    switch text[last] {
    case .symbol: return .many
    case .string, .rightBrace, .rightParenthesis: break
    default: return .value
    }
    guard !shape.endsCondition(at: last), let chain = shape.chain(endingAt: last), chain.kind == .other,
      chain.end == last + 1
    else { return .value }
    let opening = brackets.partner(of: last) ?? last
    guard text[opening - 1] == .name, ["unpack", "select"].contains(text.spelling(at: opening - 1)) else {
      return .call
    }
    return .many
  }
}
