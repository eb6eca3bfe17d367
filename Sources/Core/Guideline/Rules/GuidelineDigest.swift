internal import PlumblineCryptography

extension Guideline {
  /// `sha256:…` over id, version and digest of every pack in force, a line each in the order of ids: two guidelines with the same
  /// digest decide alike for every patient.
  public var digest: String { Self.digest(of: packs) }

  /// The digest of these packs.
  static func digest(of packs: [Pack]) -> String {
    let lines = packs.sorted { $0.id < $1.id }.map { "\($0.id) \($0.version) \($0.digest)\n" }
    return "sha256:" + Hex.encode(SHA256.hash(Array(lines.joined().utf8)))
  }
}
