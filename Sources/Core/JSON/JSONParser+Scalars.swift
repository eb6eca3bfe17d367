// Numbers and words, and the errors for anything in their place.

extension JSONParser {
  mutating func number() throws(JSONError) -> ExactNumber {
    switch NumberText.read(bytes, from: offset) {
    case .number(let number, let end):
      offset = end
      return number
    case .inexact:
      throw JSONFault.inexactNumber.error(at: position)
    case .malformed(let fault, let place):
      let start = position
      offset = place
      if fault == .noDigits, Self.isNotANumber(wordAhead) { throw JSONFault.notANumber.error(at: start) }
      throw JSONFault.malformedNumber(fault).error(at: position)
    }
  }

  /// Reads `true`, `false` or `null`.
  mutating func word() throws(JSONError) -> JSONNode.Content {
    let word = wordAhead
    let content: JSONNode.Content
    switch word {
    case [0x74, 0x72, 0x75, 0x65]: content = .bool(true)
    case [0x66, 0x61, 0x6C, 0x73, 0x65]: content = .bool(false)
    case [0x6E, 0x75, 0x6C, 0x6C]: content = .null
    case []: throw unexpected(next == Byte.plus ? .plusSign : .missingValue)
    default: throw unexpected(Self.isNotANumber(word) ? .notANumber : .unknownWord)
    }
    offset += word.count
    return content
  }

  /// The letters, digits and underscores from here on, but no more than are needed to recognize a word.
  private var wordAhead: ArraySlice<UInt8> {
    bytes[offset..<min(offset + 10, bytes.count)].prefix(while: Byte.isWord)
  }

  private static func isNotANumber(_ word: ArraySlice<UInt8>) -> Bool {
    ["nan", "inf", "infinity"].contains { $0.utf8.elementsEqual(word.lazy.map { $0 | 0x20 }) }
  }

  /// Returns the error at this place: a more specific one than `fault` if the next bytes show a known habit.
  func unexpected(_ fault: JSONFault) -> JSONError {
    let ahead = bytes[offset..<min(offset + 3, bytes.count)]
    switch ahead.first {
    case Byte.singleQuote:
      return JSONFault.singleQuotes.error(at: position)
    case Byte.hash:
      return JSONFault.comment.error(at: position)
    case Byte.slash where ahead.dropFirst().first == Byte.slash || ahead.dropFirst().first == Byte.star:
      return JSONFault.comment.error(at: position)
    case .some(0x80...):
      if scalarLength(at: offset) == nil { return JSONFault.invalidUTF8.error(at: position) }
      // U+2018 to U+201F: the quotation marks that word processors insert.
      if ahead.starts(with: [0xE2, 0x80]), let last = ahead.last, (0x98...0x9F).contains(last) {
        return JSONFault.curlyQuotes.error(at: position)
      }
      return fault.error(at: position)
    default:
      return fault.error(at: position)
    }
  }
}
