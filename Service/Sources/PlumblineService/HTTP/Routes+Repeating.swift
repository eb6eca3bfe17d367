internal import HTTPTypes
internal import Hummingbird
internal import PlumblineCryptography

/// Requests with the header `Idempotency-Key`: sent again, they are answered again, and recorded once.
extension Routes {
  /// The longest key, in characters.
  private static let longestKey = 200

  /// Answers a request, or what was answered when it was sent before.
  ///
  /// - Parameter text: its body.
  func once(
    _ request: Request, _ context: RequestContext, _ text: [UInt8], _ answer: () async throws -> Answered
  ) async throws -> Response {
    guard let given = request.header("idempotency-key") else { return try await answer().response }
    guard (1...Self.longestKey).contains(given.utf8.count), given.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      throw Fields.problem([
        Problem.Detail(
          path: "Idempotency-Key", message: "must be 1 to \(Self.longestKey) visible characters")
      ])
    }
    let key = RepeatedRequests.Key(client: context.client.name ?? "", key: given)
    let address = Array("\(request.uri.string)\n".utf8)
    switch repeated.begin(key, SHA256.hash(address, text), now: .now) {
    case .no: break
    case .answered(let answered): return answered.response
    case .running:
      var problem = Problem(
        "repeated", .conflict, "The same request is being answered",
        detail: "Send it again after the time in Retry-After.")
      problem.retryAfter = settings.limits.retryAfter
      throw problem
    case .otherwise:
      throw Problem(
        "repeated", .unprocessableContent, "Another request was sent with this Idempotency-Key",
        detail: "Nothing was decided or recorded. A new request needs a new key.")
    }
    do {
      let answered = try await answer()
      repeated.end(key, with: answered, now: .now)
      return answered.response
    } catch {
      repeated.end(key, with: nil, now: .now)
      throw error
    }
  }
}
