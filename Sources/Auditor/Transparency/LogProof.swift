/// A proof that a leaf is in a log, as one text that can be checked offline.
///
/// ```text
/// c2sp.org/tlog-proof@v1
/// index 73894
/// gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
///
/// example.com/fancylog
/// 109482
/// sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
///
/// — example.com/fancylog hI2DJw...
/// ```
///
/// <https://c2sp.org/tlog-proof>
public struct LogProof: Hashable, Sendable {
  /// Any additional data; the proof does not cover it.
  public let extra: [UInt8]?
  /// The index of the leaf.
  public let index: Int
  /// The hashes from the leaf's sibling up to the child of the root.
  public let hashes: [TreeHash]
  /// The log's signed statement; its text is a ``Checkpoint``.
  public let checkpoint: SignedNote

  /// Builds a proof from its parts; empty extra data count as none. Refuses what ``init(parsing:)`` would not read.
  public init(
    extra: [UInt8]? = nil, index: Int, hashes: [TreeHash], checkpoint: SignedNote
  ) throws(ProofError) {
    if let extra, extra.count > ProofLimit.extraBytes { throw .extraTooLong(limit: ProofLimit.extraBytes) }
    guard (0...ProofLimit.treeSize).contains(index) else { throw .badIndex }
    guard hashes.count <= ProofLimit.proofHashes else { throw .tooManyHashes(limit: ProofLimit.proofHashes) }
    _ = try ProofText.checkpoint(of: checkpoint)
    self.extra = extra == [] ? nil : extra
    self.index = index
    self.hashes = hashes
    self.checkpoint = checkpoint
  }

  /// Reads the proof in `bytes` exactly: ``bytes`` returns the same.
  public init(parsing bytes: [UInt8]) throws(ProofError) {
    var lines = try ProofText.lines(of: bytes)
    guard lines.next()?.elementsEqual(Self.firstLine.utf8) == true else { throw .notAProof(Self.firstLine) }
    var line = lines.next()
    var extra: [UInt8]?
    if let text = line?.after("extra ") {
      guard let bytes = Base64.decode(ascii: text), !bytes.isEmpty else { throw .badExtra }
      extra = bytes
      line = lines.next()
    }
    guard let index = line?.after("index ")?.size else { throw .badIndex }
    let hashes = try ProofText.hashes(from: &lines, limit: ProofLimit.proofHashes)
    let note = try ProofText.note(in: Array(lines.rest))
    try self.init(extra: extra, index: index, hashes: hashes, checkpoint: note)
  }

  /// The proof in its written form.
  public var bytes: [UInt8] {
    let extra = extra.map { "extra \(Base64.encode($0))\n" } ?? ""
    let hashes = hashes.map { $0.base64 + "\n" }.joined()
    return Array("\(Self.firstLine)\n\(extra)index \(index)\n\(hashes)\n".utf8) + checkpoint.bytes
  }

  /// Returns the checkpoint of the log that holds `leaf`, after checking the whole proof.
  ///
  /// - Parameters:
  ///   - leaf: What was logged, not its hash.
  ///   - keys: The keys of the log, and only of the log: any one of them is trusted.
  ///   - origin: The required name of the log. Without one, all `keys` must belong to one log.
  public func verify(
    leaf: [UInt8], keys: [VerifierKey], origin: String?
  ) throws(ProofError) -> Checkpoint {
    let checkpoint = try ProofText.checkpoint(of: checkpoint, signedBy: keys, origin: origin)
    let proof = InclusionProof(index: index, size: checkpoint.size, hashes: hashes)
    guard proof.proves(.leaf(leaf), under: checkpoint.root) else { throw .notIncluded }
    return checkpoint
  }

  private static let firstLine = "c2sp.org/tlog-proof@v1"
}
