internal import Glibc

/// Locks between processes: each goes with the process that holds it.
extension LedgerPlace {
  /// Does work while no other process does work alone or together; the lock is on the key's file.
  ///
  /// - Throws: ``LedgerError/busy(_:)`` if another process kept the lock.
  func alone<Answer>(_ work: () throws -> Answer) throws -> Answer {
    try holding(LOCK_EX, try PrivateFile.regular(key, O_RDONLY), work)
  }

  /// Does work while no other process does work alone.
  func together<Answer>(_ work: () throws -> Answer) throws -> Answer {
    try holding(LOCK_SH, try PrivateFile.regular(key, O_RDONLY), work)
  }

  /// Does work while no other process makes a ledger in this folder.
  func making<Answer>(_ work: () throws -> Answer) throws -> Answer {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw PrivateFile.Fault.last }
    return try holding(LOCK_EX, file, work)
  }

  private func holding<Answer>(_ lock: Int32, _ file: Int32, _ work: () throws -> Answer) throws -> Answer {
    defer { close(file) }
    var attempts = 0
    while flock(file, lock | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw PrivateFile.Fault.last }
      attempts += 1
      if attempts > Ledger.patience * 500 { throw LedgerError.busy(path) }
      usleep(2_000)
    }
    return try work()
  }
}
