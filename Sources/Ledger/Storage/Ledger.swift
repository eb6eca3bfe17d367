internal import GRDB
internal import GRDBSQLite
internal import Transparency

/// The record of what was answered: an SQLite database whose records are leaves of a signed Merkle tree.
///
/// Opened for reading it changes nothing. Opened for appending it is made if there is none, with its keys beside it.
/// Documentation/Ledger.md says what each byte of it is, so that a stranger can check it without this program.
public struct Ledger: Sendable {
  public enum Purpose: Sendable { case reading, appending }

  public let place: LedgerPlace
  let queue: DatabaseQueue
  /// The key that signs; nil when opened for reading.
  let key: SigningKey?
  let wrapping: WrappingKey?

  /// How long another process is waited for.
  public static let patience = 5

  /// Opens a ledger.
  ///
  /// - Parameter wrapping: the key that wraps the keys of records, where one is in use.
  /// - Throws: ``LedgerError``; nothing was changed then.
  public static func open(
    _ place: LedgerPlace, for purpose: Purpose, wrapping: WrappingKey? = nil
  ) throws(LedgerError) -> Ledger {
    try LedgerError.asking(place, for: purpose) {
      switch purpose {
      case .reading:
        let ledger = try openUnchecked(place, wrapping)
        try ledger.queue.read { db in try ledger.checkSchema(db, for: .reading) }
        return ledger
      case .appending:
        try make(place)
        guard let key = try KeyFiles.signingKey(place) else {
          // A file that is no ledger is told as that.
          _ = try open(place, for: .reading)
          throw LedgerError.refused(place.path, .keyMissing(place.key))
        }
        try KeyFiles.putBackPublicKey(place, key)
        let ledger = Ledger(
          place: place, queue: try connect(place, readOnly: false), key: key, wrapping: wrapping)
        try ledger.prepare()
        return ledger
      }
    }
  }

  /// Opens for reading, whatever the tables are: for who looks at them.
  static func openUnchecked(_ place: LedgerPlace, _ wrapping: WrappingKey?) throws -> Ledger {
    guard PrivateFile.exists(place.path) else { throw LedgerError.noSuchLedger(place.path) }
    guard PrivateFile.isFile(place.path) else {
      throw LedgerError.cannotRead(place.path, reason: "it is not a file")
    }
    func reading(_ queue: DatabaseQueue) throws -> Ledger {
      let ledger = Ledger(place: place, queue: queue, key: nil, wrapping: wrapping)
      try queue.read { db in try ledger.checkVersion(db) }
      return ledger
    }
    do {
      return try reading(try connect(place, readOnly: true))
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      return try reading(try connectStill(place))
    }
  }

  /// Makes the files of a ledger where there is none: the keys first, so that no database is without them.
  private static func make(_ place: LedgerPlace) throws {
    if PrivateFile.exists(place.path) {
      if PrivateFile.isFile(place.path) { return }
      throw LedgerError.cannotCreate(place.path, reason: "something is there that is not a file")
    }
    guard !place.path.isEmpty, !place.path.hasSuffix("/") else {
      throw LedgerError.cannotCreate(place.path, reason: "this names no file")
    }
    do {
      try PrivateFile.makeFolder(place.folder)
      try KeyFiles.make(place)
      _ = try PrivateFile.create(place.path, [])
    } catch let fault as PrivateFile.Fault {
      throw LedgerError.cannotCreate(place.path, reason: fault.reason)
    }
  }

  /// The version of SQLite that it runs on.
  public static var storageVersion: String {
    (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }).flatMap { $0 }
      ?? "unknown"
  }

  /// Connects to a ledger in a folder in which SQLite may not keep its locks: as to a file that nobody changes.
  private static func connectStill(_ place: LedgerPlace) throws -> DatabaseQueue {
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
    return try DatabaseQueue(path: "file:\(path)?immutable=1", configuration: configuration)
  }

  private static func connect(_ place: LedgerPlace, readOnly: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(Double(patience))
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
    let path = place.path.hasPrefix("/") ? place.path : "./\(place.path)"
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Brings an opened database to the current schema and to the settings under which a commit is durable.
  private func prepare() throws {
    try queue.writeWithoutTransaction { db in
      // One view of the database: another process may be making it just now.
      try db.inTransaction(.deferred) {
        try checkVersion(db)
        try checkSchema(db, for: .appending)
        return .commit
      }
      if try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal" {
        let mode = try place.alone { try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") }
        guard mode == "wal" else {
          throw LedgerError.cannotWrite(place.path, reason: "write-ahead logging is not to be had here")
        }
      }
      guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
        throw LedgerError.cannotWrite(place.path, reason: "a commit would not be on disk when it returns")
      }
      if try Schema.version(of: db) < Schema.version { try Schema.migrate(db) }
    }
  }

  func checkVersion(_ db: Database) throws {
    guard try Schema.isOurs(db) else {
      throw LedgerError.damaged(place.path, reason: "it is a database of something else")
    }
    let version = try Schema.version(of: db)
    guard version >= 0 else {
      throw LedgerError.damaged(
        place.path, reason: "its schema says \(version), and no such version ever was")
    }
    guard version <= Schema.version else { throw LedgerError.refused(place.path, .newerSchema(version)) }
  }

  /// Whether the tables are a ledger's, and nothing else acts on what is added to them.
  func checkSchema(_ db: Database, for purpose: Purpose) throws {
    if try Schema.isEmpty(db) { return }
    for divergence in try Schema.divergences(db)
    where Schema.tables.contains(divergence.row) || (purpose == .appending && divergence.way != .missing) {
      throw LedgerError.damaged(place.path, reason: divergence.description)
    }
  }
}

extension LedgerError {
  /// Does work on a ledger, and tells whatever goes wrong as a fault of the ledger.
  static func asking<Answer>(
    _ place: LedgerPlace, for purpose: Ledger.Purpose = .appending, _ work: () throws -> Answer
  ) throws(LedgerError) -> Answer {
    do {
      return try work()
    } catch let error as LedgerError {
      throw error
    } catch let error as PrivateFile.Fault {
      throw ofFile(place, purpose, error.reason)
    } catch let error as DatabaseError {
      throw LedgerError(error, place, purpose)
    } catch {
      throw .cannotRead(place.path, reason: "an unexpected fault of kind \(type(of: error))")
    }
  }

  private init(_ error: DatabaseError, _ place: LedgerPlace, _ purpose: Ledger.Purpose) {
    let reason = error.message ?? "SQLite code \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy(place.path)
    case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_CONSTRAINT:
      self = Self.ofFile(place, purpose, reason)
    case .SQLITE_NOMEM, .SQLITE_INTERRUPT: self = .cannotRead(place.path, reason: reason)
    // Every statement is one that this schema understands, so what SQLite cannot do lies in the file.
    default: self = .damaged(place.path, reason: reason)
    }
  }

  private static func ofFile(
    _ place: LedgerPlace, _ purpose: Ledger.Purpose, _ reason: String
  ) -> LedgerError {
    switch purpose {
    case .reading: .cannotRead(place.path, reason: reason)
    case .appending: .cannotWrite(place.path, reason: reason)
    }
  }
}
