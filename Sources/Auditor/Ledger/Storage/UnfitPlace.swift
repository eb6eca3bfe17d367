internal import CPlumblineFiles

/// Why a ledger cannot be where it is: answers could be lost there, or be changed by others.
public enum UnfitPlace: Sendable, Hashable {
  /// The file has so many names, and SQLite keeps a log for each.
  case names(Int)
  /// It is mounted as a file of its own.
  case mounted
  /// It is on a file system that other machines may write to, or that may be one.
  case network(String)
  /// The name stands for another file than when it was opened, or for none.
  case moved
  /// The log is another one than when the file was opened, or is gone.
  case logMoved
  /// A file or folder belongs to another user.
  case foreign(String, owner: Int)
  /// Others may take files out of the folder, or put some there.
  case openFolder(String, mode: Int)
  /// A file that others may read or change stays so.
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
      "its file has \(count) names (hard links). Each name would have a log of its own, and answers in one be lost to the "
        + "other: find the names with find / -xdev -samefile, and remove all but one. A copy (cp) is another ledger"
    case .mounted:
      "it is mounted as a file of its own, so its log would not stand beside the file that was mounted, and answers be "
        + "lost: mount the folder that holds it"
    case .network(let kind):
      "it is on \(kind). \(Self.networkWords(kind)): keep it on a disk of this machine, and bring ledgers together with "
        + "plumbline audit import"
    case .moved:
      "its file was moved, removed or replaced while it was open: see which file is the ledger before asking again"
    case .logMoved:
      "its log (-wal) was moved, removed or replaced while it was open: put it back, or see with plumbline audit verify what "
        + "was lost"
    case .foreign(let path, let owner):
      "\(path) belongs to another user (\(owner)), who could change it: give it to the user who records (chown)"
    case .openFolder(let path, let mode):
      "others may change its folder \(path) (mode \(Self.octal(mode))), and so take its files away or put their own in "
        + "their place: chmod go-w that folder, or keep the ledger in one of its own"
    case .openFile(let path, let mode):
      "others may read or change \(path) (mode \(Self.octal(mode))), and that could not be repaired: chmod 600 that file"
    }
  }

  static func octal(_ mode: Int) -> String { "0" + String(mode, radix: 8) }

  private static func networkWords(_ kind: String) -> String {
    kind.hasPrefix("FUSE")
      ? "What is behind it cannot be told, and may be another machine, which neither locks nor shared memory reach"
      : "Locks and shared memory do not reach the other machines that may have it open, and answers would be lost"
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
