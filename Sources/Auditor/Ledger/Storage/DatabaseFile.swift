internal import CPlumblineFiles
internal import Glibc
internal import Synchronization

/// A ledger's database file, held open from before SQLite opens it until after SQLite closed it, with the lock under which it is
/// checked, added to, and its head kept.
///
/// The lock belongs to the open file description (`F_OFD_SETLK`), on a byte of the file far beyond any page and far from the
/// bytes that SQLite locks (2³⁰ to 2³⁰ + 511). It applies to the file, not to a name: anyone using another name for the same file
/// waits for it too, in this process, in another, or in another container of the machine.
final class DatabaseFile: Sendable {
  let path: String
  let identity: FileIdentity
  /// Nil when opened for reading: readers take only SQLite's own locks.
  private let descriptor: Int32?
  private let state = Mutex(State())

  private struct State {
    var isHeld = false
    var wasHeld = false
    /// Until when the holder of the lock may wait for something else.
    var deadline: Deadline?
    /// The log that belongs to the file, once SQLite has made it.
    var log: FileIdentity?
  }

  /// `LEDGER` in ASCII, then two zero bytes.
  private static let byte: Int64 = 0x4C45_4447_4552_0000
  /// Processes that wait for the lock share this one, so that the last holder lets them go first.
  private static let waiting = byte + 1
  /// Where a connection of SQLite shares a lock for as long as it is open: `SHARED_FIRST` and `SHARED_SIZE`.
  private static let shared: (first: Int64, count: Int64) = (0x4000_0002, 510)

  /// - Parameter making: whether to create the file if there is none.
  init(appendingTo path: String, making: Bool = false) throws(PrivateFile.Fault) {
    let (identity, descriptor) = try OpenDatabases.open(path, making ? O_CREAT : 0)
    if making { try PrivateFile.syncFolder(of: path) }
    self.path = path
    self.identity = identity
    self.descriptor = descriptor
  }

  init(reading path: String, _ identity: FileIdentity) {
    self.path = path
    self.identity = identity
    descriptor = nil
    OpenDatabases.enter(identity)
  }

  deinit { OpenDatabases.leave(identity, descriptor) }

  // MARK: the lock

  /// Does work under the lock.
  ///
  /// - Throws: ``LedgerError/busy(_:)`` if it was not free in time.
  func holding<Value>(_ deadline: Deadline, _ work: () throws -> Value) throws -> Value {
    try acquire(deadline)
    defer { release() }
    return try work()
  }

  /// Does work under the lock, once no one has the file open under another name.
  func holdingToOpen<Value>(_ deadline: Deadline, _ work: () throws -> Value) throws -> Value {
    while true {
      try acquire(deadline)
      defer { release() }
      if try !isOpenElsewhere() { return try work() }
      guard deadline.pause() else { throw LedgerError.busy(path) }
    }
  }

  /// Does work under the lock, or without it if it is not free, since closing cannot fail.
  func holdingToClose(_ deadline: Deadline, _ work: () -> Void) {
    // A session that failed to open is closed by the holder of the lock.
    let isOurs = descriptor != nil && !state.withLock(\.isHeld) && (try? acquire(deadline)) != nil
    work()
    if isOurs { release() }
  }

  /// How long the holder of the lock may wait for something else, in milliseconds.
  var remaining: Int { state.withLock { $0.deadline?.remaining } ?? Ledger.patience }

  /// Waits a moment for SQLite's own locks, which other programs may hold; returns whether to try again.
  func waitsForOthers(tries: Int, patience: Int) -> Bool {
    if let deadline = state.withLock(\.deadline) { return deadline.pause() }
    usleep(2_000)
    return tries * 2 < patience
  }

  private func acquire(_ deadline: Deadline) throws {
    guard let descriptor else { throw LedgerError.cannotWrite(path, reason: "it was opened for reading") }
    // A process that takes the lock again and again would never leave it free for those that poll.
    if state.withLock(\.wasHeld), files_is_locked(descriptor, Self.waiting, 1) { usleep(3_000) }
    if try take(descriptor, deadline) { return }
    _ = files_set_lock(descriptor, Self.waiting, files_shared)
    defer { _ = files_set_lock(descriptor, Self.waiting, files_unlocked) }
    while deadline.pause() { if try take(descriptor, deadline) { return } }
    throw LedgerError.busy(path)
  }

  private func take(_ descriptor: Int32, _ deadline: Deadline) throws -> Bool {
    try state.withLock { state in
      // The lock does not separate two threads that share the descriptor.
      if state.isHeld { return false }
      switch files_set_lock(descriptor, Self.byte, files_alone) {
      case 0: break
      case EAGAIN, EACCES, EINTR: return false
      case let code: throw PrivateFile.Fault(code)
      }
      state.isHeld = true
      state.wasHeld = true
      state.deadline = deadline
      return true
    }
  }

  private func release() {
    state.withLock { state in
      if let descriptor { _ = files_set_lock(descriptor, Self.byte, files_unlocked) }
      state.isHeld = false
      state.deadline = nil
    }
  }

  /// Whether the file is open elsewhere, and no log is beside this name, so that the log is beside another one.
  private func isOpenElsewhere() throws -> Bool {
    guard let descriptor, files_is_locked(descriptor, Self.shared.first, Self.shared.count) else {
      return false
    }
    return try FileLook.at(path + "-wal") == nil
  }

  // MARK: the name

  /// Why the name is not, or no longer, the only name of the file; nil if it is.
  func unfitness() throws(PrivateFile.Fault) -> UnfitPlace? {
    guard let look = try FileLook.at(path), look.identity == identity else { return .moved }
    if let unfit = UnfitPlace(look) { return unfit }
    guard let log = state.withLock(\.log) else { return nil }
    return try FileLook.at(path + "-wal")?.identity == log ? nil : .logMoved
  }

  /// Remembers the log that SQLite has opened.
  func sawLog() throws(PrivateFile.Fault) {
    let log = try FileLook.at(path + "-wal")?.identity
    state.withLock { $0.log = log }
  }
}
