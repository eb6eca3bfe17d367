internal import Glibc
internal import PlumblineJSON
internal import PlumblineSQLite
internal import PlumblineTransparency

extension Ledger {
  /// Imports the records of another ledger, once all of it was verified.
  ///
  /// Earlier imports are first compared with the shard, leaf by leaf, and only new records are imported: each transaction imports
  /// a bounded number of records and ends with a record that says which, and under which signed head. So an interrupted import is
  /// recognisable, and importing again continues from there.
  ///
  /// - Throws: ``LedgerError``; of the shard, only what was reported to `progress` as kept was imported then.
  public func take(
    _ request: ImportRequest, time: @autoclosure @escaping () -> String, engine: String,
    progress: (ImportProgress) -> Void = { _ in }
  ) throws(LedgerError) -> ImportOutcome {
    try LedgerError.asking(place) {
      var request = request
      request.shard = try request.shard.followed()
      let own = try signer()
      if request.shard == place || KeyFiles.publicKey(request.shard) == own.verifier {
        throw LedgerError.shard(request.shard.path, .itself)
      }
      return try Shard.verified(request) {
        progress(.verifying($0, of: $1))
      } _: { shard in
        guard let shard else { return ImportOutcome() }
        var importing = try Importing(
          ledger: self, shard: shard, request: request, time: time, engine: engine)
        try importing.run(progress)
        tidy()
        return importing.outcome
      }
    }
  }
}

/// The import of one shard in progress.
private struct Importing {
  let ledger: Ledger
  let shard: Shard
  let request: ImportRequest
  let time: () -> String
  let engine: String
  let patients: ErasedPatients
  var imports = Imports()
  var outcome = ImportOutcome()

  /// The approximate maximum of sealed payloads in a transaction, in bytes.
  private static let bytes = 1 << 22

  init(
    ledger: Ledger, shard: Shard, request: ImportRequest, time: @escaping () -> String, engine: String
  ) throws {
    self.ledger = ledger
    self.shard = shard
    self.request = request
    self.time = time
    self.engine = engine
    patients = ErasedPatients(try ledger.nameKeys(), origin: shard.head.origin)
  }

  private var origin: String { shard.head.origin }

  mutating func run(_ progress: (ImportProgress) -> Void) throws {
    let size = shard.head.size
    outcome.head = shard.head
    try refuse()
    imports = try here { try ledger.connection.read(Imports.init) }
    outcome.before = imports.taken(origin)
    try here { try ShardHistory(ledger: ledger, shard: shard, imports: imports, given: request.keys).check() }
    outcome.knowsPseudonyms = try here { try PseudonymKeys.keep(of: shard, in: ledger.place) }
    guard outcome.before < size else { return }
    if request.erased == .refuse { try refuseErasedPatients() }
    try eraseWhatTheShardErased()
    let rows = try shard.rows(from: outcome.before)
    var edge = try shard.frontier(outcome.before)
    while edge.size < size {
      let portion = try read(rows) { progress(.importing(edge.size + $0, of: size)) }
      if portion.isEmpty { throw Self.gone(shard) }
      let ledger = ledger
      var warning: String?
      let batch = try here {
        try ledger.transaction { db in
          try take(portion, db, onto: edge)
        } committed: { batch in
          warning = ledger.keep(batch.note, size: batch.size)
        }
      }
      if let warning { outcome.warning = warning }
      edge = batch.edge
      imports.add(batch.run)
      outcome.names += batch.names
      outcome.takenErased += batch.erased
      outcome.erasedOnArrival += batch.erasedOnArrival
      outcome.keptErased += batch.kept
      outcome.taken = edge.size - outcome.before
      progress(.kept(edge.size, of: size))
      // Processes that wait to append check the lock at intervals: it must be free for longer than it is held.
      if edge.size < size { usleep(20_000) }
    }
  }

  /// Does work on this ledger: errors then are not the shard's.
  private func here<Value>(_ work: () throws -> Value) throws -> Value {
    try LedgerError.asking(ledger.place, work)
  }

