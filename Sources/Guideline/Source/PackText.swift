/// Where things stand in the text of a pack's file, so that a finding can point at a line and a column.
///
/// Running a file keeps lines of declarations and comparisons only; the text has the rest. All numbers are from 1; columns
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

  private let text: LuaText
  private let review: LexicalReview

  public init(_ bytes: [UInt8]) {
    text = LuaText(bytes, vocabulary: .packs)
    review = LexicalReview(bytes, vocabulary: .packs)
  }

  /// Where a word stands on a line: a fact by its full name, by its last part, or a name in quotes; where it does not stand
  /// there, the first thing on that line.
  public func position(of word: String, onLine line: Int) -> Position {
    let tokens = text.tokens.indices.filter { text.tokens[$0].line == line }
    let last = word.split(separator: ".").last.map(String.init) ?? word
    let first = word.split(separator: ".").first.map(String.init) ?? word
    for wanted in [first, last] {
      for index in tokens {
        let isString = text.stringValue(at: index) == word
        guard isString || text.spelling(at: index) == wanted else { continue }
        if wanted == first, first != last, !isString, text[index + 1] != .dot { continue }
        return Position(line: line, column: text.tokens[index].column)
      }
    }
    return start(ofLine: line)
  }

  /// The first thing on a line.
  public func start(ofLine line: Int) -> Position {
    let column = text.tokens.first { $0.line == line }?.column
    return Position(line: line, column: column ?? 1)
  }

  /// Where a declaration stands, or one of its fields; nil where the text does not show it (its name may be worked out).
  ///
  /// - Parameters:
  ///   - word: `rule`.
  ///   - name: the name in quotes.
  ///   - field: the field that is meant; a declaration without it gives nil.
  public func position(of word: String, named name: String, field: String? = nil) -> Position? {
    guard let declaration = review.declarations.first(where: { $0.word == word && $0.id == name }) else {
      return nil
    }
    guard let field else { return position(of: word, onLine: declaration.line) }
    guard let line = declaration.line(of: field) else { return nil }
    return position(of: field, onLine: line)
  }

  /// The bytes of every line, without their ends.
  public var lines: [[UInt8]] {
    text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
  }

  /// The bytes of a line, without its end.
  public func bytes(ofLine line: Int) -> [UInt8] {
    let lines = text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.indices.contains(line - 1) ? Array(lines[line - 1]) : []
  }
}
