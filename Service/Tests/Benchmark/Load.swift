import Dispatch
import Glibc
import Synchronization

/// Requests on a number of connections, each in a thread that waits for its answer.
///
/// At a rate, requests have their moments before the first is sent, and the time of each counts from its moment: what waits because the one
/// before it was slow is slow itself. Without one, every connection asks as soon as it was answered.
struct Load: Sendable {
  var port: Int
  var path: String
  var body: [UInt8]
  var connections: Int
  /// Requests a second; 0 for as many as are answered.
  var rate: Double
  var seconds: Int

  private final class Book: Sendable {
    let sent = Atomic<Int>(0)
    let failed = Atomic<Int>(0)
    let times = Mutex<[Duration]>([])
  }

  func run() -> Result {
    let book = Book()
    let began = ContinuousClock.now
    let asking = DispatchGroup()
    for number in 0..<connections {
      // A queue of its own has a thread of its own.
      DispatchQueue(label: "connection \(number)").async(group: asking) { ask(book, since: began) }
    }
    asking.wait()
    return Result(
      times: book.times.withLock { $0 }, failed: book.failed.load(ordering: .relaxed),
      lasted: ContinuousClock.now - began)
  }

  private func ask(_ book: Book, since began: ContinuousClock.Instant) {
    let end = began + .seconds(seconds)
    let request =
      Array(
        "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
          .utf8) + body
    var connection = Connection(port)
    var times: [Duration] = []
    while true {
      var moment = ContinuousClock.now
      if rate > 0 {
        let number = book.sent.add(1, ordering: .relaxed).oldValue
        moment = began + .seconds(Double(number) / rate)
      }
      if moment >= end { break }
      Self.sleep(until: moment)
      if connection.answers(request) {
        times.append(ContinuousClock.now - moment)
      } else {
        book.failed.add(1, ordering: .relaxed)
        connection = Connection(port)
      }
    }
    book.times.withLock { $0 += times }
  }

  private static func sleep(until moment: ContinuousClock.Instant) {
    let left = (moment - .now) / .microseconds(1)
    if left > 0 { usleep(UInt32(left)) }
  }
}

/// A connection to a server on this machine.
private final class Connection {
  private let file: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init(_ port: Int) {
    file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var one: Int32 = 1
    setsockopt(file, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
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

  /// Sends a request; returns whether its whole answer came, and is 200.
  func answers(_ request: [UInt8]) -> Bool {
    guard send(file, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return false }
    var bytes: [UInt8] = []
    var end: Int?
    while true {
      if end == nil, let head = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        let lines = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).lowercased()
        let length = lines.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }?.split(
          separator: ":"
        ).last.flatMap { Int($0.drop { $0 == " " }) }
        end = head.upperBound + (length ?? 0)
      }
      if let end, bytes.count >= end { return bytes.starts(with: Array("HTTP/1.1 200".utf8)) }
      let count = recv(file, &buffer, buffer.count, 0)
      if count <= 0 { return false }
      bytes += buffer.prefix(count)
    }
  }
}
