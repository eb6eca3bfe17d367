/// The positions of a declaration's parts: entries of its lists, combinations around a comparison.
extension PackText {
  /// Returns the position of a field of a list's entry, such as the `when` of the second table in `population`; nil if the text
  /// does not show it.
  ///
  /// - Parameters:
  ///   - word: `evidence`.
  ///   - name: the declaration's name.
  ///   - list: the field that holds the list.
  ///   - entry: the entry's index, from 0.
  ///   - field: the field of the entry.
  public func position(
    of word: String, named name: String, list: String, entry: Int, field: String
  ) -> Position? {
    guard let start = position(of: word, named: name, field: list),
      let token = index(at: start), text[token + 1] == .assign, text[token + 2] == .leftBrace,
      let table = entries(ofTable: token + 2).dropFirst(entry).first, text[table] == .leftBrace
    else { return nil }
    return entries(ofTable: table).first { text[$0] == .name && text.spelling(at: $0) == field }.map(place)
  }

  /// Returns the position of the combination that encloses a position, a number of levels up; nil if the text does not show it.
  ///
  /// - Parameter levels: 1 for the innermost.
  public func combination(_ word: String, enclosing position: Position, levels: Int) -> Position? {
    guard let inside = index(at: position) else { return nil }
    var found: [Int] = []
    for open in text.tokens.indices[..<inside].reversed()
    where text[open] == .leftBrace && (brackets.partner(of: open) ?? 0) > inside {
      guard open > 0, text[open - 1] == .name, text.tokens[open - 1].roles.contains(.combinator) else {
        break
      }
      found.append(open - 1)
      if found.count == levels { break }
    }
    guard found.count == levels, let last = found.last, text.spelling(at: last) == word else { return nil }
    return place(last)
  }

  /// Returns the first token of each entry of a table.
  private func entries(ofTable table: Int) -> [Int] {
    guard let end = brackets.partner(of: table) else { return [] }
    var entries: [Int] = []
    var isFirst = true
    var index = table + 1
    while index < end {
      if isFirst { entries.append(index) }
      isFirst = text[index] == .comma || text[index] == .semicolon
      index = (brackets.partner(of: index) ?? index) + 1
    }
    return entries
  }

  private func place(_ token: Int) -> Position {
    Position(line: text.tokens[token].line, column: text.tokens[token].column)
  }

  private func index(at position: Position) -> Int? {
    text.tokens.firstIndex { $0.line == position.line && $0.column == position.column }
  }
}

extension PackText {
  /// Returns every position of some code on a line; tokens are compared, not blanks.
  public func places(ofCode code: String, onLine line: Int) -> [Position] {
    tokens(of: LuaText(Array(code.utf8), vocabulary: .packs), onLine: line).map(place)
  }

  /// Returns the first token of each whole occurrence of the code on a line.
  private func tokens(of code: LuaText, onLine line: Int) -> [Int] {
    guard !code.tokens.isEmpty else { return [] }
    return text.tokens.indices.filter { start in
      text.tokens[start].line == line
        && code.tokens.indices.allSatisfy { offset in
          let index = start + offset
          return index < text.tokens.count && text.tokens[index].line == line
            && text.spelling(at: index) == code.spelling(at: offset)
        }
    }
  }

  /// Whether a line holds only some code, with at most a comma after it, and no comment.
  public func hasOnly(_ code: String, onLine line: Int) -> Bool {
    let wanted = LuaText(Array(code.utf8), vocabulary: .packs).tokens.count
    guard let start = tokens(of: LuaText(Array(code.utf8), vocabulary: .packs), onLine: line).first else {
      return false
    }
    let here = text.tokens.indices.filter { text.tokens[$0].line == line }
    let rest = here.dropFirst(wanted)
    guard here.first == start, rest.isEmpty || (rest.count == 1 && text[rest[rest.startIndex]] == .comma),
      let last = here.last
    else { return false }
    let behind =
      text.tokens[last].range.upperBound - text.tokens[start].range.lowerBound + text.tokens[start].column - 1
    return bytes(ofLine: line).dropFirst(behind).allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r")
    }
  }

  /// Returns a line with some of its code replaced; nil unless the code occurs there exactly once, blanks aside.
  ///
  /// - Parameters:
  ///   - code: Lua code on the line; its tokens are compared, not its blanks.
  ///   - better: the replacement.
  public func replacing(_ code: String, by better: String, onLine line: Int) -> String? {
    let wanted = LuaText(Array(code.utf8), vocabulary: .packs)
    let starts = tokens(of: wanted, onLine: line)
    guard starts.count == 1, let start = starts.first else { return nil }
    let range =
      text.tokens[start].range.lowerBound..<text.tokens[start + wanted.tokens.count - 1].range.upperBound
    let lineStart = text.tokens[start].range.lowerBound - text.tokens[start].column + 1
    guard lineStart >= 0, range.lowerBound >= lineStart else { return nil }
    let bytes = bytes(ofLine: line)
    let changed =
      Array(bytes.prefix(range.lowerBound - lineStart)) + Array(better.utf8)
      + Array(bytes.dropFirst(range.upperBound - lineStart))
    return String(validating: changed, as: UTF8.self)
  }
}
