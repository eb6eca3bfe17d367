/// The bytes that JSON and CSV give a meaning.
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
  /// The first byte that is no space. A line is followed by a byte that is none.
  @inline(__always)
  static func space(_ start: Bytes) -> Bytes {
    var at = start
    while at[0] <= Ascii.space, at[0] == Ascii.space || at[0] == Ascii.tab || at[0] == Ascii.carriageReturn {
      at += 1
    }
    return at
  }

  /// The next quote before the end.
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

  /// A number of at most 18 digits without an exponent, by the grammar of JSON; nil for any other.
  @inline(__always)
  static func number(_ start: Bytes, _ end: Bytes, _ mantissa: inout Int64, _ digits: inout Int) -> Bytes? {
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
    // An exponent, or a digit too many.
    if at[0] | 0x20 == UInt8(ascii: "e") || at[0] &- Ascii.zero <= 9 || at > end { return nil }
    mantissa = isNegative ? -value : value
    return at
  }

  /// A word of at most eight bytes that stands here; nil where it does not.
  @inline(__always)
  static func word(_ word: StaticString, _ at: Bytes, _ end: Bytes) -> Bytes? {
    let count = word.utf8CodeUnitCount
    var letters: UInt64 = 0
    for index in 0..<count { letters |= UInt64(word.utf8Start[index]) &<< UInt64(8 &* index) }
    let differs = (Words.at(at) ^ letters) &<< UInt64(64 &- 8 &* count) != 0
    return differs || end - at < count ? nil : at + count
  }

  static func null(_ at: Bytes, _ end: Bytes) -> Bytes? { word("null", at, end) }

  /// A text without escapes, or null; one past it.
  static func text(_ at: Bytes, _ end: Bytes, _ what: Top?) -> Bytes? {
    guard at[0] == Ascii.quote else { return null(at, end) }
    guard let close = quote(after: at + 1, end) else { return nil }
    let count = close - at - 1
    if count > (what == .id ? 200 : 4096) { return nil }
    var isPlain = true
    for index in 1...max(count, 1) where index <= count {
      let byte = at[index]
      if byte < Ascii.space || byte == Ascii.backslash { return nil }
      if byte >= 0x80 { isPlain = false }
    }
    if !isPlain {
      let text = UnsafeBufferPointer(start: at + 1, count: count)
      if String(validating: text, as: UTF8.self) == nil { return nil }
    }
    return close + 1
  }
}
