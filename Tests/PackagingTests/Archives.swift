import PlumblineGuideline
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblinePackaging

/// Packs, keys and archives for the tests, and archives that no tool would write.
enum Archives {
  static func folder(_ version: String = "1.0.0", _ more: [String: String] = [:]) -> PackFolder {
    var files = [
      "pack.lua":
        #"pack "site" { version = "\#(version)", title = "Site", purpose = "p", authors = { "a" }, requires = { vocabulary = "1.0" } }"#,
      "rules/notes.lua": "-- none yet\n",
    ]
    files.merge(more) { _, new in new }
    return PackFolder(
      name: "site", files: files.map { PackFile(name: $0.key, text: Array($0.value.utf8)) },
      tests: [PackFile(name: "tests/cases.lua", text: Array("-- none\n".utf8))])
  }

  /// A key whose seed is one byte repeated 32 times.
  static func key(_ byte: UInt8 = 7, name: String = "example.org/packs") throws -> SigningKey {
    try #require(SigningKey(name: name, seed: [UInt8](repeating: byte, count: 32)))
  }

  static func signed(
    _ folder: PackFolder = folder(), by key: SigningKey, on day: Day = "2026-11-20",
    expires: Day? = "2027-11-20"
  ) throws -> PackArchive {
    let archive = try PackArchive(of: folder)
    let statement = PackStatement(archive.manifest, signed: day, expires: expires)
    return try archive.signed(try PackSignature(statement, by: key))
  }

  /// The reason why a reader that trusts `key` and accepts no exceptions refuses the bytes; nil if it accepts them.
  static func refusal(of bytes: [UInt8], _ key: SigningKey, on day: Day = "2026-11-25") -> PackRefusal? {
    do {
      let archive = try PackArchive(parsing: bytes)
      try archive.checkManifest()
      _ = try PackTrust(keys: [key.verifier]).signer(of: archive, on: day)
      return nil
    } catch {
      return error
    }
  }

  /// A member of a container, with a header that was tampered with and then got its correct checksum.
  static func member(_ name: String, _ text: String = "-- x\n", _ tamper: (inout [UInt8]) -> Void = { _ in })
    -> [UInt8]
  {
    let bytes = Array(text.utf8)
    var head = Container.header(name, size: bytes.count)
    tamper(&head)
    return fixed(head) + bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
  }

  /// A header with the checksum of its other bytes.
  static func fixed(_ head: [UInt8]) -> [UInt8] {
    var head = head
    head.replaceSubrange(148..<156, with: Array("        ".utf8))
    let sum = String(head.reduce(0) { $0 + Int($1) }, radix: 8)
    let digits = String(repeating: "0", count: 6 - sum.count) + sum
    head.replaceSubrange(148..<156, with: Array("\(digits)\u{0} ".utf8))
    return head
  }

  /// The signed archive with any members inserted before its end.
  static func with(_ members: [UInt8]..., in archive: PackArchive) -> [UInt8] {
    archive.bytes.dropLast(1024) + members.flatMap { $0 } + [UInt8](repeating: 0, count: 1024)
  }
}
