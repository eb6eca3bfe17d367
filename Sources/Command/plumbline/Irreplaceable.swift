import Glibc

/// Files that no output replaces, because nothing could bring them back: a ledger with its log, private keys, signed heads and checkpoints.
///
/// They are recognised by what they hold, so that no name, link or missing option hides one.
enum Irreplaceable {
  /// How a database of SQLite and its write-ahead log (in either byte order) begin, and the other files of a ledger.
  private static let beginnings = [
    Array("SQLite format 3\0".utf8), [0x37, 0x7F, 0x06, 0x82], [0x37, 0x7F, 0x06, 0x83],
    Array("plumbline.local/".utf8),
  ]
  /// In a file of private keys, before or after other keys.
  private static let keys = Array("PRIVATE+KEY".utf8)

  /// - Throws: ``Fault`` if a path leads to such a file.
  static func spare(_ path: String) throws(Fault) {
    guard holds(path) else { return }
    throw Fault(
      .cannotCreate,
      "\(path) is part of a ledger, or a private key or checkpoint, which nothing could bring back, and is not replaced; "
        + "name another file")
  }

  private static func holds(_ path: String) -> Bool {
    // A pipe that nobody writes to would block.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = pread(file, &bytes, bytes.count, 0)
    let start = bytes.prefix(max(0, count))
    return beginnings.contains { start.starts(with: $0) } || start.contains(keys)
  }
}
