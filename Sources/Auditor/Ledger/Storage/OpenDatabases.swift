internal import CPlumblineFiles
internal import Glibc
internal import Synchronization

/// The databases that this process has open, and their descriptors that are no longer needed.
///
/// Closing any descriptor of a file gives up every POSIX lock that the process has on it (fcntl(2)), no matter what took it.
/// SQLite's are among them, and without them another process believes that it is the last one and removes the log. So no
/// descriptor is closed while SQLite has its file open: it is kept here, for the next opening of that file. The rule applies to
/// processes, which is why this exists once per process.
enum OpenDatabases {
  private struct Use {
    /// The number of ledgers open on the file.
    var count = 0
    var spare: [Int32] = []
  }

  private static let uses = Mutex<[FileIdentity: Use]>([:])

  /// Opens a file for reading and writing, before SQLite does.
  ///
  /// - Parameter how: further flags of open(2).
  static func open(_ path: String, _ how: Int32 = 0) throws(PrivateFile.Fault) -> (FileIdentity, Int32) {
    try uses.withLock { uses throws(PrivateFile.Fault) in
      if how == 0, let identity = try FileLook.at(path)?.identity,
        let spare = uses[identity]?.spare.popLast()
      {
        uses[identity]?.count += 1
        return (identity, spare)
      }
      let file = try PrivateFile.regular(path, O_RDWR | O_NOFOLLOW | how)
      let identity = try FileLook.of(file).identity
      uses[identity, default: Use()].count += 1
      return (identity, file)
    }
  }

  /// Notes that SQLite is about to open a file.
  static func enter(_ identity: FileIdentity) {
    uses.withLock { $0[identity, default: Use()].count += 1 }
  }

  /// Notes that SQLite has closed a file; its descriptor is closed as soon as no ledger has the file open.
  static func leave(_ identity: FileIdentity, _ file: Int32?) {
    uses.withLock { uses in
      guard var use = uses[identity] else { return }
      use.count -= 1
      if let file { use.spare.append(file) }
      if use.count > 0 {
        uses[identity] = use
      } else {
        for file in use.spare { close(file) }
        uses[identity] = nil
      }
    }
  }
}
