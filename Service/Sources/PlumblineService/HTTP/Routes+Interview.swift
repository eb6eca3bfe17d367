internal import HTTPTypes
internal import Hummingbird
internal import PlumblineEngine
internal import PlumblineGuideline

/// An interview without a memory: a profile in, and out what is asked next, or the answer once nothing more can change it. A stop that is
/// true in the profile is the answer at once.
extension Routes {
  func addInterview(to closed: RouterGroup<RequestContext>) {
    closed.post("/api/v1/interview") { request, context in
      let packs = packs.current
      let day = try day(of: request)
      let text = try await body(request)
      return try await once(request, context, text) { try await goOn(text, day, packs, context) }
    }
  }

  private func goOn(_ text: [UInt8], _ day: Day, _ packs: PackSet, _ context: RequestContext) async throws
    -> Answered
  {
    let arrival = ContinuousClock.now
    let checked = try await check(text, day, packs, context)
    if !checked.mayStop {
      if let refusal = checked.refusal {
        // An answer that contradicts another is asked for again; nothing of it is recorded.
        return try await refused(
          refusal, packs.guidelines.vocabulary, isUrgent: false, status: "declined", record: nil)
      }
      if let next = try await counter.next(checked) { return Answered(next.line) }
    }
    var answered = try await answer(checked, arrival)
    if answered.status == .ok {
      answered.bytes = Array("{\"answer\":".utf8) + answered.bytes.dropLast() + Array("}\n".utf8)
    }
    return answered
  }
}
