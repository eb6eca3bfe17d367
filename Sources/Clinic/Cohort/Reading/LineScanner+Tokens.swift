internal import PlumblineInterchange

/// The bytes with a meaning in JSON and CSV.
enum Ascii {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let tab = UInt8(ascii: "\t")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let space = UInt8(ascii: " ")
}

extension LineScanner {
  /// Returns the first byte that is not a space. A line is followed by such a byte.
  @inline(__always)
  static func space(_ start: Bytes) -> Bytes {
    var at = start
    while at[0] <= Ascii.space, at[0] == Ascii.space || at[0] == Ascii.tab || at[0] == Ascii.carriageReturn {
      at += 1
    }
    return at
  }

  /// Returns the next quote before the end.
  @inline(__always)
  static func quote(after start: Bytes, _ end: Bytes) -> Bytes? {
    var at = start
    while at < end {
      let word = UnsafeRawPointer(at).loadUnaligned(as: UInt64.self).littleEndian ^ 0x2222_2222_2222_2222
      // The lowest byte that is zero has its highest bit set, and none below it has.
      let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if zeros != 0 {
        let found = at + zeros.trailingZeroBitCount >> 3
        return found < end ? found : nil
      }
      at += 8
    }
    return nil
  }

  /// Reads a number of at most 18 digits without an exponent, by the grammar of JSON. The caller checks what follows, including the
  /// rest of a longer number.
  @inline(__always)
  static func number(_ start: Bytes, _ mantissa: inout Int64, _ digits: inout Int) -> Bytes? {
    var at = start
    let isNegative = at[0] == Ascii.minus
    if isNegative { at += 1 }
    let first = at
    var value: Int64 = 0
    while at[0] &- Ascii.zero <= 9 {
      value = value &* 10 &+ Int64(at[0] &- Ascii.zero)
      at += 1
    }
    let whole = at - first
    if whole == 0 || whole > 18 || (whole > 1 && first[0] == Ascii.zero) { return nil }
    if at[0] == Ascii.point {
      at += 1
      let point = at
      while at[0] &- Ascii.zero <= 9, at - point < 18 {
        value = value &* 10 &+ Int64(at[0] &- Ascii.zero)
        at += 1
      }
      digits = at - point
      if digits == 0 || whole + digits > 18 { return nil }
    }
    mantissa = isNegative ? -value : value
    return at
  }

  /// Returns one past a word of at most eight bytes, if it is here. The bytes after a line are not part of a word.
  @inline(__always)
  static func word(_ word: StaticString, _ at: Bytes) -> Bytes? {
    let count = word.utf8CodeUnitCount
    var letters: UInt64 = 0
    for index in 0..<count { letters |= UInt64(word.utf8Start[index]) &<< UInt64(8 &* index) }
    return (EightBytes.at(at) ^ letters) &<< UInt64(64 &- 8 &* count) == 0 ? at + count : nil
  }

  static func null(_ at: Bytes) -> Bytes? { word("null", at) }

  /// Reads an id without escapes, or null; returns one past it.
  static func id(_ at: Bytes, _ end: Bytes) -> Bytes? {
    guard at[0] == Ascii.quote else { return null(at) }
    guard let close = quote(after: at + 1, end), close - at - 1 <= 200 else { return nil }
    var place = at + 1
    var isPlain = true
    while place < close {
      if place[0] < Ascii.space || place[0] == Ascii.backslash { return nil }
      if place[0] >= 0x80 { isPlain = false }
      place += 1
    }
    return isPlain || isText(at + 1, close) ? close + 1 : nil
  }

  /// Skips free text, with escapes of one letter, or null; returns one past it.
  static func notes(_ at: Bytes, _ end: Bytes) -> Bytes? {
    guard at[0] == Ascii.quote else { return null(at) }
    var place = at + 1
    var isPlain = true
    while place < end, place[0] != Ascii.quote {
      if place[0] < Ascii.space { return nil }
      if place[0] == Ascii.backslash {
        place += 1
        switch place[0] {
        case Ascii.quote, Ascii.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
          UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
          break
        default: return nil
        }
      } else if place[0] >= 0x80 {
        isPlain = false
      }
      place += 1
    }
    // At most as many bytes as the strict reader takes.
    if place >= end || place - at - 1 > ProfileReader.notesLimit { return nil }
    return isPlain || isText(at + 1, place) ? place + 1 : nil
  }

  private static func isText(_ start: Bytes, _ end: Bytes) -> Bool {
    String(validating: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self) != nil
  }
}
