internal import CPlumblineSQLite

/// An error from SQLite: its code and its own message, which contains neither a bound value nor a statement.
public struct SQLiteError: Error, Sendable, Hashable {
  /// A primary code: the kind of error, without the detail that an extended code adds.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: Int32

    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Another connection has a lock that this one needs.
    public static let busy = Code(rawValue: SQLITE_BUSY)
    public static let locked = Code(rawValue: SQLITE_LOCKED)
    /// The locks of a log's index could not be obtained in time.
    public static let lockingProtocol = Code(rawValue: SQLITE_PROTOCOL)
    public static let full = Code(rawValue: SQLITE_FULL)
    public static let readOnly = Code(rawValue: SQLITE_READONLY)
    public static let inputOutput = Code(rawValue: SQLITE_IOERR)
    public static let permission = Code(rawValue: SQLITE_PERM)
    public static let cannotOpen = Code(rawValue: SQLITE_CANTOPEN)
    public static let constraint = Code(rawValue: SQLITE_CONSTRAINT)
    public static let noMemory = Code(rawValue: SQLITE_NOMEM)
    public static let interrupted = Code(rawValue: SQLITE_INTERRUPT)
    /// The transaction of a statement has ended.
    public static let aborted = Code(rawValue: SQLITE_ABORT)
    /// A value is longer than the connection's limit.
    public static let tooLong = Code(rawValue: SQLITE_TOOBIG)
    /// The caller requested something that this module refuses; the message says what.
    public static let misuse = Code(rawValue: SQLITE_MISUSE)
  }

  /// SQLite's extended code.
  public let extendedCode: Int32
  public let message: String

  public var code: Code { Code(rawValue: extendedCode & 0xFF) }

  init(_ extendedCode: Int32, _ message: String) {
    self.extendedCode = extendedCode
    self.message = message
  }

  /// - Parameter code: the code that SQLite returned without a connection to ask for a message; SQLite's general one is used.
  init(_ code: Int32) {
    self.init(code, String(cString: sqlite3_errstr(code)))
  }

  init(misuse message: String) { self.init(SQLITE_MISUSE, message) }
}

extension SQLiteError: CustomStringConvertible {
  public var description: String { "SQLite code \(extendedCode): \(message)" }
}
