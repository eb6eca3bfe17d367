import CPlumblineSQLite
import PlumblineTestSupport
import Testing

@testable import PlumblineSQLite

/// Transactions are complete or rolled back, waiting for locks ends when specified, and an interruption ends one statement.
struct TransactionTests {
  private struct Refused: Error {}

  private func numbers(_ scratch: borrowing Scratch, _ options: Connection.Options = .init()) throws
    -> Connection
  {
    let connection = try Connection("\(scratch.path)/a.sqlite", options)
    try connection.withoutTransaction {
      try $0.script("PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS t (a INTEGER NOT NULL) STRICT")
    }
    return connection
  }

  private func count(_ connection: Connection) throws -> Int? {
    try connection.read { try $0.number("SELECT count(*) FROM t") }
  }

  @Test func `work that throws leaves nothing behind, and its error is rethrown`() throws {
    let scratch = Scratch()
    let connection = try numbers(scratch)
    #expect(throws: Refused.self) {
      try connection.withoutTransaction { (db) throws in
        try db.transaction(.immediate) {
          try db.run("INSERT INTO t VALUES (1)")
          throw Refused()
        }
      }
    }
    #expect(try count(connection) == 0)
    try connection.withoutTransaction { (db) throws in
      #expect(
        try db.transaction(.immediate) {
          try db.run("INSERT INTO t VALUES (1)"); return db.changes
        } == 1)
    }
    #expect(try count(connection) == 1)
  }

  @Test func `a transaction within another is refused, and the outer one continues`() throws {
    let scratch = Scratch()
    let connection = try numbers(scratch)
    try connection.withoutTransaction { (db) throws in
      try db.transaction(.immediate) {
        try db.run("INSERT INTO t VALUES (1)")
        #expect(throws: SQLiteError.self) {
          try db.transaction(.immediate) { try db.run("INSERT INTO t VALUES (2)") }
        }
        #expect(throws: SQLiteError.self) { try db.begin(.deferred) }
        #expect(db.isInTransaction)
        try db.run("INSERT INTO t VALUES (3)")
      }
    }
    #expect(try connection.read { try $0.all("SELECT a FROM t").map(\.[0].int) } == [1, 3])
  }

  @Test func `after SQLite has ended a transaction by itself, nothing runs outside it`() throws {
    let scratch = Scratch()
    let connection = try numbers(scratch)
    let fault = #expect(throws: SQLiteError.self) {
      try connection.withoutTransaction { (db) throws in
        try db.transaction(.immediate) {
          try db.run("INSERT INTO t VALUES (1)")
          // As a full disk would.
          try? db.run("INSERT OR ROLLBACK INTO t VALUES (NULL)")
          #expect(!db.isInTransaction)
          try? db.run("INSERT INTO t VALUES (2)")
        }
      }
    }
    #expect(fault?.code == .aborted)
    #expect(try count(connection) == 0)
  }

  @Test func `a transaction that is left open is rolled back and reported`() throws {
    let scratch = Scratch()
    let connection = try numbers(scratch)
    let fault = #expect(throws: SQLiteError.self) {
      try connection.withoutTransaction { (db) throws in
        try db.begin(.immediate)
        try db.run("INSERT INTO t VALUES (1)")
      }
    }
    #expect(fault?.code == .misuse)
    #expect(throws: Refused.self) {
      try connection.withoutTransaction { (db) throws in
        try db.begin(.immediate)
        throw Refused()
      }
    }
    #expect(try count(connection) == 0)
    try connection.withoutTransaction { try $0.transaction(.immediate) {} }
  }

  @Test func `reading has one view, and changes nothing`() throws {
    let scratch = Scratch()
    let (connection, other) = (try numbers(scratch), try numbers(scratch))
    try connection.read { (db) throws in
      #expect(try db.number("SELECT count(*) FROM t") == 0)
      try other.withoutTransaction { try $0.run("INSERT INTO t VALUES (1)") }
      #expect(try db.number("SELECT count(*) FROM t") == 0)
      let fault = #expect(throws: SQLiteError.self) { try db.run("INSERT INTO t VALUES (?)", 2) }
      #expect(fault?.code == .readOnly)
    }
    #expect(try count(connection) == 1)
    try connection.withoutTransaction { try $0.run("INSERT INTO t VALUES (?)", 3) }
    #expect(try count(connection) == 2)
  }

  // MARK: locks

  @Test(arguments: [0, 1, 5])
  func `waiting asks as often as specified, and then reports busy`(
    times: Int
  ) throws {
    let scratch = Scratch()
    let asked = Counter()
    var options = Connection.Options()
    options.waits = { tries in
      #expect(tries == asked.add())
      return tries < times
    }
    let (holder, waiter) = (try numbers(scratch), try numbers(scratch, options))
    try holder.withoutTransaction { (db) throws in
      try db.transaction(.immediate) {
        let fault = #expect(throws: SQLiteError.self) {
          try waiter.withoutTransaction { try $0.transaction(.immediate) {} }
        }
        #expect(fault?.code == .busy)
      }
    }
    #expect(asked.add() == times + 1)
    try waiter.withoutTransaction { try $0.transaction(.immediate) {} }
  }

  @Test func `without waiting, busy is reported at once`() throws {
    let scratch = Scratch()
    let (holder, other) = (try numbers(scratch), try numbers(scratch))
    try holder.withoutTransaction { (db) throws in
      try db.transaction(.immediate) {
        let fault = #expect(throws: SQLiteError.self) {
          try other.withoutTransaction { try $0.run("INSERT INTO t VALUES (1)") }
        }
        #expect(fault?.code == .busy)
      }
    }
  }

  @Test func `a statement that is interrupted is undone and reported, and the next one is not`() throws {
    let scratch = Scratch()
    let connection = try numbers(scratch)
    try connection.withoutTransaction { (db) throws in
      sqlite3_progress_handler(db.handle, 50, { _ in 1 }, nil)
      let fault = #expect(throws: SQLiteError.self) {
        try db.run(
          "WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n WHERE a < ?) INSERT INTO t SELECT a FROM n",
          100_000)
      }
      #expect(fault?.code == .interrupted)
      sqlite3_progress_handler(db.handle, 0, nil, nil)
      #expect(!db.isInTransaction)
      #expect(try db.number("SELECT count(*) FROM t") == 0)
      try db.run("INSERT INTO t VALUES (?)", 1)
    }
    #expect(try count(connection) == 1)
  }

  @Test func `threads that share a connection take turns`() async throws {
    let scratch = Scratch()
    let connection = try numbers(scratch)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<50 {
            try connection.withoutTransaction { (db) throws in
              try db.transaction(.immediate) {
                let count = try db.number("SELECT count(*) FROM t") ?? -1
                try db.run("INSERT INTO t VALUES (?)", count)
              }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(
      try connection.read { try $0.all("SELECT a FROM t ORDER BY a").compactMap(\.[0].int) } == Array(0..<400)
    )
  }
}
