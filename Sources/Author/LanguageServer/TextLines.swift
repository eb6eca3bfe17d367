internal import PlumblineGuideline
internal import PlumblineJSON

/// The lines of a text, to convert places to the protocol's: lines from 0, and columns counted in UTF-16.
struct TextLines {
  private let lines: [ArraySlice<UInt8>]

  init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// The bytes of a line, counted from 1.
  func bytes(_ line: Int) -> ArraySlice<UInt8> { lines.indices.contains(line - 1) ? lines[line - 1] : [] }

  /// Converts a line and a column, both from 1 and the column in bytes.
  func position(line: Int, column: Int) -> JSONValue {
    let before = bytes(line).prefix(max(column - 1, 0))
    let units = String(decoding: before, as: UTF8.self).utf16.count
    return ["line": .number(max(line - 1, 0)), "character": .number(units)]
  }

  func range(line: Int, from column: Int, to end: Int) -> JSONValue {
    ["start": position(line: line, column: column), "end": position(line: line, column: end)]
  }

  /// Converts a place of the protocol to a line and a column from 1, the column in bytes; nil if it is not a place.
  func place(_ position: JSONNode?) -> PackText.Position? {
    guard let line = position?["line"]?.wholeValue, let character = position?["character"]?.wholeValue,
      (0..<1_000_000).contains(line), character >= 0
    else { return nil }
    var units = 0
    var column = 1
    for scalar in String(decoding: bytes(line + 1), as: UTF8.self).unicodeScalars {
      if units >= character { break }
      units += scalar.utf16.count
      column += scalar.utf8.count
    }
    return PackText.Position(line: line + 1, column: column)
  }
}

extension JSONNode {
  /// A whole number that fits an Int; nil for anything else.
  var wholeValue: Int? {
    guard let number = value.numberValue, number.isInteger else { return nil }
    return Int(exactly: number.doubleValue)
  }
}
