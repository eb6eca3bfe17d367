internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore

/// Lets a request through if its client has the right to it.
struct Access: RouterMiddleware {
  let authority: Authority
  /// Whoever has one of these roles may ask.
  let roles: Set<Client.Role>

  func handle(
    _ request: Request, context: RequestContext, next: (Request, RequestContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.client = try await authority.client(
      authorization: request.headers[.authorization], host: request.head.authority, path: request.uri.path)
    guard !roles.isDisjoint(with: context.client.roles) else { throw Problem.forbidden(roles) }
    return try await next(request, context)
  }
}
