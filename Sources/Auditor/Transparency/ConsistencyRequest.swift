/// What a log sends to a witness: its newest checkpoint, and the proof that it only grew since an older one.
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
  /// How many leaves the older tree has.
  public let old: Int
  /// As in a ``ConsistencyProof``.
  public let hashes: [TreeHash]
  /// What the log says of itself now, signed; its text is a ``Checkpoint``.
  public let checkpoint: SignedNote

  /// A request of these parts; refuses what ``init(parsing:)`` would not read.
  public init(old: Int, hashes: [TreeHash], checkpoint: SignedNote) throws(ProofError) {
    guard (0...ProofLimit.treeSize).contains(old) else { throw .badOldSize }
    guard hashes.count <= ProofLimit.requestHashes else { throw .tooManyHashes(limit: ProofLimit.requestHashes) }
    guard try old <= ProofText.checkpoint(of: checkpoint).size else { throw .shrunk }
    self.old = old
    self.hashes = hashes
    self.checkpoint = checkpoint
  }

  /// The request written in `bytes`, exactly: ``bytes`` gives them back.
  public init(parsing bytes: [UInt8]) throws(ProofError) {
    var lines = try ProofText.lines(of: bytes)
    guard let old = lines.next()?.after("old ")?.size else { throw .badOldSize }
    let hashes = try ProofText.hashes(from: &lines, limit: ProofLimit.requestHashes)
    let note = try ProofText.note(in: Array(lines.rest))
    try self.init(old: old, hashes: hashes, checkpoint: note)
  }

  /// The request as it is written.
  public var bytes: [UInt8] {
    Array("old \(old)\n\(hashes.map { $0.base64 + "\n" }.joined())\n".utf8) + checkpoint.bytes
  }

  /// The newer checkpoint, after it was found to be signed and to begin with the tree of `oldRoot`.
  ///
  /// - Parameters:
  ///   - oldRoot: Of the tree of ``old`` leaves, as the verifier knows it; ``TreeHash/empty`` when that is 0.
  ///   - keys: Of the log, and only of the log: any one of them is believed.
  ///   - origin: Which log it must be. Without one, `keys` must all be of one log.
  public func verify(
    oldRoot: TreeHash, keys: [VerifierKey], origin: String? = nil
  ) throws(ProofError) -> Checkpoint {
    let checkpoint = try ProofText.checkpoint(of: checkpoint, signedBy: keys, origin: origin)
    let proof = ConsistencyProof(old: old, new: checkpoint.size, hashes: hashes)
    guard proof.proves(oldRoot, isPrefixOf: checkpoint.root) else { throw .notConsistent }
    return checkpoint
  }
}
