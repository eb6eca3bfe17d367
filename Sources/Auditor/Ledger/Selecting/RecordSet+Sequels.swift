internal import PlumblineSQLite

extension RecordSet {
  /// The answers that were overridden, or of which something came.
  ///
  /// - Parameter code: the outcome; nil for overrides.
  init(outcome code: String?, _ db: Database, _ imports: Imports) throws {
    self.init()
    let rows =
      if let code {
        try db.rows("SELECT idx, about FROM record WHERE kind = 'outcome' AND reason = ?", code)
      } else {
        try db.rows("SELECT idx, about FROM record WHERE kind = ? AND about IS NOT NULL", "override")
      }
    while let row = try rows.next() {
      guard let index = row[0].int, let about = row[1].int, about >= 0, about < index else { continue }
      let name = imports.name(of: index)
      let answer = name.map { imports.index(of: RecordName(origin: $0.origin, index: about)) } ?? about
      if let answer { insert(answer) }
    }
  }
}
