internal import PlumblineSQLite

extension RecordSet {
  /// The records that records of a kind are about: answers that were overridden, or of which something came; whatever was signed.
  ///
  /// - Parameters:
  ///   - code: only of those with this code; nil for all.
  ///   - person: only of those by this person; nil for all.
  init(
    ofKind kind: RecordKind, code: String? = nil, by person: String? = nil, _ db: Database, _ imports: Imports
  ) throws {
    self.init()
    let narrowed = (code == nil ? "" : " AND reason = ?") + (person == nil ? "" : " AND person = ?")
    let rows = try db.rows(
      "SELECT idx, about FROM record WHERE kind = ? AND about IS NOT NULL\(narrowed)",
      values: [kind.rawValue] + [code, person].compactMap(\.self) as [any Bindable])
    while let row = try rows.next() {
      guard let index = row[0].int, let about = row[1].int, about >= 0, about < index else { continue }
      let name = imports.name(of: index)
      let answer = name.map { imports.index(of: RecordName(origin: $0.origin, index: about)) } ?? about
      if let answer { insert(answer) }
    }
  }
}
