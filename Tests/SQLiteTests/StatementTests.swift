import CPlumblineSQLite
import PlumblineTestSupport
import Testing

@testable import PlumblineSQLite

/// Statements: run again after an error, used within themselves, and refused if malformed.
struct StatementTests {
  /// A table with a row for each number below a limit.
  private func table(_ scratch: borrowing Scratch, rows: Int = 5) throws -> Connection {
    let connection = try Connection("\(scratch.path)/a.sqlite")
    try connection.withoutTransaction { (db) throws in
      try db.script(
        "CREATE TABLE t (a INTEGER PRIMARY KEY CHECK (a < 100), b TEXT NOT NULL UNIQUE) STRICT;\n")
      for number in 0..<rows { try db.run("INSERT INTO t VALUES (?, ?)", number, "row \(number)") }
    }
    return connection
  }

  @Test func `a statement that failed is reused, and keeps none of the failed values`() throws {
    let scratch = Scratch()
    try table(scratch).withoutTransaction { (db) throws in
      for round in 0..<3 {
        #expect(throws: SQLiteError.self) { try db.run("INSERT INTO t VALUES (?, ?)", 1, "again") }
        #expect(throws: SQLiteError.self) { try db.run("INSERT INTO t VALUES (?, ?)", 50, nil as String?) }
        try db.run("INSERT INTO t VALUES (?, ?)", 10 + round, "after \(round)")
      }
      #expect(
        try db.all("SELECT b FROM t WHERE a >= 10").map(\.[0].string) == ["after 0", "after 1", "after 2"])
    }
  }

  @Test func `rows are read within the reading of rows of the same statement`() throws {
    let scratch = Scratch()
    try table(scratch).read { (db) throws in
      var seen: [[Int?]] = []
      let sql = "SELECT a FROM t WHERE a < ? ORDER BY a"
      let outer = try db.rows(sql, 3)
      while let row = try outer.next() {
        let inner = try db.rows(sql, 2)
        while let other = try inner.next() { seen.append([row[0].int, other[0].int]) }
      }
      #expect(seen == [[0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [2, 1]])
    }
  }

  @Test func `rows that were not read to their end leave nothing locked`() throws {
    let scratch = Scratch()
    let connection = try table(scratch)
    try connection.withoutTransaction { (db) throws in
      do { _ = try db.rows("SELECT a FROM t WHERE a < ?", 5).next() }
      try db.run("PRAGMA journal_mode = WAL")
      #expect(try db.first("PRAGMA wal_checkpoint(TRUNCATE)")?[0].int == 0)
    }
  }

  @Test func `statements left running end with their access, and are refused afterwards`() throws {
    let scratch = Scratch()
    let connection = try table(scratch)
    var left: (Database, Rows)?
    try connection.withoutTransaction { (db) throws in
      let rows = try db.rows("SELECT a FROM t WHERE a < ?", 5)
      _ = try rows.next()
      left = (db, rows)
    }
    let (database, rows) = try #require(left)
    let over = "the access to the database is over"
    #expect(throws: SQLiteError(misuse: over)) { try rows.next() }
    #expect(throws: SQLiteError(misuse: over)) { try database.run("DELETE FROM t") }
    #expect(throws: SQLiteError(misuse: over)) { try database.script("DELETE FROM t") }
    #expect(!database.isInTransaction)
    // No statement holds the database open.
    connection.close()
    #expect(throws: SQLiteError(misuse: "the connection is closed")) { try connection.read { _ in } }
    left = nil
  }

  @Test func `more statements than are kept can be used alternately`() throws {
    let scratch = Scratch()
    try table(scratch).read { (db) throws in
      for round in 0..<300 {
        #expect(try db.number("SELECT a + \(round % 150) FROM t WHERE a = ?", 3) == 3 + round % 150)
      }
    }
  }

  @Test func `kept statements notice a changed schema`() throws {
    let scratch = Scratch()
    let connection = try table(scratch)
    let other = try Connection("\(scratch.path)/a.sqlite")
    func columns() throws -> Int? {
      try connection.read { try $0.first("SELECT * FROM t WHERE a = ?", 1)?.values.count }
    }
    #expect(try columns() == 2)
    try other.withoutTransaction { try $0.run("ALTER TABLE t ADD COLUMN c TEXT") }
    #expect(try columns() == 3)
  }

  @Test(arguments: [
    ("", 0), ("-- nothing", 0), ("SELECT 1; SELECT 2", 0), ("SELECT ?", 0), ("SELECT ?, ?", 1),
    ("SELECT ?", 2),
  ]) func `anything but one statement with all its values is refused`(sql: String, values: Int) throws {
    let scratch = Scratch()
    try table(scratch).withoutTransaction { (db) throws in
      let fault = #expect(throws: SQLiteError.self) { try db.all(sql, Array(repeating: 1, count: values)) }
      #expect(fault?.code == .misuse)
    }
  }

  @Test func `one statement may end with a semicolon and space`() throws {
    let scratch = Scratch()
    let number = try table(scratch).withoutTransaction { try $0.number("SELECT 1 ;\n ") }
    #expect(number == 1)
  }

  @Test func `text in double quotation marks is never a string`() throws {
    let scratch = Scratch()
    try table(scratch).withoutTransaction { (db) throws in
      _ = #expect(throws: SQLiteError.self) { try db.first("SELECT \"no such column\"") }
    }
  }

  /// The errors with which SQLite refuses values.
  @Test(arguments: [
    ("INSERT INTO t VALUES (1, ?)", SQLiteError.Code.constraint),
    ("INSERT INTO t VALUES (?, 'x')", SQLiteError.Code(rawValue: SQLITE_MISMATCH)),
    ("INSERT INTO t VALUES (200 + length(?), 'x')", .constraint),
    ("UPDATE t SET b = NULL WHERE b <> ?", .constraint), ("UPDATE t SET b = ? || a % 1", .constraint),
    ("SELECT json(?)", SQLiteError.Code(rawValue: SQLITE_ERROR)),
    (
      "SELECT abs(-9223372036854775808) WHERE ?1 = ?1",
      SQLiteError.Code(rawValue: SQLITE_ERROR)
    ),
    ("SELECT * FROM missing WHERE a = ?", SQLiteError.Code(rawValue: SQLITE_ERROR)),
  ]) func `an error contains no value`(sql: String, code: SQLiteError.Code) throws {
    let scratch = Scratch()
    let secret = "Katharina Musterfrau, born 1970"
    try table(scratch).withoutTransaction { (db) throws in
      let fault = try #require(throws: SQLiteError.self) { try db.run(sql, secret) }
      #expect(fault.code == code)
      for text in [fault.message, fault.description, "\(fault)", String(reflecting: fault)] {
        #expect(!text.contains("Katharina") && !text.contains("1970"), "\(text)")
      }
    }
  }

  @Test func `a cell above the connection's limit is neither bound nor read`() throws {
    let scratch = Scratch()
    let path = "\(scratch.path)/a.sqlite"
    try Connection(path).withoutTransaction { (db) throws in
      try db.run("CREATE TABLE t (a BLOB) STRICT")
      try db.run("INSERT INTO t VALUES (?)", [UInt8](repeating: 1, count: 5_000))
    }
    var options = Connection.Options()
    options.longest = 1_000
    try Connection(path, options).withoutTransaction { (db) throws in
      let bound = #expect(throws: SQLiteError.self) {
        try db.first("SELECT ?", [UInt8](repeating: 1, count: 1_001))
      }
      #expect(bound?.code == .tooLong)
      let read = #expect(throws: SQLiteError.self) { try db.first("SELECT a FROM t") }
      #expect(read?.code == .tooLong)
      #expect(try db.first("SELECT ?", [UInt8](repeating: 1, count: 900))?[0].bytes?.count == 900)
    }
  }
}
