import Dispatch
import Glibc
import PlumblineJSON

/// A connection of a test to a service on this machine: bytes out, bytes in, with an end to waiting.
final class Wire: Sendable {
  private let file: Int32

  init(_ port: Int) {
    file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var wait = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  deinit { close(file) }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Reads one answer; nil if the connection ends before there is a whole one.
  func reply() async -> Reply? { await Self.beside { self.readReply() } }

  /// Whether the service closes the connection, and nothing more comes.
  func ends() async -> Bool {
    await Self.beside {
      var byte: UInt8 = 0
      let count = recv(self.file, &byte, 1, 0)
      return count == 0 || (count < 0 && errno == ECONNRESET)
    }
  }

  /// Reads what comes, until there is a text in it, or the connection ends.
  func read(until text: String? = nil) async -> [UInt8] {
    await Self.beside {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        if let text, String(decoding: bytes, as: UTF8.self).contains(text) { return bytes }
        let count = recv(self.file, &buffer, buffer.count, 0)
        if count <= 0 { return bytes }
        bytes += buffer.prefix(count)
      }
    }
  }

  /// Sends the same again and again until nothing is taken for a while, or so much was; returns how many bytes were.
  func fill(with bytes: [UInt8], upTo most: Int) async -> Int {
    await Self.beside {
      var (sent, idle) = (0, 0)
      while sent < most, idle < 100 {
        let count = Glibc.send(self.file, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        if count > 0 { (sent, idle) = (sent + count, 0) }
        if count < 0, errno != EAGAIN { return sent }
        if count < 0 {
          idle += 1
          usleep(20_000)
        }
      }
      return sent
    }
  }

  private func readReply() -> Reply? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let reply = Reply(bytes) { return reply }
      let count = recv(file, &buffer, buffer.count, 0)
      if count <= 0 { return nil }
      bytes += buffer.prefix(count)
    }
  }

  /// Tests must not wait on the threads on which the service under test runs.
  static func beside<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { waiter in
      // A queue of its own has a thread of its own.
      DispatchQueue(label: "beside").async { waiter.resume(returning: work()) }
    }
  }
}

/// An answer over HTTP.
struct Reply: Sendable {
  var status: Int
  var headers: [String: String]
  /// Each cookie that it sets, with its attributes.
  var cookies: [String] = []
  var body: [UInt8]

  /// Nil if it is not whole.
  init?(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].split(separator: "\r\n")
    status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
    headers = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let (name, value) = (line[..<colon].lowercased(), line[line.index(after: colon)...].drop { $0 == " " })
      headers[name] = String(value)
      if name == "set-cookie" { cookies.append(String(value)) }
    }
    let start = text[..<end.upperBound].utf8.count
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    guard bytes.count >= start + length else { return nil }
    body = Array(bytes[start..<(start + length)])
  }

  var text: String { String(decoding: body, as: UTF8.self) }

  var json: JSONValue { (try? JSONReader.read(body, limits: JSONLimits(bytes: 32 << 20)).value) ?? .null }

  /// The first card of an answer of CDS Hooks.
  var card: JSONValue { json["cards"]?[0] ?? .null }

  /// The decision on the first card, as JSON.
  var decision: JSONValue {
    card["extension"]?["urn:plumbline:answer"]?.stringValue.flatMap { try? JSONReader.read($0).value }
      ?? .null
  }

  /// The paths of the problems that it lists.
  var paths: [String] { (json["problems"]?.arrayValue ?? []).compactMap { $0["path"]?.stringValue } }
}
