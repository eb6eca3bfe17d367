internal import PlumblineSQLite
internal import PlumblineTransparency

extension Ledger {
  /// Opens a ledger.
  ///
  /// - Parameters:
  ///   - wrapping: the key that wraps the keys of records, if one is used.
  ///   - patience: how long to wait for other processes, in milliseconds, in this call and in each later call that appends.
  /// - Throws: ``LedgerError``; an existing ledger was not changed then.
  public static func open(
    _ place: LedgerPlace, for purpose: Purpose, wrapping: WrappingKey? = nil, patience: Int = patience
  ) throws(LedgerError) -> Ledger {
    try LedgerError.asking(place, for: purpose) {
      let given = place.path
      let place = try place.followed()
      switch purpose {
      case .reading:
        let ledger = try openUnchecked(place, wrapping, patience: patience)
        try ledger.connection.read { db in try ledger.checkSchema(db, for: .reading) }
        return ledger
      case .appending:
        // A ledger made where a link leads to nothing would be another one than the one that was meant.
        if place.path != given, try FileLook.at(place.path) == nil {
          throw LedgerError.cannotCreate(
            given,
            reason:
              "it is a symbolic link to \(place.path), and nothing is there; put the ledger back, or name that path itself to make one there"
          )
        }
        return try openToAppend(place, wrapping, patience)
      }
    }
  }

  // MARK: reading

  /// Opens for reading, whatever the tables are, for callers that check them.
  static func openUnchecked(
    _ place: LedgerPlace, _ wrapping: WrappingKey?, patience: Int = patience
  ) throws -> Ledger {
    guard let look = try FileLook.at(place.path) else { throw LedgerError.noSuchLedger(place.path) }
    guard PrivateFile.isFile(place.path) else {
      throw LedgerError.cannotRead(place.path, reason: "it is not a file")
    }
    if let unfit = UnfitPlace(look) ?? UnfitPlace.network(at: place.path) {
      throw LedgerError.cannotRead(place.path, reason: unfit.words)
    }
    let file = DatabaseFile(reading: place.path, look.identity)
    func reading(_ connection: Connection) throws -> Ledger {
      let session = LedgerSession(connection, file, patience: patience)
      let ledger = Ledger(place: place, session: session, ring: nil, wrapping: wrapping)
      try connection.read { db in try ledger.checkVersion(db) }
      if let unfit = try file.unfitness() { throw LedgerError.cannotRead(place.path, reason: unfit.words) }
      return ledger
    }
    do {
      return try reading(Connection(ledger: place, file, readOnly: true, patience: patience))
    } catch let error as SQLiteError
      where [.cannotOpen, .readOnly].contains(error.code)
    {
      return try reading(Connection(still: place))
    }
  }

  // MARK: appending

  /// Opens for appending: the lock first, then SQLite.
  private static func openToAppend(
    _ place: LedgerPlace, _ wrapping: WrappingKey?, _ patience: Int
  ) throws -> Ledger {
    let deadline = Deadline(milliseconds: patience)
    let file = try DatabaseFile(of: place, deadline)
    return try file.holdingToOpen(deadline) {
      var unfit = try file.unfitness()
      if case .names = unfit, try PrivateFile.removeDraftNames(of: place.path, file.identity) {
        unfit = try file.unfitness()
      }
      if let unfit = unfit ?? UnfitPlace.network(at: place.path) {
        throw LedgerError.refused(place.path, .unfit(unfit))
      }
      guard let ring = try KeyFiles.ring(place) else {
        // A file that is not a ledger is reported as such.
        _ = try open(place, for: .reading, patience: deadline.remaining)
        throw LedgerError.refused(place.path, .keyMissing(place.key))
      }
      removeDrafts(place, deadline)
      let repairs = try Custody(place: place).repairs() + (wrapping?.repair.map { [$0] } ?? [])
      try KeyFiles.putBackPublicKey(place, ring.signing)
      let connection = try Connection(ledger: place, file, readOnly: false, patience: patience)
      let session = LedgerSession(connection, file, patience: patience, repairs: repairs)
      let ledger = Ledger(place: place, session: session, ring: ring, wrapping: wrapping)
      try ledger.prepare()
      try file.sawLog()
      guard PrivateFile.exists(place.nextKey) else { return ledger }
      let stored = try connection.read(StoredHead.read)
      let next = try place.alone { try KeyFiles.settle(place, stored: stored) }
      return Ledger(place: place, session: session, ring: next ?? ring, wrapping: wrapping)
    }
  }

  /// Removes what killed processes left while they wrote the files beside the database; that can wait if another process writes one now.
  private static func removeDrafts(_ place: LedgerPlace, _ deadline: Deadline) {
    let files = [place.path, place.key, place.nextKey, place.publicKey, place.head, place.pseudonyms]
    try? place.alone(for: min(deadline.remaining, 100)) { try PrivateFile.removeDrafts(of: files) }
  }

  /// Brings an opened database to the current schema and to the settings under which a commit is durable.
  private func prepare() throws {
    try connection.withoutTransaction { db in
      // One view of the database: another process may be creating it right now.
      try db.transaction(.deferred) {
        try checkVersion(db)
        try checkSchema(db, for: .appending)
      }
      if try db.first("PRAGMA journal_mode")?[0].string != "wal" {
        guard try db.first("PRAGMA journal_mode = WAL")?[0].string == "wal" else {
          throw LedgerError.cannotWrite(place.path, reason: "write-ahead logging is not available here")
        }
      }
      guard try db.number("PRAGMA synchronous") == 2 else {
        throw LedgerError.cannotWrite(place.path, reason: "a commit would not be on disk when it returns")
      }
      if try Schema.version(of: db) < Schema.version { try Schema.migrate(db) }
    }
  }
}

extension DatabaseFile {
  /// Opens the file of a ledger, or creates it if there is none: the keys first, so that no database is without them.
  convenience init(of place: LedgerPlace, _ deadline: Deadline) throws {
    if PrivateFile.exists(place.path) {
      guard PrivateFile.isFile(place.path) else {
        throw LedgerError.cannotCreate(place.path, reason: "something is there that is not a file")
      }
      try self.init(appendingTo: place.path)
    } else {
      try Self.prepareFolder(of: place, deadline)
      do { try self.init(appendingTo: place.path, making: true) } catch {
        throw LedgerError.cannotCreate(place.path, reason: error.reason)
      }
    }
  }

  /// Creates what belongs beside a ledger's database.
  private static func prepareFolder(of place: LedgerPlace, _ deadline: Deadline) throws {
    guard !place.path.isEmpty, !place.path.hasSuffix("/") else {
      throw LedgerError.cannotCreate(place.path, reason: "this names no file")
    }
    do {
      try PrivateFile.makeFolder(place.folder)
      if let unfit = UnfitPlace.network(at: place.folder) {
        throw LedgerError.cannotCreate(place.path, reason: unfit.words)
      }
      if let unfit = try Custody(place: place).openFolder() {
        throw LedgerError.cannotCreate(place.path, reason: unfit.words)
      }
      try KeyFiles.make(place, for: deadline.remaining)
    } catch let fault as PrivateFile.Fault {
      throw LedgerError.cannotCreate(place.path, reason: fault.reason)
    }
  }
}
