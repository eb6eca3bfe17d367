internal import Glibc

/// The secret that a client sends with each request: `Authorization: Bearer …`.
public struct AccessToken: Sendable {
  private let bytes: [UInt8]

  /// The fewest characters of a token.
  public static let shortest = 32
  private static let longest = 512

  /// Why a token's file cannot be used. Nothing of the token is in it.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    public let description: String
  }

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Reads the token in a file, or makes one there: 32 random bytes in base 16, in a file that only its owner can read.
  ///
  /// - Parameter makes: whether one is made if there is no file.
  public static func inFile(_ path: String, makes: Bool) throws(Fault) -> AccessToken {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    if file < 0, errno == ENOENT, makes { return try make(path) }
    guard file >= 0 else { throw fault("cannot open", path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Fault(description: "\(path) is not a file; name the file of the token with --token-file")
    }
    guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
      throw Fault(
        description:
          "\(path) can be read by others, or belongs to another user; run `chmod 600` on it, or remove it")
    }
    var buffer = [UInt8](repeating: 0, count: longest + 2)
    let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw fault("cannot read", path) }
    let line = buffer.prefix(count).last == 0x0A ? buffer.prefix(count).dropLast() : buffer.prefix(count)
    guard line.count >= shortest, line.count <= longest, line.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Fault(
        description:
          "\(path) holds no token: one line of \(shortest) to \(longest) visible characters; write one, or remove the file"
      )
    }
    return AccessToken(String(decoding: line, as: UTF8.self))
  }

  private static func make(_ path: String) throws(Fault) -> AccessToken {
    var random = SystemRandomNumberGenerator()
    let text = (0..<4).map { _ in
      let digits = String(random.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
    makeFolder(of: path)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw fault("cannot create", path) }
    defer { close(file) }
    let line = Array("\(text)\n".utf8)
    guard line.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == line.count, fsync(file) == 0
    else {
      let fault = fault("cannot write", path)
      unlink(path)
      throw fault
    }
    return AccessToken(text)
  }

  /// Makes the folder of a file, and those above it, for the owner only. If that fails, so does creating the file.
  private static func makeFolder(of path: String) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let folder = String(path[..<slash])
    if access(folder, F_OK) == 0 { return }
    makeFolder(of: folder)
    mkdir(folder, 0o700)
  }

  private static func fault(_ what: String, _ path: String) -> Fault {
    Fault(description: "\(what) the token's file \(path): \(String(cString: strerror(errno)))")
  }

  /// Whether a header `Authorization` holds this token. It takes as long for every header of one length.
  public func isIn(_ header: String?) -> Bool {
    guard let header else { return false }
    let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return false }
    let given = Array(parts[1].utf8)
    guard given.count == bytes.count else { return false }
    return zip(given, bytes).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
