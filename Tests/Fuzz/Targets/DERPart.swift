/// A part of a document in DER, so that a change to it keeps the lengths of all around it right.
struct DERPart {
  private var tag: UInt8
  private var content: [UInt8]
  /// What it consists of; empty if it is a value.
  private var parts: [DERPart] = []

  /// The first part of some bytes; nil if it is none.
  fileprivate init?(_ bytes: ArraySlice<UInt8>, depth: Int) {
    guard let tag = bytes.first, var count = bytes.dropFirst().first.map(Int.init) else { return nil }
    var rest = bytes.dropFirst(2)
    if count >= 0x80 {
      let more = count - 0x80
      guard (1...3).contains(more), rest.count >= more else { return nil }
      count = rest.prefix(more).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(more)
    }
    guard rest.count >= count else { return nil }
    (self.tag, content) = (tag, Array(rest.prefix(count)))
    // An octet string may hold another document: the token's own does.
    if depth < 24, tag & 0x20 != 0 || tag == 0x04 { parts = Self.parts(content[...], depth: depth + 1) }
  }

  private static func parts(_ bytes: ArraySlice<UInt8>, depth: Int) -> [DERPart] {
    var (rest, parts): (ArraySlice<UInt8>, [DERPart]) = (bytes, [])
    while !rest.isEmpty {
      guard let part = DERPart(rest, depth: depth) else { return [] }
      parts.append(part)
      rest = rest.dropFirst(part.bytes.count)
    }
    // Only what would be written the same.
    return parts.flatMap(\.bytes) == Array(bytes) ? parts : []
  }

  private var value: [UInt8] { parts.isEmpty ? content : parts.flatMap(\.bytes) }

  fileprivate var bytes: [UInt8] {
    let value = value
    let count = value.count
    let length: [UInt8] =
      switch count {
      case ..<0x80: [UInt8(count)]
      case ..<0x100: [0x81, UInt8(count)]
      case ..<0x1_0000: [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
      default: [0x83, UInt8(count >> 16 & 0xFF), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
      }
    return [tag] + length + value
  }

  fileprivate var all: [DERPart] { [self] + parts.flatMap(\.all) }

  /// Changes the part with a number, counted from the outside in.
  ///
  /// - Parameter change: what takes its place: none, one, or more.
  private func changed(_ number: inout Int, _ change: (DERPart) -> [DERPart]) -> [DERPart] {
    number -= 1
    if number == -1 { return change(self) }
    if parts.isEmpty { return [self] }
    var copy = self
    copy.parts = parts.flatMap { $0.changed(&number, change) }
    if copy.parts.isEmpty { copy.content = [] }
    return [copy]
  }

  /// Changes one part of some: removes it, doubles it, puts another in its place, or changes its kind or contents.
  fileprivate static func step(_ step: [UInt8], _ parts: [DERPart], _ pieces: [DERPart]) -> [DERPart] {
    let count = parts.reduce(0) { $0 + $1.count }
    if count == 0 { return [] }
    var number = Int(step[1]) % count
    return parts.flatMap { part in
      part.changed(&number) { part in
        var other = part
        if step[0] % 6 > 3 { (other.content, other.parts) = (part.value, []) }
        switch step[0] % 6 {
        case 0: return []
        case 1: return [part, part]
        case 2: return [pieces[Int(step[3]) % pieces.count]]
        case 3: other.tag = step[3]
        case 4:
          if !other.content.isEmpty { other.content[Int(step[2]) % other.content.count] = step[3] }
        default: other.content.insert(step[3], at: Int(step[2]) % (other.content.count + 1))
        }
        return [other]
      }
    }
  }

  private var count: Int { parts.reduce(1) { $0 + $1.count } }
}

/// A document in DER, to be changed.
struct DERDocument {
  private let root: DERPart
  /// All its parts, from the outside in.
  private let pieces: [DERPart]

  init(_ bytes: [UInt8]) {
    guard let root = DERPart(bytes[...], depth: 0) else { fail("no DER") }
    (self.root, pieces) = (root, root.all)
  }

  /// The document after at most 16 changes of four bytes each: the operation, the part, a place in it, and a byte.
  func changed(by input: ArraySlice<UInt8>) -> [UInt8] {
    var (parts, rest) = ([root], input.prefix(64))
    while rest.count >= 4 {
      parts = DERPart.step(Array(rest.prefix(4)), parts, pieces)
      rest = rest.dropFirst(4)
    }
    return Array(parts.flatMap(\.bytes).prefix(8_192))
  }
}
