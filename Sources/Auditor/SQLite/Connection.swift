internal import CPlumblineSQLite
internal import Synchronization

/// An SQLite database in a file. It may be used from any thread; calls to one connection run one after the other.
///
/// An access to a connection must not begin another access to the same one: the process would end instead of deadlocking.
public final class Connection: Sendable {
  public struct Options: Sendable {
    public enum Access: Sendable {
      case reading
      /// The file is created if there is none.
      case writing
      /// For a file that does not change, in a folder where no lock can be kept: it is read without locks.
      case unchanging
    }

    public var access = Access.writing
    /// Called when another connection has a lock, with the number of earlier calls; returns true to try again.
    public var waits: (@Sendable (_ tries: Int) -> Bool)?
    /// Statements to run once it is open.
    public var settings = ""
    /// The maximum number of bytes in a cell or row; nil for SQLite's own limit.
    public var longest: Int32?

    public init(_ access: Access = .writing) { self.access = access }
  }

  public let isReadOnly: Bool
  private let state: Mutex<State>
  private let waiting: Waiting?

  /// Addresses of SQLite's objects, which no thread uses without the lock. 0: closed.
  private struct State: Sendable {
    var address: UInt
    var kept: [String: UInt] = [:]
  }

  private final class Waiting: Sendable {
    let waits: @Sendable (Int) -> Bool
    init(_ waits: @escaping @Sendable (Int) -> Bool) { self.waits = waits }
  }

  /// The version of SQLite in use.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// Opens a database, and reads enough of it to check that it is one.
  ///
  /// - Parameter path: always a file's path, although SQLite itself accepts names for memory, and URIs.
  /// - Throws: ``SQLiteError``.
  public init(_ path: String, _ options: Options = Options()) throws(SQLiteError) {
    let handle = try Self.open(path, options.access)
    isReadOnly = options.access != .writing
    waiting = options.waits.map(Waiting.init)
    state = Mutex(State(address: UInt(bitPattern: handle)))
    // From here on, a failure closes it.
    if let waiting {
      let context = Unmanaged.passUnretained(waiting).toOpaque()
      let ask: @convention(c) (UnsafeMutableRawPointer?, Int32) -> Int32 = { context, tries in
        guard let context else { return 0 }
        return Unmanaged<Waiting>.fromOpaque(context).takeUnretainedValue().waits(Int(tries)) ? 1 : 0
      }
      sqlite3_busy_handler(handle, ask, context)
    }
    plumbline_sqlite_refuse_quoted_strings(handle)
    let database = Database(handle, kept: [:])
    defer { _ = database.leave() }
    try database.script(options.settings)
    if let longest = options.longest { sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, longest) }
    _ = try database.first("SELECT * FROM sqlite_master LIMIT 1")
  }

  deinit { close() }

  private static func open(_ path: String, _ access: Options.Access) throws(SQLiteError) -> OpaquePointer {
    var name = path.hasPrefix("/") ? path : "./\(path)"
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    switch access {
    case .reading: flags |= SQLITE_OPEN_READONLY
    case .writing: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    case .unchanging:
      flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      name = path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
      name = "file:\(name)?immutable=1"
    }
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(name, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      sqlite3_close(handle)
      throw SQLiteError(code)
    }
    return handle
  }

  /// Closes the connection; later calls are refused.
  public func close() {
    state.withLock { state in
      for statement in state.kept.values { sqlite3_finalize(OpaquePointer(bitPattern: statement)) }
      state.kept = [:]
      sqlite3_close(OpaquePointer(bitPattern: state.address))
      state.address = 0
    }
  }

  // MARK: accesses

  /// Reads in one view of the database, unaffected by others' commits; statements that change it are refused.
  ///
  /// - Throws: what the work throws, or ``SQLiteError``.
  public func read<Outcome>(_ work: (Database) throws -> Outcome) throws -> Outcome {
    try access { database in try database.reading { try work(database) } }
  }

  /// Does work in which each statement is its own transaction, unless ``Database/transaction(_:_:)`` groups several.
  ///
  /// - Throws: what the work throws, or ``SQLiteError``.
  public func withoutTransaction<Outcome>(_ work: (Database) throws -> Outcome) throws -> Outcome {
    try access(work)
  }

  private func access<Outcome>(_ work: (Database) throws -> Outcome) throws -> Outcome {
    // An answer belongs only to the caller, so it bypasses the lock's return value.
    var answer = Result<Outcome, any Error>.failure(SQLiteError(misuse: "the connection is closed"))
    state.withLock { state in
      guard let handle = OpaquePointer(bitPattern: state.address) else { return }
      let database = Database(handle, kept: state.kept)
      answer = Result { try work(database) }
      let end = database.leave()
      state.kept = end.kept
      if end.leftTransaction, case .success = answer {
        answer = .failure(SQLiteError(misuse: "a transaction was left open, and is rolled back"))
      }
    }
    return try answer.get()
  }
}
