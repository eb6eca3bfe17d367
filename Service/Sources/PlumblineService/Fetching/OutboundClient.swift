internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// Asks other servers over HTTP: only the address that is given, in bounded time and size, and following no redirection.
final class OutboundClient: Sendable {
  struct Question: Sendable {
    var address: String
    var accept: String
    /// The header `Authorization`.
    var authorization: String?
    /// A form that is sent; nil to only ask.
    var form: String?

    init(_ address: String, accept: String) { (self.address, self.accept) = (address, accept) }

    /// Says who asks by a name and a password (RFC 7617).
    mutating func authorize(as name: String, with password: String) {
      authorization = HTTPClient.Authorization.basic(username: name, password: password).headerValue
    }
  }

  private let client: HTTPClient

  /// - Parameter patience: how long a server may take to take a connection, or be silent.
  init(patience: Duration) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout = .init(connect: TimeAmount(patience), read: TimeAmount(patience))
    configuration.decompression = .disabled
    configuration.maximumUsesPerConnection = 1_000
    client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
  }

  func shutDown() async { try? await client.shutdown() }

  /// Asks once.
  ///
  /// - Parameter most: the most bytes of the answer.
  /// - Returns: the answer's body; nil if it is not 200, larger, or not there by the deadline.
  func ask(_ question: Question, most: Int, until deadline: NIODeadline) async -> [UInt8]? {
    var request = HTTPClientRequest(url: question.address)
    request.headers.add(name: "Accept", value: question.accept)
    request.headers.add(name: "User-Agent", value: "plumbline")
    if let authorization = question.authorization {
      request.headers.add(name: "Authorization", value: authorization)
    }
    if let form = question.form {
      request.method = .POST
      request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
      request.body = .bytes(ByteBuffer(string: form))
    }
    return await Self.before(deadline) { [client, request] in
      let response = try await client.execute(request, deadline: deadline)
      guard response.status == .ok else { return nil }
      return Array(try await response.body.collect(upTo: most).readableBytesView)
    }
  }

  /// Does something until a deadline; nil if it fails, or is not done by then.
  private static func before<Value: Sendable>(
    _ deadline: NIODeadline, _ work: @escaping @Sendable () async throws -> Value?
  ) async -> Value? {
    await withTaskGroup(of: Value?.self) { group in
      group.addTask { try? await work() }
      group.addTask {
        try? await Task.sleep(for: .nanoseconds((deadline - .now()).nanoseconds))
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }
}
