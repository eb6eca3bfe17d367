internal import PlumblineSQLite

/// A row of `record` exactly as stored: every text as its bytes.
struct RecordRow: Sendable, Hashable {
  var index: Int
  var time: [UInt8]?
  var kind: [UInt8]?
  /// In the order of `DerivedColumns.names`.
  var derived: [[UInt8]?]
  var leaf: [UInt8]?
  var wrappedBy: [UInt8]?
  var key: [UInt8]?
  var sealed: [UInt8]?

  /// The columns in the order in which `init` reads them.
  static let columns = found + ", leaf, CAST(wrapped_by AS BLOB), key, sealed"

  /// The same without the sealed payload, for callers that need only the other columns.
  static let outside = found + ", leaf, CAST(wrapped_by AS BLOB), key, NULL"

  private static let found =
    "record.idx, "
    + (["time", "kind"] + DerivedColumns.names).map { "CAST(\($0) AS BLOB)" }.joined(separator: ", ")

  /// The number of columns that `init` reads.
  static let width = 3 + DerivedColumns.names.count + 4

  init(_ row: Row) {
    func bytes(_ column: Int) -> [UInt8]? { row[column].bytes }
    let derivedEnd = 3 + DerivedColumns.names.count
    index = row[0].int ?? -1
    time = bytes(1)
    kind = bytes(2)
    derived = (3..<derivedEnd).map(bytes)
    leaf = bytes(derivedEnd)
    wrappedBy = bytes(derivedEnd + 1)
    key = bytes(derivedEnd + 2)
    sealed = bytes(derivedEnd + 3)
  }

  static func read(_ index: Int, _ db: Database) throws -> RecordRow? {
    try db.first("SELECT \(columns) FROM record WHERE idx = ?", index)
      .map(RecordRow.init)
  }

  /// Every row in the order of the index.
  static func each(
    _ db: Database, from first: Int = 0, columns: String = columns
  ) throws -> RecordCursor {
    RecordCursor(
      rows: try db.rows("SELECT \(columns) FROM record WHERE idx >= max(?, 0) ORDER BY idx", first))
  }

  /// The payload's seal; nil if it was erased, in whole or in part.
  var seal: Seal? {
    guard let key, let sealed else { return nil }
    return Seal(key: key, wrappedBy: wrappedBy.map { String(decoding: $0, as: UTF8.self) }, box: sealed)
  }
}

/// Rows of `record`, one at a time.
struct RecordCursor {
  let rows: Rows

  func next() throws -> RecordRow? { try rows.next().map(RecordRow.init) }
}
