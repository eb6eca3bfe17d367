/// A place where the ledger is wrong.
public struct Divergence: Sendable, Hashable, CustomStringConvertible {
  public enum Way: String, Sendable {
    case changed, missing, reordered, truncated, rewritten
    /// Something exists that should not.
    case added
    /// It could not be checked.
    case unchecked
  }

  /// The table, or the file beside the database.
  public var table: String
  /// The row: a record's index, a node, a digest.
  public var row: String
  public var field: String
  public var way: Way
  public var message: String

  public init(_ table: String, _ row: String, _ field: String, _ way: Way, _ message: String) {
    self.table = table
    self.row = row
    self.field = field
    self.way = way
    self.message = message
  }

  /// `record 17, sealed: changed: it does not open with its key`.
  public var description: String {
    let name = row.isEmpty ? table : "\(table) \(row)"
    return "\(name), \(field): \(way.rawValue): \(message)"
  }
}
