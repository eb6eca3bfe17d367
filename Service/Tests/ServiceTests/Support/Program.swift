import Glibc

/// The built service, as a process of its own.
final class Program: Sendable {
  let pid: pid_t
  let port: Int

  static let path: String = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? -1
    }
    let own = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
    let beside = own.lastIndex(of: "/").map { own[..<$0] + "/plumbline-serve" } ?? ""
    return access(String(beside), X_OK) == 0
      ? String(beside) : "\(Served.root)/Service/.build/debug/plumbline-serve"
  }()

  private let folder: String

  /// Starts it with a ledger in a folder.
  ///
  /// - Parameters:
  ///   - rules: the folder of the packs.
  ///   - access: the options that say who may ask.
  init(
    _ folder: String, rules: String = "\(Served.root)/Rules", access: [String] = ["--no-token"]
  ) async {
    self.folder = folder
    let out = "\(folder)/out"
    let words =
      [Self.path, "--port", "0", "--rules", rules, "--ledger", "\(folder)/ledger.sqlite"] + access
    (pid, port) = await Wire.beside {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, "\(folder)/log", O_WRONLY | O_CREAT, 0o600)
      var arguments = words.map { strdup($0) } + [nil]
      var pid = pid_t()
      posix_spawn(&pid, Self.path, &actions, nil, &arguments, environ)
      for argument in arguments { free(argument) }
      var port = 0
      for _ in 0..<300 where port == 0 {
        usleep(100_000)
        guard let file = fopen(out, "r") else { continue }
        var buffer = [UInt8](repeating: 0, count: 200)
        let count = fread(&buffer, 1, buffer.count, file)
        fclose(file)
        let text = String(decoding: buffer.prefix(count), as: UTF8.self)
        if text.hasSuffix("\n") {
          port = text.dropLast().split(separator: ":").last.flatMap { Int($0) } ?? 0
        }
      }
      return (pid, port)
    }
  }

  /// Asks it to end; returns its exit code, and how long that took.
  func end() async -> (code: Int32, time: Duration) {
    await Wire.beside {
      let began = ContinuousClock.now
      kill(self.pid, SIGTERM)
      var status: Int32 = 0
      for _ in 0..<3000 where waitpid(self.pid, &status, WNOHANG) == 0 { usleep(10_000) }
      return ((status >> 8) & 0xFF | (status & 0x7F) << 8, ContinuousClock.now - began)
    }
  }

  func signal(_ number: Int32) { kill(pid, number) }

  /// Everything that it logged.
  var logged: String {
    guard let file = fopen("\(folder)/log", "r") else { return "" }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  /// Waits until it has logged something that often; returns whether it has.
  func logs(_ text: String, times: Int = 1) async -> Bool {
    await Wire.beside {
      for _ in 0..<600 {
        if self.logged.split(separator: text, omittingEmptySubsequences: false).count > times { return true }
        usleep(50_000)
      }
      return false
    }
  }

  func get(_ path: String) async -> Reply? {
    let wire = Wire(port)
    wire.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return await wire.reply()
  }

  func post(_ path: String, _ body: String, headers: [String: String] = [:]) async -> Reply? {
    let wire = Wire(port)
    wire.send(Served.request(path, body, headers: headers))
    return await wire.reply()
  }

  static func withFolder(_ test: (String) async throws -> Void) async rethrows {
    var template = Array("/tmp/plumbline-process-XXXXXX".utf8CString)
    let folder = template.withUnsafeMutableBufferPointer {
      $0.baseAddress.flatMap(mkdtemp).map { String(cString: $0) } ?? "/tmp"
    }
    try await test(folder)
    _ = await Wire.beside { system("rm -rf '\(folder)'") }
  }
}
