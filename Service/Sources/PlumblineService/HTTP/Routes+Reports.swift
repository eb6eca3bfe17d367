internal import HTTPTypes
internal import Hummingbird
internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineHost
internal import PlumblineJSON
internal import PlumblineLedger

/// What became of an answer: that it was not followed, or what came of it. Each is recorded beside the answer.
extension Routes {
  func addReports(to closed: RouterGroup<RequestContext>) {
    closed.post("/api/v1/override") { request, context in
      let text = try await body(request)
      return try await once(request, context, text) { try await override(text, by: context.client) }
    }
    closed.post("/api/v1/outcome") { request, context in
      let text = try await body(request)
      return try await once(request, context, text) { try await outcome(text, by: context.client) }
    }
  }

  private func override(_ text: [UInt8], by client: Client) async throws -> Answered {
    var fields = try Fields(
      text, known: ["record", "reason", "instead", "note"], limits: settings.limits.json)
    let name = Self.record(&fields)
    let code = fields.text("reason", isNeeded: true)
    let reason = code.flatMap { OverrideReason($0) }
    if code != nil, reason == nil { fields.report("reason", "must be a code of \(OverrideReason.system)") }
    let (instead, note) = (fields.text("instead"), fields.text("note"))
    try fields.finish()
    let time = settings.clock.time()
    return try await report(name) { ledger, index in
      let request = OverrideRequest(
        about: index, reason: reason, instead: instead, note: note, by: client.name)
      return try ledger.override(request, time: time, engine: Evaluator.version)
    }
  }

  private func outcome(_ text: [UInt8], by client: Client) async throws -> Answered {
    let known = ["record", "outcome", "as_of", "chosen", "done", "note", "scores"]
    var fields = try Fields(text, known: known, limits: settings.limits.json)
    let name = Self.record(&fields)
    let codes = OutcomeCode.allCases.map(\.rawValue).joined(separator: ", ")
    let code = fields.text("outcome", isNeeded: true).flatMap { OutcomeCode(rawValue: $0) }
    if code == nil, fields.value("outcome") != nil { fields.report("outcome", "must be one of \(codes)") }
    let given = fields.text("as_of")
    let day = given.map { Day($0) } ?? settings.clock.day()
    if day == nil { fields.report("as_of", "must be a day, such as 2026-11-20") }
    let (chosen, done, note) = (fields.text("chosen"), fields.text("done"), fields.text("note"))
    if code == .alternativeChosen, chosen == nil { fields.report("chosen", "is missing: what was it?") }
    let scores = fields.value("scores")
    if let scores, scores.objectValue == nil { fields.report("scores", "must be in the form of a profile") }
    try fields.finish()
    guard let code, let day else { throw Fields.problem(fields.problems) }
    let time = settings.clock.time()
    return try await report(name) { ledger, index in
      var request = OutcomeRequest(
        about: index, code: code, day: day, chosen: chosen, done: done, note: note, by: client.name)
      if let scores {
        request.scores = try OutcomeScores(of: try ledger.record(index), in: ledger).read(
          scores.canonical, asOf: day)
      }
      return try ledger.outcome(request, time: time, engine: Evaluator.version)
    }
  }

  /// The name of the answer's record.
  private static func record(_ fields: inout Fields) -> RecordName {
    let name = fields.text("record", isNeeded: true).flatMap { RecordName($0) }
    if name == nil, fields.value("record") != nil {
      fields.report("record", "must be the name of a record, as answers have it")
    }
    return name ?? RecordName(origin: "", index: 0)
  }

  /// Records something about an answer, and answers with its record's name.
  private func report(
    _ name: RecordName, _ work: @escaping @Sendable (Ledger, Int) throws -> Appended
  ) async throws -> Answered {
    do {
      let appended = try await counter.committer.perform { ledger in
        guard let index = try Self.index(of: name, in: ledger) else {
          throw LedgerError.noSuchRecord("\(name)")
        }
        return try work(ledger, index)
      }
      let record = appended.names.first.map { JSONValue.string($0.description) } ?? .null
      return Answered(JSONValue.object([JSONMember("record", record)]).canonical + [0x0A], status: .created)
    } catch let refused as OutcomeScores.Refused {
      throw Self.refused("scores", refused.description)
    } catch let fault as OutcomeRequest.Fault {
      if case .toCome = fault { throw Self.refused("as_of", fault.description) }
      throw Self.refused("record", fault.description)
    } catch let fault as OverrideRequest.Fault {
      throw Self.refused("record", fault.description)
    } catch let error as LedgerError {
      throw problem(error)
    }
  }

  private static func index(of name: RecordName, in ledger: Ledger) throws -> Int? {
    try ledger.origin() == name.origin ? name.index : try ledger.index(of: name)
  }

  private static func refused(_ path: String, _ words: String) -> Problem {
    Problem(
      "report", .unprocessableContent, "The report does not fit the answer; nothing was recorded",
      words.split(separator: "\n").map { Problem.Detail(path: path, message: String($0)) })
  }

  /// What the ledger refuses, as a problem.
  func problem(_ error: LedgerError) -> Problem {
    switch error {
    case .noSuchRecord: Problem("no-such-record", .notFound, "There is no such record in this ledger")
    case .erased: Problem("erased", .gone, "The payload of the record was erased")
    default: Problem.notRecorded(settings.limits)
    }
  }
}
