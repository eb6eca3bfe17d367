internal import PlumblineText

/// The container of an archive: plain files one after the other, in the only form that this program writes.
///
/// It is a POSIX ustar archive, so that `tar` can list and unpack it, but it uses only the files of ustar: no links,
/// folders, devices or extensions, no owners and no times, no compression. A header that differs in any byte from the one
/// that its name and size determine is refused, and so is anything after the end. So the same files are the same bytes,
/// and other bytes are other files.
///
/// <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html>, "ustar Interchange Format"
enum Container {
  struct Member: Equatable {
    var name: String
    var bytes: [UInt8]
  }

  static let block = 512

  /// Returns the members as bytes, in their order, ended by two blocks of zeros.
  static func write(_ members: [Member]) -> [UInt8] {
    var out: [UInt8] = []
    for member in members {
      out += header(member.name, size: member.bytes.count)
      out += member.bytes
      out += [UInt8](repeating: 0, count: padding(member.bytes.count))
    }
    return out + [UInt8](repeating: 0, count: 2 * block)
  }

  /// Returns the members of an archive that ``write(_:)`` would write again, byte for byte.
  ///
  /// - Parameter limit: the most bytes of a member, by its name; called before any of the member is kept. Nil if there must be
  ///   no member of that name.
  static func read(_ bytes: [UInt8], limit: (String) -> Int?) throws(PackRefusal) -> [Member] {
    guard bytes.count <= ArchiveLimit.archiveBytes else {
      throw malformed("it is larger than \(ArchiveLimit.archiveBytes / 1024 / 1024) MiB")
    }
    var members: [Member] = []
    var names: Set<String> = []
    var start = 0
    while true {
      guard bytes.count - start >= block else { throw malformed("it is cut short, or not an archive") }
      let head = bytes[start..<start + block]
      if head.allSatisfy({ $0 == 0 }) {
        guard bytes.count - start == 2 * block, bytes[start...].allSatisfy({ $0 == 0 }) else {
          throw malformed("it does not end with two blocks of zeros and nothing after them")
        }
        return members
      }
      let (name, size) = try member(Array(head), limit)
      guard names.insert(name).inserted else { throw malformed("it contains '\(name)' twice") }
      let end = start + block + size
      guard bytes.count - end >= padding(size) else { throw malformed("it is cut short in '\(name)'") }
      guard bytes[end..<end + padding(size)].allSatisfy({ $0 == 0 }) else {
        throw malformed("there are bytes between '\(name)' and the next member")
      }
      members.append(Member(name: name, bytes: Array(bytes[start + block..<end])))
      start = end + padding(size)
    }
  }

  /// The name and size in a header; every other byte of it follows from these two.
  private static func member(_ head: [UInt8], _ limit: (String) -> Int?) throws(PackRefusal) -> (String, Int)
  {
    guard head[257..<265].elementsEqual("ustar\u{0}00".utf8) else {
      throw malformed("it is not a ustar archive; build a pack archive with `plumbline packs build`")
    }
    let name = String(decoding: head[..<ArchiveLimit.nameBytes].prefix { $0 != 0 }, as: UTF8.self)
    let kind = head[156]
    guard kind == UInt8(ascii: "0") else {
      throw malformed("'\(name)' is \(word(kind)): an archive contains only plain files")
    }
    guard let most = limit(name) else {
      throw malformed(
        "it contains '\(name)': an archive contains only manifest.json, the pack's .lua files under plain names, and signature"
      )
    }
    guard let size = octal(head[124..<136]) else {
      throw malformed("the size of '\(name)' is not plain octal")
    }
    guard size <= most else {
      throw malformed("'\(name)' is declared to have \(size) bytes; at most \(most) are allowed")
    }
    guard head == header(name, size: size) else {
      throw malformed("the header of '\(name)' is not the one that its name and size determine")
    }
    return (name, size)
  }

  /// The kind of a member that is not a file.
  private static func word(_ kind: UInt8) -> String {
    switch kind {
    case 0: "an old-style entry"
    case UInt8(ascii: "1"): "a hard link"
    case UInt8(ascii: "2"): "a symbolic link"
    case UInt8(ascii: "3"), UInt8(ascii: "4"): "a device"
    case UInt8(ascii: "5"): "a folder"
    case UInt8(ascii: "6"): "a pipe"
    default: "an extension of the format"
    }
  }

  /// The header of a file: mode 0644, owner 0, time 0, no owner names.
  static func header(_ name: String, size: Int) -> [UInt8] {
    var head = [UInt8](repeating: 0, count: block)
    func put(_ text: String, at place: Int) {
      for (offset, byte) in text.utf8.enumerated() { head[place + offset] = byte }
    }
    put(String(decoding: name.utf8.prefix(ArchiveLimit.nameBytes), as: UTF8.self), at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(digits(size, 11), at: 124)
    put("00000000000", at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put("0000000", at: 329)
    put("0000000", at: 337)
    put(digits(head.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", at: 148)
    return head
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    String(number, radix: 8).rightAligned(in: width, filling: "0")
  }

  /// Reads eleven octal digits and a zero; nil for anything else, such as a sign, a space, or a number in base 256.
  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    guard field.last == 0, field.dropLast().allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
    return field.dropLast().reduce(0) { $0 * 8 + Int($1 - 0x30) }
  }

  private static func padding(_ size: Int) -> Int { (block - size % block) % block }

  private static func malformed(_ what: String) -> PackRefusal { PackRefusal(.malformed, what) }
}
