/// The limits of what is read and counted, so that no outside input can cost more than this.
enum ProofLimit {
  /// The most leaves of a tree. Far above what any log reaches, and low enough that no sum of two overflows.
  static let treeSize = 1 << 62
  /// The most hashes of a proof: a path in a tree of ``treeSize`` leaves is shorter.
  static let proofHashes = 64
  /// The most hashes of a consistency request.
  ///
  /// <https://c2sp.org/tlog-witness>, "The client MUST NOT send more than 63 consistency proof lines".
  static let requestHashes = 63
  /// The most bytes of a signed note.
  static let noteBytes = 1 << 20
  /// The most signatures of a signed note; at least 16 must be accepted.
  static let signatures = 64
  /// The most bytes of the name of a log.
  static let originBytes = 1 << 16
  /// The most bytes of the extra data of a proof, before they are encoded.
  static let extraBytes = 1 << 22
  /// The most bytes of a proof or a request: any hashes, any extra data and any note fit.
  static let proofBytes = 1 << 23
}
