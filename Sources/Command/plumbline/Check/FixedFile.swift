import Glibc

/// A pack's file that is rewritten: at every moment it is either the whole old file or the whole new one.
enum FixedFile {
  private static let limit = 512 * 1024

  /// Writes a file beside the old one and renames it, with the old file's mode.
  ///
  /// - Parameter before: the text that was fixed; a file that has changed since is left alone.
  static func write(_ name: String, before: [UInt8], after: [UInt8]) throws(Fault) {
    // A link is followed: the file that it names is written, not the link.
    guard let resolved = realpath(name, nil) else { throw fault(name) }
    defer { free(resolved) }
    let path = String(cString: resolved)
    var status = stat()
    guard stat(path, &status) == 0 else { throw fault(name) }
    let draft = "\(path).part-\(getpid())"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if file < 0 { throw fault(name) }
    var isNamed = false
    defer {
      close(file)
      if !isNamed { unlink(draft) }
    }
    if let reason = writeAll(after, to: file) { throw fault(name, reason) }
    // The owner is kept if that is allowed, the mode always.
    _ = fchown(file, status.st_uid, status.st_gid)
    guard fchmod(file, status.st_mode & 0o7777) == 0, fsync(file) == 0 else { throw fault(name) }
    guard try Input.read(path, limit: limit) == before else {
      throw Fault(
        .failed, "\(name) has changed since it was checked, and was left as it is; run check --fix again")
    }
    guard rename(draft, path) == 0 else { throw fault(name) }
    isNamed = true
  }

  private static func fault(_ name: String, _ reason: String = String(cString: strerror(errno))) -> Fault {
    Fault(.cannotWrite, "cannot write \(name): \(reason)")
  }
}
