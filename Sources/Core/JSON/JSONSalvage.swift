extension JSONReader {
  /// Reads what it can from text that is not JSON, for a reader to whom an overlooked value is worse than a misread one.
  ///
  /// A missing comma, quote or bracket, a comment, a trailing comma or a duplicate key loses only what is next to it.
  /// The result is never certain: it may decide only what has to be checked again.
  ///
  /// Time and memory grow with the number of bytes, up to the limits; anything beyond them is left out.
  public static func salvage(_ bytes: [UInt8], limits: JSONLimits = .default) -> JSONNode {
    var salvage = JSONSalvage(bytes: plain(bytes.prefix(limits.bytes)), limits: limits)
    return salvage.document()
  }

  /// Returns the text with plain quotes only, and without zero bytes: UTF-16 of plain letters then becomes UTF-8.
  private static func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let bytes = bytes.filter { $0 != 0 }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if at + 2 < bytes.count, bytes[at] == 0xE2, bytes[at + 1] == 0x80, (0x98...0x9F).contains(bytes[at + 2])
      {
        plain.append(Byte.quote)
        at += 3
      } else if at + 1 < bytes.count, bytes[at] == 0xC2, bytes[at + 1] == 0xA0 {
        plain.append(Byte.space)
        at += 2
      } else {
        plain.append(bytes[at])
        at += 1
      }
    }
    return plain
  }
}

/// A position in text that is not JSON, which moves forward over anything.
private struct JSONSalvage {
  let bytes: [UInt8]
  let limits: JSONLimits
  private var offset = 0
  private var line = 1
  private var lineStart = 0
  private var depth = 0
  private var values = 0

  init(bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  private var next: UInt8? { offset < bytes.count && values < limits.values ? bytes[offset] : nil }
  private var position: JSONPosition { JSONPosition(line: line, column: offset - lineStart + 1) }

  /// Reads the members of the document, whether or not its brackets match.
  mutating func document() -> JSONNode {
    let start = position
    var members: [JSONNode.Member] = []
    while next != nil {
      members += self.members(ending: nil)
      step()
    }
    return JSONNode(content: .object(members), position: start)
  }

  /// Reads members up to a closing bracket; if `ending` is nil, no bracket is open: up to the end of the text.
  private mutating func members(ending: UInt8?) -> [JSONNode.Member] {
    var members: [JSONNode.Member] = []
    while let byte = next {
      if byte == ending { break }
      if ending == nil, byte == Byte.openBrace || byte == Byte.closeBrace || byte == Byte.closeBracket {
        step()
        continue
      }
      let start = position
      guard let key = key() else {
        step()
        continue
      }
      // After a quote that is never closed, the key contains the colon and the value.
      if let colon = key.firstIndex(of: ":") {
        let rest = key[key.index(after: colon)...].drop { $0 == " " }.prefix { $0 != "," && $0 != " " }
        members.append(member(String(key[..<colon]), start, word(Array(rest.utf8))))
        continue
      }
      take(key, start, &members)
    }
    return members
  }

  /// Reads the value of a key; if a colon follows the value, it was the next key, and a bracket is missing.
  private mutating func take(_ key: String, _ start: JSONPosition, _ members: inout [JSONNode.Member]) {
    var (key, start) = (key, start)
    while true {
      skipToValue()
      if next == Byte.colon || next == UInt8(ascii: "=") {
        step()
      } else if !isAtYesOrNo {
        return
      }
      let place = position
      guard let content = value() else { return }
      members.append(member(key, start, content, at: place))
      guard case .string(let text) = content else { return }
      while let byte = next, Self.isSpace(byte) { step() }
      guard next == Byte.colon else { return }
      (key, start) = (text, place)
    }
  }

  /// Whether yes, no, true or false follows directly.
  private var isAtYesOrNo: Bool {
    let word = bytes[offset...].prefix { Self.isWord($0) }.prefix(6)
    return ["true", "false", "yes", "no"].contains(String(decoding: word, as: UTF8.self).lowercased())
  }

  private mutating func member(
    _ key: String, _ start: JSONPosition, _ content: JSONNode.Content, at place: JSONPosition? = nil
  ) -> JSONNode.Member {
    values += 1
    return .init(key: key, keyPosition: start, node: JSONNode(content: content, position: place ?? start))
  }

  private mutating func key() -> String? {
    guard let byte = next else { return nil }
    if isQuote(byte) { return text() }
    return Self.isWord(byte) ? String(decoding: takeWord(), as: UTF8.self) : nil
  }

  private mutating func value() -> JSONNode.Content? {
    while let byte = next, Self.isSpace(byte) || byte == Byte.colon { step() }
    guard let byte = next else { return nil }
    if isQuote(byte) { return .string(text()) }
    switch byte {
    case Byte.openBrace, Byte.openBracket:
      guard depth < limits.depth else { return nil }
      depth += 1
      defer { depth -= 1 }
      step()
      let closing = byte == Byte.openBrace ? Byte.closeBrace : Byte.closeBracket
      let content: JSONNode.Content =
        byte == Byte.openBrace ? .object(members(ending: closing)) : .array(elements())
      if next == closing { step() }
      return content
    default:
      let word = takeWord()
      return word.isEmpty ? nil : self.word(word)
    }
  }

  private mutating func elements() -> [JSONNode] {
    var elements: [JSONNode] = []
    while let byte = next, byte != Byte.closeBracket, byte != Byte.closeBrace {
      let place = position
      if Self.isSpace(byte) || byte == Byte.comma {
        step()
      } else if let content = value() {
        values += 1
        elements.append(JSONNode(content: content, position: place))
      } else {
        step()
      }
    }
    return elements
  }

  // MARK: words and strings

  /// Reads a string up to its closing quote or the end of its line; an escape means the character after it.
  private mutating func text() -> String {
    let quote = next
    step()
    var found: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\n"), found.count < limits.stringBytes {
      if byte == quote {
        step()
        break
      }
      if byte == Byte.backslash { step() }
      if let byte = next, byte != UInt8(ascii: "\n") {
        found.append(byte)
        step()
      }
    }
    return String(decoding: found, as: UTF8.self)
  }

  private mutating func takeWord() -> [UInt8] {
    let start = offset
    while let byte = next, Self.isWord(byte) { step() }
    return Array(bytes[start..<offset])
  }

  /// Returns the value of a bare word: also yes and no, in upper or lower case.
  private func word(_ word: [UInt8]) -> JSONNode.Content {
    let text = String(decoding: word, as: UTF8.self)
    switch text.lowercased() {
    case "true", "yes": return .bool(true)
    case "false", "no": return .bool(false)
    case "null", "none", "": return .null
    default: return ExactNumber(text).map { .number($0) } ?? .string(text)
    }
  }

  // MARK: steps

  /// Skips space and stray quotes between a key and its colon.
  private mutating func skipToValue() {
    while let byte = next, Self.isSpace(byte) || isQuote(byte) { step() }
  }

  private mutating func step() {
    guard offset < bytes.count else { return }
    if bytes[offset] == UInt8(ascii: "\n") {
      line += 1
      lineStart = offset + 1
    }
    offset += 1
  }

  private func isQuote(_ byte: UInt8) -> Bool {
    byte == Byte.quote || byte == Byte.singleQuote || byte == UInt8(ascii: "`")
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte > 0x20 && !",:={}[]\"'`".utf8.contains(byte)
  }
}
