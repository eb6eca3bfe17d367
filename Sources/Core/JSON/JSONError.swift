/// One problem of a document.
///
/// It contains nothing from the document but positions and, for a duplicate key, that key; so it can be logged
/// where values may not.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of problem; the raw value is stable.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    case empty
    case byteOrderMark = "byte-order-mark"
    case invalidUTF8 = "invalid-utf-8"
    case missingValue = "missing-value"
    case missingKey = "missing-key"
    case missingColon = "missing-colon"
    case missingComma = "missing-comma"
    case trailingComma = "trailing-comma"
    case trailingText = "trailing-text"
    case notClosed = "not-closed"
    case comment
    case wrongQuotes = "wrong-quotes"
    case unknownWord = "unknown-word"
    case notANumber = "not-a-number"
    case malformedNumber = "malformed-number"
    case inexactNumber = "inexact-number"
    case controlCharacter = "control-character"
    case unknownEscape = "unknown-escape"
    case loneSurrogate = "lone-surrogate"
    case duplicateKey = "duplicate-key"
    case tooLarge = "too-large"
    case tooDeep = "too-deep"
    case textTooLong = "text-too-long"
    case tooManyValues = "too-many-values"
  }

  public let code: Code

  /// The position of the problem.
  public let position: JSONPosition

  /// What is wrong and what to do, in lower case and without a full stop.
  public let message: String

  public init(_ code: Code, at position: JSONPosition, _ message: String) {
    self.code = code
    self.position = position
    self.message = message
  }

  /// `line 3, column 14: a comma before the closing bracket; remove it`.
  public var description: String { "\(position): \(message)" }
}

/// A document could not be read: all its duplicate keys, and the problem that ended the reading, if any.
public struct JSONFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The problems in the order of their positions; never empty.
  public let problems: [JSONError]

  public init(_ problems: [JSONError]) {
    self.problems = problems
  }

  /// The problems, one on each line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
