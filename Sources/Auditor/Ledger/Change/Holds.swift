internal import PlumblineJSON
internal import PlumblineSQLite

/// A legal hold on a patient's records, which no erasure passes until it is released.
public struct HoldRequest: Sendable {
  public enum Subject: Sendable {
    /// The patient with this id or pseudonym.
    case patient(String)
    /// Whoever is kept by the hold in this record: for one that nobody can recognise any more.
    case hold(Int)
  }

  public var subject: Subject
  /// Whether this ends the hold.
  public var isRelease: Bool
  public var reason: String
  /// On whose authority.
  public var authority: String?
  public var by: String?

  public init(subject: Subject, isRelease: Bool, reason: String, authority: String?, by: String?) {
    self.subject = subject
    self.isRelease = isRelease
    self.reason = reason
    self.authority = authority
    self.by = by
  }
}

extension Ledger {
  /// Records a hold, or its end. The patient is kept as keyed marks, like those of an erasure.
  public func hold(_ request: HoldRequest, time: String, engine: String) throws(LedgerError) -> Appended {
    let marks: [String]
    switch request.subject {
    case .patient(let patient):
      marks = try LedgerError.asking(place) {
        let tombstones = Tombstones(try nameKeys())
        let names = try PatientNames(self).pseudonyms(of: patient).union([patient])
        return names.map(tombstones.mark(of:)).sorted()
      }
    case .hold(let index):
      let held = try record(index)
      guard held.leaf.kind == .hold, held.leaf.from == nil, held.payload?["held"] == .bool(true) else {
        throw .notErasable(
          "record \(index) is no legal hold of this ledger; `plumbline audit list --kind hold` lists all")
      }
      marks = Holds.marks(held.payload)
    }
    var members = [
      JSONMember("marks", .array(marks.map { .string($0) })), JSONMember("held", .bool(!request.isRelease)),
      JSONMember("reason", .string(request.reason)),
    ]
    for (key, text) in [("authority", request.authority), ("by", request.by)] {
      if let text { members.append(JSONMember(key, .string(text))) }
    }
    let payload = JSONValue.object(members)
    return try append([Entry(kind: .hold, time: time, engine: engine) { _ in payload }])
  }
}

extension Ledger {
  /// The records of the holds in force on a patient, by id or pseudonym, in order; empty if there are none, or the ledger's key is missing.
  public func holds(on patient: String) throws(LedgerError) -> [Int] {
    let names = try knownPseudonyms(of: patient) ?? []
    return try LedgerError.asking(place) { try holds(onAny: names.union([patient])) }
  }

  /// The records of the holds in force on any of a patient's names, in order; empty if there are none, or the ledger's key is missing.
  func holds(onAny names: Set<String>) throws -> [Int] {
    guard let keys = try knownNameKeys() else { return [] }
    var holds = Holds(RecordCheck(wrapping: wrapping), Tombstones(keys))
    try connection.read { try holds.read($0) }
    return holds.records(on: names)
  }
}

/// The holds in force, read from their own records as far as the ledger has grown.
struct Holds {
  private let check: RecordCheck
  private let tombstones: Tombstones
  /// The record of the hold, by mark.
  private var held: [String: Int] = [:]
  /// The same of those from before the ledger's key was lost: nobody can tell whom they keep.
  private var orphans: [String: Int] = [:]
  private var next = 0

  init(_ check: RecordCheck, _ tombstones: Tombstones) { (self.check, self.tombstones) = (check, tombstones) }

  /// Reads what was added since.
  mutating func read(_ db: Database) throws {
    let end = try Tree(db: db).size()
    guard next < end else { return }
    let rows = RecordCursor(
      rows: try db.rows(
        "SELECT \(RecordRow.columns) FROM record WHERE idx >= ? AND kind IN ('hold', 'rotation') ORDER BY idx",
        next))
    while let row = try rows.next() {
      // A hold of another ledger is about another ledger's names.
      let finding = check.check(row, at: row.index)
      guard let payload = finding.payload, let leaf = finding.leaf, leaf.from == nil else { continue }
      if leaf.kind == .rotation {
        guard RecordedRotation(payload)?.statement.cause == .lost else { continue }
        orphans.merge(held) { _, later in later }
        held = [:]
        continue
      }
      for mark in Self.marks(payload) {
        orphans[mark] = nil
        held[mark] = payload["held"] == .bool(true) ? row.index : nil
      }
    }
    next = end
  }

  static func marks(_ payload: JSONValue?) -> [String] {
    payload?["marks"]?.arrayValue?.compactMap(\.stringValue) ?? []
  }

  /// The records of the holds in force that nobody can recognise any more, in order.
  var orphaned: [Int] { Set(orphans.values).sorted() }

  /// The records of the holds on any of the names, in order.
  func records(on names: some Sequence<String>) -> [Int] {
    Set(names.compactMap { held[tombstones.mark(of: $0)] }).sorted()
  }

  /// - Throws: ``LedgerError/held(by:)`` if any of the names is a held patient's, and ``LedgerError/heldUnknown(by:)`` if it may be.
  func expectNone(_ names: some Sequence<String>) throws {
    if let first = orphaned.first { throw LedgerError.heldUnknown(by: first) }
    guard !held.isEmpty else { return }
    for name in names {
      if let hold = held[tombstones.mark(of: name)] { throw LedgerError.held(by: hold) }
    }
  }
}
