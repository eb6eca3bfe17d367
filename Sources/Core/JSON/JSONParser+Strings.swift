// Strings: escapes, surrogate pairs and UTF-8.

extension JSONParser {
  /// Reads the string whose opening quote is the next byte.
  mutating func string() throws(JSONError) -> String {
    let start = position
    offset += 1
    var runStart = offset
    var hasEscapes = false
    while let byte = next {
      switch byte {
      case Byte.quote:
        let run = bytes[runStart..<offset]
        offset += 1
        if !hasEscapes { return try checked(run, from: start) }
        unescaped += run
        return try checked(unescaped[...], from: start)
      case Byte.backslash:
        if !hasEscapes { unescaped.removeAll(keepingCapacity: true) }
        hasEscapes = true
        unescaped += bytes[runStart..<offset]
        try escape()
        runStart = offset
      case 0..<0x20:
        throw JSONFault.controlCharacter.error(at: position)
      case 0x80...:
        guard let length = scalarLength(at: offset) else { throw JSONFault.invalidUTF8.error(at: position) }
        offset += length
        columnOrigin += length - 1
      default:
        offset += 1
      }
    }
    throw JSONFault.notClosed(.string, since: start).error(at: position)
  }

  private func checked(_ text: ArraySlice<UInt8>, from start: JSONPosition) throws(JSONError) -> String {
    guard text.count <= limits.stringBytes else {
      throw JSONFault.textTooLong(limit: limits.stringBytes).error(at: start)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Steps over the escape whose backslash is the next byte, and appends its meaning to `unescaped`.
  private mutating func escape() throws(JSONError) {
    let start = position
    let letter = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    if letter == Byte.u {
      let scalar = try unicodeEscape(from: start)
      unescaped += UTF8.encode(scalar).map(Array.init) ?? []
      return
    }
    guard let byte = Self.unescape(letter) else { throw JSONFault.unknownEscape.error(at: start) }
    unescaped.append(byte)
    offset += 2
  }

  private static func unescape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case Byte.quote, Byte.backslash, Byte.slash: letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): Byte.lineFeed
    case UInt8(ascii: "r"): Byte.carriageReturn
    case UInt8(ascii: "t"): Byte.tab
    default: nil
    }
  }

  /// Steps over `\u` and four digits, or over two of these that form a surrogate pair.
  private mutating func unicodeEscape(from start: JSONPosition) throws(JSONError) -> Unicode.Scalar {
    guard let unit = codeUnit() else { throw JSONFault.unknownEscape.error(at: start) }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard (0xD800..<0xDC00).contains(unit), let low = codeUnit(), (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(unit - 0xD800) << 10 | UInt32(low - 0xDC00)))
    else { throw JSONFault.loneSurrogate.error(at: start) }
    return scalar
  }

  /// Steps over `\u` and four digits; returns nil if there is something else.
  private mutating func codeUnit() -> UInt16? {
    guard offset + 6 <= bytes.count, bytes[offset] == Byte.backslash, bytes[offset + 1] == Byte.u else {
      return nil
    }
    var unit: UInt16 = 0
    for byte in bytes[(offset + 2)..<(offset + 6)] {
      switch byte {
      case Byte.zero...Byte.nine: unit = unit << 4 | UInt16(byte - Byte.zero)
      case 0x41...0x46, 0x61...0x66: unit = unit << 4 | UInt16((byte | 0x20) - 0x61 + 10)
      default: return nil
      }
    }
    offset += 6
    return unit
  }

  /// Returns the number of bytes of the non-ASCII scalar at `place`; nil if they are not well-formed UTF-8.
  ///
  /// The Unicode Standard, table 3-7.
  func scalarLength(at place: Int) -> Int? {
    let second: ClosedRange<UInt8>
    let length: Int
    switch bytes[place] {
    case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
    case 0xE0: (second, length) = (0xA0...0xBF, 3)
    case 0xED: (second, length) = (0x80...0x9F, 3)
    case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
    case 0xF0: (second, length) = (0x90...0xBF, 4)
    case 0xF4: (second, length) = (0x80...0x8F, 4)
    case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
    default: return nil
    }
    guard place + length <= bytes.count, second.contains(bytes[place + 1]) else { return nil }
    for offset in (place + 2)..<(place + length) where bytes[offset] & 0xC0 != 0x80 { return nil }
    return length
  }
}
