/// The causes of a ``JSONError``, each with the values for its wording.
enum JSONFault {
  case empty
  case byteOrderMark
  case utf16
  case invalidUTF8
  case missingValue
  case missingKey
  case unquotedKey
  case missingColon
  case missingComma
  case trailingComma
  case trailingText
  case notClosed(JSONKind, since: JSONPosition)
  case comment
  case singleQuotes
  case curlyQuotes
  case unknownWord
  case notANumber
  case plusSign
  case malformedNumber(NumberText.Fault)
  case inexactNumber
  case controlCharacter
  case unknownEscape
  case loneSurrogate
  case duplicateKey(first: JSONPosition)
  case furtherDuplicates(listed: Int)
  case tooLarge(limit: Int)
  case tooDeep(limit: Int)
  case textTooLong(limit: Int)
  case tooManyValues(limit: Int)

  func error(at position: JSONPosition) -> JSONError { JSONError(code, at: position, message) }

  private var code: JSONError.Code {
    switch self {
    case .empty: .empty
    case .byteOrderMark: .byteOrderMark
    case .utf16, .invalidUTF8: .invalidUTF8
    case .missingValue: .missingValue
    case .missingKey, .unquotedKey: .missingKey
    case .missingColon: .missingColon
    case .missingComma: .missingComma
    case .trailingComma: .trailingComma
    case .trailingText: .trailingText
    case .notClosed: .notClosed
    case .comment: .comment
    case .singleQuotes, .curlyQuotes: .wrongQuotes
    case .unknownWord: .unknownWord
    case .notANumber: .notANumber
    case .plusSign, .malformedNumber: .malformedNumber
    case .inexactNumber: .inexactNumber
    case .controlCharacter: .controlCharacter
    case .unknownEscape: .unknownEscape
    case .loneSurrogate: .loneSurrogate
    case .duplicateKey, .furtherDuplicates: .duplicateKey
    case .tooLarge: .tooLarge
    case .tooDeep: .tooDeep
    case .textTooLong: .textTooLong
    case .tooManyValues: .tooManyValues
    }
  }

  private var message: String {
    switch self {
    case .empty: "the document is empty: a JSON value is expected"
    case .byteOrderMark: "the document begins with a byte order mark; save it as UTF-8 without one"
    case .utf16: "the document is UTF-16; save it as UTF-8"
    case .invalidUTF8: "the bytes here are not UTF-8; save the document as UTF-8"
    case .missingValue: "a value is expected here"
    case .missingKey: "a key in double quotes is expected here"
    case .unquotedKey: "a key must be in double quotes"
    case .missingColon: "a colon is expected between a key and its value"
    case .missingComma: "a comma or the closing bracket is expected here"
    case .trailingComma: "a comma before the closing bracket; remove it"
    case .trailingText: "the document continues after its value; remove the rest"
    case .notClosed(let kind, let start): "\(kind.rawValue) is not closed: it begins at \(start)"
    case .comment: "JSON has no comments; remove this one"
    case .singleQuotes: "JSON quotes with \", not with '"
    case .curlyQuotes: "JSON quotes with \", not with typographic quotes"
    case .unknownWord: "an unknown word; write `true`, `false` or `null`, in lower case"
    case .notANumber: "JSON has no NaN and no Infinity; leave the value out"
    case .plusSign: "a number must not begin with a plus sign; remove it"
    case .malformedNumber(let fault): Self.message(of: fault)
    case .inexactNumber: "a number with more digits than can be kept exactly"
    case .controlCharacter: "a control character inside a string; write it as an escape, such as \\n or \\t"
    case .unknownEscape:
      "an unknown escape; JSON has only \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits"
    case .loneSurrogate: "half of a surrogate pair; write both halves, or the character itself"
    case .duplicateKey(let first): "this key was already given at \(first)"
    case .furtherDuplicates(let listed): "more than \(listed) duplicate keys; the others are not listed"
    case .tooLarge(let limit): "the document is larger than \(limit) bytes"
    case .tooDeep(let limit): "lists and objects are nested deeper than \(limit) levels"
    case .textTooLong(let limit): "a string is longer than \(limit) bytes"
    case .tooManyValues(let limit): "the document has more than \(limit) elements and members"
    }
  }

  private static func message(of fault: NumberText.Fault) -> String {
    switch fault {
    case .noDigits: "a digit is expected after the minus sign"
    case .leadingZero: "a number must not begin with a needless 0; remove it"
    case .hexadecimal: "JSON has no hexadecimal numbers; write it in decimal digits"
    case .noFraction: "a digit is expected after the decimal point"
    case .noExponent: "a digit is expected in the exponent"
    }
  }
}
