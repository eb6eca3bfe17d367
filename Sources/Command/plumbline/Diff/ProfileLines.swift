import Glibc
import PlumblineInterchange
import PlumblineJSON

/// Reads a file of profiles, one JSON text a line, in memory that does not grow with the file.
struct ProfileLines {
  let path: String

  /// Visits each line that is not empty, with its number from 1; the line is nil if it is too long for a profile.
  func each(_ visit: (Int, [UInt8]?) throws -> Void) throws {
    let shown = path == "-" ? "standard input" : path
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
    guard file >= 0 else {
      throw Fault(.noSuchFile, "cannot open \(shown): \(String(cString: strerror(errno)))")
    }
    defer { if path != "-" { close(file) } }
    let limit = ProfileReader.limits.bytes
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var line: [UInt8] = []
    var number = 1
    func end() throws {
      if line.count > limit {
        try visit(number, nil)
      } else if line.contains(where: { $0 > 0x20 }) {
        try visit(number, line)
      }
      line.removeAll(keepingCapacity: true)
      number += 1
    }
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Fault(.noSuchFile, "cannot read \(shown): \(String(cString: strerror(errno)))")
      }
      if count == 0 { break }
      for byte in buffer[..<count] {
        if byte == UInt8(ascii: "\n") {
          try end()
        } else if line.count <= limit {
          line.append(byte)
        }
      }
    }
    if !line.isEmpty { try end() }
  }
}
