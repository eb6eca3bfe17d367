internal import Glibc
internal import PlumblineSQLite

extension Ledger {
  /// Finishes what an erasure could not: also removes what it cleared from the write-ahead log.
  ///
  /// Erased cells and freed pages are zero from the erasure's own commit on, but the log still has the earlier pages until it is
  /// truncated, which cannot be done while another process reads an older view. An erasure that met a reader leaves a note in the
  /// database; every command that records calls this after giving its answer, until the note is gone.
  ///
  /// It waits for no other process and throws nothing. Copying the log blocks no other process; only what was added meanwhile is
  /// copied while none may append. With nothing to do it costs one query of an empty table.
  ///
  /// - Returns: whether something is left for the next call.
  @discardableResult
  public func tidy() -> Bool {
    guard key != nil else { return false }
    do {
      guard let last = try connection.read(lastUnwiped) else { return false }
      return try !wipe(upTo: last)
    } catch {
      return true
    }
  }

  /// Wipes the log, whether or not a note says so, and retries for at most a second.
  ///
  /// - Returns: whether it was done.
  func wipe() throws -> Bool {
    for attempt in 0..<50 {
      if attempt > 0 { usleep(20_000) }
      if try wipe(upTo: connection.read(lastUnwiped)) { return true }
    }
    return false
  }

  /// Notes, in the erasure's own transaction, that what it cleared may still be in the log.
  func noteUnwiped(_ index: Int, _ db: Database) throws {
    try db.run("INSERT INTO unwiped (idx) VALUES (?)", index)
  }

  private func lastUnwiped(_ db: Database) throws -> Int? {
    try db.number("SELECT max(idx) FROM unwiped")
  }

  private func wipe(upTo last: Int?) throws -> Bool {
    // Most of the log is copied while others append; this does not wait.
    try connection.withoutTransaction { db in
      _ = try db.first("PRAGMA wal_checkpoint(PASSIVE)")
    }
    do {
      // Without patience: waiting here for a reader would keep all others from appending meanwhile.
      return try writing(patience: 0) { db in
        let cut = try db.first("PRAGMA wal_checkpoint(TRUNCATE)")
        guard cut?[0].int == 0 else { return false }
        guard let last else { return true }
        // Every erasure up to this one was committed before the log was truncated.
        try db.run("DELETE FROM unwiped WHERE idx <= ?", last)
        return true
      }
    } catch let error as SQLiteError where [.busy, .locked].contains(error.code) {
      return false
    } catch LedgerError.busy {
      return false
    }
  }
}
