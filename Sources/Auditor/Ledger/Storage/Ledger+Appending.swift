public import PlumblineGuideline
public import PlumblineJSON
internal import PlumblineSQLite
internal import PlumblineTransparency

/// An entry to record.
public struct Entry {
  public var kind: RecordKind
  /// Now, in UTC: `2026-11-21T09:30:00.000Z`. The ledger has no clock; it asks for the time once no other process can append before it.
  public var time: () -> String
  public var engine: String
  /// The packs that decided; the contents of each are stored once.
  public var packs: [Pack]
  /// Returns the payload to commit to and seal, given the record's future name.
  public var payload: (RecordName) throws -> JSONValue

  public init(
    kind: RecordKind, time: @autoclosure @escaping () -> String, engine: String, packs: [Pack] = [],
    payload: @escaping (RecordName) throws -> JSONValue
  ) {
    self.kind = kind
    self.time = time
    self.engine = engine
    self.packs = packs
    self.payload = payload
  }
}

/// The result of recording entries.
public struct Appended: Sendable {
  public var names: [RecordName]
  /// What went wrong after the records were safe; nil if nothing did.
  public var warning: String?
}

extension Ledger {
  /// Records entries in one commit, and signs the tree's new head.
  ///
  /// When it returns, the records are on disk. When it throws, none of them is in the ledger, except after ``UnfitPlace/moved``
  /// and ``UnfitPlace/logMoved``, when it is unknown which file is the ledger.
  public func append(_ entries: [Entry]) throws(LedgerError) -> Appended {
    try LedgerError.asking(place) {
      var warning: String?
      let added = try transaction { db in
        try add(entries, db)
      } committed: {
        warning = kept($0)
      }
      return Appended(names: added.names, warning: warning)
    }
  }

  /// Records something about an earlier record, which is read, and checked against its leaf, in the same transaction.
  ///
  /// - Throws: ``LedgerError``, or what `payload` throws; nothing was recorded then.
  public func append(
    _ kind: RecordKind, about index: Int, time: String, engine: String,
    payload: (ReadRecord) throws -> JSONValue
  ) throws -> Appended {
    var refusal: (any Error)?
    let appended = try LedgerError.asking(place) { () -> Appended? in
      var warning: String?
      let added = try transaction { db -> (names: [RecordName], note: SignedNote)? in
        guard let row = try RecordRow.read(index, db) else { throw LedgerError.noSuchRecord("\(index)") }
        let value: JSONValue
        do { value = try payload(read(row)) } catch {
          refusal = error
          return nil
        }
        return try add([Entry(kind: kind, time: time, engine: engine) { _ in value }], db)
      } committed: { added in
        warning = added.flatMap(kept)
      }
      return added.map { Appended(names: $0.names, warning: warning) }
    }
    guard let appended else { throw refusal ?? LedgerError.noSuchRecord("\(index)") }
    return appended
  }

  /// Keeps the head once records are safe; returns warnings to report, if any.
  private func kept(_ added: (names: [RecordName], note: SignedNote)) -> String? {
    let warning = keep(added.note, size: added.names.last.map { $0.index + 1 } ?? 0)
    let words = session.takeRepairs() + (warning.map { [$0] } ?? [])
    return words.isEmpty ? nil : words.joined(separator: "\n")
  }

  /// The pseudonym that replaces a patient's id wherever the id must not appear: a keyed hash of it.
  public func pseudonym(of id: String) throws(LedgerError) -> String { try nameKeys().pseudonym(of: id) }

  /// The same for many ids, from any thread, without reading the key again.
  public func pseudonymiser() throws(LedgerError) -> @Sendable (String) -> String {
    let names = try nameKeys()
    return { names.pseudonym(of: $0) }
  }

  /// The secrets of names, also when opened for reading.
  ///
  /// - Throws: ``LedgerError/refused(_:_:)`` if the file of the ledger's key is missing.
  func nameKeys() throws(LedgerError) -> NameKeys {
    guard let names = try knownNameKeys() else { throw .refused(place.path, .keyMissing(place.key)) }
    return names
  }

  /// The same; nil if the file of the ledger's key is missing.
  func knownNameKeys() throws(LedgerError) -> NameKeys? {
    if let ring { return ring.names }
    return try LedgerError.asking(place) { try KeyFiles.ring(place)?.names }
  }

  /// The id of the key that wraps the newest payload; nil if it is not wrapped.
  public func wrappedBy() throws(LedgerError) -> String? {
    try LedgerError.asking(place) { try connection.read { try lastWrapping($0) } }
  }

  /// Why nothing could be appended now; nil if it could. Changes nothing.
  public func condition() throws(LedgerError) -> String? {
    do {
      _ = try LedgerError.asking(place) { try transaction { db in try checkedHead(db) } }
      return nil
    } catch .busy(let path) {
      throw .busy(path)
    } catch {
      return error.description
    }
  }

