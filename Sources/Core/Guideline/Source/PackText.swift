/// The text of a pack's file with positions, so that a finding can point to a line and a column.
///
/// Running a file keeps only the lines of declarations and comparisons; the text has the rest. All numbers are from 1; columns
/// are counted in bytes, as compilers do.
public struct PackText: Sendable {
  /// A line and a column of a file.
  public struct Position: Sendable, Hashable, Comparable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    public static func < (left: Position, right: Position) -> Bool {
      (left.line, left.column) < (right.line, right.column)
    }
  }

  /// A comment to the end of its line.
  public struct Comment: Sendable, Hashable {
    public var position: Position
    /// The text after the two dashes.
    public var text: String
    /// Whether nothing else is on its line.
    public var standsAlone: Bool
  }

  let text: LuaText
  let review: LexicalReview
  let brackets: LuaBrackets
  private let lines: [ArraySlice<UInt8>]

  public init(_ bytes: [UInt8]) {
    text = LuaText(bytes, vocabulary: .packs)
    review = LexicalReview(bytes, vocabulary: .packs)
    brackets = LuaBrackets(text.tokens, depthCap: 100)
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// The number of lines.
  public var lineCount: Int { lines.count }

  /// Returns the bytes of a line, without its end.
  public func bytes(ofLine line: Int) -> [UInt8] {
    lines.indices.contains(line - 1) ? Array(lines[line - 1]) : []
  }

  // MARK: words

  /// Returns the position of a word on a line: a fact by its full name or its last part, or a name in quotes. If the word is not
  /// there, returns the position of the line's first token.
  public func position(of word: String, onLine line: Int) -> Position {
    place(of: word, onLine: line) ?? start(ofLine: line)
  }

  /// Returns the position of a word on a line; nil if it is not there.
  public func place(of word: String, onLine line: Int) -> Position? {
    first(word, among: text.tokens.indices.filter { text.tokens[$0].line == line })
  }

  /// Returns the position of a word in the table of the declaration that begins on a line; nil if it is not there.
  public func place(of word: String, inDeclarationOnLine line: Int) -> Position? {
    guard let range = table(onLine: line) else { return nil }
    return first(word, among: range)
  }

  /// Returns the lines of the declaration that begins on a line: from there to the end of its table.
  public func lines(ofDeclarationOnLine line: Int) -> ClosedRange<Int> {
    guard let range = table(onLine: line) else { return line...line }
    return line...max(line, text.tokens[range.upperBound - 1].line)
  }

  private func table(onLine line: Int) -> Range<Int>? {
    guard
      let open = text.tokens.indices.first(where: {
        text.tokens[$0].line >= line && text.tokens[$0].kind == .leftBrace
      }), text.tokens[open].line <= line + 2, let end = brackets.partner(of: open)
    else { return nil }
    return open..<(end + 1)
  }

  private func first(_ word: String, among tokens: some Sequence<Int>) -> Position? {
    let tokens = Array(tokens)
    let parts = word.split(separator: ".").map(String.init)
    let (first, last) = (parts.first ?? word, parts.last ?? word)
    for wanted in [first, last] {
      for index in tokens {
        let isString = text.stringValue(at: index) == word
        guard isString || text.spelling(at: index) == wanted else { continue }
        if wanted == first, first != last, !isString, text[index + 1] != .dot { continue }
        return Position(line: text.tokens[index].line, column: text.tokens[index].column)
      }
    }
    return nil
  }

  /// Returns the position of a line's first token.
  public func start(ofLine line: Int) -> Position {
    let column = text.tokens.first { $0.line == line }?.column
    return Position(line: line, column: column ?? 1)
  }

  /// Returns the position of a declaration or one of its fields; nil if the text does not show it (its name may be computed).
  ///
  /// - Parameters:
  ///   - word: `rule`.
  ///   - name: the name in quotes.
  ///   - field: the field, if one is meant; for a declaration without it the result is nil.
  public func position(of word: String, named name: String, field: String? = nil) -> Position? {
    guard let declaration = review.declarations.first(where: { $0.word == word && $0.id == name }) else {
      return nil
    }
    guard let field else { return position(of: word, onLine: declaration.line) }
    guard let line = declaration.line(of: field) else { return nil }
    return position(of: field, onLine: line)
  }

  // MARK: comments and code

  /// Returns the comments that begin with these words, in the order of the text, without those in brackets (`--[[`).
  public func comments(beginningWith words: String) -> [Comment] {
    lines.enumerated().compactMap { index, line in
      guard let dashes = firstComment(in: line) else { return nil }
      let content = line[(dashes + 2)...].drop { $0 == UInt8(ascii: " ") }
      guard content.starts(with: words.utf8) else { return nil }
      return Comment(
        position: Position(line: index + 1, column: dashes - line.startIndex + 1),
        text: String(decoding: content, as: UTF8.self),
        standsAlone: line[..<dashes].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
    }
  }

  /// Returns the index of the first `--` on a line that is outside tokens and follows only tokens and blanks.
  private func firstComment(in line: ArraySlice<UInt8>) -> Int? {
    var index = line.startIndex
    while index < line.endIndex {
      if let token = token(covering: index) {
        index = token.upperBound
      } else if line[index] == UInt8(ascii: " ") || line[index] == UInt8(ascii: "\t") {
        index += 1
      } else {
        return line[index...].starts(with: "--".utf8) ? index : nil
      }
    }
    return nil
  }

  private func token(covering place: Int) -> Range<Int>? {
    var (low, high) = (0, text.tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if text.tokens[middle].range.upperBound <= place { low = middle + 1 } else { high = middle }
    }
    guard low < text.tokens.count, text.tokens[low].range.contains(place) else { return nil }
    return text.tokens[low].range
  }
}
