internal import GRDB
internal import JSON
internal import Transparency

/// Whose payloads to remove, and why.
public struct ErasureRequest: Sendable {
  public enum Target: Sendable, Hashable {
    /// A patient, by id or by pseudonym: every record of theirs.
    case patient(String)
    /// One record, and the overrides of it.
    case record(Int)
  }

  public var targets: [Target]
  public var reason: String
  public var by: String?

  public init(targets: [Target], reason: String, by: String?) {
    self.targets = targets
    self.reason = reason
    self.by = by
  }
}

/// What an erasure did.
public struct Erasure: Sendable, Hashable {
  /// The erasure's own record; nil if there was nothing to erase.
  public var name: RecordName?
  /// The records whose payloads it removed.
  public var erased: [Int] = []
  /// Records that are not what their leaves say, so that nobody can tell whose they are.
  public var damaged: [Int] = []
  /// Whether any payload was erased before.
  public var isRepeated = false
  public var warning: String?
}

extension Ledger {
  /// Removes payloads, their keys and what was worked out from them, and puts on record that it did.
  ///
  /// Whose a record is, and what it is, is read from its payload and its leaf, never from the columns that repeat them.
  /// Leaves stay, so every proof stays valid. When it returns, nothing of the payloads is in the database or in its log:
  /// deleted cells are overwritten, the log is cut to nothing and the file is written anew.
  ///
  /// - Throws: ``LedgerError/notWiped(_:)`` if the erasure is on record and the files could not be wiped yet.
  public func erase(_ request: ErasureRequest, time: String, engine: String) throws(LedgerError) -> Erasure {
    try LedgerError.asking(place) {
      let search = try ErasureSearch(request, pseudonyms: { try pseudonyms(of: $0) })
      var erasure = try transaction { db in
        let found = try search.run(db, RecordCheck(wrapping: wrapping), place)
        var erasure = Erasure(damaged: found.damaged, isRepeated: found.sawErased)
        guard !found.indices.isEmpty else { return (erasure, SignedNote?.none) }
        let entry = Entry(kind: .erasure, time: time, engine: engine) { _ in
          .object(
            [
              JSONMember("records", .array(found.indices.map { .number(ExactNumber($0)) })),
              JSONMember("reason", .string(request.reason)),
            ] + (request.by.map { [JSONMember("by", .string($0))] } ?? []))
        }
        let (names, note) = try add([entry], db)
        for index in found.indices { try clear(index, db) }
        erasure.name = names[0]
        erasure.erased = found.indices
        return (erasure, note)
      }
      if let note = erasure.1 { erasure.0.warning = keep(note, size: (erasure.0.name?.index ?? 0) + 1) }
      do {
        try writing { db in try wipe(db) }
      } catch {
        throw LedgerError.notWiped(erasure.0.name?.index)
      }
      return erasure.0
    }
  }

  /// Leaves nothing in the files of what was deleted.
  func wipe(_ db: Database) throws {
    try truncateLog(db)
    // What is written anew passes through memory rather than through a folder that is not the ledger's.
    try db.execute(sql: "PRAGMA temp_store = MEMORY; VACUUM; PRAGMA temp_store = DEFAULT")
    try truncateLog(db)
  }

  private func truncateLog(_ db: Database) throws {
    let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    guard (row?[0] as DatabaseValue?)?.int == 0 else { throw LedgerError.busy(place.path) }
  }

  func clear(_ index: Int, _ db: Database) throws {
    let columns = DerivedColumns.names + ["wrapped_by", "key", "sealed"]
    try db.execute(
      sql: "UPDATE record SET \(columns.map { "\($0) = NULL" }.joined(separator: ", ")) WHERE idx = ?",
      arguments: [index])
  }
}

/// Finds the records of an erasure by what they hold.
private struct ErasureSearch {
  struct Found {
    var indices: [Int] = []
    var damaged: [Int] = []
    var sawErased = false
  }

  private var patients: Set<String> = []
  private var ids: Set<String> = []
  private var records: Set<Int> = []

  init(_ request: ErasureRequest, pseudonyms: (String) throws -> Set<String>) throws {
    for target in request.targets {
      switch target {
      case .patient(let id):
        ids.insert(id)
        patients.formUnion(try pseudonyms(id).union([id]))
      case .record(let index): records.insert(index)
      }
    }
  }

  /// In one pass: an override stands behind what it is about.
  func run(_ db: Database, _ check: RecordCheck, _ place: LedgerPlace) throws -> Found {
    var found = Found()
    var chosen = records
    var unseen = records
    let tree = Tree(db: db)
    var imports = Imports()
    let rows = try RecordRow.each(db)
    while let row = try rows.next() {
      let isNamed = unseen.remove(row.index) != nil
      let kept = try tree.hash(TreeNode(level: 0, position: row.index))
      let finding = check.check(row, at: row.index, kept: kept)
      if let from = finding.leaf?.from { imports.see(from, at: row.index) }
      if finding.divergence?.way == .unchecked {
        let id = row.wrappedBy.map { String(decoding: $0, as: UTF8.self) } ?? ""
        throw LedgerError.needsWrappingKey(id: id)
      }
      guard finding.divergence == nil, let leaf = finding.leaf else {
        if isNamed {
          throw LedgerError.damaged(
            place.path, reason: finding.divergence?.description ?? "record \(row.index)")
        }
        found.damaged.append(row.index)
        continue
      }
      if isNamed, !leaf.kind.isOfPatient {
        throw LedgerError.notErasable("record \(row.index) tells of no patient, and is kept")
      }
      guard let payload = finding.payload else {
        found.sawErased = true
        continue
      }
      let about = payload["about"]?.numberValue?.intValue.flatMap { imports.here($0, toldBy: leaf) }
      // The key of a shard's pseudonyms may not be known; most profiles have the id itself.
      let isTheirs =
        payload["patient"]?.stringValue.map(patients.contains) ?? false
        || payload["profile"]?["id"]?.stringValue.map(ids.contains) ?? false
      let isAbout = leaf.kind == .override && about.map(chosen.contains) ?? false
      if leaf.kind.isOfPatient, isNamed || isTheirs || isAbout {
        chosen.insert(row.index)
        found.indices.append(row.index)
      }
    }
    if let missing = unseen.min() { throw LedgerError.noSuchRecord("\(missing)") }
    return found
  }
}
