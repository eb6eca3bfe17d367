import PlumblineAudit
import PlumblineGuideline
import PlumblineLedger
import PlumblinePresentation

/// Records answers before they are printed.
struct Recorder: Sendable {
  let options: RecordingOptions
  let guidelines: Guidelines

  /// How long a stop waits for its record, and how long recording may then still continue, in milliseconds.
  private static let stopWaits = 1_000
  private static let lateWaits = 9_000

  /// Commits the record, then prints the answer; without a record nothing is printed.
  func record(_ submission: Submission) throws {
    let recorded: Recorded
    do {
      recorded = try put(submission)
    } catch {
      let fault = Fault(unrecorded: error)
      guard !options.noRecord else { return try showWithoutRecord(submission, because: fault) }
      throw Fault(
        fault.code,
        "the answer is withheld, because it could not be recorded\n\(fault.message)\n"
          + "fix that, name another ledger with --ledger PATH, or ask without a record (--no-record)")
    }
    try finish(recorded)
  }

  /// Prints an answer that must not be withheld: once its record is committed, or after a second without it.
  ///
  /// In that case recording continues until the command ends.
  ///
  /// - Returns: whether the printed answer has its record's name, or no record was wanted.
  func recordAtOnce(_ submission: Submission) throws -> Bool {
    // What the answer says about its record is settled by what comes first: the reserved name, or the end of the wait.
    let recording = FirstOf<Recording>()
    let work = WorkBeside { [self] in
      try put(submission) { recording.settle(.recorded($0.description)) }
    }
    guard let result = work.wait(milliseconds: Self.stopWaits) else {
      _ = recording.settle(.failed)
      try showWithoutRecord(submission)
      Output.error("NOT RECORDED within a second: recording continues while this command runs")
      reportLate(work)
      return options.noRecord
    }
    switch result {
    case .success(let recorded): try finish(recorded)
    case .failure(let error):
      try showWithoutRecord(submission, because: Fault(unrecorded: error))
      return options.noRecord
    }
    return true
  }

  /// Commits a record that is not shown; returns the reason for a failure, or nil.
  func recordQuietly(_ submission: Submission) -> String? {
    if options.noRecord { return nil }
    do {
      _ = try put(submission)
      return nil
    } catch {
      return Fault(unrecorded: error).message
    }
  }

  // MARK: printing

  /// Prints what was committed; the ledger is tidied afterwards, since no answer needs to wait for that.
  private func finish(_ recorded: Recorded) throws(Fault) {
    if let warning = recorded.warning { Output.error(warning) }
    try print(recorded.answer)
    recorded.ledger?.tidy()
  }

  /// Shows an answer that has no record. Pseudonyms need the ledger's key: without it no id is shown.
  ///
  /// - Parameter fault: why it has no record, or no pseudonym; nil if that is not known yet.
  private func showWithoutRecord(_ submission: Submission, because fault: Fault? = nil) throws(Fault) {
    let id = options.pseudonymise ? nil : submission.consultation.profile.id
    try print(submission.render(id, options.noRecord ? .declined : .failed))
    guard let fault else { return }
    Output.error(
      options.noRecord
        ? "the id is left out, because no pseudonym can be made: \(fault.message)"
        : "NOT RECORDED: \(fault.message)")
  }

  /// Reports the outcome of a record that came too late for its answer.
  private func reportLate(_ work: WorkBeside<Recorded>) {
    switch work.wait(milliseconds: Self.lateWaits) {
    case .success(let recorded):
      if let name = recorded.name { Output.error("recorded after it was shown, as \(name)") }
    case .failure(let error): Output.error("NOT RECORDED: \(Fault(unrecorded: error).message)")
    case nil: Output.error("NOT RECORDED: the ledger still does not answer, and the command stops waiting")
    }
  }

  private func print(_ answer: PrintedAnswer?) throws(Fault) {
    if let answer { try Output.answer(answer.printed) }
  }
}

// MARK: on record

extension Recorder {
  /// What was committed, or answered without a record if none is wanted.
  private struct Recorded: Sendable {
    var answer: PrintedAnswer?
    var name: RecordName?
    var warning: String?
    /// nil if nothing was written.
    var ledger: Ledger?
  }

  /// Reserves a name, renders the answer with it, and commits both.
  ///
  /// - Parameter recording: what the answer says about its record, by the record's name.
  private func put(
    _ submission: Submission,
    saying recording: @escaping (RecordName) -> Recording = { .recorded($0.description) }
  ) throws -> Recorded {
    if options.noRecord { return try decline(submission) }
    let by = try People.recorded(People.asking(options.by).value)
    let ledger = try options.ledger.open(for: .appending)
    var consultation = submission.consultation
    consultation.profile.id = try shownID(submission, ledger)
    let id = consultation.profile.id
    let writer = EntryWriter(
      guidelines: guidelines, by: by, purpose: options.purpose, isPseudonymised: options.pseudonymise,
      settings: try Settings.read().digests)
    var answer: PrintedAnswer?
    // The ledger reserves a name, calls back with it, and commits the result.
    let entry = try writer.entry(ledger, submission.kind, consultation, time: now()) { name in
      answer = submission.render(id, recording(name))
      let kept = answer.map { DecisionPayload.Printed(format: consultation.form.rawValue, text: $0.kept) }
      return (submission.outcome(id), kept)
    }
    let appended = try ledger.append([entry])
    return Recorded(
      answer: answer, name: appended.names.first, warning: appended.warning, ledger: ledger)
  }

  /// Answers without a record, with the pseudonym for which a ledger is needed.
  private func decline(_ submission: Submission) throws -> Recorded {
    let ledger = options.pseudonymise ? try options.ledger.open(for: .appending) : nil
    let id = try ledger.map { try shownID(submission, $0) } ?? submission.consultation.profile.id
    return Recorded(answer: submission.render(id, .declined))
  }

  /// Returns the id for the answer and for the record.
  private func shownID(_ submission: Submission, _ ledger: Ledger) throws -> String? {
    let id = submission.consultation.profile.id
    return options.pseudonymise ? try id.map { try ledger.pseudonym(of: $0) } : id
  }
}
