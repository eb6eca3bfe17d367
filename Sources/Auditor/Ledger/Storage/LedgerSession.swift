internal import PlumblineSQLite
internal import Synchronization

/// A connection to a ledger's database. It is opened under the ledger's lock, and closed under it.
final class LedgerSession: Sendable {
  let connection: Connection
  let file: DatabaseFile
  /// How long to wait for another process, in milliseconds.
  let patience: Int
  private let repairs: Mutex<[String]>

  /// - Parameter repairs: what was repaired while opening, to be reported once.
  init(_ connection: Connection, _ file: DatabaseFile, patience: Int, repairs: [String] = []) {
    self.connection = connection
    self.file = file
    self.patience = patience
    self.repairs = Mutex(repairs)
  }

  deinit {
    // Closing moves the log into the file, and removes it by its name.
    file.holdingToClose(Deadline(milliseconds: patience)) {
      // SQLite leaves the log of a moved file as it is, beside a name that now leads elsewhere.
      if !connection.isReadOnly, (try? file.unfitness()) == .moved {
        try? connection.withoutTransaction { try $0.run("PRAGMA wal_checkpoint(TRUNCATE)") }
      }
      connection.close()
    }
  }

  /// Returns what was repaired and not reported yet.
  func takeRepairs() -> [String] {
    repairs.withLock { repairs in
      defer { repairs = [] }
      return repairs
    }
  }
}

extension Connection {
  /// Connects to the database of a ledger; for appending, commits are durable.
  convenience init(ledger place: LedgerPlace, _ file: DatabaseFile, readOnly: Bool, patience: Int) throws {
    var options = Options(readOnly ? .reading : .writing)
    options.waits = { file.waitsForOthers(tries: $0, patience: patience) }
    if !readOnly {
      options.settings = "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF"
    }
    // No cell of a ledger comes near this; a larger one could exhaust the memory.
    options.longest = 1 << 26
    for log in ["-wal", "-shm", "-journal"] {
      let path = place.path + log
      guard !PrivateFile.isOther(path) else {
        throw LedgerError.damaged(place.path, reason: "\(path) is not a file")
      }
    }
    try self.init(place.path, options)
  }

  /// Connects to a ledger in a folder in which SQLite cannot keep its locks, as to a file that does not change.
  convenience init(still place: LedgerPlace) throws {
    for log in ["-wal", "-journal"] where PrivateFile.size(place.path + log) > 0 {
      throw LedgerError.cannotRead(
        place.path,
        reason:
          "it has a log beside it (\(log)), and is read-only; copy all its files to a writable folder")
    }
    try self.init(place.path, Options(.unchanging))
  }
}
