internal import GRDB
internal import JSON
internal import Transparency

extension Ledger {
  /// Takes the records of another ledger, once all of it was found to be what it signed.
  ///
  /// What was taken before is held against the shard first, leaf by leaf, and only what is new is taken: each
  /// transaction takes a bounded number of records and ends with a record that says which, and under which signed head.
  /// So an import that was cut short looks like what it is, and importing again goes on from there.
  ///
  /// - Throws: ``LedgerError``; nothing of the shard was taken then but what `progress` was told is kept.
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
        var importing = Importing(ledger: self, shard: shard, request: request, time: time, engine: engine)
        try importing.run(progress)
        return importing.outcome
      }
    }
  }
}

/// One shard's way into a ledger.
private struct Importing {
  let ledger: Ledger
  let shard: Shard
  let request: ImportRequest
  let time: () -> String
  let engine: String
  var outcome = ImportOutcome()

  /// A transaction takes no more than about this of sealed payloads.
  private static let bytes = 1 << 25

  private var origin: String { shard.head.origin }

  mutating func run(_ progress: (ImportProgress) -> Void) throws {
    let size = shard.head.size
    outcome.head = shard.head
    try refuse()
    let imports = try here { try ledger.queue.read(Imports.init) }
    outcome.before = imports.taken(origin)
    try here { try ShardHistory(ledger: ledger, shard: shard, imports: imports).check() }
    outcome.knowsPseudonyms = try here { try PseudonymKeys.keep(of: shard, in: ledger.place) }
    guard outcome.before < size else { return }
    try eraseWhatTheShardErased(imports)
    let rows = try shard.rows(from: outcome.before)
    var edge = try shard.frontier(outcome.before)
    while edge.size < size {
      let portion = try read(rows) { progress(.importing(edge.size + $0, of: size)) }
      let batch = try here { try ledger.transaction { db in try take(portion, db, onto: edge) } }
      edge = batch.edge
      outcome.names.append(batch.name)
      outcome.takenErased += batch.erased
      outcome.taken = edge.size - outcome.before
      if let warning = ledger.keep(batch.note, size: batch.name.index + 1) { outcome.warning = warning }
      progress(.kept(edge.size, of: size))
    }
  }

  /// Does work on this ledger: what goes wrong then is no fault of the shard.
  private func here<Answer>(_ work: () throws -> Answer) throws -> Answer {
    try LedgerError.asking(ledger.place, work)
  }

  /// Refuses a shard that is whole, and still cannot be taken.
  private func refuse() throws {
    func refused(_ why: ShardRefusal) -> LedgerError { .shard(shard.place.path, why) }
    if origin == ledger.key?.name { throw refused(.itself) }
    // A name is part of every leaf that is taken; those that this program makes have 33 letters.
    guard origin.utf8.count <= 1024, origin.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw refused(.unfitName)
    }
    if try shard.holdsImports { throw refused(.holdsImports) }
    if ledger.wrapping == nil, try shard.isWrapped { throw refused(.wouldUnwrap) }
  }

  /// Erases what is here of the payloads that the shard has erased since they were taken.
  ///
  /// First of all: whoever finds the shard's erasure here finds it carried out.
  private mutating func eraseWhatTheShardErased(_ imports: Imports) throws {
    let targets = try targetsOfErasures(imports)
    let kept = try here {
      try ledger.queue.read { db in try targets.filter { try RecordRow.read($0, db)?.key != nil } }
    }
    guard !kept.isEmpty else { return }
    let erasure = ErasureRequest(
      targets: kept.sorted().map { .record($0) }, reason: "erased in \(origin), where it was recorded first",
      by: request.by)
    outcome.erased = try ledger.erase(erasure, time: time(), engine: engine).erased
  }

  /// What is here of the records that the shard's new erasures name.
  private func targetsOfErasures(_ imports: Imports) throws -> Set<Int> {
    var targets: Set<Int> = []
    let rows = try shard.rows(from: outcome.before)
    while let row = try shard.next(of: rows) {
      guard row.kind == Array(RecordKind.erasure.rawValue.utf8) else { continue }
      for number in try shard.record(row).payload?["records"]?.arrayValue ?? [] {
        guard let number = number.numberValue?.intValue, number < row.index,
          let index = imports.index(of: RecordName(origin: origin, index: number))
        else { continue }
        targets.insert(index)
      }
    }
    return targets
  }

  private struct Batch {
    var edge: Frontier
    var name: RecordName
    var note: SignedNote
    var erased: Int
  }

  /// What the ledger needs to know of a record.
  private struct Taken {
    var leaf: Leaf
    var opening: Opening?
    var derived: DerivedColumns
  }

  /// The next records, read and checked before the ledger is kept from others: who answers meanwhile must not wait.
  private func read(_ rows: RecordCursor, _ progress: (Int) -> Void) throws -> [Taken] {
    var records: [Taken] = []
    var bytes = 0
    while records.count < request.batch, bytes < Self.bytes, let row = try shard.next(of: rows) {
      let record = try shard.record(row)
      let derived = record.payload.map(DerivedColumns.init) ?? DerivedColumns()
      records.append(Taken(leaf: record.leaf, opening: record.opening, derived: derived))
      bytes += row.sealed?.count ?? 0
      if records.count & 0xFF == 0 { progress(records.count) }
    }
    guard !records.isEmpty else {
      throw LedgerError.shard(shard.place.path, .unsound("records went while it was read", count: 1))
    }
    return records
  }

  /// Takes records behind those that were taken, and says so in a record of its own.
  private func take(_ records: [Taken], _ db: Database, onto start: Frontier) throws -> Batch {
    // Another process may have imported the same shard meanwhile.
    guard try Imports(db).taken(origin) == start.size else { throw LedgerError.busy(ledger.place.path) }
    var growth = try ledger.growth(db, onto: ledger.checkedHead(db))
    var edge = start
    let run = Imports.Run(
      origin: origin, first: start.size, start: growth.frontier.size, records: records.count)
    for record in records {
      for digest in record.leaf.packs { try growth.store(digest) { try shard.pack(digest) } }
      let leaf = record.leaf.imported(from: origin, as: growth.frontier.size)
      try growth.append(leaf, record.opening, record.derived)
      edge.append(record.leaf.hash)
    }
    let statement = ImportStatement(
      note: shard.note, head: shard.head, key: shard.key, first: run.first, records: run.records,
      digest: edge.root, proof: try shard.proof(edge.root, size: edge.size), by: request.by)
    let name = try growth.append(
      Entry(kind: .import, time: time(), engine: engine) { _ in statement.payload })
    try Imports.insert(run, db)
    return Batch(
      edge: edge, name: name, note: try growth.sign(),
      erased: records.count { $0.opening == nil })
  }
}
