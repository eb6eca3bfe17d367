public import PlumblineGuideline
internal import PlumblineJSON
public import PlumblineTransparency

/// `installed.json`, beside installed archives: who signed each, and its highest version so far.
///
/// It outlives the archives, so that a pack which was removed does not come back as an older one.
public struct InstallRecord: Sendable, Hashable {
  static let format = "plumbline.installed/1"
  /// The name of its file.
  public static let name = "installed.json"

  public struct Entry: Sendable, Hashable {
    /// The highest version that was ever in force here, unless a downgrade was requested since.
    public var version: Version
    /// The fingerprint of that version's manifest.
    public var manifest: String
    /// The key that signed it; nil if it was accepted without a signature.
    public var key: VerifierKey?
    /// Whether it was accepted outside its days.
    public var allowsOutOfDate: Bool
  }

  /// By the pack's id.
  public private(set) var packs: [String: Entry] = [:]

  public init() {}

  /// Reads `bytes`, which must be exactly what ``bytes`` returns.
  public init(parsing bytes: [UInt8]) throws(PackRefusal) {
    let members = (try? JSONReader.read(bytes))?.value["packs"]?.objectValue ?? []
    for member in members {
      guard let version = member.value["version"]?.stringValue.flatMap(Version.init),
        let manifest = member.value["manifest"]?.stringValue
      else { continue }
      packs[member.key] = Entry(
        version: version, manifest: manifest,
        key: member.value["key"]?.stringValue.flatMap(VerifierKey.init),
        allowsOutOfDate: member.value["out_of_date_allowed"]?.boolValue ?? false)
    }
    guard self.bytes == bytes else {
      throw PackRefusal(
        .altered,
        "\(Self.name) was changed since it was written; restore it from a backup, or remove it and install the packs again"
      )
    }
  }

  /// Canonical JSON and a line feed.
  public var bytes: [UInt8] {
    let members = packs.sorted { $0.key < $1.key }.map { id, entry in
      JSONMember(
        id,
        [
          "version": .string(entry.version.description), "manifest": .string(entry.manifest),
          "key": entry.key.map { .string($0.description) } ?? .null,
          "out_of_date_allowed": .bool(entry.allowsOutOfDate),
        ])
    }
    let value: JSONValue = ["format": .string(Self.format), "packs": .object(members)]
    return value.canonical + [UInt8(ascii: "\n")]
  }

  /// Returns the key that signed an archive beside this record; nil for one that was accepted without a signature.
  ///
  /// Besides `trust`, it trusts the key with which a pack was installed, for that pack; and accepts what was accepted then,
  /// for the very same content.
  public func signer(of archive: PackArchive, _ trust: PackTrust, on day: Day) throws(PackRefusal)
    -> VerifierKey?
  {
    let signer = try signer(trust, archive, on: day)
    try checkOrder(archive)
    return signer
  }

  /// Records an archive, or refuses it.
  ///
  /// - Parameter allowsDowngrade: whether it may be older than what was in force, or another content under its version.
  public mutating func admit(
    _ archive: PackArchive, _ trust: PackTrust, allowsDowngrade: Bool, on day: Day
  ) throws(PackRefusal) -> VerifierKey? {
    let key = try signer(trust, archive, on: day)
    if !allowsDowngrade { try checkOrder(archive) }
    var strict = trust
    strict.keys += key.map { [$0] } ?? []
    strict.allowsOutOfDate = false
    packs[archive.manifest.id] = Entry(
      version: archive.manifest.version, manifest: archive.manifest.fingerprint, key: key,
      allowsOutOfDate: (try? strict.signer(of: archive, on: day)) == nil && archive.signature != nil)
    return key
  }

  private func signer(_ trust: PackTrust, _ archive: PackArchive, on day: Day) throws(PackRefusal)
    -> VerifierKey?
  {
    var trust = trust
    if let entry = packs[archive.manifest.id] {
      if let key = entry.key, !trust.isExclusive, !trust.keys.contains(key) { trust.keys.append(key) }
      if entry.manifest == archive.manifest.fingerprint {
        if entry.key == nil { trust.allowsUnsigned = true }
        if entry.allowsOutOfDate { trust.allowsOutOfDate = true }
      }
    }
    return try trust.signer(of: archive, on: day)
  }

  private func checkOrder(_ archive: PackArchive) throws(PackRefusal) {
    let manifest = archive.manifest
    guard let entry = packs[manifest.id] else { return }
    if manifest.version < entry.version {
      throw PackRefusal(
        .downgrade,
        "it is '\(manifest.id)' \(manifest.version), and \(entry.version) was in force here: an older pack may lack later fixes; to put it in force all the same, use `packs install --allow-downgrade`"
      )
    }
    if manifest.version == entry.version, manifest.fingerprint != entry.manifest {
      throw PackRefusal(
        .downgrade,
        "it is another '\(manifest.id)' \(manifest.version) than the one that was installed here, and a version has one content; ask its publisher for a new version, or use `packs install --allow-downgrade`"
      )
    }
  }
}
