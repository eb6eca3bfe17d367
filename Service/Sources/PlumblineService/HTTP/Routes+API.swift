internal import HTTPTypes
internal import Hummingbird
internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineHost
internal import PlumblineInterchange
internal import PlumblineJSON
internal import PlumblinePresentation

/// The API: the decision of `plumbline recommend --format json`, recorded, for a profile or a record.
extension Routes {
  func addAPI(to closed: RouterGroup<RequestContext>) {
    closed.post("/api/v1/decide") { request, context in try await decide(request, context) }
  }

  private func decide(_ request: Request, _ context: RequestContext) async throws -> Response {
    let packs = packs.current
    let given = request.uri.queryParameters["as_of"].map(String.init)
    let day = given.flatMap { Day($0) }
    if given != nil, day == nil {
      throw Problem(
        "request", .badRequest, "The request is not as it must be",
        [Problem.Detail(path: "as_of", message: "must be a day, such as 2026-11-20")])
    }
    let text = try await body(request)
    let answer: Counter.Answer
    do {
      answer = try await counter.answer(
        by: packs, arrival: .now, asOf: day ?? settings.clock.day(), form: .json
      ) { Counter.Question(text: text, by: context.client.name) }
    } catch let unreadable as Desk.Unreadable {
      throw Problem(
        "record", .unprocessableContent, "The record cannot be read; nothing was decided",
        detail: unreadable.message)
    }
    switch answer.shown {
    case .decided:
      // It is what was committed, byte by byte.
      return Response.json(answer.printed?.printed ?? [])
    case .refused(let refusal, let vocabulary):
      var problem = Problem(
        "profile", .unprocessableContent,
        refusal.alerts.isEmpty
          ? "The profile cannot be read; nothing was evaluated"
          : "The profile cannot be read; a stop is true in it",
        refusal.problems.map { Problem.Detail(path: $0.path, message: $0.message) })
      problem.refusal = try await counter.pool.finish {
        DecisionJSON.line(
          RefusalJSON(vocabulary).value(refusal), status: answer.recording.status,
          record: answer.recording.record
        ).dropLast()
      }
      return problem.response
    }
  }
}
