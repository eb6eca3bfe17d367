internal import Glibc
internal import PlumblineJSON
internal import PlumblineSQLite
internal import PlumblineTransparency

/// Which patients' payloads to remove, and why.
public struct ErasureRequest: Sendable {
  public enum Target: Sendable, Hashable {
    /// A patient, by id or by pseudonym: every record of that patient.
    case patient(String)
    /// One record, and its overrides and outcomes.
    case record(Int)
  }

  public var targets: [Target]
  public var reason: String
  public var by: String?
  /// On whose authority: a request, a law, an order.
  public var authority: String?
  /// The second person who agreed.
  public var second: String?

  public init(
    targets: [Target], reason: String, by: String?, authority: String? = nil, second: String? = nil
  ) {
    self.targets = targets
    self.reason = reason
    self.by = by
    self.authority = authority
    self.second = second
  }

  /// The ids and pseudonyms of the patients.
  var patients: Set<String> {
    Set(targets.compactMap { if case .patient(let id) = $0 { id } else { nil } })
  }

  var records: Set<Int> {
    Set(targets.compactMap { if case .record(let index) = $0 { index } else { nil } })
  }
}

/// What an erasure did.
public struct Erasure: Sendable, Hashable {
  /// The erasure's own records, one for each transaction; empty if there was nothing to record.
  public var names: [RecordName] = []
  /// The records whose payloads it removed, in order.
  public var erased: [Int] = []
  /// Records that differ from their leaves, so that it is unknown whose they are.
  public var damaged: [Int] = []
  /// Whether the patients, or the records, were erased before.
  public var isRepeated = false
  /// Whether the payloads are completely gone from the ledger's files. If not, another process is reading, and ``Ledger/tidy()``
  /// finishes later.
  public var isWiped = true
  public var warning: String?

  /// The last of the erasure's own records.
  public var name: RecordName? { names.last }
}

