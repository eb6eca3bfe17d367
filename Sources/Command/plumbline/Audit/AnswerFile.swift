import Glibc

/// The target of an export: standard output, or a file that appears whole or not at all.
///
/// A file is readable only by its owner (0600) unless stated otherwise. It is written under another name, and renamed once it is
/// on disk.
struct AnswerFile: ~Copyable {
  private static let chunk = 1 << 16

  private let path: String?
  private let draft: String
  private let replaces: Bool
  private var file: Int32 = -1
  private var buffer: [UInt8] = []

  /// - Parameters:
  ///   - path: the file; nil for standard output.
  ///   - mode: the file's mode, before the user's umask.
  ///   - replacing: whether a file that is there already is replaced; if not, it is left as it is, and refused.
  init(_ path: String?, mode: mode_t = 0o600, replacing replaces: Bool = true) throws(Fault) {
    self.path = path
    self.replaces = replaces
    draft = path.map { "\($0).part-\(getpid())" } ?? ""
    guard let path else { return }
    if !replaces, access(path, F_OK) == 0 { throw Self.taken(path) }
    try Irreplaceable.spare(path)
    file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    if file < 0 { throw fault(.cannotCreate) }
  }

  deinit {
    guard file >= 0 else { return }
    close(file)
    unlink(draft)
  }

  mutating func write(_ bytes: [UInt8]) throws(Fault) {
    buffer += bytes
    if buffer.count >= Self.chunk { try flush() }
  }

  /// Writes the rest, and gives a file its name.
  mutating func finish() throws(Fault) {
    try flush()
    guard let path else { return }
    guard fsync(file) == 0 else { throw fault(.cannotWrite) }
    if replaces {
      guard rename(draft, path) == 0 else { throw fault(.cannotWrite) }
    } else {
      guard link(draft, path) == 0 else { throw errno == EEXIST ? Self.taken(path) : fault(.cannotWrite) }
      unlink(draft)
    }
    close(file)
    file = -1
  }

  private mutating func flush() throws(Fault) {
    defer { buffer.removeAll(keepingCapacity: true) }
    guard path != nil else { return try Output.answer(buffer) }
    if let reason = writeAll(buffer, to: file) { throw fault(.cannotWrite, reason) }
  }

  private static func taken(_ path: String) -> Fault {
    Fault(
      .cannotCreate, "\(path) is there already, and is not replaced; name another file, or remove it first")
  }

  private func fault(_ code: Fault.Code, _ reason: String = String(cString: strerror(errno))) -> Fault {
    Fault(code, "cannot write \(path ?? "standard output"): \(reason)")
  }
}
