internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// A connection to a ledger's database. It is opened under the ledger's lock, and closed under it.
final class LedgerSession: Sendable {
  let queue: DatabaseQueue
  let file: DatabaseFile
  /// How long another process is waited for, in milliseconds.
  let patience: Int
  private let repairs: Mutex<[String]>

  /// - Parameter repairs: what was repaired on the way, to be told once.
  init(_ queue: DatabaseQueue, _ file: DatabaseFile, patience: Int, repairs: [String] = []) {
    self.queue = queue
    self.file = file
    self.patience = patience
    self.repairs = Mutex(repairs)
  }

  deinit {
    // Closing moves the log into the file, and removes it by its name.
    file.holdingToClose(Deadline(milliseconds: patience)) {
      // SQLite leaves the log of a file that was moved as it is, beside a name that leads elsewhere now.
      if !queue.configuration.readonly, (try? file.unfitness()) == .moved {
        try? queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
      }
      try? queue.close()
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

extension DatabaseQueue {
  /// Connects to the database of a ledger, for appending as one whose commits are durable.
  convenience init(ledger place: LedgerPlace, _ file: DatabaseFile, readOnly: Bool, patience: Int) throws {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .callback { file.waitsForOthers(tries: $0, patience: patience) }
    configuration.label = "ledger"
    if !readOnly {
      configuration.prepareDatabase { db in
        try db.execute(
          sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF")
      }
    }
    configuration.prepareDatabase { db in
      // No cell of a ledger comes near this; one that did could fill the memory.
      sqlite3_limit(db.sqliteConnection, SQLITE_LIMIT_LENGTH, 1 << 26)
    }
    for log in ["-wal", "-shm", "-journal"] {
      let path = place.path + log
      guard !PrivateFile.isOther(path) else {
        throw LedgerError.damaged(place.path, reason: "\(path) is not a file")
      }
    }
    // To SQLite a name may be a URI, or mean memory; a name with a slash in front is a file's.
    try self.init(
      path: place.path.hasPrefix("/") ? place.path : "./\(place.path)", configuration: configuration)
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
    var configuration = Configuration()
    configuration.readonly = true
    let path = place.path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
    try self.init(path: "file:\(path)?immutable=1", configuration: configuration)
  }
}
