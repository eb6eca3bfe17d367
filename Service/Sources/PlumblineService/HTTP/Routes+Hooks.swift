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
    var arrival = ContinuousClock.now
    let day = settings.clock.day()
    let asker = Asker.client(context.client.name)
    var hook: HookRequest
    let answer: Counter.Answer
    do {
      hook = try await counter.check(size: text.count, for: asker) { [limits = settings.limits.json] in
        try HookRequest(text, for: service.hook, limits: limits)
      }
      let check = { (hook: HookRequest) in
        try await counter.check(by: packs, asOf: day, for: asker, size: text.count) {
          Counter.Question(
            text: hook.record.canonical, patient: hook.patient, by: context.client.name ?? hook.user,
            purpose: Self.purpose(service, for: hook.user))
        }
      }
      var checked = try await check(hook)
      hook = await completed(hook, service, mayStop: checked.mayStop, for: asker)
      if hook.fetching == .asked {
        arrival = .now
        checked = try await check(hook)
      }
      answer = try await counter.answer(checked, arrival: arrival, form: .markdown)
    } catch let unreadable as Desk.Unreadable {
      guard unreadable.hasDied else {
        throw Self.problem(unreadable)
      }
      return try await cards([
        Card(
          summary: "The record says that the patient has died", indicator: .info, detail: unreadable.message)
      ])
    }
    let card = try await counter.lanes.finish(isUrgent: answer.isUrgent) { [hook] in
      Card(
        answer.shown, answer.intake, answer.recording, answer.printed, uuid: answer.card,
        patient: hook.patient, gaps: hook.gaps(service.prefetch.map(\.name)), packs.guidelines)
    }
    return try await cards([card], isUrgent: answer.isUrgent)
  }

  /// Returns a hook with what its record's server has of what did not come along. A stop that is true in what came along does not
  /// wait for it.
  private func completed(_ hook: HookRequest, _ service: HookService, mayStop: Bool, for asker: Asker) async
    -> HookRequest
  {
    var hook = hook
    guard let fetcher, hook.server != nil, !hook.wanted(service.prefetch).isEmpty else { return hook }
    guard let server = fetcher.server(of: hook) else {
      hook.fetching = .notAllowed
      return hook
    }
    if mayStop {
      hook.fetching = .stopped
      return hook
    }
    return await fetcher.complete(hook, service.prefetch, from: server, for: asker)
  }

  /// Why it is asked, for the record: the hook, and the user whom the record system names.
  private static func purpose(_ service: HookService, for user: String?) -> String {
    "CDS Hooks \(service.hook)" + (user.map { " for \($0)" } ?? "")
  }

  private func cards(_ cards: [Card], isUrgent: Bool = false) async throws -> Response {
    let address = authority.address
    return Response.json(
      try await counter.lanes.finish(isUrgent: isUrgent) {
        let all = cards.map { $0.json(from: address) }
        return JSONValue.object([JSONMember("cards", .array(all))]).canonical + [0x0A]
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
