import Glibc
import PlumblineText

/// Standard output and standard error. Answers go to the first, everything else to the second.
enum Output {
  /// Writes a whole answer, or throws.
  static func answer(_ bytes: [UInt8]) throws(Fault) {
    if let reason = writeAll(bytes, to: STDOUT_FILENO) {
      throw Fault(.cannotWrite, "cannot write the answer: \(reason)")
    }
  }

  static func answer(_ text: String) throws(Fault) { try answer(Array(text.utf8)) }

  /// Reports a fault, line by line; text from files and arguments is made harmless.
  static func error(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      "plumbline: \(Escaping.terminal(String(line)))\n"
    }
    _ = writeAll(Array(lines.joined().utf8), to: STDERR_FILENO)
  }

  /// Writes text to standard error as it is, for passing messages.
  static func status(_ text: String) { _ = writeAll(Array(text.utf8), to: STDERR_FILENO) }

  /// Whether standard output is a terminal that can show bold letters.
  static var isTerminal: Bool {
    isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
  }

  /// Returns the style of text for standard output.
  static func style(isPlain: Bool) -> Style {
    Style(width: columns ?? 100, isBold: isTerminal, isPlain: isPlain)
  }

  /// The terminal's columns; nil if standard output is not a terminal.
  static var columns: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }
}

/// Returns a variable of the environment; nil if it is unset or empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}

/// Writes every byte to an open file; returns the reason for a failure, or nil.
func writeAll(_ bytes: [UInt8], to file: Int32) -> String? {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      return String(cString: strerror(errno))
    }
    rest = rest.dropFirst(count)
  }
  return nil
}

/// Returns the names in a folder, except `.` and `..`; nil, with `errno`, if it cannot be read.
func names(in path: String) -> [String]? {
  guard let folder = opendir(path) else { return nil }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}

enum Input {
  /// Reads a file, or standard input for `-`, up to one byte more than the limit.
  static func read(_ path: String, limit: Int) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    try pieces(of: path) {
      bytes += $0
      return bytes.count <= limit
    }
    return Array(bytes.prefix(limit + 1))
  }

  /// Reads a file, or standard input for `-`, in pieces, until its end or until `take` returns false.
  static func pieces(of path: String, _ take: ([UInt8]) -> Bool) throws(Fault) {
    let shown = path == "-" ? "standard input" : path
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
    guard file >= 0 else {
      throw Fault(.noSuchFile, "cannot open \(shown): \(String(cString: strerror(errno)))")
    }
    defer { if path != "-" { close(file) } }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Fault(.noSuchFile, "cannot read \(shown): \(String(cString: strerror(errno)))")
      }
      if count == 0 || !take(Array(buffer.prefix(count))) { return }
    }
  }
}

/// Returns the folder of the running program, with links resolved.
func programFolder() -> String? {
  var buffer = [UInt8](repeating: 0, count: 4096)
  let count = buffer.withUnsafeMutableBytes { bytes in
    bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? -1
  }
  guard count > 0, count < buffer.count else { return nil }
  let path = String(decoding: buffer.prefix(count), as: UTF8.self)
  return path.lastIndex(of: "/").map { String(path[..<$0]) }
}
