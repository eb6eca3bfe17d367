internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineSQLite
internal import PlumblineTransparency

/// Another ledger, verified, in one view of its database that does not change while it is read.
struct Shard {
  let db: Database
  let place: LedgerPlace
  let note: SignedNote
  let head: Checkpoint
  /// The key that signed the head.
  let key: VerifierKey
  /// Its keys, one after the other; the last is ``key``.
  let keys: [KeySpan]
  private let check: RecordCheck

  /// A record to import; the payload is nil if it was erased, and for a patient's record holds only what says whose it is and
  /// what columns repeat.
  struct Record {
    var leaf: Leaf
    var opening: Opening?
    var payload: JSONValue?
  }

  /// Verifies a whole shard, then does work with it, or with nil if it has no record.
  static func verified<Value>(
    _ request: ImportRequest, _ progress: (Int, Int) -> Void, _ work: (Shard?) throws -> Value
  ) throws -> Value {
    let place = request.shard
    return try asking(place) {
      // Read before the database, as for every verification.
      let kept = Result { try HeadFile(place: place).read() }
      let ledger = try Ledger.openUnchecked(place, request.wrapping)
      return try ledger.connection.read { db in
        try ledger.checkSchema(db, for: .reading)
        return try work(try verified(db, request, kept, progress))
      }
    }
  }

  private static func verified(
    _ db: Database, _ request: ImportRequest, _ kept: Result<[UInt8]?, any Error>,
    _ progress: (Int, Int) -> Void
  ) throws -> Shard? {
    let stored = try Schema.isEmpty(db) ? nil : StoredHead.read(db)
    let key = try signer(of: stored, request)
    var verifier = try Verifier(
      db: db, kept: kept, request: VerificationRequest(), key: key, wrapping: request.wrapping)
    try verifier.run(progress)
    try refuse(verifier.result, of: request.shard, db)
    guard let stored, let head = verifier.result.head, head.size > 0,
      let note = try? SignedNote(parsing: stored.note), let last = verifier.result.spans.last
    else { return nil }
    return Shard(
      db: db, place: request.shard, note: note, head: head, key: last.key, keys: verifier.result.spans,
      check: RecordCheck(wrapping: request.wrapping, keeping: .ofPatient))
  }

  /// The key with which the shard must be signed: one of the given keys, else the one beside it.
  private static func signer(of stored: StoredHead?, _ request: ImportRequest) throws -> VerifierKey? {
    if request.keys.isEmpty { return KeyFiles.publicKey(request.shard) }
    // An empty shard has no signature: it is checked with the key beside it, if that was given.
    guard let stored else {
      let beside = KeyFiles.publicKey(request.shard)
      return request.keys.first { $0 == beside } ?? request.keys[0]
    }
    let origin = (try? SignedNote(parsing: stored.note)).flatMap { try? Checkpoint(parsing: $0.text) }?.origin
    guard let key = request.keys.first(where: { $0.name == origin }) else {
      throw LedgerError.shard(request.shard.path, .unknownKey(origin: origin ?? "without a name"))
    }
    return key
  }

  private static func refuse(_ found: Verification, of place: LedgerPlace, _ db: Database) throws {
    guard let first = found.divergences.first else { return }
    if first.way == .unchecked, first.field == "wrapped_by" {
      let row = try db.first(
        "SELECT CAST(wrapped_by AS BLOB) FROM record WHERE wrapped_by IS NOT NULL LIMIT 1")
      let id = row?[0].text ?? ""
      throw LedgerError.shard(place.path, .needsWrappingKey(id: id))
    }
    throw LedgerError.shard(place.path, .unsound(first.description, count: found.count))
  }

  /// Does work on a shard; damage is reported as the shard's, not the ledger's.
  private static func asking<Value>(_ place: LedgerPlace, _ work: () throws -> Value) throws -> Value {
    do {
      return try LedgerError.asking(place, for: .reading, work)
    } catch {
      switch error {
      case .damaged(place.path, let reason):
        throw LedgerError.shard(place.path, .unsound(reason, count: 1))
      case .refused(place.path, .newerSchema(let version)):
        let reason = "its schema is \(version), which is newer than this program knows"
        throw LedgerError.shard(place.path, .unsound(reason, count: 1))
      default: throw error
      }
    }
  }

  // MARK: reading

  var isWrapped: Bool {
    get throws {
      try db.first("SELECT 1 FROM record WHERE wrapped_by IS NOT NULL LIMIT 1") != nil
    }
  }

  var holdsImports: Bool { get throws { try !Imports(db).isEmpty } }

  /// The rows from a number on.
  func rows(from first: Int, columns: String = RecordRow.columns) throws -> RecordCursor {
    try Self.asking(place) { try RecordRow.each(db, from: first, columns: columns) }
  }

  /// One row; nil if there is none.
  func row(_ index: Int) throws -> RecordRow? { try Self.asking(place) { try RecordRow.read(index, db) } }

  func next(of rows: RecordCursor) throws -> RecordRow? { try Self.asking(place) { try rows.next() } }

  /// A row as a record, checked against its leaf again.
  func record(_ row: RecordRow) throws -> Record {
    let finding = check.check(row, at: row.index)
    guard finding.divergence == nil, let leaf = finding.leaf, leaf.from == nil, leaf.kind != .import else {
      let reason = finding.divergence?.description ?? "record \(row.index) is not its own"
      throw LedgerError.shard(place.path, .unsound(reason, count: 1))
    }
    return Record(leaf: leaf, opening: finding.opening, payload: finding.payload)
  }

  /// The files of a pack that decided.
  func pack(_ digest: String) throws -> [PackFile] {
    try Self.asking(place) { try PackFolder.recorded(digest, named: "", db, place).files }
  }

  /// The proof that the first leaves, with this root, are the first of the signed tree.
  func proof(_ root: TreeHash, size: Int) throws -> [TreeHash] {
    try Self.asking(place) {
      let tree = Tree(db: db)
      let proof = try? ConsistencyProof.make(old: size, new: head.size, node: tree.hash)
      guard let proof, proof.proves(root, isPrefixOf: head.root) else {
        throw LedgerError.damaged(place.path, reason: "its first \(size) records are not what it signed")
      }
      return proof.hashes
    }
  }

  /// The right edge of its first leaves.
  func frontier(_ size: Int) throws -> Frontier {
    try Self.asking(place) {
      guard let frontier = try? Tree(db: db).frontier(size) else {
        throw LedgerError.damaged(place.path, reason: "its tree is not whole")
      }
      return frontier
    }
  }
}
