import Glibc

/// A folder for one test, deleted when the test is done.
public struct Scratch: ~Copyable {
  public let path: String

  public init() {
    var template = Array("/tmp/plumbline-test-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer {
      $0.baseAddress.flatMap(mkdtemp).map { String(cString: $0) } ?? "/tmp"
    }
  }

  deinit { _ = Command.run("/bin/rm", ["-rf", path]) }

  /// Writes a file, and creates its folders.
  public func write(_ name: String, _ text: String) { write(name, Array(text.utf8)) }

  public func write(_ name: String, _ bytes: [UInt8]) {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o755)
    }
    guard let file = fopen("\(path)/\(name)", "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
