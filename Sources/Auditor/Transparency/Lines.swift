/// The lines of a text, each ended by a newline, taken one after the other.
struct Lines {
  static let newline = UInt8(ascii: "\n")

  /// What has not been taken yet.
  private(set) var rest: ArraySlice<UInt8>
  /// The number of the line taken last, from 1; 0 before the first.
  private(set) var number = 0

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  /// The next line without its newline; nil if nothing is left, or the rest has no newline.
  mutating func next() -> ArraySlice<UInt8>? {
    guard let end = rest.firstIndex(of: Self.newline) else { return nil }
    defer { rest = rest[(end + 1)...] }
    number += 1
    return rest[..<end]
  }

  /// The number of the first line with a control character other than a newline, from 1.
  ///
  /// <https://c2sp.org/signed-note>: those below U+0020.
  static func firstWithControlCharacter(in bytes: [UInt8]) -> Int? {
    guard let place = bytes.firstIndex(where: { $0 < 0x20 && $0 != newline }) else { return nil }
    return bytes[..<place].count { $0 == newline } + 1
  }
}

extension ArraySlice<UInt8> {
  /// What follows `prefix`; nil if this does not begin with it.
  func after(_ prefix: String) -> ArraySlice<UInt8>? {
    starts(with: prefix.utf8) ? dropFirst(prefix.utf8.count) : nil
  }

  /// The number from 0 to ``Bound/treeSize`` written in ASCII digits without leading zeros, or nil.
  var size: Int? {
    // 2^62 has nineteen digits, and the largest number of nineteen digits is below 2^64.
    guard (1...19).contains(count), first != UInt8(ascii: "0") || count == 1 else { return nil }
    var number: UInt64 = 0
    for digit in self {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = number * 10 + UInt64(digit - UInt8(ascii: "0"))
    }
    return number <= UInt64(ProofLimit.treeSize) ? Int(number) : nil
  }
}

extension String {
  /// Whether both are the same bytes; `==` would also treat two encodings of `é` as equal.
  func isSameBytes(as other: String) -> Bool {
    utf8.elementsEqual(other.utf8)
  }
}
