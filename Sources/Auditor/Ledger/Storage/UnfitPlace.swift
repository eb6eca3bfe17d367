internal import CPlumblineFiles

/// Why a ledger cannot be where it is: answers could be lost there, or changed by others.
public enum UnfitPlace: Sendable, Hashable {
  /// The file has this many names, and SQLite keeps a log for each.
  case names(Int)
  /// The file itself is mounted.
  case mounted
  /// It is on a file system to which other machines may write, or that may be such a file system.
  case network(String)
  /// The name refers to another file than when it was opened, or to none.
  case moved
  /// The log is a different one than when the file was opened, or is gone.
  case logMoved
  /// A file or folder belongs to another user.
  case foreign(String, owner: Int)
  /// Others may remove files from the folder, or add some.
  case openFolder(String, mode: Int)
  /// A file that others may read or change could not be closed to them.
  case openFile(String, mode: Int)

  init?(_ look: FileLook) {
    if look.isMountRoot {
      self = .mounted
    } else if look.links > 1 {
      self = .names(look.links)
    } else {
      return nil
    }
  }
}

extension UnfitPlace {
  var words: String {
    switch self {
    case .names(let count):
      "its file has \(count) names (hard links), each with its own log, and answers in one log would be lost to the other; "
        + "list the names with `find / -xdev -samefile`, and remove all but one (a copy made with cp is another ledger)"
    case .mounted:
      "the file itself is mounted, so its log would not be beside the mounted file, and answers would be lost; use a "
        + "mount of the folder that holds it"
    case .network(let kind):
      "it is on \(kind): \(Self.networkWords(kind)); keep it on a disk of this machine, and merge ledgers with "
        + "`plumbline audit import`"
    case .moved:
      "its file was moved, removed or replaced while it was open; find out which file is the ledger before asking again"
    case .logMoved:
      "its log (-wal) was moved, removed or replaced while it was open; put it back, or see what was lost with "
        + "`plumbline audit verify`"
    case .foreign(let path, let owner):
      "\(path) belongs to another user (\(owner)), who could change it; give it to the user who records (chown)"
    case .openFolder(let path, let mode):
      "others may change its folder \(path) (mode \(Self.octal(mode))), and so remove or replace its files; "
        + "run `chmod go-w` on that folder, or keep the ledger in its own folder"
    case .openFile(let path, let mode):
      "others may read or change \(path) (mode \(Self.octal(mode))), and that could not be repaired; run `chmod 600` on that file"
    }
  }

  static func octal(_ mode: Int) -> String { "0" + String(mode, radix: 8) }

  private static func networkWords(_ kind: String) -> String {
    kind.hasPrefix("FUSE")
      ? "what is behind it is unknown, and may be another machine, which neither locks nor shared memory reach"
      : "locks and shared memory do not reach other machines that may have it open, and answers would be lost"
  }

  // MARK: file systems

  /// The kinds of file systems on which no ledger is kept, by their number (statfs(2)).
  static let networks: [Int64: String] = [
    0x6969: "a network file system (NFS)", 0x517B: "a network file system (SMB)",
    0xFE53_4D42: "a network file system (SMB)", 0xFF53_4D42: "a network file system (CIFS)",
    0x564C: "a network file system (NCP)", 0x0102_1997: "another machine's file system (9P)",
    0x6573_5546: "FUSE", 0x5346_414F: "a network file system (AFS)",
    0x6B41_4653: "a network file system (AFS)",
    0x7375_7245: "a network file system (Coda)", 0x00C3_6400: "a network file system (Ceph)",
    0x0BD0_0BD0: "a cluster's file system (Lustre)", 0x4750_4653: "a cluster's file system (GPFS)",
    0x0116_1970: "a cluster's file system (GFS2)", 0x7461_636F: "a cluster's file system (OCFS2)",
    0x2003_0528: "a cluster's file system (OrangeFS)", 0x1983_0326: "a cluster's file system (BeeGFS)",
    0xAAD7_AAEA: "a cluster's file system (PanFS)", 0xBEEF_DEAD: "a cluster's file system (StorNext)",
    0x6163_6673: "a cluster's file system (ACFS)", 0xBACB_ACBC: "the host's file system (VMware)",
    0x786F_4256: "the host's file system (VirtualBox)", 0x7C7C_6673: "the host's file system (Parallels)",
  ]

  /// The file system behind a name, if no ledger is kept on it.
  static func network(at path: String) -> UnfitPlace? {
    networks[files_system_of(path)].map(UnfitPlace.network)
  }
}