  /// Refuses a shard that verifies, but still cannot be imported.
  private func refuse() throws {
    func refused(_ why: ShardRefusal) -> LedgerError { .shard(shard.place.path, why) }
    if origin == ledger.key?.name { throw refused(.itself) }
    // A name is part of every imported leaf; names made by this program have 33 characters.
    guard origin.utf8.count <= 1024, origin.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw refused(.unfitName)
    }
    if try shard.holdsImports { throw refused(.holdsImports) }
    if ledger.wrapping == nil, try shard.isWrapped { throw refused(.wouldUnwrap) }
  }

  /// Refuses a shard that would bring back patients erased here, before any of it is imported.
  private func refuseErasedPatients() throws {
    let hasNone = try here { try ledger.connection.read(Tombstones.isEmpty) }
    // What was not imported before cannot have been erased.
    if hasNone, outcome.before == 0 { return }
    var (first, count) = (0, 0)
    let rows = try shard.rows(from: outcome.before)
    while true {
      let portion = try read(rows)
      if portion.isEmpty { break }
      let found = try here {
        try ledger.connection.read { db in try portion.filter { try isErased($0, imports, db) } }
      }
      if count == 0, let record = found.first { first = record.leaf.index }
      count += found.count
    }
    if count > 0 { throw LedgerError.shard(shard.place.path, .erasedPatients(first: first, count: count)) }
  }

  private func isErased(_ record: Taken, _ imports: Imports, _ db: Database) throws -> Bool {
    try record.traces.map { try patients.holds($0, imports, db) } ?? false
  }

  /// Erases the payloads here that the shard has erased since they were imported.
  ///
  /// This comes first, so that the shard's erasure never appears here before it is carried out.
  private mutating func eraseWhatTheShardErased() throws {
    let targets = try targetsOfErasures()
    let kept = try here {
      try ledger.connection.read { db in
        try targets.filter { try db.number("SELECT key IS NOT NULL FROM record WHERE idx = ?", $0) == 1 }
      }
    }
    guard !kept.isEmpty else { return }
    let erasure = ErasureRequest(
      targets: kept.sorted().map { .record($0) }, reason: "erased in \(origin), where it was recorded first",
      by: request.by)
    let now = time
    outcome.erased = try ledger.erase(erasure, time: now(), engine: engine).erased
  }

  /// The records here that the shard's new erasures name.
  private func targetsOfErasures() throws -> Set<Int> {
    var targets: Set<Int> = []
    let rows = try shard.rows(from: outcome.before, columns: RecordRow.outside)
    while let row = try shard.next(of: rows) {
      guard row.kind == Array(RecordKind.erasure.rawValue.utf8), let whole = try shard.row(row.index) else {
        continue
      }
      for number in try shard.record(whole).payload?["records"]?.arrayValue ?? [] {
        guard let number = number.numberValue?.intValue, number < row.index,
          let index = imports.index(of: RecordName(origin: origin, index: number))
        else { continue }
        targets.insert(index)
      }
    }
    return targets
  }

  private struct Batch {
    var run: Imports.Run
    var edge: Frontier
    /// The record of the import, and that of the erasure of what must not come back.
    var names: [RecordName]
    var note: SignedNote
    var size: Int
    var erased = 0
    var erasedOnArrival = 0
    var kept = 0
  }

  /// What the ledger needs to know about a record.
  private struct Taken {
    var leaf: Leaf
    var opening: Opening?
    var derived: DerivedColumns
    var detail: RecordDetail?
    var traces: ErasedPatients.Traces?
  }

  /// Reads and checks the next records before the ledger is locked, so that answers meanwhile do not wait.
  private func read(_ rows: RecordCursor, _ progress: (Int) -> Void = { _ in }) throws -> [Taken] {
    var records: [Taken] = []
    var bytes = 0
    while records.count < request.batch, bytes < Self.bytes, let row = try shard.next(of: rows) {
      let record = try shard.record(row)
      records.append(
        Taken(
          leaf: record.leaf, opening: record.opening,
          derived: record.payload.map(DerivedColumns.init) ?? DerivedColumns(),
          detail: record.payload.flatMap { RecordDetail($0, record.leaf.kind) },
          traces: patients.traces(record)))
      bytes += row.sealed?.count ?? 0
      if records.count & 0xFF == 0 { progress(records.count) }
    }
    return records
  }

  private static func gone(_ shard: Shard) -> LedgerError {
    .shard(shard.place.path, .unsound("records disappeared while it was read", count: 1))
  }

  /// Adds records after those imported so far, and says so in its own record.
  private func take(_ records: [Taken], _ db: Database, onto start: Frontier) throws -> Batch {
    // Another process may have imported the same shard meanwhile.
    guard try Imports.taken(origin, db) == start.size else { throw LedgerError.busy(ledger.place.path) }
    var growth = try ledger.growth(db, onto: ledger.checkedHead(db))
    var edge = start
    let run = Imports.Run(
      origin: origin, first: start.size, start: growth.frontier.size, records: records.count)
    var seen = imports
    seen.add(run)
    var arrivals = Arrivals()
    for record in records {
      for digest in record.leaf.packs { try growth.store(digest) { try shard.pack(digest) } }
      let leaf = record.leaf.imported(from: origin, as: growth.frontier.size)
      let isTaken = try arrivals.admits(record.leaf, leaf.index, request.erased) {
        try isErased(record, seen, db)
      }
      if isTaken {
        try growth.append(leaf, record.opening, record.derived, record.detail)
      } else {
        guard request.erased == .erase else {
          throw LedgerError.shard(shard.place.path, .erasedPatients(first: record.leaf.index, count: 1))
        }
        if let mark = record.traces?.markOfShard { arrivals.marks.insert(mark) }
        try growth.append(leaf, nil, DerivedColumns(), nil)
      }
      edge.append(record.leaf.hash)
    }
    let statement = ImportStatement(
      note: shard.note, head: shard.head, key: shard.key, first: run.first, records: run.records,
      digest: edge.root, proof: try shard.proof(edge.root, size: edge.size),
      kept: arrivals.kept(request.erased), by: request.by)
    var names = [
      try growth.append(Entry(kind: .import, time: time(), engine: engine) { _ in statement.payload })
    ]
    try Imports.insert(run, db)
    if let payload = arrivals.erasure(by: request.by) {
      let name = try growth.append(Entry(kind: .erasure, time: time(), engine: engine) { _ in payload })
      try Tombstones.insert(arrivals.marks.sorted(), erasedBy: name.index, db)
      names.append(name)
    }
    return Batch(
      run: run, edge: edge, names: names, note: try growth.sign(), size: growth.frontier.size,
      erased: records.count { $0.opening == nil }, erasedOnArrival: arrivals.erased.count,
      kept: arrivals.kept.count)
  }
}
