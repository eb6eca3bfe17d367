internal import HTTPTypes
internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineFHIR
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblinePresentation

/// Takes a question to the desk, its answer to the ledger, and hands it out: for every door of the service in the same way. A question
/// with a stop passes all others.
struct Counter: Sendable {
  let lanes: Lanes
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
  }

  /// An answer, and what it says of its record.
  struct Answer: Sendable {
    var shown: Desk.Finding.Shown
    /// Whether it is shown before others.
    var isUrgent: Bool
    /// What was decided for; of a refusal, what could be read.
    var profile: Profile
    var intake: Intake?
    var recording: Recording
    /// The name of the record that was made after it was shown; nil while there is none.
    var later: @Sendable () -> String? = { nil }
    var printed: PrintedAnswer?
    /// The card's name; nil without a record.
    var card: String?
  }

  /// What was read of a question, and whether it must be answered before others.
  struct Checked: Sendable {
    var question: Question
    fileprivate(set) var found: Desk.Checked
    fileprivate let asker: Asker
    fileprivate let packs: PackSet
    fileprivate let day: Day

    /// Whether a stop is true or may be.
    var mayStop: Bool { found.mayStop }

    /// Why it cannot be read; nil if it can.
    var refusal: Refusal? { if case .refused(let refusal, _, _) = found.reading { refusal } else { nil } }
  }

  /// Reads a question and looks for stops, before it waits for anything else.
  ///
  /// - Parameters:
  ///   - packs: those in force when the request came.
  ///   - size: how many bytes it has.
  ///   - read: reads the request, on a thread for such work.
  /// - Throws: ``Problem``, ``Desk/Unreadable``, or what reading throws.
  func check(
    by packs: PackSet, asOf day: Day, for asker: Asker, size: Int,
    _ read: @escaping @Sendable () throws -> Question
  ) async throws -> Checked {
    try await check(size: size, for: asker) {
      let question = try read()
      let found = try packs.desk.check(question.text, patient: question.patient, asOf: day)
      return Checked(question: question, found: found, asker: asker, packs: packs, day: day)
    }
  }

  /// Does short work before anything is decided.
  ///
  /// - Throws: ``Problem`` if too much waits, or what the work throws.
  func check<Value: Sendable>(
    size: Int, for asker: Asker, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    do {
      return try await lanes.checks.run(for: asker, size: size, work)
    } catch is WorkPool.Full {
      metrics.count(.refusedAtBound, #"waits_for="check""#)
      throw Problem.unchecked(limits)
    }
  }

  /// Decides and records.
  ///
  /// - Parameter arrival: when the whole request was there, by which a stop is answered in time.
  /// - Throws: ``Problem``.
  func answer(_ checked: Checked, arrival: ContinuousClock.Instant, form: AnswerForm) async throws -> Answer {
    let finding = try await decide(checked, form)
    count(finding)
    let question = checked.question
    let pending = PendingRecord(
      finding.submission, of: checked.packs.guidelines, by: question.by, purpose: question.purpose,
      isUrgent: finding.isUrgent, until: arrival + limits.stop)
    let settled: PendingRecord.Settled
    do {
      settled = try await committer.record(pending)
    } catch {
      metrics.count(.refusedAtBound, #"waits_for="record""#)
      throw Problem.busy(limits)
    }
    guard case .shown(let shown) = finding.outcome else { throw Self.failed(finding) }
    var answer = Answer(
      shown: shown, isUrgent: finding.isUrgent, profile: finding.submission.consultation.profile,
      intake: finding.intake, recording: .failed)
    switch settled {
    case .recorded(let name, let printed, let card):
      answer.recording = .recorded(name.description)
      (answer.printed, answer.card) = (printed, card)
    case .failed(let printed):
      (answer.printed, answer.later) = (printed, { pending.name?.description })
    case .withheld:
      metrics.count(.withheld)
      // A refusal is no answer: what is wrong is said, whether or not that is recorded.
      guard case .refused = shown else { throw Problem.withheld(limits) }
    }
    return answer
  }

  /// What is to be asked about a profile; nil if no further answer can change the decision, or if a script fails, which the decision says.
  ///
  /// - Throws: ``Problem``.
  func next(_ checked: Checked) async throws -> NextQuestion? {
    guard case .profile(let profile, _) = checked.found.reading else { return nil }
    do {
      return try await lanes.decisions.run(for: checked.asker) {
        try? NextQuestion(checked.packs.desk.evaluator, profile)
      }
    } catch is WorkPool.Full {
      metrics.count(.refusedAtBound, #"waits_for="decision""#)
      throw Problem.busy(limits)
    }
  }

  /// Decides ahead of others if a stop may be true, else in turn.
  private func decide(_ checked: Checked, _ form: AnswerForm) async throws -> Desk.Finding {
    do {
      return try await (checked.mayStop ? lanes.stops : lanes.decisions).run(for: checked.asker) {
        try checked.packs.desk.decide(checked.found.reading, asOf: checked.day, form: form)
      }
    } catch is WorkPool.Full {
      metrics.count(
        .refusedAtBound, checked.mayStop ? #"waits_for="stop""# : #"waits_for="decision""#)
      throw checked.mayStop ? Problem.stopWaits(limits) : Problem.busy(limits)
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
