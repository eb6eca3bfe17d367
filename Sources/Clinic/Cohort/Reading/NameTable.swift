/// A table from byte strings to targets that is searched without creating a string.
///
/// INVARIANT: every name searched for is in memory that may be read 8 bytes past its end.
struct NameTable: ~Copyable {
  typealias Start = UnsafePointer<UInt8>

  private struct Place {
    /// The first eight bytes, with zeros after a shorter name.
    var first: UInt64 = 0
    /// -1: free.
    var target: Int32 = -1
    var space: Int32 = 0
    var offset: Int32 = 0
    var length: Int32 = 0
  }

  private let places: UnsafeMutablePointer<Place>
  private let mask: Int
  private let text: UnsafeMutablePointer<UInt8>

  /// A name in one of several spaces: the facts of a group, the codes of a fact.
  struct Entry {
    var space: Int
    var name: [UInt8]
    var target: Int
  }

  init(_ entries: [Entry]) {
    var size = 16
    while size < 3 * entries.count { size *= 2 }
    mask = size - 1
    places = .allocate(capacity: size)
    places.initialize(repeating: Place(), count: size)
    let length = entries.reduce(0) { $0 + $1.name.count }
    text = .allocate(capacity: length + 16)
    text.initialize(repeating: 0, count: length + 16)
    var offset = 0
    for entry in entries {
      for (index, byte) in entry.name.enumerated() { text[offset + index] = byte }
      let name = Start(text + offset)
      let first = Self.first(name, entry.name.count)
      var place = Self.hash(first, name, entry.name.count, entry.space) & mask
      while places[place].target >= 0 { place = (place + 1) & mask }
      places[place] = Place(
        first: first, target: Int32(entry.target), space: Int32(entry.space), offset: Int32(offset),
        length: Int32(entry.name.count))
      offset += entry.name.count
    }
  }

  deinit {
    places.deallocate()
    text.deallocate()
  }

  /// Returns the target of a name in a space; -1 if it has none.
  @inline(__always)
  borrowing func target(_ name: Start, _ length: Int, in space: Int) -> Int {
    let first = Self.first(name, length)
    var index = Self.hash(first, name, length, space) & mask
    while true {
      let place = places[index]
      if place.target < 0 { return -1 }
      if place.first == first, Int(place.length) == length, Int(place.space) == space,
        length <= 8 || Self.isEqual(name, text + Int(place.offset), length)
      {
        return Int(place.target)
      }
      index = (index &+ 1) & mask
    }
  }

  /// Whether two names of more than eight bytes are the same after those.
  @inline(__always)
  private static func isEqual(_ one: Start, _ other: UnsafeMutablePointer<UInt8>, _ length: Int) -> Bool {
    var offset = 8
    while offset &+ 8 <= length {
      if EightBytes.at(one + offset) != EightBytes.at(other + offset) { return false }
      offset &+= 8
    }
    return EightBytes.agree(one + offset, other + offset, length &- offset)
  }

  @inline(__always)
  private static func first(_ name: Start, _ length: Int) -> UInt64 {
    let word = EightBytes.at(name)
    return length >= 8 ? word : word & ~(UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* length))
  }

  @inline(__always)
  private static func hash(_ first: UInt64, _ name: Start, _ length: Int, _ space: Int) -> Int {
    let last = length > 8 ? EightBytes.at(name + length - 8) : 0
    var hash = first &* 0x9E37_79B9_7F4A_7C15
    hash ^= (last &+ UInt64(truncatingIfNeeded: space &* 64 &+ length)) &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 32
    return Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
