/// Guesses which key comes next: the one that followed this key before or, if that is left out, one of those after it.
/// A wrong guess costs a comparison.
struct KeyGuess: ~Copyable {
  private struct Key {
    /// The key with `":` after it.
    var start: Int
    var count: Int
    /// The key that followed it; -1: none yet.
    var next: Int
  }

  private let keys: UnsafeMutablePointer<Key>
  private let text: UnsafeMutablePointer<UInt8>
  /// The first of the beginnings, at which no key has been seen yet; `starts` of them follow.
  let none: Int

  /// - Parameter starts: the number of beginnings.
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

  /// The number of keys in a row that may be left out before one is looked up by its name.
  private static let reach = 4

  /// Returns the key at this place, with its colon, if it was expected; otherwise -1.
  ///
  /// - Parameter at: past its first quote; moved past the colon. 16 bytes past the key may be read.
  @inline(__always)
  borrowing func next(after last: Int, _ at: inout UnsafePointer<UInt8>) -> Int {
    var key = keys[last].next
    var tries = 0
    while key >= 0, tries < Self.reach {
      if let end = end(of: key, at) {
        at = end
        return key
      }
      key = keys[key].next
      tries &+= 1
    }
    return -1
  }

  @inline(__always)
  borrowing func learn(_ key: Int, after last: Int) { keys[last].next = key }

  /// Returns one past a key and its colon, if they are here.
  @inline(__always)
  private borrowing func end(of key: Int, _ at: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    let (start, count) = (text + keys[key].start, keys[key].count)
    var offset = 0
    while offset &+ 8 <= count {
      if EightBytes.at(at + offset) != EightBytes.at(start + offset) { return nil }
      offset &+= 8
    }
    return EightBytes.agree(at + offset, start + offset, count &- offset) ? at + count : nil
  }
}
