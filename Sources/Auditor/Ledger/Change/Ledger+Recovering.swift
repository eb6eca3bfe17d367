internal import PlumblineJSON
internal import PlumblineSQLite
internal import PlumblineTransparency

/// What a recovery found and recorded.
public struct Recovery: Sendable {
  public enum Finding: String, Sendable {
    /// The database has fewer records than its last signed head covers.
    case restoredBackup = "restored-backup"
    /// Its first records are not those that the last signed head covers.
    case otherHistory = "other-history"
    case headMissing = "head-missing"
    case headUnreadable = "head-unreadable"
  }

  public var finding: Finding
  /// The number of records in the database.
  public var records: Int
  /// The number of records of the last signed head; nil if it could not be read.
  public var signed: Int?
  public var name: RecordName
}

extension Ledger {
  /// Continues a ledger that is older than its last signed head, or differs from it, and records that.
  ///
  /// The abandoned head is kept word for word in the record, so that both can be compared: this is the only case in which a
  /// ledger signs a head that does not continue every earlier head.
  ///
  /// - Returns: nil if there was nothing to recover from.
  public func recover(
    reason: String, by: String?, time: String, engine: String
  ) throws(LedgerError) -> Recovery? {
    try LedgerError.asking(place) {
      let key = try signer()
      let file = HeadFile(place: place)
      return try writing { db in
        try db.begin(.immediate)
        do {
          let outcome = try recovery(db, file, key, reason: reason, by: by, time: time, engine: engine)
          // The next process to append sees the new records with the new head, or neither.
          try place.alone {
            try db.commit()
            if let (_, note) = outcome { try file.replace(note) }
          }
          return outcome?.0
        } catch {
          try? db.rollback()
          throw error
        }
      }
    }
  }

  private func recovery(
    _ db: Database, _ file: HeadFile, _ key: SigningKey, reason: String, by: String?, time: String,
    engine: String
  ) throws -> (Recovery, SignedNote)? {
    let given = try file.read()
    let tree = Tree(db: db)
    let size = try tree.size()
    let frontier = try rightEdge(tree, size, signedBy: key.verifier)
    let stored = try StoredHead.read(db)
    let refusal = try file.refusal(
      stored: stored, size: size, key: key.verifier, root: { try tree.root($0) })
    guard let finding = refusal?.finding else { return nil }
    let signed = given.flatMap { HeadFile.checkpoint($0, key.verifier) }
    let entry = Entry(kind: .recovery, time: time, engine: engine) { _ in
      .object(
        [
          JSONMember("finding", .string(finding.rawValue)), JSONMember("reason", .string(reason)),
          JSONMember("records", .number(ExactNumber(size))),
          JSONMember("head", signed == nil ? .null : .string(String(decoding: given ?? [], as: UTF8.self))),
        ] + (by.map { [JSONMember("by", .string($0))] } ?? []))
    }
    let (names, note) = try add([entry], db, onto: frontier)
    return (Recovery(finding: finding, records: size, signed: signed?.size, name: names[0]), note)
  }

  /// The right edge from which to continue; it must be the one for which the database's own head was signed.
  func rightEdge(_ tree: Tree, _ size: Int, signedBy key: VerifierKey) throws -> Frontier {
    do {
      let frontier = try tree.frontier(size)
      guard size > 0 else { return frontier }
      guard let stored = try StoredHead.read(tree.db), stored.size == size,
        let head = HeadFile.checkpoint(stored.note, key), head.root == frontier.root
      else {
        throw LedgerError.damaged(
          place.path, reason: "its right edge is not the one that its signed head covers")
      }
      return frontier
    } catch let missing as Tree.Missing {
      throw LedgerError.damaged(place.path, reason: missing.words)
    }
  }
}

extension LedgerError.Refusal {
  fileprivate var finding: Recovery.Finding? {
    switch self {
    case .olderThanHead: .restoredBackup
    case .otherThanHead: .otherHistory
    case .headMissing: .headMissing
    case .headUnreadable: .headUnreadable
    case .keyMissing, .otherKey, .noRotation, .newerSchema, .wrappingKeyNeeded, .unfit: nil
    }
  }
}
