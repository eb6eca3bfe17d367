/// That a leaf is in a log, on one page that can be checked without asking anyone.
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
  /// Anything that came along; nothing vouches for it.
  public let extra: [UInt8]?
  /// Where the leaf stands.
  public let index: Int
  /// From the leaf's sibling up to the child of the root.
  public let hashes: [TreeHash]
  /// What the log says of itself, signed; its text is a ``Checkpoint``.
  public let checkpoint: SignedNote

  /// A proof of these parts; extra data of no bytes are none. Refuses what ``init(parsing:)`` would not read.
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

  /// The proof written in `bytes`, exactly: ``bytes`` gives them back.
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

  /// The proof as it is written.
  public var bytes: [UInt8] {
    let extra = extra.map { "extra \(Base64.encode($0))\n" } ?? ""
    let hashes = hashes.map { $0.base64 + "\n" }.joined()
    return Array("\(Self.firstLine)\n\(extra)index \(index)\n\(hashes)\n".utf8) + checkpoint.bytes
  }

  /// The checkpoint of the log that holds `leaf`, after all that the page says has been checked.
  ///
  /// - Parameters:
  ///   - leaf: What was logged, not its hash.
  ///   - keys: Of the log, and only of the log: any one of them is believed.
  ///   - origin: Which log it must be. Without one, `keys` must all be of one log.
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
