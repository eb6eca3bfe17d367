import Glibc

/// Runs a program to its end and keeps its output.
public enum Command {
  public struct Result: Sendable {
    public var code: Int32
    public var output: String
    public var error: String
  }

  /// The command under test, built with the tests.
  public static let plumbline: String = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? -1
    }
    let own = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
    let beside = own.lastIndex(of: "/").map { own[..<$0] + "/plumbline" } ?? ""
    return access(String(beside), X_OK) == 0 ? String(beside) : "\(Shipped.root)/.build/debug/plumbline"
  }()

  public static func plumbline(_ arguments: [String], input: String = "") -> Result {
    run(plumbline, arguments, input: Array(input.utf8))
  }

  /// Bounded by `timeout`: a hang ends as code 124.
  ///
  /// - Parameters:
  ///   - folder: the working folder; nil: that of the tests.
  ///   - seconds: how long it may take.
  public static func run(
    _ program: String, _ arguments: [String], input: [UInt8] = [], in folder: String? = nil, seconds: Int = 60
  ) -> Result {
    let files = (0..<3).map { _ in temporaryFile() }
    defer { for file in files { unlink(file) } }
    if let file = fopen(files[0], "w") {
      fwrite(input, 1, input.count, file)
      fclose(file)
    }
    let quoted = ([program] + arguments).map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(
      separator: " ")
    let place = folder.map { "cd '\($0)' && " } ?? ""
    let status = system("\(place)timeout \(seconds) \(quoted) <\(files[0]) >\(files[1]) 2>\(files[2])")
    return Result(code: (status >> 8) & 0xFF, output: contents(files[1]), error: contents(files[2]))
  }

  private static func temporaryFile() -> String {
    var template = Array("/tmp/plumbline-run-XXXXXX".utf8CString)
    let file = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
    close(file)
    return template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  /// Returns the text of a file; empty if there is none.
  public static func contents(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

  /// Returns the bytes of a file; empty if there is none.
  public static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer.prefix(count) }
    return bytes
  }
}
