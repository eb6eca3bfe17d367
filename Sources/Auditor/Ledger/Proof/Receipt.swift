internal import PlumblineCryptography
public import PlumblineTransparency

/// A checked receipt: the record is in the tree that the key signed.
public struct Receipt: Sendable {
  public var leaf: Leaf
  public var head: Checkpoint
  /// Canonical JSON, if the receipt has it: patient data.
  public var payload: [UInt8]?

  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    case noLeaf
    case otherIndex(leaf: Int, proof: Int)
    case otherPayload

    public var description: String {
      switch self {
      case .noLeaf: "the receipt holds no leaf of a ledger; make it again with `plumbline audit prove`"
      case .otherIndex(let leaf, let proof):
        "the leaf is that of record \(leaf), and the proof is for record \(proof)"
      case .otherPayload: "the payload is not what the leaf commits to"
      }
    }
  }

  /// Checks a proof with only a public key.
  ///
  /// - Throws: ``Fault``, or the reason why the proof is not valid.
  public init(_ proof: LogProof, key: VerifierKey) throws {
    let extra = proof.extra ?? []
    let parts = extra.split(separator: 10, maxSplits: 2, omittingEmptySubsequences: false).map(Array.init)
    guard let first = parts.first, let leaf = Leaf(first), parts.count == 1 || parts.count == 3 else {
      throw Fault.noLeaf
    }
    head = try proof.verify(leaf: first, keys: [key], origin: key.name)
    guard leaf.index == proof.index else {
      throw Fault.otherIndex(leaf: leaf.index, proof: proof.index)
    }
    self.leaf = leaf
    guard parts.count == 3 else { return }
    guard let salt = Hex.decode(String(decoding: parts[1], as: UTF8.self)), salt.count == Opening.saltSize,
      Commitment(to: Opening(salt: salt, payload: parts[2])) == leaf.commitment
    else { throw Fault.otherPayload }
    payload = parts[2]
  }
}
