internal import PlumblineSQLite
public import PlumblineTransparency

extension Ledger {
  /// A proof that an imported record is in the tree of the ledger that first recorded it, under that ledger's signed head.
  ///
  /// It is computed from what was imported; the shard's file may be gone. It is checked with the shard's public key.
  public func originalReceipt(_ index: Int, withPayload: Bool = false) throws(LedgerError) -> LogProof {
    try LedgerError.asking(place, for: .reading) {
      try connection.read { db in
        guard let row = try RecordRow.read(index, db) else { throw LedgerError.noSuchRecord("\(index)") }
        let record = try read(row)
        guard let from = record.leaf.from, let original = record.leaf.original else {
          throw LedgerError.noOriginal(index, reason: "it was recorded here first")
        }
        let runs = try Imports(db).runs(of: from.origin)
        guard let statement = try whole(runs.filter { $0.end > from.index }, db) else {
          throw LedgerError.noOriginal(
            index, reason: "its import was interrupted; import \(from.origin) again")
        }
        let leaves = OriginalLeaves(runs: runs, db: db)
        let size = statement.head.size
        let proof = try InclusionProof.make(index: from.index, size: size) { try leaves.hash($0) }
        let extra = original.bytes + (withPayload ? Self.extra(try open(row, db)) : [])
        guard let proof, proof.proves(original.hash, under: statement.head.root) else {
          throw LedgerError.damaged(
            place.path, reason: "record \(index) is not under its shard's signed head")
        }
        return try LogProof(
          extra: extra, index: from.index, hashes: proof.hashes, checkpoint: statement.note)
      }
    }
  }

  /// The first import whose head covers only records that are here.
  private func whole(_ runs: [Imports.Run], _ db: Database) throws -> ImportStatement? {
    for run in runs {
      let payload = try RecordRow.read(run.index, db).flatMap { try read($0).payload }
      if let statement = payload.flatMap(ImportStatement.init), statement.end == statement.head.size {
        return statement
      }
    }
    return nil
  }
}

/// The leaves of a shard's tree, computed from those here.
private struct OriginalLeaves {
  let runs: [Imports.Run]
  let db: Database

  /// The hash of a complete subtree.
  func hash(_ node: TreeNode) throws -> TreeHash {
    let range = node.position << node.level..<(node.position + 1) << node.level
    var frontier = Frontier()
    for run in runs {
      let wanted = range.clamped(to: run.first..<run.end)
      guard !wanted.isEmpty else { continue }
      let rows = try RecordRow.each(
        db, from: run.start + (wanted.lowerBound - run.first), columns: RecordRow.outside)
      for number in wanted {
        guard let leaf = try rows.next()?.leaf.flatMap({ Leaf($0)?.original }), leaf.index == number else {
          throw Tree.Missing(node: node)
        }
        frontier.append(leaf.hash)
      }
    }
    guard frontier.size == range.count else { throw Tree.Missing(node: node) }
    return frontier.root
  }
}
