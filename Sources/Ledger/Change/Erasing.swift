internal import GRDB
internal import JSON
internal import Transparency

/// Whose payloads to remove, and why.
public struct ErasureRequest: Sendable {
  public enum Target: Sendable, Hashable {
    /// A patient, by id or by pseudonym: every record of theirs.
    case patient(String)
    /// One record.
    case record(Int)
  }

  public var targets: [Target]
  public var reason: String
  public var by: String?

  public init(targets: [Target], reason: String, by: String?) {
    self.targets = targets
    self.reason = reason
    self.by = by
  }
}

extension Ledger {
  /// Removes payloads, their keys and what was worked out from them, and puts on record that it did.
  ///
  /// Leaves stay, so every proof stays valid. When it returns, nothing of the payloads is in the database or in its log:
  /// deleted cells are overwritten, the log is cut to nothing and the file is written anew.
  ///
  /// - Returns: the erasure's record, and the records that it erased; nil if there was nothing to erase.
  public func erase(
    _ request: ErasureRequest, time: String, engine: String
  ) throws(LedgerError) -> (record: RecordName, erased: [Int], warning: String?)? {
    try LedgerError.asking(place) {
      let outcome = try transaction { db -> (RecordName, [Int], SignedNote)? in
        let erased = try indices(of: request, db)
        guard !erased.isEmpty else { return nil }
        let entry = Entry(kind: .erasure, time: time, engine: engine) { _ in
          .object(
            [
              JSONMember("records", .array(erased.map { .number(ExactNumber($0)) })),
              JSONMember("reason", .string(request.reason)),
            ] + (request.by.map { [JSONMember("by", .string($0))] } ?? []))
        }
        let (names, note) = try add([entry], db)
        for index in erased { try clear(index, db) }
        return (names[0], erased, note)
      }
      if let (name, erased, note) = outcome {
        let warning = keep(note, size: name.index + 1)
        try wipe()
        return (name, erased, warning)
      }
      try wipe()
      return nil
    }
  }

  /// Leaves nothing in the files of what was deleted.
  private func wipe() throws {
    try queue.writeWithoutTransaction { db in
      try truncateLog(db)
      try db.execute(sql: "VACUUM")
      try truncateLog(db)
    }
  }

  private func truncateLog(_ db: Database) throws {
    let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    guard (row?[0] as DatabaseValue?)?.int == 0 else { throw LedgerError.busy(place.path) }
  }

  private func clear(_ index: Int, _ db: Database) throws {
    let columns = DerivedColumns.names + ["wrapped_by", "key", "sealed"]
    try db.execute(
      sql: "UPDATE record SET \(columns.map { "\($0) = NULL" }.joined(separator: ", ")) WHERE idx = ?",
      arguments: [index])
  }

  /// The records to erase, in order; those whose payload is gone already are left out.
  private func indices(of request: ErasureRequest, _ db: Database) throws -> [Int] {
    var indices: Set<Int> = []
    for target in request.targets {
      switch target {
      case .patient(let id):
        let names = [id, try pseudonym(of: id)]
        let rows = try Row.fetchAll(
          db, sql: "SELECT idx FROM record WHERE patient IN (?, ?) AND sealed IS NOT NULL",
          arguments: [names[0], names[1]])
        indices.formUnion(rows.compactMap { ($0[0] as DatabaseValue).int })
      case .record(let index):
        guard let row = try RecordRow.read(index, db) else { throw LedgerError.noSuchRecord("\(index)") }
        guard let kind = row.kind.flatMap({ RecordKind(rawValue: String(decoding: $0, as: UTF8.self)) }),
          kind.isOfPatient
        else {
          throw LedgerError.notErasable("record \(index) tells of no patient, and is kept")
        }
        if row.sealed != nil { indices.insert(index) }
      }
    }
    return indices.sorted()
  }
}
