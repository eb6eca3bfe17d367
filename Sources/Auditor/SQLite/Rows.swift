/// A row, with a value for each column in the order of the statement's columns.
public struct Row: Sendable, Hashable {
  public let values: [Value]

  public subscript(column: Int) -> Value { values[column] }
}

/// The rows of a statement, one at a time: at most one is in memory.
///
/// They may be read during the access in which they were requested, and are refused afterwards.
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
