internal import PlumblineCryptography
public import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineTransparency

/// `manifest.json`: the identity of an archive, and the digest of every file in it.
///
/// It follows from the files alone: anyone who has them can write it again, byte for byte.
public struct PackManifest: Sendable, Hashable {
  /// The format of archives that this program writes and reads.
  public static let format = "plumbline.pack/1"

  public struct File: Sendable, Hashable {
    /// `rules.lua`, `tests/cases.lua`.
    public let name: String
    /// In bytes.
    public let size: Int
    /// 64 hex digits.
    public let sha256: String
  }

  public let id: String
  public let version: Version
  public let title: String
  public let requires: [String: Version]
  public let reviewBy: Day?
  /// The pack's digest, `sha256:…`, as answers and the ledger name it; tests are not part of it.
  public let digest: String
  /// Sorted by name, tests among them.
  public let files: [File]

  /// The manifest of a pack's files; nil if they do not declare a pack.
  init?(of folder: PackFolder, _ files: [PackFile]) {
    guard let pack = GuidelineLoader.manifest(of: folder).pack, Self.isID(pack.id) else { return nil }
    id = pack.id
    version = pack.version
    title = pack.title
    requires = pack.requires
    reviewBy = pack.reviewBy
    digest = pack.digest
    self.files = files.map { File(name: $0.name, size: $0.text.count, sha256: sha256($0.text)) }
  }

  /// Reads `bytes`, which must be exactly what ``bytes`` returns.
  init(parsing bytes: [UInt8]) throws(PackRefusal) {
    let value: JSONValue
    do {
      value = try JSONReader.read(bytes).value
    } catch {
      throw Self.bad("it is not valid JSON: \(error)")
    }
    guard value["format"]?.stringValue == Self.format else {
      throw Self.bad("its format is not \(Self.format), the only one that this program reads")
    }
    guard let id = value["id"]?.stringValue, let digest = value["digest"]?.stringValue,
      let title = value["title"]?.stringValue, let requires = value["requires"]?.objectValue,
      let version = value["version"]?.stringValue.flatMap(Version.init),
      let files = value["files"]?.arrayValue
    else { throw Self.bad("a member is missing, or of the wrong kind") }
    guard Self.isID(id) else { throw Self.bad("'\(id)' is not a pack's name") }
    self.id = id
    self.digest = digest
    self.title = title
    self.version = version
    reviewBy = value["review_by"]?.stringValue.flatMap { Day($0) }
    self.requires = requires.reduce(into: [:]) { $0[$1.key] = $1.value.stringValue.flatMap(Version.init) }
    self.files = files.compactMap { file in
      guard let name = file["name"]?.stringValue, let sha256 = file["sha256"]?.stringValue,
        let size = file["size"]?.numberValue.flatMap({ Int($0.description) })
      else { return nil }
      return File(name: name, size: size, sha256: sha256)
    }
    guard self.bytes == bytes else { throw Self.bad("it is not in the one form of this format") }
  }

  /// Canonical JSON (RFC 8785), without a line feed.
  var bytes: [UInt8] {
    var members: [JSONMember] = [
      JSONMember("format", .string(Self.format)), JSONMember("id", .string(id)),
      JSONMember("version", .string(version.description)), JSONMember("title", .string(title)),
      JSONMember(
        "requires",
        .object(
          requires.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value.description)) })),
      JSONMember("digest", .string(digest)),
      JSONMember(
        "files",
        .array(
          files.map {
            ["name": .string($0.name), "size": .number($0.size), "sha256": .string($0.sha256)]
          })),
    ]
    if let reviewBy { members.append(JSONMember("review_by", .string(reviewBy.description))) }
    return JSONValue.object(members).canonical
  }

  /// `sha256:…` of the manifest's bytes, which a signature binds.
  public var fingerprint: String { "sha256:" + sha256(bytes) }

  /// Whether a pack may have this id, which becomes a file's name.
  static func isID(_ id: String) -> Bool {
    let isPlain = id.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_".utf8.contains(byte)
    }
    return isPlain && (1...80).contains(id.utf8.count) && !id.hasPrefix("-")
  }

  private static func bad(_ what: String) -> PackRefusal { PackRefusal(.malformed, "manifest.json: \(what)") }
}

/// SHA-256 in hex.
func sha256(_ bytes: [UInt8]) -> String { Hex.encode(SHA256.hash(bytes)) }
