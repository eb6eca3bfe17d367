internal import PlumblineJSON
internal import PlumblineSQLite

extension Ledger {
  /// The newest records whose column names one of these patients, the newest first.
  ///
  /// Columns are not checked against payloads here: ``record(_:)`` checks each record that is then read.
  ///
  /// - Parameters:
  ///   - patients: ids or pseudonyms, as ``pseudonyms(of:)`` returns them.
  ///   - limit: how many at most.
  public func summaries(of patients: Set<String>, newest limit: Int) throws(LedgerError) -> [RecordSummary] {
    let places = patients.map { _ in "?" }.joined(separator: ",")
    return try related(
      "patient IN (\(places)) ORDER BY idx DESC LIMIT \(limit)", patients.sorted())
  }

  /// The overrides, outcomes and amendments of a record, in the order in which they were recorded.
  public func summaries(about record: ReadRecord) throws(LedgerError) -> [RecordSummary] {
    let numbers = [record.index] + (record.leaf.from.map { [$0.index] } ?? [])
    let places = numbers.map { _ in "?" }.joined(separator: ",")
    return try related("about IN (\(places)) ORDER BY idx", numbers).filter {
      $0.kind.isAboutAnswer && $0.about == record.index
    }
  }

  /// The amendments that put a record in the place of others, in the order in which they were recorded.
  public func amendments(by record: ReadRecord) throws(LedgerError) -> [RecordSummary] {
    let numbers = [record.index] + (record.leaf.from.map { [$0.index] } ?? [])
    let places = numbers.map { _ in "?" }.joined(separator: ",")
    return try related(
      "kind = 'amendment' AND reason IN (\(places)) ORDER BY idx", numbers.map(String.init)
    ).filter { $0.replacement == record.index }
  }

  /// The erasure that removed a record's payload; nil if none says so.
  public func erasure(of index: Int) throws(LedgerError) -> RecordSummary? {
    try LedgerError.asking(place) {
      try connection.read { db in
        let imports = try Imports(db)
        let rows = RecordCursor(
          rows: try db.rows(
            "SELECT \(RecordRow.columns) FROM record WHERE idx > ? AND kind = 'erasure' ORDER BY idx", index))
        while let row = try rows.next() {
          let found = try read(row)
          let erased = found.payload?["records"]?.arrayValue?.compactMap(\.numberValue?.intValue) ?? []
          if erased.contains(where: { imports.here($0, toldBy: found.leaf) == index }) {
            return RecordSummary(row, imports)
          }
        }
        return nil
      }
    }
  }

  private func related(
    _ condition: String, _ values: [some Bindable]
  ) throws(LedgerError) -> [RecordSummary] {
    try LedgerError.asking(place) {
      try connection.read { db in
        let imports = try Imports(db)
        return try db.all("SELECT \(RecordRow.outside) FROM record WHERE \(condition)", values).map { row in
          let row = RecordRow(row)
          guard let summary = RecordSummary(row, imports) else {
            throw LedgerError.damaged(place.path, reason: "record \(row.index) cannot be read")
          }
          return summary
        }
      }
    }
  }
}
