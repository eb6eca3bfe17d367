internal import PlumblineJSON
internal import PlumblineSQLite

/// Checks the tables that repeat parts of erasures against the erasures' own records.
struct TombstoneCheck {
  let db: Database
  /// Whether the tables exist.
  private let isHere: Bool
  private var marks = 0
  /// Whether an erasure could not be read, so that the tombstones it left are unknown.
  private var isBlind = false

  init(db: Database) throws {
    self.db = db
    isHere = try Schema.version(of: db) >= Schema.withTombstones
  }

  /// - Returns: the first tombstone that an erasure left and that is missing.
  mutating func see(_ index: Int, _ finding: RecordCheck.Finding) throws -> Divergence? {
    guard isHere, let leaf = finding.leaf, leaf.kind == .erasure, leaf.from == nil else { return nil }
    guard let payload = finding.payload else {
      isBlind = true
      return nil
    }
    var missing: Divergence?
    for mark in payload["tombstones"]?.arrayValue?.compactMap(\.stringValue) ?? [] {
      marks += 1
      let isHere = try db.first("SELECT 1 FROM tombstone WHERE mark = ? AND idx = ?", mark, index) != nil
      if !isHere, missing == nil {
        missing = Divergence("tombstone", "\(index)", "mark", .missing, "record \(index) left it")
      }
    }
    return missing
  }

  func finish() throws -> (divergences: [Divergence], notes: [String]) {
    guard isHere else { return ([], []) }
    var divergences: [Divergence] = []
    let count = try db.number("SELECT count(*) FROM tombstone") ?? 0
    if !isBlind, count > marks {
      divergences.append(
        Divergence("tombstone", "", "rows", .added, "\(count) are here, but the erasures left \(marks)"))
    }
    var unwiped = 0
    let rows = try db.rows(
      """
      SELECT unwiped.idx, record.kind = 'erasure' FROM unwiped LEFT JOIN record ON record.idx = unwiped.idx
      """)
    while let row = try rows.next() {
      unwiped += 1
      if row[1].int != 1, divergences.count < Verification.kept {
        let index = row[0].int ?? -1
        divergences.append(Divergence("unwiped", "\(index)", "idx", .added, "no erasure has this number"))
      }
    }
    return (divergences, unwiped > 0 ? [Self.note] : [])
  }

  private static let note =
    "the log beside the database may still hold bytes of what was erased last, because another process read it then: "
    + "the next command that records wipes it, and so does plumbline audit erase, run again"
}
