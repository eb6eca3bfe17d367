internal import CPlumblineSQLite

/// A database during one exclusive access to its ``Connection``.
///
/// Statements are raw SQL; their values are passed separately, one for each `?`. A statement with values is prepared once for the
/// connection and kept; one without is prepared each time, since some settings (`PRAGMA`) take effect or are read during
/// preparation.
///
/// It is valid until the access ends. Later calls are refused.
public final class Database {
  let handle: OpaquePointer
  /// The addresses of idle statements, by their SQL.
  private var kept: [String: UInt]
  /// Statements that are being stepped.
  private var lent: Set<OpaquePointer> = []
  private var isOver = false
  /// Whether statements that change the database are refused.
  private var mayOnlyRead = false
  /// Whether every statement belongs to one transaction, outside which none may run.
  private var isInBlock = false

  /// The maximum number of kept statements; a ledger has about twenty.
  private static let mostKept = 64

  init(_ handle: OpaquePointer, kept: [String: UInt]) {
    self.handle = handle
    self.kept = kept
  }

  /// Ends the access, and everything still running.
  ///
  /// - Returns: the statements to keep, and whether a transaction was left open, which is rolled back.
  func leave() -> (kept: [String: UInt], leftTransaction: Bool) {
    for statement in lent { sqlite3_finalize(statement) }
    lent = []
    mayOnlyRead = false
    isInBlock = false
    let leftTransaction = isInTransaction
    try? rollback()
    isOver = true
    return (kept, leftTransaction)
  }

  // MARK: statements

  /// Runs statements without values, one after the other, each to its end.
  public func script(_ sql: String) throws(SQLiteError) {
    var rest = sql[...]
    while !rest.isEmpty {
      let next = try prepare(rest, isKept: false)
      rest = next.rest
      if let statement = next.statement { try toEnd(statement) }
    }
  }

  /// Runs one statement to its end.
  ///
  /// - Throws: ``SQLiteError``; outside a transaction it then had no effect.
  public func run(_ sql: String, _ values: any Bindable...) throws(SQLiteError) {
    try toEnd(take(sql, values))
  }

  /// Returns the rows of one statement, one at a time.
  public func rows(_ sql: String, _ values: any Bindable...) throws(SQLiteError) -> Rows {
    Rows(try take(sql, values), of: self)
  }

  /// Returns the rows of one statement, one at a time, for values whose number is known only now.
  public func rows(_ sql: String, values: [any Bindable]) throws(SQLiteError) -> Rows {
    Rows(try take(sql, values), of: self)
  }

  /// Returns all rows of one statement at once.
  public func all(_ sql: String, _ values: [any Bindable] = []) throws(SQLiteError) -> [Row] {
    let rows = Rows(try take(sql, values), of: self)
    var all: [Row] = []
    while let row = try rows.next() { all.append(row) }
    return all
  }

  /// Returns the first row of one statement, which is not run further.
  public func first(_ sql: String, _ values: any Bindable...) throws(SQLiteError) -> Row? {
    try Rows(take(sql, values), of: self).next()
  }

  /// Returns the first column of the first row as a number, **converted** by SQLite if it is not one; nil for NULL, or without rows.
  public func number(_ sql: String, _ values: any Bindable...) throws(SQLiteError) -> Int? {
    let statement = try take(sql, values)
    defer { giveBack(statement) }
    return try step(statement) ? statement.number : nil
  }

  /// The number of rows changed by the last INSERT, UPDATE or DELETE.
  public var changes: Int { isOver ? 0 : Int(sqlite3_changes(handle)) }

  private func toEnd(_ statement: Statement) throws(SQLiteError) {
    defer { giveBack(statement) }
    while try step(statement) {}
  }

  // MARK: lending

