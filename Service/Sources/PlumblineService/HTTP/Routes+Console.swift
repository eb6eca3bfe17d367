internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import PlumblineConsole

/// The console's pages. It judges by itself who may see which.
extension Routes {
  /// Whether a path is one of the console's.
  static func isConsole(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return parts.isEmpty || parts[0] == "console" || parts[0] == "launch"
  }

  func addConsole(to router: Router<RequestContext>) {
    for route in ConsoleRoute.allCases {
      for method in route.methods {
        let path = RouterPath(route.rawValue)
        switch method {
        case .get: router.get(path) { try await answer(route, .get, $0, $1) }
        case .post: router.post(path) { try await answer(route, .post, $0, $1) }
        }
      }
    }
  }

  private func answer(
    _ route: ConsoleRoute, _ method: ConsoleRoute.Method, _ request: Request, _ context: RequestContext
  ) async throws -> Response {
    let parameters = ["visit", "index", "guideline", "record", "pair"].compactMap {
      context.parameters.get($0)
    }
    let asked = ConsoleRequest(
      route: route, method: method, name: parameters.first ?? "", page: context.parameters.get("page") ?? "",
      query: request.uri.query ?? "", cookie: request.headers[.cookie], host: request.head.authority,
      isForThisMachine: request.head.authority.map { ServiceSettings.isHere($0) } ?? false,
      origin: request.headers[.origin], fetchSite: request.header("sec-fetch-site"),
      contentType: request.headers[.contentType],
      body: method == .post ? try await form(request, of: route) : [],
      arrival: .now)
    let reply = await console.answer(asked)
    var response = Response(
      status: HTTPResponse.Status(code: reply.status),
      headers: [.contentType: reply.type, .contentLength: "\(reply.body.count)"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
    for (name, value) in reply.headers {
      if let name = HTTPField.Name(name) { response.headers.append(HTTPField(name: name, value: value)) }
    }
    return response
  }

  /// The body of a form that was sent; nil if it is too large.
  private func form(_ request: Request, of route: ConsoleRoute) async throws -> [UInt8]? {
    let limit = min(settings.limits.body, console.largestBody(route, cookie: request.headers[.cookie]))
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { return nil }
    do {
      return Array(try await request.body.collect(upTo: limit).readableBytesView)
    } catch is NIOTooManyBytesError {
      return nil
    }
  }
}
