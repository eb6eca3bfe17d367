internal import CPlumblineFiles
internal import Glibc

/// The identity of a file, independent of its name.
struct FileIdentity: Sendable, Hashable {
  var device: UInt64
  var inode: UInt64
}

/// What a name refers to.
struct FileLook: Sendable, Hashable {
  var identity: FileIdentity
  /// The number of names of the file.
  var links: Int
  var owner: UInt32
  /// Only the permissions, `0o600`.
  var mode: UInt32
  var isLink: Bool
  /// Whether this name is itself a mount point.
  var isMountRoot: Bool

  /// Looks at a name, without following a symbolic link; returns nil if there is nothing.
  static func at(_ path: String) throws(PrivateFile.Fault) -> FileLook? {
    var look = files_look()
    switch files_look_at(path, &look) {
    case 0: break
    case ENOENT, ENOTDIR: return nil
    case let code: throw PrivateFile.Fault(code)
    }
    return FileLook(look)
  }

  /// Looks at an open file.
  static func of(_ file: Int32) throws(PrivateFile.Fault) -> FileLook {
    var look = files_look()
    let code = files_look_of(file, &look)
    guard code == 0 else { throw PrivateFile.Fault(code) }
    return FileLook(look)
  }

  private init(_ look: files_look) {
    let type = look.mode & UInt32(S_IFMT)
    identity = FileIdentity(device: look.device, inode: look.inode)
    links = Int(look.links)
    owner = look.owner
    mode = look.mode & 0o7777
    isLink = type == UInt32(S_IFLNK)
    isMountRoot = look.is_mount_root
  }
}

extension LedgerPlace {
  /// The place that a symbolic link leads to, as SQLite finds it: a ledger's log, key and head lie beside the file itself.
  func followed() throws(PrivateFile.Fault) -> LedgerPlace {
    var path = path
    for _ in 0..<40 {
      guard let look = try FileLook.at(path), look.isLink else { return LedgerPlace(path) }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = buffer.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { readlink(path, $0, bytes.count) } ?? -1
      }
      guard count > 0, count < buffer.count else { throw .last }
      let target = String(decoding: buffer.prefix(count), as: UTF8.self)
      path = target.hasPrefix("/") ? target : "\(LedgerPlace(path).folder)/\(target)"
    }
    throw PrivateFile.Fault(ELOOP)
  }
}
