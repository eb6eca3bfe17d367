internal import CPlumblineSQLite

/// A database during one access of its ``Connection``, which nobody else has meanwhile.
///
/// Statements are raw SQL; their values go apart from them, one for each `?`. A statement with values is prepared once for the
/// connection and kept; one without is prepared each time, since some settings (`PRAGMA`) take effect or are read then.
///
/// It is good until the access ends. What is asked of it afterwards is refused.
public final class Database {
  let handle: OpaquePointer
  /// The addresses of statements that nobody uses now, by their texts.
  private var kept: [String: UInt]
  /// Statements that are being stepped.
  private var lent: Set<OpaquePointer> = []
  private var isOver = false
  /// Whether statements that change the database are refused.
  private var mayOnlyRead = false
  /// Whether every statement belongs to one transaction, outside of which none may be run.
  private var isInBlock = false

  /// How many statements are kept; a ledger has about twenty.
  private static let mostKept = 64

  init(_ handle: OpaquePointer, kept: [String: UInt]) {
    self.handle = handle
    self.kept = kept
  }

  /// Ends the access, and whatever was left running.
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

  /// Runs statements without values, one after the other, and each to its end.
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
  /// - Throws: ``SQLiteError``; outside a transaction nothing of it was done then.
  public func run(_ sql: String, _ values: any Bindable...) throws(SQLiteError) {
    try toEnd(take(sql, values))
  }

  /// What one statement finds.
  public func rows(_ sql: String, _ values: any Bindable...) throws(SQLiteError) -> Rows {
    Rows(try take(sql, values), of: self)
  }

  /// All rows that one statement finds, at once.
  public func all(_ sql: String, _ values: [any Bindable] = []) throws(SQLiteError) -> [Row] {
    let rows = Rows(try take(sql, values), of: self)
    var all: [Row] = []
    while let row = try rows.next() { all.append(row) }
    return all
  }

  /// The first row that one statement finds; the statement is not run further.
  public func first(_ sql: String, _ values: any Bindable...) throws(SQLiteError) -> Row? {
    try Rows(take(sql, values), of: self).next()
  }

  /// The first column of the first row as a number, **converted** as SQLite converts what is none; nil for NULL, or no row.
  public func number(_ sql: String, _ values: any Bindable...) throws(SQLiteError) -> Int? {
    let statement = try take(sql, values)
    defer { giveBack(statement) }
    return try step(statement) ? statement.number : nil
  }

  /// How many rows the last INSERT, UPDATE or DELETE changed.
  public var changes: Int { isOver ? 0 : Int(sqlite3_changes(handle)) }

  private func toEnd(_ statement: Statement) throws(SQLiteError) {
    defer { giveBack(statement) }
    while try step(statement) {}
  }

  // MARK: lending

  /// A statement that stands at its beginning with its values.
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

  /// Takes a statement back, to be used again if it is one to keep.
  func giveBack(_ statement: Statement) {
    // What was left running is finalized when its access ends.
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
    // After some faults (a full disk) SQLite ends the transaction by itself; nothing may be done outside it then.
    if isInBlock, !isInTransaction { throw SQLiteError(SQLITE_ABORT, "Transaction was aborted") }
  }

  // MARK: transactions

  public enum Kind: String, Sendable {
    /// Takes its locks as statements need them.
    case deferred = "DEFERRED"
    /// Takes the lock of who writes at once.
    case immediate = "IMMEDIATE"
  }

  public var isInTransaction: Bool { !isOver && sqlite3_get_autocommit(handle) == 0 }

  /// Begins a transaction that ``commit()`` or ``rollback()`` ends; within another one it is refused.
  public func begin(_ kind: Kind) throws(SQLiteError) { try run("BEGIN \(kind.rawValue) TRANSACTION") }

  public func commit() throws(SQLiteError) { try run("COMMIT TRANSACTION") }

  /// Undoes a transaction; without one it does nothing, since SQLite ends it by itself after some faults.
  public func rollback() throws(SQLiteError) {
    if isInTransaction { try run("ROLLBACK TRANSACTION") }
  }

  /// Does work in a transaction, and commits it; undoes it if the work or the commit throws.
  ///
  /// - Throws: what the work throws, or ``SQLiteError``; within another transaction nothing is done, and that one goes on.
  public func transaction<Outcome>(_ kind: Kind, _ work: () throws -> Outcome) throws -> Outcome {
    try begin(kind)
    do {
      isInBlock = true
      defer { isInBlock = false }
      let answer = try work()
      try commit()
      return answer
    } catch {
      // The first fault is the one to know of; a transaction that stays open is seen when the access ends.
      try? rollback()
      throw error
    }
  }

  /// Reads in one view of the database, which others' commits do not change; statements that change it are refused.
  func reading<Outcome>(_ work: () throws -> Outcome) throws -> Outcome {
    mayOnlyRead = true
    defer { mayOnlyRead = false }
    return try transaction(.deferred, work)
  }
}
