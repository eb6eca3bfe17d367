internal import Glibc

/// The secret that a client sends with each request: `Authorization: Bearer …`.
public struct AccessToken: Sendable {
  private let bytes: [UInt8]

  /// The fewest characters of a token.
  public static let shortest = 32
  private static let longest = 512

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// Reads the token in a file, or makes one there: 32 random bytes in base 16, in a file that only its owner can read.
  ///
  /// - Parameter makes: whether one is made if there is no file.
  public static func inFile(_ path: String, makes: Bool) throws(CheckedFile.Fault) -> AccessToken {
    let text: [UInt8]
    do {
      text = try CheckedFile.read(path, most: longest + 1, keptFrom: .readers)
    } catch {
      if error.isAbsence, makes { return try make(path) }
      throw error
    }
    let line = text.last == 0x0A ? text.dropLast() : text[...]
    guard line.count >= shortest, line.count <= longest, line.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw CheckedFile.Fault(
        description:
          "\(path) holds no token: one line of \(shortest) to \(longest) visible characters; write one, or remove the file"
      )
    }
    return AccessToken(String(decoding: line, as: UTF8.self))
  }

  private static func make(_ path: String) throws(CheckedFile.Fault) -> AccessToken {
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

  private static func fault(_ what: String, _ path: String) -> CheckedFile.Fault {
    CheckedFile.Fault(description: "\(what) the token's file \(path): \(CheckedFile.reason())")
  }

  /// Whether a bearer token is this one. It takes as long for every text of one length.
  public func matches(_ text: some StringProtocol) -> Bool {
    let given = Array(text.utf8)
    guard given.count == bytes.count else { return false }
    return zip(given, bytes).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
