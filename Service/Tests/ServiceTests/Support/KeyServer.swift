import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import PlumblineJSON
import Synchronization

/// A server on a free port of this machine, which ends with the test.
enum LocalServer {
  /// Runs a test with a server.
  ///
  /// - Parameters:
  ///   - router: its pages.
  ///   - test: gets its port.
  static func run(_ router: Router<BasicRequestContext>, _ test: (Int) async throws -> Void) async throws {
    let (ports, started) = AsyncStream.makeStream(of: Int.self)
    var quiet = Logger(label: "local")
    quiet.logLevel = .critical
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { started.yield($0.localAddress?.port ?? 0) }, logger: quiet)
    let running = Task {
      defer { started.finish() }
      try await application.run()
    }
    var iterator = ports.makeAsyncIterator()
    guard let port = await iterator.next() else { throw Served.NotStarted() }
    let result: Result<Void, any Error>
    do { result = .success(try await test(port)) } catch { result = .failure(error) }
    running.cancel()
    _ = await running.result
    try result.get()
  }

  static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
    json(value.canonical, status: status)
  }

  static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

/// A server that publishes an issuer's keys, and counts how often it is asked.
final class KeyServer: Sendable {
  /// How it answers.
  enum Manner: Sendable, Hashable, CaseIterable {
    case whole, failing, redirecting, slow, huge, noJSON, noKeys
  }

  private struct State {
    var keys: [SigningKey] = []
    var manner = Manner.whole
    var count = 0
  }
  private let state = Mutex(State())
  private let port = Mutex(0)

  /// Where the keys are.
  var address: String { "http://127.0.0.1:\(port.withLock { $0 })/jwks?tenant=a" }
  /// Where others are, to which nobody is led.
  var elsewhere: String { "http://127.0.0.1:\(port.withLock { $0 })/elsewhere" }
  /// How often it was asked, for whatever.
  var count: Int { state.withLock { $0.count } }

  func publish(_ keys: SigningKey...) { state.withLock { $0.keys = keys } }
  func answers(_ manner: Manner) { state.withLock { $0.manner = manner } }

  static func run(_ keys: SigningKey..., test: (KeyServer) async throws -> Void) async throws {
    let server = KeyServer()
    server.state.withLock { $0.keys = keys }
    let router = Router()
    router.get("**") { request, _ in
      let (manner, set) = server.state.withLock { state in
        state.count += 1
        return (state.manner, SigningKey.set(state.keys))
      }
      switch manner {
      case .failing: return Response(status: .internalServerError)
      case .redirecting where request.uri.path != "/elsewhere":
        return Response(status: .temporaryRedirect, headers: [.location: server.elsewhere])
      case .slow: try await Task.sleep(for: .seconds(60))
      case .huge: return LocalServer.json(Array(repeating: UInt8(ascii: " "), count: 1 << 19) + set.canonical)
      case .noJSON: return LocalServer.json(Array("<html>It works</html>".utf8))
      case .noKeys: return LocalServer.json(["keys": []])
      case .whole, .redirecting: break
      }
      return LocalServer.json(set)
    }
    try await LocalServer.run(router) { port in
      server.port.withLock { $0 = port }
      try await test(server)
    }
  }
}
