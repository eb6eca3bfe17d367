extension JSONValue {
  /// The canonical bytes of this value, for hashing and comparing.
  ///
  /// Keys are sorted by their UTF-16 code units, there is nothing between tokens, strings have no needless
  /// escape, and numbers are written as in ``ExactNumber/description``. An object built with the same key
  /// twice is written with it twice, and cannot be read back.
  ///
  /// <https://www.rfc-editor.org/rfc/rfc8785>
  public var canonical: [UInt8] {
    var writer = CanonicalWriter()
    writer.write(self)
    return writer.bytes
  }

  /// ``canonical`` as text.
  public var canonicalText: String { String(decoding: canonical, as: UTF8.self) }
}

/// Writes values one after another in their canonical form.
struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let bool): bytes += (bool ? "true" : "false").utf8
    case .number(let number): bytes += number.description.utf8
    case .string(let string): write(string)
    case .array(let elements): write(elements)
    case .object(let members): write(members)
    }
  }

  private mutating func write(_ elements: [JSONValue]) {
    bytes.append(Byte.openBracket)
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(Byte.comma) }
      write(element)
    }
    bytes.append(Byte.closeBracket)
  }

  private mutating func write(_ members: [JSONMember]) {
    bytes.append(Byte.openBrace)
    let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
    for (index, member) in sorted.enumerated() {
      if index > 0 { bytes.append(Byte.comma) }
      write(member.key)
      bytes.append(Byte.colon)
      write(member.value)
    }
    bytes.append(Byte.closeBrace)
  }

  private mutating func write(_ string: String) {
    bytes.append(Byte.quote)
    for byte in string.utf8 {
      if byte >= 0x20, byte != Byte.quote, byte != Byte.backslash {
        bytes.append(byte)
      } else {
        writeEscape(byte)
      }
    }
    bytes.append(Byte.quote)
  }

  private mutating func writeEscape(_ byte: UInt8) {
    switch byte {
    case Byte.quote: bytes += "\\\"".utf8
    case Byte.backslash: bytes += "\\\\".utf8
    case 0x08: bytes += "\\b".utf8
    case Byte.tab: bytes += "\\t".utf8
    case Byte.lineFeed: bytes += "\\n".utf8
    case 0x0C: bytes += "\\f".utf8
    case Byte.carriageReturn: bytes += "\\r".utf8
    default: bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
    }
  }
}
