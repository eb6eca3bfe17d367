/// A log's request to a witness: its newest checkpoint, and the proof that it only grew since an older one.
///
/// ```text
/// old 20852014
/// PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
///
/// example.com/behind-the-sofa
/// 20852163
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
/// — example.com/behind-the-sofa Az3grl...
/// ```
///
/// <https://c2sp.org/tlog-witness>, "add-checkpoint"
public struct ConsistencyRequest: Hashable, Sendable {
  /// The number of leaves of the older tree.
  public let old: Int
  /// The hashes, as in a ``ConsistencyProof``.
  public let hashes: [TreeHash]
  /// The log's signed current statement; its text is a ``Checkpoint``.
  public let checkpoint: SignedNote

  /// Builds a request from its parts; refuses what ``init(parsing:)`` would not read.
  public init(old: Int, hashes: [TreeHash], checkpoint: SignedNote) throws(ProofError) {
    guard (0...ProofLimit.treeSize).contains(old) else { throw .badOldSize }
    guard hashes.count <= ProofLimit.requestHashes else {
      throw .tooManyHashes(limit: ProofLimit.requestHashes)
    }
    guard try old <= ProofText.checkpoint(of: checkpoint).size else { throw .shrunk }
    self.old = old
    self.hashes = hashes
    self.checkpoint = checkpoint
  }

  /// Reads the request in `bytes` exactly: ``bytes`` returns the same.
  public init(parsing bytes: [UInt8]) throws(ProofError) {
    var lines = try ProofText.lines(of: bytes)
    guard let old = lines.next()?.after("old ")?.size else { throw .badOldSize }
    let hashes = try ProofText.hashes(from: &lines, limit: ProofLimit.requestHashes)
    let note = try ProofText.note(in: Array(lines.rest))
    try self.init(old: old, hashes: hashes, checkpoint: note)
  }

  /// The request in its written form.
  public var bytes: [UInt8] {
    Array("old \(old)\n\(hashes.map { $0.base64 + "\n" }.joined())\n".utf8) + checkpoint.bytes
  }

  /// Returns the newer checkpoint, after checking that it is signed and that its tree begins with the tree of `oldRoot`.
  ///
  /// - Parameters:
  ///   - oldRoot: The root of the tree of ``old`` leaves, as the verifier knows it; ``TreeHash/empty`` if that is 0.
  ///   - keys: The keys of the log, and only of the log: any one of them is trusted.
  ///   - origin: The required name of the log. Without one, all `keys` must belong to one log.
  public func verify(
    oldRoot: TreeHash, keys: [VerifierKey], origin: String? = nil
  ) throws(ProofError) -> Checkpoint {
    let checkpoint = try ProofText.checkpoint(of: checkpoint, signedBy: keys, origin: origin)
    let proof = ConsistencyProof(old: old, new: checkpoint.size, hashes: hashes)
    guard proof.proves(oldRoot, isPrefixOf: checkpoint.root) else { throw .notConsistent }
    return checkpoint
  }
}
