import Glibc

/// A pack's file written anew: it is the old one or the new one, whole, at every moment.
enum FixedFile {
  private static let limit = 512 * 1024

  /// Writes beside the file and gives it the name, with the mode that the file had.
  ///
  /// - Parameter before: what the mend was made for: a file that is no longer that is left alone.
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
    // Whose file it was is kept where that is allowed; its mode always.
    _ = fchown(file, status.st_uid, status.st_gid)
    guard fchmod(file, status.st_mode & 0o7777) == 0, fsync(file) == 0 else { throw fault(name) }
    guard try Input.read(path, limit: limit) == before else {
      throw Fault(
        .failed, "\(name) has changed since it was checked, and was left as it is: run check --fix again")
    }
    guard rename(draft, path) == 0 else { throw fault(name) }
    isNamed = true
  }

  private static func fault(_ name: String, _ reason: String = String(cString: strerror(errno))) -> Fault {
    Fault(.cannotWrite, "cannot write \(name): \(reason)")
  }
}
