/// Times as ledgers and authorities write them.
enum UTCMoment {
  /// Milliseconds since 1970 of `2026-11-30T16:01:02.123Z`, with none to three digits of a second; nil for anything else.
  static func milliseconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int? { Int(String(decoding: bytes[range], as: UTF8.self)) }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month)
    else { return nil }
    let digits = bytes[19..<(bytes.count - 1)].dropFirst()
    let fraction = digits.isEmpty ? 0 : Int(String(decoding: digits, as: UTF8.self))
    guard let fraction, digits.count <= 3 else { return nil }
    // Days since 1970 by counting years from March.
    let (years, months) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let days = 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 719_469
    let scale = [1000, 100, 10, 1][digits.count]
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + fraction * scale
  }
}
