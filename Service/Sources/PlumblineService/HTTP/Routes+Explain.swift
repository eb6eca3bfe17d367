internal import HTTPTypes
internal import Hummingbird
internal import PlumblineEngine
internal import PlumblineInterchange
internal import PlumblineJSON

/// Explanations: the line of `plumbline explain --format json`. Nothing is recorded.
extension Routes {
  func addExplanations(to closed: RouterGroup<RequestContext>) {
    closed.post("/api/v1/explain") { request, _ in
      try await explain(request) { text in (text, Desk.Inquiry()) }
    }
    closed.post("/api/v1/why-not") { request, _ in
      try await explain(request) { [limits = settings.limits] text in
        let known = ["about", "pairings", "as", "most", "changes"]
        var fields = try Fields(text, known: known, limits: limits.json)
        var inquiry = Desk.Inquiry(whyNot: fields.texts("pairings", most: 20))
        switch fields.text("as") {
        case nil, "any": inquiry.place = .any
        case "primary": inquiry.place = .primary
        default: fields.report("as", "must be primary or any")
        }
        inquiry.most = fields.count("most", upTo: 1_000) ?? inquiry.most
        inquiry.facts = fields.count("changes", upTo: 1_000)
        return (try Self.about(&fields), inquiry)
      }
    }
    closed.post("/api/v1/what-if") { request, _ in
      try await explain(request) { [limits = settings.limits] text in
        var fields = try Fields(text, known: ["about", "changes"], limits: limits.json)
        let inquiry = Desk.Inquiry(whatIf: fields.texts("changes", most: 100))
        return (try Self.about(&fields), inquiry)
      }
    }
  }

  /// The profile or the record that a question is about, as text.
  private static func about(_ fields: inout Fields) throws(Problem) -> [UInt8] {
    let value = fields.value("about")
    if value?.objectValue == nil {
      fields.report("about", "must be a profile or a record in FHIR R4")
    }
    try fields.finish()
    return value?.canonical ?? []
  }

  private func explain(
    _ request: Request, _ question: @escaping @Sendable ([UInt8]) throws -> ([UInt8], Desk.Inquiry)
  ) async throws -> Response {
    let (day, desk) = (try day(of: request), packs.current.desk)
    let body = try await body(request)
    let explained: Desk.Explained
    do {
      explained = try await explaining.run {
        let (text, inquiry) = try question(body)
        return try desk.explain(text, asOf: day, inquiry)
      }
    } catch is WorkPool.Full {
      counter.metrics.count(.refusedAtBound, #"waits_for="explanation""#)
      throw Problem.busy(settings.limits)
    } catch let unreadable as Desk.Unreadable {
      throw Self.problem(unreadable)
    }
    switch explained {
    case .line(let line): return Response.json(line)
    case .refused(let refusal, let vocabulary):
      return try await refused(
        refusal, vocabulary, isUrgent: refusal.isShown, status: "declined", record: nil
      ).response
    }
  }
}
