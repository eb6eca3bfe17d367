internal import PlumblineSQLite
internal import Synchronization

/// A connection to a ledger's database. It is opened under the ledger's lock, and closed under it.
final class LedgerSession: Sendable {
  let connection: Connection
  let file: DatabaseFile
  /// How long another process is waited for, in milliseconds.
  let patience: Int
  private let repairs: Mutex<[String]>

  /// - Parameter repairs: what was repaired on the way, to be told once.
  init(_ connection: Connection, _ file: DatabaseFile, patience: Int, repairs: [String] = []) {
    self.connection = connection
    self.file = file
    self.patience = patience
    self.repairs = Mutex(repairs)
  }

  deinit {
    // Closing moves the log into the file, and removes it by its name.
    file.holdingToClose(Deadline(milliseconds: patience)) {
      // SQLite leaves the log of a file that was moved as it is, beside a name that leads elsewhere now.
      if !connection.isReadOnly, (try? file.unfitness()) == .moved {
        try? connection.withoutTransaction { try $0.run("PRAGMA wal_checkpoint(TRUNCATE)") }
      }
      connection.close()
    }
  }

  /// What was repaired and not told yet.
  func takeRepairs() -> [String] {
    repairs.withLock { repairs in
      defer { repairs = [] }
      return repairs
    }
  }
}

extension Connection {
  /// Connects to the database of a ledger, for appending as one whose commits are durable.
  convenience init(ledger place: LedgerPlace, _ file: DatabaseFile, readOnly: Bool, patience: Int) throws {
    var options = Options(readOnly ? .reading : .writing)
    options.waits = { file.waitsForOthers(tries: $0, patience: patience) }
    if !readOnly {
      options.settings = "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF"
    }
    // No cell of a ledger comes near this; one that did could fill the memory.
    options.longest = 1 << 26
    for log in ["-wal", "-shm", "-journal"] {
      let path = place.path + log
      guard !PrivateFile.isOther(path) else {
        throw LedgerError.damaged(place.path, reason: "\(path) is not a file")
      }
    }
    try self.init(place.path, options)
  }

  /// Connects to a ledger in a folder in which SQLite may not keep its locks: as to a file that nobody changes.
  convenience init(still place: LedgerPlace) throws {
    for log in ["-wal", "-journal"] where PrivateFile.size(place.path + log) > 0 {
      throw LedgerError.cannotRead(
        place.path,
        reason:
          "it has a log beside it (\(log)), and may only be read: copy all its files to a folder that may be "
          + "written")
    }
    try self.init(place.path, Options(.unchanging))
  }
}
