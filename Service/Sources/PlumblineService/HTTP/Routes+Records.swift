internal import HTTPTypes
internal import Hummingbird
internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineHost
internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineText
internal import PlumblineTransparency

/// Records, receipts and verifying, for auditors: what `plumbline audit show`, `prove` and `verify` print.
extension Routes {
  func addRecords(to closed: RouterGroup<RequestContext>) {
    closed.get("/api/v1/records/{index}") { _, context in try await show(context) }
    closed.get("/api/v1/records/{index}/receipt") { _, context in
      let index = try index(context)
      let receipt = try await asking { try $0.receipt(index).bytes }
      return Response.text(String(decoding: receipt, as: UTF8.self))
    }
    closed.get("/api/v1/verify") { _, _ in try await verify() }
  }

  private func index(_ context: RequestContext) throws(Problem) -> Int {
    guard let text = context.parameters.get("index"), let index = Int(text), index >= 0, text.first != "+"
    else { throw problem(.noSuchRecord("")) }
    return index
  }

  /// One record. That it is read is recorded before it is sent.
  private func show(_ context: RequestContext) async throws -> Response {
    let index = try index(context)
    let (time, name) = (settings.clock.time(), context.client.name)
    return Response.json(
      try await asking { ledger in
        let record = try ledger.record(index)
        let own = RecordName(origin: try ledger.origin() ?? "", index: index)
        let report = RecordReport(
          record, named: record.leaf.from ?? own, later: try LaterRecords(of: record, in: ledger))
        if record.leaf.kind.isOfPatient, record.payload != nil {
          let access = AccessRequest("show", [index], reason: nil, by: name, account: nil)
          _ = try ledger.note(access, time: time, engine: Evaluator.version)
        }
        return report.json.canonicalLine
      })
  }

  /// Checks the whole ledger, on a thread of its own, one request at a time.
  private func verify() async throws -> Response {
    let place = settings.ledger
    do {
      return Response.json(
        try await verifying.run {
          let request = VerificationRequest()
          return VerificationReport(try Ledger.verify(place, request), request, path: place.path).json
            .canonicalLine
        })
    } catch is WorkPool.Full {
      counter.metrics.count(.refusedAtBound, #"waits_for="verifying""#)
      throw Problem.busy(settings.limits)
    } catch let error as LedgerError {
      throw problem(error)
    }
  }

  private func asking<Value: Sendable>(_ work: @escaping @Sendable (Ledger) throws -> Value) async throws
    -> Value
  {
    do {
      return try await counter.committer.perform(work)
    } catch let error as LedgerError {
      throw problem(error)
    }
  }
}
