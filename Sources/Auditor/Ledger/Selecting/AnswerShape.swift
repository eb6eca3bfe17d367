internal import PlumblineSQLite

/// What statistics count of an answer, as it stands in the columns: many answers share one, and it is taken apart once.
public struct AnswerShape: Sendable, Hashable {
  public var decision: String?
  var pairing: String?
  var certainty: String?
  var firing: String?
  var needs: String?
  var pack: String?

  public var pairings: [String] { ColumnWords.words(pairing) }
  public var certainties: [String] { ColumnWords.words(certainty) }
  public var fired: [String] { ColumnWords.words(firing) }
  /// The missing facts that left each rule undecided, by rule.
  public var undecided: [String: [String]] { ColumnWords.needs(needs) }
  /// The packs that decided, as far as they are kept beside the record.
  public var packs: [String] { ColumnWords.words(pack) }
}

/// Takes apart what columns hold.
enum ColumnWords {
  static func words(_ text: String?) -> [String] { text?.split(separator: " ").map(String.init) ?? [] }

  /// The facts by rule: `pack/rule=fact,fact`.
  static func needs(_ text: String?) -> [String: [String]] {
    var needs: [String: [String]] = [:]
    for entry in words(text) {
      let parts = entry.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      needs[String(parts[0])] = parts[1].split(separator: ",").map(String.init)
    }
    return needs
  }
}

extension RecordQuery {
  /// Visits number, time and shape of the records that match, in order; an erased one has no shape.
  func eachShape(_ visit: (Int, String, AnswerShape?) throws -> Void) throws {
    if opensPayloads {
      return try each(RecordRow.outside) { row, summary in
        if let summary { try visit(row.index, summary.time, summary.isErased ? nil : summary.shape) }
        return true
      }
    }
    let ofRecord = criteria.compactMap(\.ofRecord)
    let rows = try db.rows(
      """
      SELECT record.idx, record.key IS NULL, record.time, record.decision, record.pairing, record.certainties,
        record.fired, record.undecided, \(hasDetails ? "detail.packs" : "NULL") FROM record
      \(hasDetails ? "LEFT JOIN detail ON detail.idx = record.idx" : "")
      WHERE \((["record.idx >= ?"] + ofRecord.map(\.sql)).joined(separator: " AND ")) ORDER BY record.idx
      """, values: [0] + ofRecord.flatMap(\.values) as [any Bindable])
    while let row = try rows.next() {
      guard let index = row[0].int, isIn(index) else { continue }
      let shape = AnswerShape(
        decision: row[3].string, pairing: row[4].string, certainty: row[5].string, firing: row[6].string,
        needs: row[7].string, pack: row[8].string)
      try visit(index, row[2].string ?? "", row[1].int == 1 ? nil : shape)
    }
  }
}

extension Ledger {
  /// Visits number, time and shape of the records for which all criteria hold, in order, in constant memory; an erased one has no
  /// shape.
  ///
  /// - Throws: ``LedgerError``.
  public func eachShape(
    where criteria: [RecordCriterion], _ visit: (Int, String, AnswerShape?) -> Void
  ) throws(LedgerError) {
    try LedgerError.asking(place) {
      try connection.read { db in
        try RecordQuery(self, db, criteria, details: .kept).eachShape { visit($0, $1, $2) }
      }
    }
  }
}
