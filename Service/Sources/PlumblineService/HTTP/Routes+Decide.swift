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
  func addDecisions(to closed: RouterGroup<RequestContext>) {
    closed.post("/api/v1/decide") { request, context in
      // A request keeps the packs with which it began.
      let packs = packs.current
      let day = try day(of: request)
      let text = try await body(request)
      return try await once(request, context, text) { try await decide(text, day, packs, context) }
    }
  }

  /// The day for which an answer is asked: `?as_of=2026-11-20`, else today.
  func day(of request: Request) throws(Problem) -> Day {
    guard let given = request.uri.queryParameters["as_of"] else { return settings.clock.day() }
    guard let day = Day(String(given)) else {
      throw Fields.problem([
        Problem.Detail(path: "as_of", message: "must be a day, such as 2026-11-20")
      ])
    }
    return day
  }

  private func decide(_ text: [UInt8], _ day: Day, _ packs: PackSet, _ context: RequestContext) async throws
    -> Answered
  {
    let arrival = ContinuousClock.now
    return try await answer(try await check(text, day, packs, context), arrival)
  }

  /// Reads a profile or a record, and looks for stops.
  func check(_ text: [UInt8], _ day: Day, _ packs: PackSet, _ context: RequestContext) async throws
    -> Counter.Checked
  {
    let name = context.client.name
    do {
      return try await counter.check(by: packs, asOf: day, for: .client(name), size: text.count) {
        Counter.Question(text: text, by: name)
      }
    } catch let unreadable as Desk.Unreadable {
      throw Self.problem(unreadable)
    }
  }

  /// Decides and records.
  ///
  /// - Parameter arrival: when the whole request was there.
  func answer(_ checked: Counter.Checked, _ arrival: ContinuousClock.Instant) async throws -> Answered {
    let answer = try await counter.answer(checked, arrival: arrival, form: .json)
    switch answer.shown {
    case .decided:
      // It is what was committed, byte by byte.
      return Answered(answer.printed?.printed ?? [])
    case .refused(let refusal, let vocabulary):
      return try await refused(
        refusal, vocabulary, isUrgent: answer.isUrgent, status: answer.recording.status,
        record: answer.recording.record)
    }
  }

  static func problem(_ unreadable: Desk.Unreadable) -> Problem {
    Problem(
      "record", .unprocessableContent, "The record cannot be read; nothing was decided",
      detail: unreadable.message)
  }

  /// The answer to a profile that cannot be read: all its problems, and the stops that are true in it.
  ///
  /// - Parameters:
  ///   - isUrgent: whether it is shown before others.
  ///   - status: what it says of its record.
  ///   - record: its record's name; nil if there is none.
  func refused(
    _ refusal: Refusal, _ vocabulary: Vocabulary, isUrgent: Bool, status: String?, record: String?
  ) async throws -> Answered {
    var problem = Problem(
      "profile", .unprocessableContent,
      refusal.alerts.isEmpty
        ? "The profile cannot be read; nothing was evaluated"
        : "The profile cannot be read; a stop is true in it",
      refusal.problems.map { Problem.Detail(path: $0.path, message: $0.message) })
    problem.refusal = try await counter.lanes.finish(isUrgent: isUrgent) {
      DecisionJSON.line(RefusalJSON(vocabulary).value(refusal), status: status, record: record).dropLast()
    }
    return Answered(problem)
  }
}
