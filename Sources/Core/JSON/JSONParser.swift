/// A position in a document, which moves forward, and the values read so far.
struct JSONParser {
  let bytes: [UInt8]
  let limits: JSONLimits

  /// The offset of the next byte.
  var offset = 0

  /// The line of that byte, from 1.
  private var line = 1

  /// The offset of column 1 of this line if each scalar before here in the line were one byte.
  var columnOrigin = 0

  /// The number of open lists and objects.
  private var depth = 0

  /// The number of elements and members so far.
  private var valueCount = 0

  /// The duplicate keys.
  private(set) var duplicates: [JSONError] = []

  /// The bytes of a string with escapes, while it is read.
  var unescaped: [UInt8] = []

  init(bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  var position: JSONPosition { JSONPosition(line: line, column: offset - columnOrigin + 1) }

  /// The next byte, or nil at the end.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Reads one value with nothing but space around it.
  mutating func document() throws(JSONError) -> JSONNode {
    guard bytes.count <= limits.bytes else {
      throw JSONFault.tooLarge(limit: limits.bytes).error(at: position)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw JSONFault.byteOrderMark.error(at: position) }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      throw JSONFault.utf16.error(at: position)
    }
    skipSpace()
    if next == nil { throw JSONFault.empty.error(at: position) }
    let node = try value()
    skipSpace()
    if next != nil { throw unexpected(.trailingText) }
    return node
  }

  private mutating func value() throws(JSONError) -> JSONNode {
    let start = position
    switch next {
    case Byte.quote: return JSONNode(content: .string(try string()), position: start)
    case Byte.openBrace: return JSONNode(content: .object(try members()), position: start)
    case Byte.openBracket: return JSONNode(content: .array(try elements()), position: start)
    case .some(Byte.zero...Byte.nine), Byte.minus:
      return JSONNode(content: .number(try number()), position: start)
    default: return JSONNode(content: try word(), position: start)
    }
  }

  private mutating func elements() throws(JSONError) -> [JSONNode] {
    let start = position
    var elements: [JSONNode] = []
    guard try open(before: Byte.closeBracket, .array) else { return elements }
    repeat {
      try count()
      elements.append(try value())
    } while try goesOn(before: Byte.closeBracket, .array, since: start)
    return elements
  }

  private mutating func members() throws(JSONError) -> [JSONNode.Member] {
    let start = position
    var members: [JSONNode.Member] = []
    guard try open(before: Byte.closeBrace, .object) else { return members }
    var index = KeyIndex()
    repeat {
      try count()
      let keyPosition = position
      guard next == Byte.quote else {
        throw unexpected(next.map(Byte.isWord) == true ? .unquotedKey : .missingKey)
      }
      let key = try string()
      if let first = index.place(of: key, at: keyPosition, among: members) {
        note(again: keyPosition, first: first)
      }
      skipSpace()
      guard next == Byte.colon else { throw unexpected(.missingColon) }
      offset += 1
      skipSpace()
      members.append(JSONNode.Member(key: key, keyPosition: keyPosition, node: try value()))
    } while try goesOn(before: Byte.closeBrace, .object, since: start)
    return members
  }

  /// Steps over an opening bracket; returns false if `closing` follows directly, and steps over it, too.
  private mutating func open(before closing: UInt8, _ kind: JSONKind) throws(JSONError) -> Bool {
    let start = position
    guard depth < limits.depth else { throw JSONFault.tooDeep(limit: limits.depth).error(at: start) }
    offset += 1
    skipSpace()
    if next == nil { throw JSONFault.notClosed(kind, since: start).error(at: position) }
    if next == closing {
      offset += 1
      return false
    }
    depth += 1
    return true
  }

  /// Steps over a comma to the next value, or over `closing`; returns whether there is a next value.
  private mutating func goesOn(
    before closing: UInt8, _ kind: JSONKind, since start: JSONPosition
  ) throws(JSONError) -> Bool {
    skipSpace()
    guard let byte = next else { throw JSONFault.notClosed(kind, since: start).error(at: position) }
    if byte == closing {
      offset += 1
      depth -= 1
      return false
    }
    guard byte == Byte.comma else { throw unexpected(.missingComma) }
    let comma = position
    offset += 1
    skipSpace()
    if next == closing { throw JSONFault.trailingComma.error(at: comma) }
    if next == nil { throw JSONFault.notClosed(kind, since: start).error(at: position) }
    return true
  }

  private mutating func count() throws(JSONError) {
    valueCount += 1
    if valueCount > limits.values { throw JSONFault.tooManyValues(limit: limits.values).error(at: position) }
  }

  private mutating func note(again position: JSONPosition, first: JSONPosition) {
    let most = JSONReader.greatestDuplicateCount
    if duplicates.count < most {
      duplicates.append(JSONFault.duplicateKey(first: first).error(at: position))
    } else if duplicates.count == most {
      duplicates.append(JSONFault.furtherDuplicates(listed: most).error(at: position))
    }
  }

  private mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case Byte.space, Byte.tab, Byte.carriageReturn:
        offset += 1
      case Byte.lineFeed:
        offset += 1
        line += 1
        columnOrigin = offset
      default:
        return
      }
    }
  }
}

/// Finds the first place of a key in its object.
///
/// Few keys are compared one by one; many are looked up in a table, so that a large object is not slow.
private struct KeyIndex {
  private var places: [ExactText: JSONPosition] = [:]

  /// Returns the position where `key` was first given; for a new key nil, and remembers `position`.
  mutating func place(
    of key: String, at position: JSONPosition, among members: [JSONNode.Member]
  ) -> JSONPosition? {
    let key = ExactText(text: key)
    guard members.count >= 8 else { return members.first { ExactText(text: $0.key) == key }?.keyPosition }
    if places.isEmpty {
      places = Dictionary(members.map { (ExactText(text: $0.key), $0.keyPosition) }) { first, _ in first }
    }
    if let first = places[key] { return first }
    places[key] = position
    return nil
  }
}
