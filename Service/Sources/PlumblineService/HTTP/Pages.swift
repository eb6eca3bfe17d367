internal import Hummingbird
internal import Synchronization

/// Which pages there are, and how each can be asked, so that a request in another way is refused with the ways there are.
final class Pages: Sendable {
  private struct Page {
    /// The parts of its path; nil for one that may be anything.
    var parts: [String?]
    var method: String
  }

  private let pages = Mutex<[Page]>([])

  /// Takes down the pages of a router.
  func list(_ router: Router<RequestContext>) {
    let found = router.routes.map { route in
      Page(
        parts: Self.parts("\(route.path)").map { $0.hasPrefix("{") ? nil : $0 },
        method: route.method.rawValue)
    }
    pages.withLock { $0 = found }
  }

  /// The methods with which a path can be asked, sorted; none if there is no such page.
  func methods(at path: String) -> [String] {
    let parts = Self.parts(path)
    let methods = pages.withLock { pages in
      pages.filter { page in
        page.parts.count == parts.count && zip(page.parts, parts).allSatisfy { $0 == nil || $0 == $1 }
      }.map(\.method)
    }
    // Whatever can be got can be asked for its head.
    return (methods + (methods.contains("GET") ? ["HEAD"] : [])).sorted()
  }

  /// What Hummingbird refused: there is no such page, or it is asked in another way than it can be asked, or the request is wrong.
  func problem(of error: HTTPError, _ request: Request) -> Problem {
    guard error.status == .notFound else {
      return Problem("request", error.status, error.status.reasonPhrase)
    }
    let methods = methods(at: request.uri.path)
    return methods.isEmpty
      ? Problem("no-such-page", .notFound, "There is nothing at this address") : .otherMethod(methods)
  }

  private static func parts(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }
}
