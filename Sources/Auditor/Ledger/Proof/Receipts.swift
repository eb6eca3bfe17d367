internal import PlumblineCryptography
internal import PlumblineSQLite
public import PlumblineTransparency

extension Ledger {
  /// The last signed head; nil in an empty ledger.
  public func head() throws(LedgerError) -> SignedNote? {
    try LedgerError.asking(place) {
      try connection.read { db in
        guard let stored = try StoredHead.read(db) else { return nil }
        guard let note = try? SignedNote(parsing: stored.note) else {
          throw LedgerError.damaged(place.path, reason: "its signed head cannot be read")
        }
        return note
      }
    }
  }

  /// The ledger's own name, with which the name of each of its records begins; nil while it is empty.
  public func origin() throws(LedgerError) -> String? {
    try head().flatMap { try? Checkpoint(parsing: $0.text).origin }
  }

  /// A proof that a record is in the tree under the last signed head: C2SP `tlog-proof`, whose `extra` is the leaf.
  ///
  /// - Parameter withPayload: adds a line feed, the salt in hex, another line feed and the payload to `extra`. A payload that was
  ///   handed out cannot be erased.
  public func receipt(_ index: Int, withPayload: Bool = false) throws(LedgerError) -> LogProof {
    try proving { db, tree, note, head in
      guard let row = try RecordRow.read(index, db), index < head.size, let leaf = row.leaf else {
        throw LedgerError.noSuchRecord("\(index)")
      }
      guard let proof = try InclusionProof.make(index: index, size: head.size, node: tree.hash) else {
        throw LedgerError.noSuchRecord("\(index)")
      }
      guard proof.proves(.leaf(leaf), under: head.root) else {
        throw LedgerError.damaged(place.path, reason: "record \(index) is not under the signed head")
      }
      let extra = leaf + (withPayload ? Self.extra(try open(row, db)) : [])
      return try LogProof(extra: extra, index: index, hashes: proof.hashes, checkpoint: note)
    }
  }

  /// What follows the leaf in a receipt with its payload.
  static func extra(_ opening: Opening) -> [UInt8] {
    Array("\n\(Hex.encode(opening.salt))\n".utf8) + opening.payload
  }

  /// A proof that the tree continues an older head.
  ///
  /// - Throws: ``LedgerError/notContinued(_:)`` if it does not.
  public func consistency(since old: Checkpoint) throws(LedgerError) -> ConsistencyRequest {
    try proving { _, tree, note, head in
      let size = old.size
      guard old.origin == head.origin, size <= head.size, try tree.root(size) == old.root else {
        throw LedgerError.notContinued(size)
      }
      guard let proof = try ConsistencyProof.make(old: size, new: head.size, node: tree.hash) else {
        throw LedgerError.noSuchRecord("\(size) (the ledger has \(head.size))")
      }
      return try ConsistencyRequest(old: size, hashes: proof.hashes, checkpoint: note)
    }
  }

  private func proving<Proof>(
    _ work: (Database, Tree, SignedNote, Checkpoint) throws -> Proof
  ) throws(LedgerError) -> Proof {
    guard let note = try head(), let head = try? Checkpoint(parsing: note.text) else {
      throw .noSuchRecord("yet: the ledger is empty, and there is nothing to prove")
    }
    return try LedgerError.asking(place) {
      do {
        return try connection.read { db in try work(db, Tree(db: db), note, head) }
      } catch let missing as Tree.Missing {
        throw LedgerError.damaged(place.path, reason: missing.words)
      }
    }
  }
}
