/// Operations on eight bytes at a time.
enum EightBytes {
  /// Returns eight bytes, the first of them lowest.
  @inline(__always)
  static func at(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self).littleEndian
  }

  /// Whether the first `count` bytes, fewer than eight, are the same in both places. All eight are read.
  @inline(__always)
  static func agree(_ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    // In two steps, so that a count of zero is correct, too.
    ((at(one) ^ at(other)) &<< 8) &<< UInt64(truncatingIfNeeded: 56 &- 8 &* count) == 0
  }
}
