import HTTPTypes
import Hummingbird
import PlumblineJSON
import Synchronization

/// Somebody's FHIR server on a free port of this machine, with the record of the example patient, which ends with the test.
final class Chart: Sendable {
  /// How it answers.
  enum Manner: Sendable, Hashable, CaseIterable {
    case whole, inPages, failing, redirecting, slow, huge, noJSON, notFound
    /// Its second page is at an address of another server.
    case elsewhere
  }

  let port: Int
  private let asked: Asked

  private final class Asked: Sendable {
    let requests = Mutex<[(path: String, authorization: String?)]>([])
  }

  /// The addresses that were asked for, with what opened them.
  var requests: [(path: String, authorization: String?)] { asked.requests.withLock { $0 } }

  /// Its base address.
  var base: String { "http://127.0.0.1:\(port)/fhir" }

  private init(port: Int, asked: Asked) { (self.port, self.asked) = (port, asked) }

  /// Runs a test with a server.
  ///
  /// - Parameter other: where a redirection and the second page elsewhere lead.
  static func run(
    _ manner: Manner = .whole, other: String = "http://127.0.0.1:9/fhir", _ test: (Chart) async throws -> Void
  ) async throws {
    let asked = Asked()
    let prefetch = Requests.view["prefetch"] ?? .null
    let router = Router()
    router.get("**") { request, _ -> Response in
      let path = request.uri.description
      asked.requests.withLock { $0.append((path, request.headers[.authorization])) }
      return try await answer(path, manner, prefetch, other, port: request.head.authority ?? "")
    }
    try await LocalServer.run(router) { try await test(Chart(port: $0, asked: asked)) }
  }

  /// By type of resource, under which name the example has it.
  static let keys = [
    "Patient": "patient", "Observation": "observations", "QuestionnaireResponse": "responses",
    "Condition": "conditions", "Procedure": "procedures", "Goal": "goals",
  ]

  private static func answer(
    _ path: String, _ manner: Manner, _ prefetch: JSONValue, _ other: String, port authority: String
  ) async throws -> Response {
    switch manner {
    case .failing: return Response(status: .internalServerError)
    case .notFound: return Response(status: .notFound)
    case .redirecting:
      return Response(status: .temporaryRedirect, headers: [.location: other + path.dropFirst("/fhir".count)])
    case .slow: try await Task.sleep(for: .seconds(60))
    case .huge: return LocalServer.json(Array(repeating: UInt8(ascii: " "), count: 6 << 20))
    case .noJSON: return LocalServer.json(Array("<html>It works</html>".utf8))
    case .whole, .inPages, .elsewhere: break
    }
    let type = path.split(separator: "/").dropFirst().first?.prefix { $0 != "?" } ?? ""
    guard let found = prefetch[keys[String(type)] ?? "none"], !found.isNull else {
      return LocalServer.json(
        JSONValue.object([.init("resourceType", "Bundle"), .init("type", "searchset")]).canonical)
    }
    let entries = found["entry"]?.arrayValue ?? []
    guard manner != .whole, entries.count > 1 else { return LocalServer.json(found.canonical) }
    let page = path.split(separator: "page=").last.flatMap { Int($0) } ?? 0
    var members: [JSONMember] = [
      .init("resourceType", "Bundle"), .init("type", "searchset"),
      .init("total", .number(ExactNumber(entries.count))),
      .init("entry", .array([entries[page]])),
    ]
    if page + 1 < entries.count {
      let base = manner == .elsewhere ? other : "http://\(authority)/fhir"
      members.append(
        .init(
          "link", [["relation": "next", "url": .string("\(base)/\(type)?page=\(page + 1)")]]))
    }
    return LocalServer.json(JSONValue.object(members).canonical)
  }
}
