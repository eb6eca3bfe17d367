internal import HTTPTypes
internal import Hummingbird
internal import PlumblineAudit
internal import PlumblineGuideline
internal import PlumblineHost
internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblinePresentation

/// CDS Hooks: what is offered, answers on cards, and what became of them.
extension Routes {
  func addHooks(to router: Router<RequestContext>, _ closed: RouterGroup<RequestContext>) {
    router.get("/cds-services") { _, _ in Response.json(packs.current.listed) }
    closed.post("/cds-services/{id}") { request, context in try await call(request, context) }
    closed.post("/cds-services/{id}/feedback") { request, context in try await takeFeedback(request, context)
    }
  }

  private func service(_ context: RequestContext, _ packs: PackSet) throws(Problem) -> HookService {
    let id = context.parameters.get("id")
    guard let service = packs.services.first(where: { $0.id == id }) else {
      throw Problem(
        "no-such-service", .notFound, "There is no such service",
        detail: "GET /cds-services lists those there are.")
    }
    return service
  }

  private func call(_ request: Request, _ context: RequestContext) async throws -> Response {
    let packs = packs.current
    let service = try service(context, packs)
    let text = try await body(request)
    let arrival = ContinuousClock.now
    let day = settings.clock.day()
    let answer: Counter.Answer
    let patient: String
    do {
      let read = try await counter.work { [limits = settings.limits.json] in
        try HookRequest(text, for: service.hook, limits: limits)
      }
      let hook = try await completed(read, service, packs, day)
      patient = hook.patient
      answer = try await counter.answer(
        by: packs, arrival: hook.fetching == .asked ? .now : arrival, asOf: day, form: .markdown
      ) {
        Counter.Question(
          text: hook.record.canonical, patient: hook.patient,
          by: context.client.name ?? hook.user, purpose: Self.purpose(service, for: hook.user),
          gaps: hook.gaps(service.prefetch.map(\.name)))
      }
    } catch let unreadable as Desk.Unreadable {
      guard unreadable.hasDied else {
        throw Self.problem(unreadable)
      }
      return try await cards([
        Card(
          summary: "The record says that the patient has died", indicator: .info, detail: unreadable.message)
      ])
    }
    let card = try await counter.pool.finish {
      Card(
        answer.shown, answer.intake, answer.recording, answer.printed, uuid: answer.card, patient: patient,
        gaps: answer.gaps,
        packs.guidelines)
    }
    return try await cards([card])
  }

  /// Returns a hook with what its record's server has of what did not come along. A stop that is true in what came along does not
  /// wait for it.
  private func completed(_ hook: HookRequest, _ service: HookService, _ packs: PackSet, _ day: Day)
    async throws -> HookRequest
  {
    var hook = hook
    guard let fetcher, hook.server != nil, !hook.wanted(service.prefetch).isEmpty else { return hook }
    guard let server = fetcher.server(of: hook) else {
      hook.fetching = .notAllowed
      return hook
    }
    let isUrgent = try await counter.work { [hook, desk = packs.desk] in
      try desk.mayStop(hook.record.canonical, patient: hook.patient, asOf: day)
    }
    if isUrgent {
      hook.fetching = .stopped
      return hook
    }
    return await fetcher.complete(hook, service.prefetch, from: server)
  }

  /// Why it is asked, for the record: the hook, and the user whom the record system names.
  private static func purpose(_ service: HookService, for user: String?) -> String {
    "CDS Hooks \(service.hook)" + (user.map { " for \($0)" } ?? "")
  }

  private func cards(_ cards: [Card]) async throws -> Response {
    Response.json(
      try await counter.pool.finish {
        JSONValue.object([JSONMember("cards", .array(cards.map(\.json)))]).canonical + [0x0A]
      })
  }

  private func takeFeedback(_ request: Request, _ context: RequestContext) async throws -> Response {
    _ = try service(context, packs.current)
    let feedback = try Feedback(try await body(request))
    let (day, time) = (settings.clock.day(), settings.clock.time())
    do {
      let recorded = try await counter.committer.perform {
        try feedback.record(in: $0, today: day, time: time, by: context.client.name)
      }
      counter.metrics.count(.feedback, #"kind="accepted""#, by: recorded.accepted)
      counter.metrics.count(.feedback, #"kind="overridden""#, by: recorded.overridden)
      counter.metrics.count(.feedback, #"kind="again""#, by: recorded.again)
    } catch is LedgerError {
      throw Problem.notRecorded(settings.limits)
    }
    return Response.json(Array("{}\n".utf8))
  }
}
