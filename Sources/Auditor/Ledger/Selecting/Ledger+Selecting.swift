internal import PlumblineSQLite

extension Ledger {
  /// Visits the records for which all criteria hold, in order, each checked against its leaf, in constant memory.
  ///
  /// - Parameter damaged: called with each record that differs from its leaf; the others are still visited.
  /// - Throws: ``LedgerError``, or what `visit` and `damaged` throw.
  public func eachRecord(
    where criteria: [RecordCriterion] = [], damaged: (Int) throws -> Void,
    _ visit: (ReadRecord) throws -> Void
  ) throws {
    try each(criteria, RecordRow.columns) { row, _ in
      let record: ReadRecord
      do {
        record = try read(row)
      } catch LedgerError.damaged {
        return try damaged(row.index)
      }
      try visit(record)
    }
  }

  /// Visits the columns of the records for which all criteria hold, in order, in constant memory.
  ///
  /// - Throws: ``LedgerError``, or what `visit` throws.
  public func eachSummary(
    where criteria: [RecordCriterion] = [], details: DetailReading = [],
    _ visit: (RecordSummary) throws -> Void
  ) throws {
    try each(criteria, RecordRow.outside, details: details) { try visit(readable($1, $0)) }
  }

  /// The newest records for which all criteria hold, in the order of their numbers.
  ///
  /// It looks no further back than it has to.
  public func newest(
    _ limit: Int, where criteria: [RecordCriterion] = [], details: DetailReading = []
  ) throws -> [RecordSummary] {
    var found: [RecordSummary] = []
    guard limit > 0 else { return found }
    try LedgerError.asking(place) {
      try connection.read { db in
        let query = try RecordQuery(self, db, criteria, details: details)
        try query.each(RecordRow.outside, newestFirst: true) { row, summary in
          found.append(try readable(summary, row))
          return found.count < limit
        }
      }
    }
    return found.reversed()
  }

  /// Visits the columns of the records for which all criteria hold with their leaves, in order, without opening payloads, in
  /// constant memory.
  ///
  /// - Throws: ``LedgerError``, or what `visit` throws.
  public func eachLeaf(
    where criteria: [RecordCriterion] = [], details: DetailReading = [],
    _ visit: (RecordSummary, Leaf) throws -> Void
  ) throws {
    try each(criteria, RecordRow.outside, details: details) { row, summary in
      let summary = try readable(summary, row)
      guard let leaf = row.leaf.flatMap(Leaf.init), leaf.index == row.index, leaf.time == summary.time,
        leaf.kind == summary.kind
      else { throw LedgerError.damaged(place.path, reason: "record \(row.index) cannot be read") }
      try visit(summary, leaf)
    }
  }

  /// Visits the columns of the records for which all criteria hold with leaf and payload, in order, each checked against its leaf, in
  /// constant memory.
  ///
  /// - Throws: ``LedgerError``, or what `visit` throws.
  public func eachRecordAndSummary(
    where criteria: [RecordCriterion] = [], details: DetailReading = [],
    _ visit: (RecordSummary, ReadRecord) throws -> Void
  ) throws {
    try each(criteria, RecordRow.columns, details: details) { row, summary in
      try visit(readable(summary, row), read(row))
    }
  }

  private func each(
    _ criteria: [RecordCriterion], _ columns: String, details: DetailReading = [],
    _ visit: (RecordRow, RecordSummary?) throws -> Void
  ) throws {
    var thrown: (any Error)?
    try LedgerError.asking(place) {
      try connection.read { db in
        let query = try RecordQuery(self, db, criteria, details: details)
        try query.each(columns) { row, summary in
          do { try visit(row, summary) } catch { thrown = error }
          return thrown == nil
        }
      }
    }
    if let thrown { throw thrown }
  }

  private func readable(_ summary: RecordSummary?, _ row: RecordRow) throws(LedgerError) -> RecordSummary {
    guard let summary else { throw .damaged(place.path, reason: "record \(row.index) cannot be read") }
    return summary
  }

  /// The people who asked, overrode, reported or changed something, as the records name them; at most 4,096.
  public func people() throws(LedgerError) -> Set<String> {
    try texts("SELECT DISTINCT CAST(person AS BLOB) FROM record WHERE person IS NOT NULL LIMIT 4096")
  }

  /// The purposes for which was asked; at most 4,096. An answer from before there were details is not among them.
  public func purposes() throws(LedgerError) -> Set<String> {
    try texts("SELECT DISTINCT CAST(purpose AS BLOB) FROM detail WHERE purpose IS NOT NULL LIMIT 4096") {
      db in
      try Schema.version(of: db) >= Schema.withDetails
    }
  }

  private func texts(
    _ sql: String, where isKept: (Database) throws -> Bool = { _ in true }
  ) throws(LedgerError) -> Set<String> {
    try LedgerError.asking(place) {
      try connection.read { db in
        guard try isKept(db) else { return [] }
        return Set(
          try db.all(sql).compactMap { $0[0].bytes.flatMap { String(validating: $0, as: UTF8.self) } })
      }
    }
  }

  /// One answer of each decision under each set of packs: enough to know which rules and facts there are.
  public func samples(_ visit: (ReadRecord) throws -> Void) throws {
    let numbers = try LedgerError.asking(place) {
      try connection.read { db in
        let joins = try Schema.version(of: db) >= Schema.withDetails
        return try db.all(
          """
          SELECT min(record.idx) FROM record \(joins ? "LEFT JOIN detail ON detail.idx = record.idx" : "")
          WHERE record.kind = 'decision' AND record.key IS NOT NULL GROUP BY record.decision\(joins ? ", detail.packs" : "")
          ORDER BY 1 DESC LIMIT 64
          """
        ).compactMap(\.[0].int)
      }
    }
    for number in numbers { try visit(record(number)) }
  }
}
