import PlumblineSQLite
import PlumblineTestSupport
import Testing

/// Values are bound, stored and read unchanged.
struct ValueTests {
  static let values: [Value] = [
    .null, .integer(0), .integer(-1), .integer(.max), .integer(.min), .real(0.1), .real(-1e300),
    .text(""), .text("a"), .text("äß🙂"), .text("a\u{0}b"), .text("\u{0}"), .text("'; DROP TABLE t; --"),
    .blob([]), .blob([0]), .blob([0, 1, 0]), .blob([0xFF, 0xFE]), .blob(Array(repeating: 7, count: 100_000)),
  ]

  @Test(arguments: values) func `a value comes back as it was bound, and as the same kind`(value: Value)
    throws
  {
    let scratch = Scratch()
    let connection = try Connection("\(scratch.path)/a.sqlite")
    try connection.withoutTransaction { (db) throws in
      try db.run("CREATE TABLE t (a ANY) STRICT")
      try db.run("INSERT INTO t VALUES (?)", value)
      #expect(try db.first("SELECT a FROM t")?[0] == value)
      #expect(try db.first("SELECT ?", value)?[0] == value)
    }
  }

  @Test func `random bytes come back as BLOB, and as TEXT where they are UTF-8`() throws {
    let scratch = Scratch()
    let connection = try Connection("\(scratch.path)/a.sqlite")
    var chance = Seeded(Seeded.first)
    print("seed \(chance.seed)")
    try connection.withoutTransaction { (db) throws in
      for length in 0..<200 {
        let bytes = (0..<length).map { _ in UInt8(chance.below(256)) }
        #expect(try db.first("SELECT ?", bytes)?[0] == .blob(bytes), "seed \(chance.seed)")
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(try db.first("SELECT ?", text)?[0] == .text(text), "seed \(chance.seed)")
        #expect(try db.first("SELECT CAST(? AS BLOB)", text)?[0].bytes == Array(text.utf8))
      }
    }
  }

  @Test func `neither an empty text nor an empty BLOB is NULL`() throws {
    let scratch = Scratch()
    let connection = try Connection("\(scratch.path)/a.sqlite")
    try connection.withoutTransaction { (db) throws in
      let row = try #require(
        try db.first(
          "SELECT ?1 IS NULL, typeof(?1), ?2 IS NULL, typeof(?2), ?3 IS NULL", "", [UInt8](), nil as Int?))
      #expect(row.values == [.integer(0), .text("text"), .integer(0), .text("blob"), .integer(1)])
    }
  }

  @Test func `a number is read as stored, and converted by SQLite only on request`()
    throws
  {
    let scratch = Scratch()
    let connection = try Connection("\(scratch.path)/a.sqlite")
    try connection.withoutTransaction { (db) throws in
      #expect(try db.first("SELECT '17'")?[0].int == nil)
      #expect(try db.first("SELECT 17.9")?[0].int == nil)
      #expect(try db.number("SELECT '17'") == 17)
      #expect(try db.number("SELECT 17.9") == 17)
      #expect(try db.number("SELECT 9223372036854775807 + 1") == .max)
      #expect(try db.number("SELECT NULL") == nil)
      #expect(try db.number("SELECT 1 WHERE ?", 0) == nil)
    }
  }

  @Test func `bytes that are not UTF-8 are replaced in a TEXT, and unchanged in a BLOB`() throws {
    let scratch = Scratch()
    let connection = try Connection("\(scratch.path)/a.sqlite")
    try connection.withoutTransaction { (db) throws in
      #expect(try db.first("SELECT CAST(x'61FF' AS TEXT)")?[0] == .text("a\u{FFFD}"))
      #expect(try db.first("SELECT CAST(CAST(x'61FF' AS TEXT) AS BLOB)")?[0] == .blob([0x61, 0xFF]))
    }
  }
}
