internal import CPlumblineSQLite

/// A prepared statement lent by a ``Database``; the borrower steps it, and gives it back once.
struct Statement {
  let handle: OpaquePointer
  /// The SQL under which it is kept; nil if it is used only once.
  let text: String?

  /// Prepares the first statement of some SQL.
  ///
  /// - Parameter isKept: whether it is prepared for repeated use.
  /// - Returns: the statement, nil if there is only space and comments, and the rest of the text after it.
  static func prepare(
    _ sql: Substring, isKept: Bool, of connection: OpaquePointer
  ) throws(SQLiteError) -> (Statement?, rest: Substring) {
    if sql.isEmpty { return (nil, sql) }
    var text = sql
    var (handle, used, code): (OpaquePointer?, Int, Int32) = (nil, 0, SQLITE_OK)
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        var rest: UnsafePointer<CChar>?
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        code = sqlite3_prepare_v3(connection, bytes.baseAddress, Int32(bytes.count), flags, &handle, &rest)
        used = rest.flatMap { rest in bytes.baseAddress.map { rest - $0 } } ?? bytes.count
      }
    }
    guard code == SQLITE_OK else {
      throw SQLiteError(code, String(cString: sqlite3_errmsg(connection)))
    }
    let rest = sql[sql.utf8.index(sql.startIndex, offsetBy: used)...]
    return (handle.map { Statement(handle: $0, text: isKept ? String(sql) : nil) }, rest)
  }

  /// Whether running it does not change the database.
  var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  /// Binds its values.
  ///
  /// - Throws: ``SQLiteError``, with the code ``SQLiteError/Code/misuse`` if there are more or fewer than it has parameters.
  func bind(_ values: [any Bindable], of connection: OpaquePointer) throws(SQLiteError) {
    let count = Int(sqlite3_bind_parameter_count(handle))
    guard values.count == count else {
      throw SQLiteError(misuse: "\(values.count) values are given to a statement of \(count)")
    }
    for (place, value) in values.enumerated() {
      let code = value.bound.bind(handle, at: Int32(place) + 1)
      guard code == SQLITE_OK else {
        throw SQLiteError(code, String(cString: sqlite3_errmsg(connection)))
      }
    }
  }

  /// Steps to the next row; returns false once there is none.
  func step(of connection: OpaquePointer) throws(SQLiteError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw SQLiteError(code, String(cString: sqlite3_errmsg(connection)))
    }
  }

  /// The current row.
  var row: Row {
    get throws(SQLiteError) {
      var values: [Value] = []
      let count = sqlite3_column_count(handle)
      values.reserveCapacity(Int(count))
      for column in 0..<count { values.append(try Value(handle, column: column)) }
      return Row(values: values)
    }
  }

  /// The first column of the current row as a number, converted by SQLite; nil for NULL.
  var number: Int? {
    sqlite3_column_type(handle, 0) == SQLITE_NULL ? nil : Int(sqlite3_column_int64(handle, 0))
  }

  /// Resets it to its beginning and clears its values.
  func reset() {
    // The return value is the error of the last step, which was thrown then.
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  func finalize() { sqlite3_finalize(handle) }
}
