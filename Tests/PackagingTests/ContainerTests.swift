import PlumblineTestSupport
import Testing

@testable import PlumblinePackaging

/// What a container may hold, and what indicates an attack.
struct ContainerTests {
  private struct Entry: CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var words: String
  }

  private static func put(_ text: String, at place: Int, in head: inout [UInt8]) {
    for (offset, byte) in text.utf8.enumerated() { head[place + offset] = byte }
  }

  private static func entry(
    _ what: String, _ words: String, name: String = "more.lua", _ tamper: (inout [UInt8]) -> Void = { _ in }
  ) -> Entry {
    Entry(testDescription: what, bytes: Archives.member(name, "-- x\n", tamper), words: words)
  }

  private static func named(_ name: String) -> Entry {
    entry("a name like \(name)", "an archive contains only manifest.json", name: name)
  }

  private static func ofKind(_ kind: Character, _ words: String) -> Entry {
    entry("an entry of kind \(kind)", words) { head in
      put(String(kind), at: 156, in: &head)
      put("/etc/passwd", at: 157, in: &head)
    }
  }

  private static let names =
    [
      "../evil.lua", "../../../../etc/cron.d/x.lua", "/etc/x.lua", "a/../b.lua", "a//b.lua", "./a.lua",
      "a/./b.lua",
      ".hidden.lua", "a/.hidden.lua", "-rf.lua", "C:\\x.lua", "a\\..\\b.lua", "two words.lua", "tab\t.lua",
      "line\n.lua", "\u{1B}[31m.lua", "é.lua", "\u{202E}aul.lua", "a.LUA", "a.txt", "Makefile", "",
      "a.lua/", "~/a.lua", "a;b.lua", "$(x).lua", "installed.json",
    ].map(named)

  private static let kinds = [
    ofKind("1", "a hard link"), ofKind("2", "a symbolic link"), ofKind("3", "a device"),
    ofKind("4", "a device"), ofKind("5", "a folder"), ofKind("6", "a pipe"), ofKind("7", "an extension"),
    ofKind("L", "an extension"), ofKind("K", "an extension"), ofKind("x", "an extension"),
    ofKind("g", "an extension"), ofKind("S", "an extension"), ofKind("\u{0}", "an old-style entry"),
  ]

  private static let sizes = [
    entry("a size of 8 GiB", "is declared to have 8589934591 bytes") { put("77777777777", at: 124, in: &$0) },
    entry("a size over the limit", "is declared to have 262145 bytes") {
      put("00001000001", at: 124, in: &$0)
    },
    entry("a negative size", "not plain octal") { put("-0000000001", at: 124, in: &$0) },
    entry("a size in base 256", "not plain octal") {
      $0.replaceSubrange(124..<136, with: [0x80] + Array(repeating: 0xFF, count: 11))
    },
    entry("a size with a space", "not plain octal") { put("          5", at: 124, in: &$0) },
    entry("a size with a digit 8", "not plain octal") { put("00000000008", at: 124, in: &$0) },
    entry("a size without an end", "not plain octal") { put("000000000005", at: 124, in: &$0) },
    entry("a size that ends early", "not plain octal") { put("5\u{0}", at: 124, in: &$0) },
    entry("a size that reaches past the end", "cut short") { put("00000777777", at: 124, in: &$0) },
  ]

  private static let headers = [
    entry("a set-uid file", "the header of 'more.lua'") { put("0004755", at: 100, in: &$0) },
    entry("an owner", "the header of 'more.lua'") { put("0000001", at: 108, in: &$0) },
    entry("a time", "the header of 'more.lua'") { put("00000000001", at: 136, in: &$0) },
    entry("an owner's name", "the header of 'more.lua'") { put("root", at: 265, in: &$0) },
    entry("a prefix to the name", "the header of 'more.lua'") { put("../..", at: 345, in: &$0) },
    entry("a link's target", "the header of 'more.lua'") { put("/etc/passwd", at: 157, in: &$0) },
    entry("a second name after the first", "the header of 'more.lua'") {
      put("more.lua\u{0}evil", at: 0, in: &$0)
    },
    entry("a byte in the header's tail", "the header of 'more.lua'") { put("x", at: 511, in: &$0) },
    entry("GNU's magic", "not a ustar archive") { put("ustar  \u{0}", at: 257, in: &$0) },
  ]

  @Test(arguments: names + kinds + sizes + headers)
  private func `an archive is refused for`(entry: Entry) throws {
    let archive = try PackArchive(of: Archives.folder())
    let bytes = Archives.with(entry.bytes, in: archive)
    #expect {
      _ = try PackArchive(parsing: bytes)
    } throws: { error in
      let refusal = error as? PackRefusal
      return refusal?.kind == .malformed && "\(error)".contains(entry.words)
    }
  }

  @Test func `a wrong checksum is refused`() throws {
    var bytes = try PackArchive(of: Archives.folder()).bytes
    bytes[148] = bytes[148] == 0x30 ? 0x31 : 0x30
    #expect(throws: PackRefusal.self) { try PackArchive(parsing: bytes) }
  }

  @Test func `duplicate files, and files out of order, are refused`() throws {
    let archive = try PackArchive(of: Archives.folder())
    let twice = Archives.with(Archives.member("pack.lua"), in: archive)
    #expect {
      _ = try PackArchive(parsing: twice)
    } throws: { "\($0)" == "it contains 'pack.lua' twice" }
    let members = try Container.read(archive.bytes) { _ in 1 << 20 }
    let turned = Container.write([members[0]] + members.dropFirst().reversed())
    #expect {
      _ = try PackArchive(parsing: turned)
    } throws: { "\($0)" == "its files are not sorted by name" }
  }

  @Test func `bytes after the end, and between a file and the next, are refused`() throws {
    let bytes = try PackArchive(of: Archives.folder()).bytes
    for tail in [[UInt8](repeating: 0, count: 512), [0], Array("x".utf8), bytes] {
      #expect {
        _ = try PackArchive(parsing: bytes + tail)
      } throws: { "\($0)".contains("nothing after them") }
    }
    var padded = bytes
    let end = bytes.count - 1025
    padded[end] = 1
    #expect {
      _ = try PackArchive(parsing: padded)
    } throws: { "\($0)".contains("there are bytes between 'tests/cases.lua' and the next member") }
  }

  @Test func `what is not an archive is refused with a reason`() {
    let others: [[UInt8]] = [
      [], [0], Array("PK\u{3}\u{4}".utf8), [0x1F, 0x8B] + [UInt8](repeating: 0, count: 2000),
      [UInt8](repeating: 0, count: 1024), [UInt8](repeating: 0xFF, count: 4096),
      [UInt8](repeating: 0, count: ArchiveLimit.archiveBytes + 1),
    ]
    for bytes in others { #expect(throws: PackRefusal.self) { try PackArchive(parsing: bytes) } }
  }

  @Test func `whatever is written is read back, and nothing else is read`() throws {
    for seed in Seeded.first..<Seeded.first + 300 {
      var random = Seeded(seed)
      let members = (0..<random.below(6)).map { index in
        Container.Member(
          name: "f\(index).lua", bytes: (0..<random.below(1400)).map { _ in UInt8(random.below(256)) })
      }
      let bytes = Container.write(members)
      #expect(try Container.read(bytes) { _ in 4096 } == members, "seed \(seed)")
      var changed = bytes
      for _ in 0...random.below(3) {
        let place = random.below(changed.count)
        switch random.below(3) {
        case 0: changed[place] = UInt8(random.below(256))
        case 1: changed.remove(at: place)
        default: changed.insert(UInt8(random.below(256)), at: place)
        }
      }
      // A file's content may change; whatever is accepted is written again with the same bytes.
      if let read = try? Container.read(changed, limit: { _ in 4096 }) {
        #expect(Container.write(read) == changed, "seed \(seed)")
      }
    }
  }
}