extension Ledger {
  /// Removes payloads, their keys and everything derived from them, and records that it did.
  ///
  /// The patient and kind of a record are read from its payload and its leaf, never from the columns that repeat them. (The
  /// overrides and outcomes of a single record are looked up by their column, and each is confirmed by its payload.) Leaves stay, so every
  /// proof stays valid.
  ///
  /// The search blocks no other process. Then payloads are removed from the last record to the first, a bounded number in each
  /// transaction, which has its own record that lists them. So an erasure that was cut short is an erasure of fewer records, and
  /// the same request finds the rest. The last transaction leaves tombstones of the patients, by which an import recognises them.
  ///
  /// Erased bytes are overwritten in place, and then the log is truncated. If another process is reading, that has to wait
  /// (``Erasure/isWiped``), but the erasure is complete.
  ///
  /// - Parameters:
  ///   - time: asked for each transaction.
  ///   - progress: called with the number of records searched, and their total.
  public func erase(
    _ request: ErasureRequest, time: @autoclosure @escaping () -> String, engine: String,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(LedgerError) -> Erasure {
    try LedgerError.asking(place) {
      var erasing = try Erasing(ledger: self, request: request, time: time, engine: engine)
      try erasing.run(progress)
      return erasing.outcome
    }
  }

  /// Finds what an erasure would remove now, and changes nothing.
  ///
  /// - Returns: what the erasure would report, without records of its own.
  public func previewErasure(
    _ request: ErasureRequest, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(LedgerError) -> Erasure {
    try LedgerError.asking(place) {
      var erasing = try Erasing(ledger: self, request: request, time: { "" }, engine: "")
      return try erasing.preview(progress)
    }
  }

  /// Removes a record's payload and everything derived from it; returns false if it was already gone.
  func clear(_ index: Int, _ db: Database) throws -> Bool {
    let columns = DerivedColumns.names + ["wrapped_by", "key", "sealed"]
    try db.run(
      """
      UPDATE record SET \(columns.map { "\($0) = NULL" }.joined(separator: ", "))
      WHERE idx = ? AND (key IS NOT NULL OR sealed IS NOT NULL)
      """, index)
    let isCleared = db.changes > 0
    // Made shorter in place, like the record: nothing is moved to another page.
    let details = (RecordDetail.names + ["facts"]).map { "\($0) = NULL" }.joined(separator: ", ")
    try db.run("UPDATE detail SET \(details) WHERE idx = ?", index)
    return isCleared
  }
}

/// An erasure in progress: the search, then one bounded transaction after the other.
private struct Erasing {
  let ledger: Ledger
  let request: ErasureRequest
  let time: () -> String
  let engine: String
  var search: ErasureSearch
  var outcome = Erasure()

  /// How much the search reads in one view of the database.
  private static let look = (records: 512, bytes: 1 << 23)
  /// How much a transaction searches of the records that were added since.
  private static let tail = (records: 64, bytes: 1 << 21)
  /// How much a transaction removes; a single larger payload is removed whole.
  private static let portion = (records: 128, bytes: 1 << 21)

  private enum Step {
    /// Records were added since, or a name was learned.
    case behind
    case nothing
    case kept(RecordName, SignedNote, [Int])
  }

  init(
    ledger: Ledger, request: ErasureRequest, time: @escaping () -> String, engine: String
  ) throws {
    self.ledger = ledger
    self.request = request
    self.time = time
    self.engine = engine
    search = try ErasureSearch(ledger: ledger, patients: request.patients)
  }

  mutating func preview(_ progress: (Int, Int) -> Void) throws -> Erasure {
    try search.locate(request.records, ledger.connection)
    try look(progress)
    return Erasure(
      erased: search.found.map(\.index).sorted(), damaged: search.damaged, isRepeated: search.isRepeated)
  }

  mutating func run(_ progress: (Int, Int) -> Void) throws {
    // A statement's own journal must not put what it removes into a folder that is not the ledger's.
    try ledger.connection.withoutTransaction { try $0.run("PRAGMA temp_store = MEMORY") }
    try search.locate(request.records, ledger.connection)
    var isDone = false
    repeat {
      try look(progress)
      // Searches once more, under the lock, what was added meanwhile.
      let ledger = ledger
      var warning: String?
      let step = try ledger.transaction { db in
        try self.step(db)
      } committed: { (step: Step) in
        if case .kept(let name, let note, _) = step { warning = ledger.keep(note, size: name.index + 1) }
      }
      if let warning { outcome.warning = warning }
      switch step {
      case .behind: break
      case .nothing: isDone = search.found.isEmpty
      case .kept(let name, _, let erased):
        outcome.names.append(name)
        outcome.erased += erased
        isDone = search.found.isEmpty
        // Processes that wait to append check the lock at intervals: it must be free for longer than it is held.
        if !isDone { usleep(20_000) }
      }
    } while !isDone
    outcome.erased.sort()
    outcome.damaged = search.damaged
    outcome.isRepeated = search.isRepeated
    outcome.isWiped = try ledger.wipe()
  }

  /// Searches outside the lock until nothing is left, for as many rounds as names are learned.
  private mutating func look(_ progress: (Int, Int) -> Void) throws {
    repeat {
      try search.begin(ledger.connection)
      var isAtEnd = false
      while !isAtEnd {
        let size = try ledger.connection.read { db in
          isAtEnd = try search.look(db, records: Self.look.records, bytes: Self.look.bytes)
          return try Tree(db: db).size()
        }
        progress(search.next, size)
      }
    } while search.learnedNames
    search.order()
  }

  private mutating func step(_ db: Database) throws -> Step {
    guard try search.look(db, records: Self.tail.records, bytes: Self.tail.bytes), !search.learnedNames else {
      return .behind
    }
    var cleared: [Int] = []
    var bytes = 0
    // From the last to the first: what is about an answer is erased before it, which may be the only way to find it.
    while cleared.count < Self.portion.records, bytes < Self.portion.bytes, let found = search.found.popLast()
    {
      bytes += found.bytes
      if try ledger.clear(found.index, db) { cleared.append(found.index) }
    }
    cleared.reverse()
    let isFirst = cleared.isEmpty && outcome.names.isEmpty
    let marks = search.found.isEmpty ? try search.marks(db, onlyMissing: isFirst) : []
    if cleared.isEmpty, marks.isEmpty { return .nothing }
    let (now, value) = (time, payload(cleared, marks))
    let entry = Entry(kind: .erasure, time: now(), engine: engine) { _ in value }
    let (names, note) = try ledger.add([entry], db)
    try Tombstones.insert(marks, erasedBy: names[0].index, db)
    try ledger.noteUnwiped(names[0].index, db)
    return .kept(names[0], note, cleared)
  }

  private func payload(_ records: [Int], _ marks: [String]) -> JSONValue {
    var members = [
      JSONMember("records", .array(records.map { .number(ExactNumber($0)) })),
      JSONMember("reason", .string(request.reason)),
      JSONMember("tombstones", .array(marks.map { .string($0) })),
    ]
    if !search.damaged.isEmpty {
      members.append(JSONMember("damaged", .number(ExactNumber(search.damaged.count))))
    }
    for (key, text) in [("authority", request.authority), ("by", request.by), ("second", request.second)] {
      if let text { members.append(JSONMember(key, .string(text))) }
    }
    return .object(members)
  }
}
