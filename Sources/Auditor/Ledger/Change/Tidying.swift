internal import Glibc
internal import PlumblineSQLite

extension Ledger {
  /// Finishes what an erasure could not: takes what it cleared out of the write-ahead log too.
  ///
  /// Erased cells and freed pages are zero from the erasure's own commit on, but the log still has the pages as they were
  /// until it is cut to nothing, which cannot be done while another process reads an older view. An erasure that met
  /// a reader leaves a note of it in the database; every command that records calls this once its answer was given, until
  /// the note is gone.
  ///
  /// It waits for nobody and throws nothing. What it copies out of the log keeps no other process waiting, and only what
  /// was added meanwhile is copied while none may append. With nothing to do it costs one look at an empty table.
  ///
  /// - Returns: whether something is left to be done, by whoever calls this next.
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

  /// Wipes the log for who waits for it, whether or not it is noted that it must be: a second at most.
  ///
  /// - Returns: whether it was done.
  func wipe() throws -> Bool {
    for attempt in 0..<50 {
      if attempt > 0 { usleep(20_000) }
      if try wipe(upTo: connection.read(lastUnwiped)) { return true }
    }
    return false
  }

  /// Notes that what an erasure cleared may still stand in the log; in the erasure's own transaction.
  func noteUnwiped(_ index: Int, _ db: Database) throws {
    try db.run("INSERT INTO unwiped (idx) VALUES (?)", index)
  }

  private func lastUnwiped(_ db: Database) throws -> Int? {
    try db.number("SELECT max(idx) FROM unwiped")
  }

  private func wipe(upTo last: Int?) throws -> Bool {
    // Most of the log is copied while others append; this waits for nobody.
    try connection.withoutTransaction { db in
      _ = try db.first("PRAGMA wal_checkpoint(PASSIVE)")
    }
    do {
      // Without patience: whoever waits here for a reader keeps everybody else from appending meanwhile.
      return try writing(patience: 0) { db in
        let cut = try db.first("PRAGMA wal_checkpoint(TRUNCATE)")
        guard cut?[0].int == 0 else { return false }
        guard let last else { return true }
        // Every erasure up to this one was committed before the log was cut.
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
