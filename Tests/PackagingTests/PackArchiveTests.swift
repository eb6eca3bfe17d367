import PlumblineGuideline
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblinePackaging

/// An archive has one content and one sequence of bytes, and its signature covers all of them.
struct PackArchiveTests {
  @Test func `the same files give the same bytes, on any machine and in any order`() throws {
    let first = Scratch()
    let second = Scratch()
    let files = [
      ("pack.lua", Archives.folder().files[0].text), ("z.lua", [0x2D, 0x2D, 0x0A]), ("a/b.lua", []),
    ]
    for (name, text) in files { first.write("site/\(name)", text) }
    for (name, text) in files.reversed() { second.write("other/\(name)", text) }
    second.write("other/README.md", "no part of the pack")
    _ = Command.run("/usr/bin/touch", ["-d", "2001-01-01", "\(second.path)/other/pack.lua"])
    _ = Command.run("/bin/chmod", ["755", "\(second.path)/other/pack.lua"])
    let one = try PackArchive(of: try #require(try PackFolder.find(in: first.path + "/site").first))
    let two = try PackArchive(of: try #require(try PackFolder.find(in: second.path).first))
    #expect(one.bytes == two.bytes)
    #expect(one.manifest.files.map(\.name) == ["a/b.lua", "pack.lua", "z.lua"])
  }

  @Test func `an archive is read back as it was written, its pack with the digest of the folder`() throws {
    let folder = Archives.folder()
    let archive = try Archives.signed(folder, by: Archives.key())
    let read = try PackArchive(parsing: archive.bytes)
    #expect(read.bytes == archive.bytes)
    #expect(read.folder.digest == folder.digest)
    #expect(read.manifest.digest == folder.digest)
    #expect(read.folder.files.map(\.name) == ["pack.lua", "rules/notes.lua"])
    #expect(try read.folder.tests().map(\.name) == ["tests/cases.lua"])
    #expect(read.manifest.requires == ["vocabulary": Version(major: 1, minor: 0, patch: 0)])
  }

  /// The digests were computed independently with Python and openssl.
  @Test func `a pack takes its languages along, and keeps its digest`() throws {
    let file = PackFile(name: "languages/nl.lua", text: Array("-- nl\n".utf8))
    let bare = PackFolder(name: "site", files: Archives.folder().files)
    let spoken = PackFolder(name: "site", files: Archives.folder().files, languages: [file])
    let read = try PackArchive(parsing: try PackArchive(of: spoken).bytes).folder
    #expect(try read.languages() == [file])
    #expect(read.digest == bare.digest && read.files == bare.files)
  }

  @Test func `the bytes of the format stay as they are documented`() throws {
    let archive = try Archives.signed(by: Archives.key())
    #expect(
      sha256(archive.manifest.bytes) == "1d28b443396746e783ccc18dcf03b77a55bb3fe23f5c4de0d0b1896676e30891")
    #expect(sha256(archive.bytes) == "d36279049a52e1a770a4556522680973050d363d1e51c97a9c11ab67cbe7f85c")
    #expect(
      archive.signature?.statement.text
        == "plumbline.pack/1\nsite 1.0.0\nmanifest sha256:1d28b443396746e783ccc18dcf03b77a55bb3fe23f5c4de0d0b1896676e30891\nsigned 2026-11-20\nexpires 2027-11-20\n"
    )
  }