  /// Returns a statement at its beginning, with its values bound.
  private func take(_ sql: String, _ values: [any Bindable]) throws(SQLiteError) -> Statement {
    try expectAccess()
    let statement: Statement
    if let handle = kept.removeValue(forKey: sql).flatMap({ OpaquePointer(bitPattern: $0) }) {
      statement = Statement(handle: handle, text: sql)
      lent.insert(handle)
    } else {
      statement = try prepareOnly(sql, isKept: !values.isEmpty)
    }
    do throws(SQLiteError) {
      if mayOnlyRead, !statement.isReadOnly { throw SQLiteError(SQLITE_READONLY) }
      try statement.bind(values, of: handle)
    } catch {
      giveBack(statement)
      throw error
    }
    return statement
  }

  private func prepareOnly(_ sql: String, isKept: Bool) throws(SQLiteError) -> Statement {
    let (first, rest) = try prepare(sql[...], isKept: isKept)
    guard let first else { throw SQLiteError(misuse: "there is no statement") }
    guard rest.allSatisfy(\.isWhitespace) else {
      giveBack(Statement(handle: first.handle, text: nil))
      throw SQLiteError(misuse: "there is more than one statement")
    }
    return first
  }

  private func prepare(
    _ sql: Substring, isKept: Bool
  ) throws(SQLiteError) -> (statement: Statement?, rest: Substring) {
    try expectAccess()
    let (statement, rest) = try Statement.prepare(sql, isKept: isKept, of: handle)
    if let statement { lent.insert(statement.handle) }
    return (statement, rest)
  }

  func step(_ statement: Statement) throws(SQLiteError) -> Bool {
    try expectAccess()
    return try statement.step(of: handle)
  }

  /// Takes a statement back, and keeps it for reuse if it was prepared for that.
  func giveBack(_ statement: Statement) {
    // Statements left running are finalized when their access ends.
    guard !isOver, lent.remove(statement.handle) != nil else { return }
    guard let text = statement.text, kept[text] == nil else { return statement.finalize() }
    if kept.count >= Self.mostKept { forget() }
    statement.reset()
    kept[text] = UInt(bitPattern: statement.handle)
  }

  private func forget() {
    for statement in kept.values { sqlite3_finalize(OpaquePointer(bitPattern: statement)) }
    kept = [:]
  }

  private func expectAccess() throws(SQLiteError) {
    if isOver { throw SQLiteError(misuse: "the access to the database is over") }
    // After some errors (a full disk) SQLite ends the transaction by itself; nothing may run outside it then.
    if isInBlock, !isInTransaction { throw SQLiteError(SQLITE_ABORT, "Transaction was aborted") }
  }

  // MARK: transactions

  public enum Kind: String, Sendable {
    /// Takes its locks as statements need them.
    case deferred = "DEFERRED"
    /// Takes the write lock at once.
    case immediate = "IMMEDIATE"
  }

  public var isInTransaction: Bool { !isOver && sqlite3_get_autocommit(handle) == 0 }

  /// Begins a transaction, which ``commit()`` or ``rollback()`` ends; it is refused within another one.
  public func begin(_ kind: Kind) throws(SQLiteError) { try run("BEGIN \(kind.rawValue) TRANSACTION") }

  public func commit() throws(SQLiteError) { try run("COMMIT TRANSACTION") }

  /// Rolls back a transaction; without one it does nothing, since SQLite ends it by itself after some errors.
  public func rollback() throws(SQLiteError) {
    if isInTransaction { try run("ROLLBACK TRANSACTION") }
  }

  /// Does work in a transaction, and commits it; rolls it back if the work or the commit throws.
  ///
  /// - Throws: what the work throws, or ``SQLiteError``; within another transaction nothing is done, and that one continues.
  public func transaction<Outcome>(_ kind: Kind, _ work: () throws -> Outcome) throws -> Outcome {
    try begin(kind)
    do {
      isInBlock = true
      defer { isInBlock = false }
      let answer = try work()
      try commit()
      return answer
    } catch {
      // The first error is the one to report; a transaction that stays open is detected when the access ends.
      try? rollback()
      throw error
    }
  }

  /// Reads in one view of the database, unaffected by others' commits; statements that change it are refused.
  func reading<Outcome>(_ work: () throws -> Outcome) throws -> Outcome {
    mayOnlyRead = true
    defer { mayOnlyRead = false }
    return try transaction(.deferred, work)
  }
}
