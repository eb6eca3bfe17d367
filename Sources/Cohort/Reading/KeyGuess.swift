/// Guesses which key comes next: the one that came after this one the last time. A guess that is wrong costs a comparison.
struct KeyGuess: ~Copyable {
  private struct Key {
    /// The key with `":` behind it.
    var start: Int
    var count: Int
    /// Which key came after it; -1: none yet.
    var next: Int
  }

  private let keys: UnsafeMutablePointer<Key>
  private let text: UnsafeMutablePointer<UInt8>
  /// Stands for the beginning: no key has been seen. There are so many of them as were asked for.
  let none: Int

  /// - Parameter starts: how many beginnings there are.
  init(_ names: [String], starts: Int) {
    none = names.count
    keys = .allocate(capacity: names.count + starts)
    let length = names.reduce(0) { $0 + $1.utf8.count + 2 }
    text = .allocate(capacity: length + 16)
    text.initialize(repeating: 0, count: length + 16)
    var start = 0
    for (index, name) in names.enumerated() {
      let bytes = Array(name.utf8) + [Ascii.quote, Ascii.colon]
      (text + start).update(from: bytes, count: bytes.count)
      (keys + index).initialize(to: Key(start: start, count: bytes.count, next: -1))
      start += bytes.count
    }
    (keys + names.count).initialize(repeating: Key(start: 0, count: 0, next: -1), count: starts)
  }

  deinit {
    keys.deallocate()
    text.deallocate()
  }

  @inline(__always)
  borrowing func after(_ key: Int) -> Int { keys[key].next }

  @inline(__always)
  borrowing func learn(_ key: Int, after last: Int) { keys[last].next = key }

  /// One past a key and its colon, if it stands here; nil where it does not, or for no key.
  ///
  /// 16 bytes past what is asked about may be read.
  @inline(__always)
  borrowing func end(of key: Int, _ at: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    if key < 0 { return nil }
    let (start, count) = (text + keys[key].start, keys[key].count)
    var offset = 0
    while offset + 8 <= count {
      if Self.word(at + offset) != Self.word(start + offset) { return nil }
      offset += 8
    }
    let rest = count - offset
    if rest > 0, (Self.word(at + offset) ^ Self.word(start + offset)) << UInt64(64 - 8 * rest) != 0 { return nil }
    return at + count
  }

  @inline(__always)
  private static func word(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self).littleEndian
  }
}
