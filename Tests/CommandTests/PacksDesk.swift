import PlumblineGuideline
import PlumblinePackaging
import PlumblineTestSupport
import PlumblineTransparency
import Testing

/// A folder in which packs are built, signed and installed.
struct PacksDesk: ~Copyable {
  let scratch = Scratch()
  var path: String { scratch.path }
  var installed: String { path + "/installed" }

  /// Keys with fixed seeds, for archives that the command would not sign.
  static func key(_ byte: UInt8 = 7) throws -> SigningKey {
    try #require(SigningKey(name: "example.org/packs", seed: [UInt8](repeating: byte, count: 32)))
  }

  init() throws {
    scratch.write("key", try Self.key().text + "\n")
    scratch.write("pub", "\(try Self.key().verifier)\n")
    scratch.write("other.pub", "\(try Self.key(8).verifier)\n")
  }

  func packs(_ arguments: [String]) -> Command.Result { Command.plumbline(["packs"] + arguments) }

  func install(_ archives: [String], _ more: [String] = []) -> Command.Result {
    packs(["install"] + archives.map { "\(path)/\($0)" } + ["--into", installed] + more)
  }

  /// Returns what `packs` says about the installed packs, which every command that decides loads in the same way.
  func load(_ more: [String] = []) -> Command.Result { packs(["list", "--rules", installed] + more) }

  static func manifest(_ id: String, _ version: String, requires: String = "") -> String {
    "pack \"\(id)\" { version = \"\(version)\", title = \"t\", purpose = \"p\", authors = { \"a\" }, requires = { \(requires) } }\n"
  }

  /// Writes an archive of a pack with one file.
  func write(
    _ name: String, id: String = "site", _ version: String = "1.0.0", requires: String = "",
    more: String = "",
    signed: Day = "2026-01-01", expires: Day? = nil, by key: UInt8? = 7
  ) throws {
    let text = Self.manifest(id, version, requires: requires) + more
    var archive = try PackArchive(of: Shipped.pack(id, ["pack.lua": text]))
    if let key {
      let statement = PackStatement(archive.manifest, signed: signed, expires: expires)
      archive = try archive.signed(try PackSignature(statement, by: Self.key(key)))
    }
    scratch.write(name, archive.bytes)
  }
}
