internal import Glibc

/// Small files that decide who may ask: they must belong to the service's user, and nobody else may change them.
public enum CheckedFile {
  /// Why a file cannot be used. Nothing of what it holds is in it.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    public let description: String
    /// Whether there is no such file.
    var isAbsence = false
  }

  /// Whom a file has to be kept from.
  public enum Others: Sendable {
    /// Others may not read it.
    case readers
    /// Others may read it, and not change it.
    case writers
  }

  /// Reads a regular file of the service's user, or of root, that is no link.
  ///
  /// - Parameters:
  ///   - most: the most bytes.
  ///   - others: whom it has to be kept from.
  public static func read(_ path: String, most: Int, keptFrom others: Others) throws(Fault) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else {
      let isAbsence = errno == ENOENT
      throw Fault(description: "cannot open \(path): \(reason())", isAbsence: isAbsence)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Fault(description: "\(path) is not a file; name another one")
    }
    let (mask, does) = others == .readers ? (mode_t(0o077), "read") : (mode_t(0o022), "changed")
    guard status.st_mode & mask == 0, status.st_uid == geteuid() || status.st_uid == 0 else {
      let mode = others == .readers ? "600" : "644"
      throw Fault(
        description:
          "\(path) can be \(does) by others, or belongs to another user; run `chmod \(mode)` on it, or remove it"
      )
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw Fault(description: "cannot read \(path): \(reason())") }
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
      guard bytes.count <= most else {
        throw Fault(description: "\(path) is larger than \(most) bytes; name another file")
      }
    }
  }

  static func reason() -> String { String(cString: strerror(errno)) }
}
