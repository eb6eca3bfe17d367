internal import Glibc

/// Who may read and change the files of a ledger: only the user who records.
///
/// A file that belongs to that user and is open to others is closed to them, and that is reported. A folder is not: it may serve
/// other purposes, so a ledger in a folder that others may change is refused. Anything that belongs to another user is refused
/// too, since that user can open it again at any moment.
struct Custody {
  let place: LedgerPlace

  /// Closes what is open to others.
  ///
  /// - Returns: sentences about what was repaired.
  /// - Throws: ``LedgerError/refused(_:_:)``.
  func repairs() throws -> [String] {
    if let unfit = try openFolder() { throw LedgerError.refused(place.path, .unfit(unfit)) }
    var repairs: [String] = []
    let own =
      [place.path, place.key, place.nextKey, place.head, place.pseudonyms]
      + ["-wal", "-shm"].map { place.path + $0 }
    for path in own { if let repair = try repair(path, 0o077) { repairs.append(repair) } }
    // The public half may be read by all, and changed by none.
    if let repair = try repair(place.publicKey, 0o022) { repairs.append(repair) }
    return repairs
  }

  /// Why the folder is open to others; nil if it is not.
  ///
  /// In a folder with the sticky bit (`/tmp`) others may add files, but not move ours.
  func openFolder() throws(PrivateFile.Fault) -> UnfitPlace? {
    var status = stat()
    guard stat(place.folder, &status) == 0 else { throw .last }
    if status.st_uid != geteuid(), status.st_uid != 0 {
      return .foreign(place.folder, owner: Int(status.st_uid))
    }
    let isOpen = status.st_mode & 0o022 != 0 && status.st_mode & UInt32(S_ISVTX) == 0
    return isOpen ? .openFolder(place.folder, mode: Int(status.st_mode & 0o7777)) : nil
  }

  private func repair(_ path: String, _ forbidden: UInt32) throws -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    guard status.st_uid == geteuid() else {
      throw LedgerError.refused(place.path, .unfit(.foreign(path, owner: Int(status.st_uid))))
    }
    let mode = status.st_mode & 0o7777
    guard mode & forbidden != 0 else { return nil }
    guard chmod(path, mode & ~forbidden) == 0 else {
      throw LedgerError.refused(place.path, .unfit(.openFile(path, mode: Int(mode))))
    }
    return Self.words(path, mode, mode & ~forbidden)
  }

  /// Closes the file of a key to others, if it belongs to the user who reads it.
  ///
  /// - Returns: the sentence that it was open; nil if it was not.
  static func repair(_ path: String) throws(PrivateFile.Fault) -> String? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else {
      return nil
    }
    let mode = status.st_mode & 0o7777
    guard mode & 0o077 != 0 else { return nil }
    guard chmod(path, mode & ~0o077) == 0 else { throw .last }
    return words(path, mode, mode & ~0o077)
  }

  private static func words(_ path: String, _ mode: UInt32, _ now: UInt32) -> String {
    "others could read or change \(path) until now (mode \(UnfitPlace.octal(Int(mode))), now "
      + "\(UnfitPlace.octal(Int(now))))"
  }
}