  @Test func `every byte that is changed in a signed archive is found`() throws {
    let key = try Archives.key()
    let bytes = try Archives.signed(by: key).bytes
    #expect(Archives.refusal(of: bytes, key) == nil)
    var random = Seeded(Seeded.first)
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= UInt8(1 << random.below(8))
      #expect(Archives.refusal(of: changed, key) != nil, "byte \(place), seed \(random.seed)")
    }
  }

  @Test func `a signed archive that is cut short anywhere is refused`() throws {
    let key = try Archives.key()
    let bytes = try Archives.signed(by: key).bytes
    for count in bytes.indices {
      #expect(Archives.refusal(of: Array(bytes[..<count]), key)?.kind == .malformed, "\(count) bytes")
    }
  }

  @Test func `a byte that is inserted or removed anywhere is found`() throws {
    let key = try Archives.key()
    let bytes = try Archives.signed(by: key).bytes
    for place in bytes.indices {
      var longer = bytes
      longer.insert(longer[place], at: place)
      #expect(Archives.refusal(of: longer, key) != nil, "byte \(place)")
      var shorter = bytes
      shorter.remove(at: place)
      #expect(Archives.refusal(of: shorter, key) != nil, "byte \(place)")
    }
  }

  // MARK: manifests that lie

  private static func rewritten(_ archive: PackArchive, _ change: (inout [Container.Member]) -> Void) throws
    -> [UInt8]
  {
    var members = try Container.read(archive.bytes) { _ in 1 << 20 }
    change(&members)
    return Container.write(members)
  }

  private static func edited(_ bytes: [UInt8], _ old: String, _ new: String) -> [UInt8] {
    Array(String(decoding: bytes, as: UTF8.self).replacing(old, with: new).utf8)
  }

  @Test(arguments: [
    (#""version":"1.0.0""#, #""version":"9.0.0""#, "its manifest and its files disagree"),
    (#""id":"site""#, #""id":"red-flags""#, "its manifest and its files disagree"),
    (#""title":"Site""#, #""title":"Else""#, "its manifest and its files disagree"),
    (#"{"vocabulary":"1.0.0"}"#, "{}", "its manifest and its files disagree"),
    (#""digest":"sha256:"#, #""digest":"sha256:0"#, "the pack has another digest than its manifest says"),
    (#""sha256":""#, #""sha256":"0"#, "has another size or digest than its manifest says"),
    (#""size":12"#, #""size":13"#, "has another size or digest than its manifest says"),
    (
      #""name":"pack.lua""#, #""name":"pack2.lua""#,
      "it contains 'pack.lua', which its manifest does not list"
    ),
    (#""id":"site""#, #""id":"../site""#, "is not a pack's name"),
    (#""id":"site""#, #""id":"-site""#, "is not a pack's name"),
    (#""id":"site""#, #""id" :"site""#, "not in the one form of this format"),
    (#""id":"site""#, #""id":"site","id":"site""#, "not valid JSON"),
    (#""id":"site""#, #""id":"site","more":1"#, "not in the one form of this format"),
    (#""size":12"#, #""size":"12""#, "not in the one form of this format"),
    (#""size":12"#, #""size":-12"#, "has another size or digest than its manifest says"),
    (#""size":12"#, #""size":1e400"#, "not valid JSON"),
    ("plumbline.pack/1", "plumbline.pack/2", "its format is not plumbline.pack/1"),
    ("{", "[", "not valid JSON"),
  ])
  func `a manifest that does not fit its files is refused`(old: String, new: String, words: String) throws {
    let archive = try PackArchive(of: Archives.folder())
    let bytes = try Self.rewritten(archive) { $0[0].bytes = Self.edited($0[0].bytes, old, new) }
    #expect {
      let read = try PackArchive(parsing: bytes)
      try read.checkManifest()
    } throws: { "\($0)".contains(words) }
  }

  @Test func `an extra file, a missing file, another file, no manifest: each is refused`() throws {
    let archive = try PackArchive(of: Archives.folder())
    let more = try Self.rewritten(archive) { $0.append(Container.Member(name: "zz.lua", bytes: [])) }
    let less = try Self.rewritten(archive) { $0.removeLast() }
    let other = try Self.rewritten(archive) { $0[1].bytes[0] ^= 1 }
    let none = try Self.rewritten(archive) { $0.removeFirst() }
    let twice = try Self.rewritten(archive) { $0.append($0[0]) }
    let words = [
      (more, "it contains 'zz.lua', which its manifest does not list"),
      (less, "its manifest lists 'tests/cases.lua', which it does not contain"),
      (other, "'pack.lua' has another size or digest than its manifest says"),
      (none, "does not begin with manifest.json"),
      (twice, "it contains 'manifest.json' twice"),
    ]
    for (bytes, word) in words {
      #expect {
        _ = try PackArchive(parsing: bytes)
      } throws: { "\($0)".contains(word) }
    }
  }

  @Test func `names that no archive may contain cannot be built either`() throws {
    for name in ["two words.lua", "a:b.lua", "a\\b.lua", String(repeating: "n", count: 97) + ".lua"] {
      #expect(throws: PackRefusal.self) { try PackArchive(of: Archives.folder("1.0.0", [name: ""])) }
    }
    #expect(throws: PackRefusal.self) { try PackArchive(of: PackFolder(name: "x", files: [])) }
  }
}
