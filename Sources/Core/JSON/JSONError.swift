/// One thing that is wrong with a document.
///
/// It carries nothing of the document but places and, for a key given twice, that key; so it can be logged
/// where values may not.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of thing it is; the raw value is stable.
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

  /// Where it is.
  public let position: JSONPosition

  /// What is wrong and what to do, in lower case and without a period.
  public let message: String

  public init(_ code: Code, at position: JSONPosition, _ message: String) {
    self.code = code
    self.position = position
    self.message = message
  }

  /// `line 3, column 14: a comma before the closing bracket; remove it`.
  public var description: String { "\(position): \(message)" }
}

/// Why a document could not be read: every key given twice, and the one thing that ended the reading, if any.
public struct JSONFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// At least one, in the order of their places.
  public let problems: [JSONError]

  public init(_ problems: [JSONError]) {
    self.problems = problems
  }

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
