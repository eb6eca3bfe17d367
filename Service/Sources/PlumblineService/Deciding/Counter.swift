internal import HTTPTypes
internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineFHIR
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblinePresentation

/// Takes a question to the desk, its answer to the ledger, and hands it out: for every door of the service in the same way.
struct Counter: Sendable {
  let pool: WorkPool
  let committer: Committer
  let limits: ServiceLimits
  let metrics: Metrics

  /// Whose answer is asked for, by whom, and what is known.
  struct Question: Sendable {
    /// A profile, or a record in FHIR R4.
    var text: [UInt8]
    /// Of a record, the patient it is about; nil if there is only one.
    var patient: String?
    var by: String?
    var purpose: String?
    /// What is not known of the record because it did not come along, sentence by sentence.
    var gaps: [String] = []
  }

  /// An answer, and what it says of its record.
  struct Answer: Sendable {
    var shown: Desk.Finding.Shown
    /// What was decided for; of a refusal, what could be read.
    var profile: Profile
    var intake: Intake?
    var recording: Recording
    var printed: PrintedAnswer?
    /// The card's name; nil without a record.
    var card: String?
    var gaps: [String] = []
  }

  /// Reads, decides and records.
  ///
  /// - Parameters:
  ///   - packs: those in force when the request came.
  ///   - arrival: when the whole request was there, by which a stop is answered in time.
  ///   - question: reads the request, on a thread for such work.
  /// - Throws: ``Problem``, or ``Desk/Unreadable``.
  func answer(
    by packs: PackSet, arrival: ContinuousClock.Instant, asOf day: Day, form: AnswerForm,
    _ question: @escaping @Sendable () throws -> Question
  ) async throws -> Answer {
    let (asked, finding) = try await work { [desk = packs.desk] in
      let asked = try question()
      return (asked, try desk.decide(asked.text, patient: asked.patient, asOf: day, form: form))
    }
    count(finding)
    let pending = PendingRecord(
      finding.submission, of: packs.guidelines, by: asked.by, purpose: asked.purpose,
      isUrgent: finding.isUrgent)
    let settled: PendingRecord.Settled
    do {
      settled = try await committer.record(pending, until: arrival + limits.stop)
    } catch {
      metrics.count(.refusedAtBound, #"waits_for="record""#)
      throw Problem.busy(limits)
    }
    guard case .shown(let shown) = finding.outcome else { throw Self.failed(finding) }
    var answer = Answer(
      shown: shown, profile: finding.submission.consultation.profile, intake: finding.intake,
      recording: .failed, gaps: asked.gaps)
    switch settled {
    case .recorded(let name, let printed, let card):
      answer.recording = .recorded(name.description)
      (answer.printed, answer.card) = (printed, card)
    case .failed(let printed): answer.printed = printed
    case .withheld:
      metrics.count(.withheld)
      // A refusal is no answer: what is wrong is said, whether or not that is recorded.
      guard case .refused = shown else { throw Problem.withheld(limits) }
    }
    return answer
  }

  /// Does work for a decision, once that of the requests before it is done.
  ///
  /// - Throws: ``Problem`` if too much waits, or what the work throws.
  func work<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    do {
      return try await pool.run(work)
    } catch is WorkPool.Full {
      metrics.count(.refusedAtBound, #"waits_for="decision""#)
      throw Problem.busy(limits)
    }
  }

  private static func failed(_ finding: Desk.Finding) -> Problem {
    var problem = Problem("script", .internalServerError, "A script of a pack failed; nothing was decided")
    if case .failed(let place) = finding.outcome { problem.detail = place }
    return problem
  }

  private func count(_ finding: Desk.Finding) {
    let decision =
      switch finding.outcome {
      case .shown(.decided(let joint)): joint.disposition?.rawValue ?? "none"
      case .shown(.refused): "refused"
      case .failed: "failed"
      }
    metrics.count(.decisions, "decision=\"\(decision)\"")
  }
}
