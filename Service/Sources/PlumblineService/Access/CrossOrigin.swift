internal import HTTPTypes
internal import Hummingbird

/// Lets pages of some origins ask from a browser (CORS). Pages of others get no answer that they could read, and change nothing.
///
/// <https://fetch.spec.whatwg.org/#http-cors-protocol>
struct CrossOrigin: RouterMiddleware {
  /// `https://ehr.example`, as a browser sends it.
  let origins: Set<String>
  let pages: Pages
  /// How long a browser may remember what it may send, in seconds.
  private static let life = 600

  func handle(
    _ request: Request, context: RequestContext, next: (Request, RequestContext) async throws -> Response
  ) async throws -> Response {
    // The console takes forms of its own pages only, and says so itself.
    guard let origin = request.headers[.origin], !Routes.isConsole(request.uri.path) else {
      return try await next(request, context)
    }
    guard origins.contains(origin) else {
      // A browser sends what it must not do as a question first, and everything else with an origin of its own.
      throw Problem(
        "origin", .forbidden, "Pages of this origin may not ask",
        detail: "The operator can allow it with --origin.")
    }
    var response: Response
    if request.method == .options, request.headers[.accessControlRequestMethod] != nil {
      response = Response(status: .noContent)
      response.headers[.accessControlAllowMethods] = "GET, POST"
      response.headers[.accessControlAllowHeaders] =
        "Authorization, Content-Type, Idempotency-Key, Traceparent"
      response.headers[.accessControlMaxAge] = "\(Self.life)"
    } else {
      do {
        response = try await next(request, context)
      } catch let problem as Problem {
        response = problem.response
      } catch let error as HTTPError {
        response = pages.problem(of: error, request).response
      }
    }
    response.headers[.accessControlAllowOrigin] = origin
    response.headers[.vary] = "Origin"
    return response
  }
}
