internal import Glibc

/// Locks between processes on the files beside the database: each ends with the process that holds it.
extension LedgerPlace {
  /// Does work while no other process does work alone or together; the lock is on the key's file.
  ///
  /// - Parameter patience: how long to wait for another process, in milliseconds.
  /// - Throws: ``LedgerError/busy(_:)`` if another process kept the lock.
  func alone<Value>(for patience: Int = Ledger.patience, _ work: () throws -> Value) throws -> Value {
    try holding(LOCK_EX, try PrivateFile.regular(key, O_RDONLY), patience, work)
  }

  /// Does work while no other process does work alone.
  func together<Value>(for patience: Int = Ledger.patience, _ work: () throws -> Value) throws -> Value {
    try holding(LOCK_SH, try PrivateFile.regular(key, O_RDONLY), patience, work)
  }

  /// Does work while no other process makes a ledger in this folder.
  func making<Value>(for patience: Int, _ work: () throws -> Value) throws -> Value {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw PrivateFile.Fault.last }
    return try holding(LOCK_EX, file, patience, work)
  }

  private func holding<Value>(
    _ lock: Int32, _ file: Int32, _ patience: Int, _ work: () throws -> Value
  ) throws -> Value {
    defer { close(file) }
    let deadline = Deadline(milliseconds: patience)
    while flock(file, lock | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw PrivateFile.Fault.last }
      if !deadline.pause() { throw LedgerError.busy(path) }
    }
    return try work()
  }
}
