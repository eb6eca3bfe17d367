internal import CPlumblineSQLite

/// A cell's value exactly as stored, without conversion.
public enum Value: Sendable, Hashable {
  case null
  case integer(Int)
  case real(Double)
  /// Bytes that are not UTF-8 are replaced; to see each byte, read the text as a BLOB.
  case text(String)
  case blob([UInt8])

  /// The number; nil for anything but an INTEGER.
  public var int: Int? { if case .integer(let number) = self { number } else { nil } }

  /// The text; nil for anything but a TEXT.
  public var string: String? { if case .text(let text) = self { text } else { nil } }

  /// The bytes, none for an empty one; nil for anything but a BLOB.
  public var bytes: [UInt8]? { if case .blob(let bytes) = self { bytes } else { nil } }
}

/// What can be bound to a parameter of a statement: `Int`, `String`, `[UInt8]`, a ``Value``, and nil, which is NULL.
public protocol Bindable {
  var bound: Value { get }
}

extension Value: Bindable {
  public var bound: Value { self }
}

extension Int: Bindable {
  public var bound: Value { .integer(self) }
}

extension String: Bindable {
  public var bound: Value { .text(self) }
}

extension [UInt8]: Bindable {
  public var bound: Value { .blob(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
  public var bound: Value { self?.bound ?? .null }
}

// MARK: to and from a statement

extension Value {
  /// Copies a column of a statement's current row, counted from 0.
  init(_ statement: OpaquePointer, column: Int32) throws(SQLiteError) {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: self = .integer(Int(sqlite3_column_int64(statement, column)))
    case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      guard let text = sqlite3_column_text(statement, column) else { throw SQLiteError(SQLITE_NOMEM) }
      let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column)))
      self = .text(String(decoding: bytes, as: UTF8.self))
    case SQLITE_BLOB:
      // An empty one has no address.
      let start = sqlite3_column_blob(statement, column)
      self = .blob(
        Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))))
    default: self = .null
    }
  }

  /// Binds a copy to a statement's parameter, counted from 1; returns SQLite's code.
  func bind(_ statement: OpaquePointer, at place: Int32) -> Int32 {
    switch self {
    case .null: sqlite3_bind_null(statement, place)
    case .integer(let number): sqlite3_bind_int64(statement, place, Int64(number))
    case .real(let number): sqlite3_bind_double(statement, place, number)
    // Bytes without an address would become NULL; those of a literal have one.
    case .text(""): plumbline_sqlite_bind_text(statement, place, "", 0)
    case .text(var text):
      text.withUTF8 { plumbline_sqlite_bind_text(statement, place, $0.baseAddress, UInt64($0.count)) }
    case .blob([]): sqlite3_bind_zeroblob(statement, place, 0)
    case .blob(let bytes):
      bytes.withUnsafeBytes { plumbline_sqlite_bind_blob(statement, place, $0.baseAddress, UInt64($0.count)) }
    }
  }
}
