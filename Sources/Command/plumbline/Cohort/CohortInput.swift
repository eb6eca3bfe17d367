import CPlumblineZlib
import Glibc
import PlumblineCohort

/// The input of a cohort: a file or standard input, gzip or not.
final class CohortInput {
  let name: String
  private let file: Int32
  private var inflation: Inflation?
  private var first: [UInt8] = []
  private var peeked: [UInt8] = []
  /// The size of the file in bytes, compressed or not.
  let size: Int?
  private(set) var consumed = 0
  /// Whether bytes were returned whose checksum has not been read yet.
  var isUnchecked: Bool { inflation?.isWithin ?? false }

  init(_ path: String) throws(Fault) {
    name = path == "-" ? "standard input" : path
    file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
    guard file >= 0 else {
      throw Fault(.noSuchFile, "cannot open \(name): \(String(cString: strerror(errno)))")
    }
    var status = stat()
    let isFile = fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isFile ? Int(status.st_size) : nil
    while first.count < 2 {
      let more = try raw(2 - first.count)
      if more.isEmpty { break }
      first += more
    }
    if first == [0x1F, 0x8B] { inflation = Inflation() }
  }

  deinit { if file != STDIN_FILENO { close(file) } }

  /// Returns the size of a readable file; nil if it is not a regular file, but a pipe, say. Nothing is read.
  static func look(_ path: String) throws(Fault) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
      throw Fault(.noSuchFile, "cannot open \(path): \(String(cString: strerror(errno)))")
    }
    return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  /// Returns size and last change of a file; nil if it is not a regular file.
  static func identity(_ path: String) -> String? {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }

  /// Whether two paths lead to one file; `-` leads to standard input.
  static func isSame(_ input: String, _ path: String) -> Bool {
    var (own, other) = (stat(), stat())
    let isThere = input == "-" ? fstat(STDIN_FILENO, &own) == 0 : stat(input, &own) == 0
    return isThere && stat(path, &other) == 0 && own.st_dev == other.st_dev && own.st_ino == other.st_ino
      && own.st_mode & S_IFMT == S_IFREG
  }

  /// Reads at most `count` bytes, at least one; none at the end.
  func read(_ count: Int) throws(Fault) -> [UInt8] {
    if peeked.isEmpty { return try readOn(count) }
    defer { peeked = [] }
    return peeked
  }

  private func readOn(_ count: Int) throws(Fault) -> [UInt8] {
    guard let inflation else { return try compressed(count) }
    while true {
      let bytes = try inflation.take(count, of: name)
      if !bytes.isEmpty { return bytes }
      let more = try compressed(1 << 16)
      if more.isEmpty {
        if inflation.isWithin {
          throw Fault(.noSuchFile, "\(name): the gzip data is incomplete: the file was cut off")
        }
        return []
      }
      inflation.give(more)
    }
  }

  /// Returns the first bytes, which are read again; fewer at the end.
  func peek(_ count: Int) throws(Fault) -> [UInt8] {
    while peeked.count < count {
      let more = try readOn(count - peeked.count)
      if more.isEmpty { break }
      peeked += more
    }
    return peeked
  }

  private func compressed(_ count: Int) throws(Fault) -> [UInt8] {
    if !first.isEmpty {
      defer { first = [] }
      return first
    }
    return try raw(count)
  }

  private func raw(_ count: Int) throws(Fault) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while true {
        let got = Glibc.read(file, buffer.baseAddress, count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        filled = max(got, 0)
        return
      }
    }
    if failure != 0 { throw Fault(.noSuchFile, "cannot read \(name): \(String(cString: strerror(failure)))") }
    consumed += bytes.count
    return bytes
  }
}

/// A stream of gzip members, inflated one after the other.
private final class Inflation {
  private var stream = z_stream()
  private var input: [UInt8] = []
  private var at = 0
  /// Whether a member has begun but not ended.
  private(set) var isWithin = false

  init() { inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) }
  deinit { inflateEnd(&stream) }

  func give(_ bytes: [UInt8]) { (input, at) = (bytes, 0) }

  /// Inflates what it can of the given bytes; returns none if more are needed.
  func take(_ count: Int, of name: String) throws(Fault) -> [UInt8] {
    var status: Int32 = Z_OK
    var output: [UInt8] = []
    while at < input.count, output.isEmpty {
      isWithin = true
      var used = 0
      output = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        input.withUnsafeMutableBufferPointer { bytes in
          stream.next_in = bytes.baseAddress.map { $0 + at }
          stream.avail_in = UInt32(bytes.count - at)
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(count)
          status = inflate(&stream, Z_NO_FLUSH)
          used = bytes.count - at - Int(stream.avail_in)
          filled = count - Int(stream.avail_out)
        }
      }
      at += used
      switch status {
      case Z_STREAM_END:
        isWithin = false
        inflateReset(&stream)
      case Z_OK: break
      case Z_BUF_ERROR where used > 0 || !output.isEmpty: break
      default:
        throw Fault(
          .noSuchFile,
          "\(name): the gzip data is damaged: rows that were written from it before may be wrong, too"
        )
      }
    }
    return output
  }
}