  // MARK: in a transaction

  /// Does work in a transaction, under the lock for which every process waits that adds to the file.
  ///
  /// - Parameter committed: the part of the commit outside the database: keeping the head.
  func transaction<Value>(
    _ work: (Database) throws -> Value, committed: (Value) -> Void = { _ in }
  ) throws -> Value {
    try writing { db in
      try db.transaction(.immediate) { try work(db) }
    } finally: {
      committed($0)
    }
  }

  /// Changes the database under the lock, while its name leads to it and it has no other name.
  ///
  /// Since opening, a name may have been added, removed or given to another file, so this is checked again: before, so that
  /// nothing is written that others would not see, and after, so that nothing counts as recorded that disappeared with the file.
  ///
  /// - Parameter patience: how long to wait for others, in milliseconds; nil for the patience with which the ledger was opened.
  func writing<Value>(
    patience: Int? = nil, _ work: (Database) throws -> Value, finally: (Value) throws -> Void = { _ in }
  ) throws -> Value {
    let file = session.file
    func expectFit() throws {
      if let unfit = try file.unfitness() { throw LedgerError.refused(place.path, .unfit(unfit)) }
    }
    return try file.holding(Deadline(milliseconds: patience ?? session.patience)) {
      try expectFit()
      let answer = try connection.withoutTransaction(work)
      try expectFit()
      try finally(answer)
      return answer
    }
  }

  /// The tree's right edge, once it was checked that the tree continues the signed head.
  func checkedHead(_ db: Database) throws -> Frontier {
    let key = try signer()
    let tree = Tree(db: db)
    let size = try tree.size()
    do {
      let stored = try StoredHead.read(db)
      if let refusal = try headFile.refusal(
        stored: stored, size: size, key: key.verifier, root: tree.root)
      {
        throw LedgerError.refused(place.path, refusal)
      }
      let frontier = try tree.frontier(size)
      guard size > 0 else { return frontier }
      guard let stored, let note = try? SignedNote(parsing: stored.note),
        let head = try? Checkpoint(parsing: note.text), head.size == size, stored.size == size,
        head.root == frontier.root
      else {
        throw LedgerError.damaged(
          place.path, reason: "its right edge is not the one that its signed head covers")
      }
      // A process that still has a key that was exchanged meanwhile signs nothing more with it.
      guard head.origin == key.name, note.signatures.contains(where: { $0.id == key.verifier.id }) else {
        throw LedgerError.refused(place.path, .otherKey)
      }
      return frontier
    } catch let missing as Tree.Missing {
      throw LedgerError.damaged(place.path, reason: missing.words)
    }
  }

  /// Adds records to a tree that continues the signed head.
  func add(_ entries: [Entry], _ db: Database) throws -> (names: [RecordName], note: SignedNote) {
    try add(entries, db, onto: checkedHead(db))
  }

  /// Adds records after a checked edge; returns their names and the head that covers them.
  func add(
    _ entries: [Entry], _ db: Database, onto start: Frontier
  ) throws -> (names: [RecordName], note: SignedNote) {
    var growth = try growth(db, onto: start)
    var names: [RecordName] = []
    for entry in entries { names.append(try growth.append(entry)) }
    return (names, try growth.sign())
  }

  /// A tree that is about to grow from a checked edge.
  ///
  /// - Parameter key: what signs its head; nil for the ledger's key.
  func growth(_ db: Database, onto start: Frontier, signedBy key: SigningKey? = nil) throws -> Growth {
    let wrappedBy = try lastWrapping(db)
    if let wrappedBy, wrapping?.id != wrappedBy {
      throw LedgerError.refused(place.path, .wrappingKeyNeeded(id: wrappedBy))
    }
    return Growth(db: db, place: place, key: try key ?? signer(), wrapping: wrapping, frontier: start)
  }

  /// Keeps a head beside the key; the records are safe whether or not that works.
  func keep(_ note: SignedNote, size: Int) -> String? {
    do {
      try headFile.keep(note, size: size)
      return KeyFiles.publicKey(place) == (try signer().verifier)
        ? nil
        : "recorded, but \(place.publicKey) does not hold the public half of the signing key; "
          + "delete it, and the next answer writes it again"
    } catch {
      return "recorded, but the last signed head could not be kept in \(place.head)"
    }
  }

  /// The kept head, for the holder of the lock.
  private var headFile: HeadFile { HeadFile(place: place, patience: session.file.remaining) }

  func signer() throws -> SigningKey {
    guard let key else { throw LedgerError.refused(place.path, .keyMissing(place.key)) }
    return key
  }

  /// The key that wraps the newest payload: once payloads are wrapped, they stay so.
  private func lastWrapping(_ db: Database) throws -> String? {
    try db.first(
      "SELECT CAST(wrapped_by AS BLOB) FROM record WHERE key IS NOT NULL ORDER BY idx DESC LIMIT 1")?[0].text
  }
}
