import Glibc
import PlumblineCohort

/// A file for rows, or standard output.
final class CohortFile {
  let name: String
  private let file: Int32
  /// Its length in bytes.
  private(set) var length = 0

  /// - Parameter kept: how many bytes of the existing file are kept; nil for a new file.
  init(_ path: String?, keeping kept: Int? = nil) throws(Fault) {
    guard let path else {
      (name, file) = ("standard output", STDOUT_FILENO)
      return
    }
    name = path
    if kept == nil { try Irreplaceable.spare(path) }
    file = open(path, O_WRONLY | O_CREAT | (kept == nil ? O_TRUNC : 0), 0o600)
    guard file >= 0 else {
      throw Fault(.cannotCreate, "cannot create \(path): \(String(cString: strerror(errno)))")
    }
    guard let kept else { return }
    var status = stat()
    guard fstat(file, &status) == 0, Int(status.st_size) >= kept, ftruncate(file, off_t(kept)) == 0,
      lseek(file, 0, SEEK_END) == off_t(kept)
    else {
      throw Fault(.badInput, "\(path) has changed since: it is shorter than \(kept) bytes; start again")
    }
    length = kept
  }

  deinit { if file != STDOUT_FILENO { close(file) } }

  func write(_ bytes: [UInt8]) throws(Fault) {
    if bytes.isEmpty { return }
    if let reason = writeAll(bytes, to: file) { throw Fault(.cannotWrite, "cannot write \(name): \(reason)") }
    length += bytes.count
  }

  /// Flushes what was written to disk, so that it survives a power failure.
  func settle() { if file != STDOUT_FILENO { fdatasync(file) } }
}
