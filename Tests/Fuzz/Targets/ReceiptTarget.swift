import PlumblineCryptography
import PlumblineJSON
import PlumblineLedger
import PlumblineTransparency

/// Receipts: an accepted one holds a record of the log, unchanged, with its own payload or none.
///
/// An input that begins with `c2sp` is a receipt as it is. In others the first byte chooses a genuine one, and each further group
/// of four bytes changes it: the operation, the place (two bytes), and the byte.
struct ReceiptTarget: Target {
  private let key: SigningKey
  private var leaves: [Leaf] = []
  private var openings: [Opening] = []
  private var genuine: [[UInt8]] = []

  init() throws {
    key = try NoteTarget.key()
    var hashes: [TreeHash] = []
    for index in 0..<6 {
      let payload: JSONValue = ["decision": "stop", "of": .string("\(Marker.word) \(index)")]
      let opening = Opening(
        salt: [UInt8](repeating: UInt8(index), count: Opening.saltSize), payload: payload.canonical)
      let leaf = Leaf(
        index: index, time: "2026-11-20T09:30:0\(index).000Z", kind: .decision, engine: "plumbline 0.1.0",
        packs: ["sha256:" + String(repeating: "a", count: 64)], commitment: Commitment(to: opening))
      leaves.append(leaf)
      openings.append(opening)
      hashes.append(leaf.hash)
    }
    var (frontier, nodes): (Frontier, [TreeNode: TreeHash]) = (Frontier(), [:])
    for hash in hashes {
      nodes[TreeNode(level: 0, position: frontier.size)] = hash
      for (node, hash) in frontier.append(hash) { nodes[node] = hash }
    }
    guard let head = Checkpoint(origin: key.name, size: hashes.count, root: frontier.root) else {
      fail("no head")
    }
    let note = try key.sign(head.text)
    for index in hashes.indices {
      guard let proof = InclusionProof.make(index: index, size: hashes.count, node: { nodes[$0] ?? .empty })
      else {
        fail("no proof")
      }
      let opened = Array("\n\(Hex.encode(openings[index].salt))\n".utf8) + openings[index].payload
      for extra in [leaves[index].bytes, leaves[index].bytes + opened] {
        genuine.append(try LogProof(extra: extra, index: index, hashes: proof.hashes, checkpoint: note).bytes)
      }
    }
    for bytes in genuine {
      let proof = try LogProof(parsing: bytes)
      law("a genuine receipt is accepted", (try? Receipt(proof, key: key.verifier)) != nil)
    }
  }

  func check(_ input: [UInt8]) {
    let bytes = input.starts(with: "c2sp".utf8) ? Marker.plant(input) : Changes.apply(input, to: genuine)
    let proof: LogProof
    do {
      proof = try LogProof(parsing: bytes)
    } catch {
      return Marker.isNot(in: error.description)
    }
    law("a receipt is written as the same bytes", proof.bytes == bytes)
    do {
      let receipt = try Receipt(proof, key: key.verifier)
      law("an accepted receipt belongs to this log", receipt.head.size == leaves.count)
      guard leaves.indices.contains(receipt.leaf.index) else {
        fail("law broken: an accepted record is in the log")
      }
      law("an accepted record is as it was recorded", receipt.leaf == leaves[receipt.leaf.index])
      if let payload = receipt.payload {
        law("an accepted payload is the record's own", payload == openings[receipt.leaf.index].payload)
      }
    } catch {
      Marker.isNot(in: "\(error)")
    }
    if let leaf = Leaf(bytes) { law("a leaf is written as the same bytes", leaf.bytes == bytes) }
  }
}
