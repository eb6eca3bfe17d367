import Glibc
import PlumblineHost

/// The parts of `make bench-service` that must cost little themselves: an echo to compare with, answers without HTTP, and the load.
///
///     service-benchmark echo
///     service-benchmark within RULES LEDGER PROFILE CALLERS SECONDS
///     service-benchmark load PORT PATH BODY CONNECTIONS RATE SECONDS      RATE 0: each connection asks as soon as it was answered
///
/// `within` and `load` print one line of JSON; `echo` prints a line with its address, and serves until it is killed.
@main struct Main {
  static func main() async throws {
    let words = Array(CommandLine.arguments.dropFirst())
    switch words.first {
    case "echo": try await Echo.run()
    case "within" where words.count == 6:
      try await Within.run(
        rules: words[1], ledger: words[2], profile: contents(words[3]), callers: number(words[4]),
        seconds: number(words[5]))
    case "load" where words.count == 7:
      let load = Load(
        port: number(words[1]), path: words[2], body: contents(words[3]), connections: number(words[4]),
        rate: Double(words[5]) ?? 0, seconds: number(words[6]))
      say(load.run().line)
    default: usage()
    }
  }

  static func say(_ line: String) {
    Output.say(line + "\n")
  }

  private static func usage() -> Never {
    fail(
      64,
      "echo | within RULES LEDGER PROFILE CALLERS SECONDS | load PORT PATH BODY CONNECTIONS RATE SECONDS")
  }

  private static func fail(_ code: Int32, _ words: String) -> Never {
    Output.log(Array("service-benchmark: \(words)\n".utf8))
    exit(code)
  }

  private static func number(_ text: String) -> Int {
    guard let number = Int(text) else { usage() }
    return number
  }

  private static func contents(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { fail(66, "cannot read \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer.prefix(count) }
    return bytes
  }
}
