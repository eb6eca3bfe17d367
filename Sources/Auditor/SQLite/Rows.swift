/// A row, with a value for each column in the order of the statement's.
public struct Row: Sendable, Hashable {
  public let values: [Value]

  public subscript(column: Int) -> Value { values[column] }
}

/// The rows that a statement finds, one at a time: no more than one is in memory.
///
/// They may be read while the access goes on in which they were asked for, and are refused afterwards.
public final class Rows {
  private let database: Database
  /// Nil at the end.
  private var statement: Statement?

  init(_ statement: Statement, of database: Database) {
    self.database = database
    self.statement = statement
  }

  deinit { end() }

  /// The next row; nil once there is none.
  ///
  /// - Throws: ``SQLiteError``; there are no further rows then.
  public func next() throws(SQLiteError) -> Row? {
    guard let statement else { return nil }
    do throws(SQLiteError) {
      if try database.step(statement) { return try statement.row }
    } catch {
      end()
      throw error
    }
    end()
    return nil
  }

  private func end() {
    if let statement { database.giveBack(statement) }
    statement = nil
  }
}
