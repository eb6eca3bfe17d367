internal import PlumblineSQLite
internal import PlumblineTransparency

/// Compares a shard with what was imported from it before: the shorter of the two must be the beginning of the other.
struct ShardHistory {
  let ledger: Ledger
  let shard: Shard
  let imports: Imports
  /// The keys with which the shard may be signed, if they were given.
  let given: [VerifierKey]

  func check() throws {
    let runs = imports.runs(of: shard.head.origin)
    guard let last = runs.last else { return }
    try ledger.connection.read { db in
      let statement = try RecordRow.read(last.index, db).flatMap { try ledger.read($0).payload }
        .flatMap(ImportStatement.init)
      guard let statement else { throw damaged("record \(last.index) does not describe an import") }
      guard leads(from: statement.key) else {
        throw LedgerError.shard(shard.place.path, .otherKey(origin: shard.head.origin))
      }
      try compare(runs, db)
    }
  }

  /// Whether the key of an earlier import leads to the shard's: it is the same, or named its successor. One that was lost named none,
  /// so the key that followed must be given.
  private func leads(from earlier: VerifierKey) -> Bool {
    guard let start = shard.keys.lastIndex(where: { $0.key == earlier }) else { return false }
    return given.contains(shard.key)
      || shard.keys[start...].allSatisfy { span in
        if case .lost = span.end { false } else { true }
      }
  }

  /// Compares leaf by leaf: equal leaves give equal roots, and the first that differs can be named.
  private func compare(_ runs: [Imports.Run], _ db: Database) throws {
    let tree = Tree(db: db)
    let theirs = try shard.rows(from: 0, columns: RecordRow.outside)
    for run in runs {
      let rows = try RecordRow.each(db, from: run.start, columns: RecordRow.outside)
      for number in run.first..<run.end where number < shard.head.size {
        let index = run.start + (number - run.first)
        guard let row = try rows.next(), row.index == index, let bytes = row.leaf, let leaf = Leaf(bytes),
          leaf.from == RecordName(origin: run.origin, index: number),
          try tree.hash(TreeNode(level: 0, position: index)) == .leaf(bytes)
        else { throw damaged("record \(index) is not the one that was imported") }
        guard let other = try shard.next(of: theirs), other.index == number,
          other.leaf == leaf.original?.bytes
        else { throw LedgerError.shard(shard.place.path, .forked(record: number, here: index)) }
      }
    }
  }

  private func damaged(_ reason: String) -> LedgerError { .damaged(ledger.place.path, reason: reason) }
}
