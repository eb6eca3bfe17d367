import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger
import PlumblinePresentation
import Synchronization

/// What was asked.
struct Consultation: Sendable {
  var profile: Profile
  var asOf: String
  var format: String
}

/// An answer as it is printed, and as the record keeps it.
struct Answer: Sendable {
  var printed: [UInt8]
  /// The words without emphasis; nil where the answer is JSON.
  var kept: String?
}

/// Something to put on record, and then to print.
struct Submission: Sendable {
  var kind: RecordKind
  var consultation: Consultation
  /// What came of it, for the id that stands in it: the profile's own, its pseudonym, or none.
  var outcome: @Sendable (_ id: String?) -> DecisionPayload.Outcome
  /// How it is shown; nil where nothing is.
  var render: @Sendable (_ id: String?, Recording) -> Answer?
}

/// Records answers before they are printed.
struct Recorder: Sendable {
  let options: RecordingOptions
  let guideline: Guideline

  /// How long a stop waits for its record, and then how long recording may still go on, in milliseconds.
  private static let stopWaits = 1_000
  private static let lateWaits = 9_000

  /// Commits the record, then prints the answer; without a record nothing is printed.
  func record(_ submission: Submission) throws {
    if options.noRecord {
      guard options.pseudonymise else {
        return try print(submission.render(submission.consultation.profile.id, .declined))
      }
      do {
        return try print(try decline(submission).answer)
      } catch {
        tellOfNoPseudonym(error)
        return try print(submission.render(nil, .declined))
      }
    }
    let committed: Committed
    do {
      committed = try commit(submission, Shown())
    } catch {
      let fault = Fault(unrecorded: error)
      throw Fault(
        fault.code,
        "the answer is withheld, because it could not be recorded\n\(fault.message)\n"
          + "Fix that, name another ledger with --ledger PATH, or ask without a record: --no-record")
    }
    if let warning = committed.warning { Output.error(warning) }
    try finish(committed)
  }

  /// Prints what nothing may hold back: once its record is committed, or after a second without it.
  ///
  /// Recording then goes on until the command ends.
  ///
  /// - Returns: whether the answer that was printed bears its record's name, or none was wanted.
  func recordAtOnce(_ submission: Submission) throws -> Bool {
    if options.noRecord, !options.pseudonymise {
      try record(submission)
      return true
    }
    let shown = Shown()
    let work = WorkBeside { [self] in
      options.noRecord ? try decline(submission) : try commit(submission, shown)
    }
    guard let result = work.wait(milliseconds: Self.stopWaits) else {
      shown.set()
      try showWithoutRecord(submission)
      Output.error("NOT RECORDED within a second; recording goes on while this command runs")
      tellLate(work)
      return options.noRecord
    }
    switch result {
    case .success(let committed):
      if let warning = committed.warning { Output.error(warning) }
      try finish(committed)
      return true
    case .failure(let error):
      try showWithoutRecord(submission)
      if options.noRecord {
        tellOfNoPseudonym(error)
      } else {
        Output.error("NOT RECORDED: \(Fault(unrecorded: error).message)")
      }
      return options.noRecord
    }
  }

  /// Commits a record of which nothing is shown; returns why it could not, or nil.
  func recordQuietly(_ submission: Submission) -> String? {
    if options.noRecord { return nil }
    do {
      _ = try commit(submission, Shown())
      return nil
    } catch {
      return Fault(unrecorded: error).message
    }
  }

  /// Shows an answer that has no record. Only the ledger's key makes a pseudonym: without it no id is shown.
  private func showWithoutRecord(_ submission: Submission) throws(Fault) {
    let id = options.pseudonymise ? nil : submission.consultation.profile.id
    try print(submission.render(id, options.noRecord ? .declined : .failed))
  }

  private func tellOfNoPseudonym(_ error: any Error) {
    Output.error(
      "the id is left out, because no pseudonym can be made: \(Fault(unrecorded: error).message)")
  }

  /// Prints what was committed; the ledger is closed and tidied after that, since no answer need wait for it.
  private func finish(_ committed: Committed) throws(Fault) {
    try print(committed.answer)
    committed.ledger?.tidy()
  }

  /// Says what became of a record that came too late for its answer.
  private func tellLate(_ work: WorkBeside<Committed>) {
    switch work.wait(milliseconds: Self.lateWaits) {
    case .success(let committed):
      if let name = committed.name { Output.error("recorded after it was shown, as \(name)") }
    case .failure(let error): Output.error("NOT RECORDED: \(Fault(unrecorded: error).message)")
    case nil: Output.error("NOT RECORDED: the ledger is still not answering; nothing more is waited for")
    }
  }

  private func print(_ answer: Answer?) throws(Fault) {
    if let answer { try Output.answer(answer.printed) }
  }
}

// MARK: on record

extension Recorder {
  /// What was committed.
  struct Committed: Sendable {
    var ledger: Ledger?
    var name: RecordName?
    var id: String?
    var answer: Answer?
    var warning: String?
  }

  /// Whether an answer was shown without its record, while that is being made.
  final class Shown: Sendable {
    private let isShown = Mutex(false)
    func set() { isShown.withLock { $0 = true } }
    var value: Bool { isShown.withLock { $0 } }
  }

  /// The answer of who wants no record, with the pseudonym that only a ledger can make.
  private func decline(_ submission: Submission) throws -> Committed {
    let ledger = try options.ledger.open(for: .appending)
    let id = try submission.consultation.profile.id.map { try ledger.pseudonym(of: $0) }
    return Committed(ledger: ledger, id: id, answer: submission.render(id, .declined))
  }

  private func commit(_ submission: Submission, _ shown: Shown) throws -> Committed {
    let ledger = try options.ledger.open(for: .appending)
    var consultation = submission.consultation
    if options.pseudonymise, let id = consultation.profile.id {
      consultation.profile.id = try ledger.pseudonym(of: id)
    }
    let id = consultation.profile.id
    let outcome = submission.outcome(id)
    var answer: Answer?
    let entries = EntryWriter(
      guideline: guideline, by: options.by, purpose: options.purpose, isPseudonymised: options.pseudonymise)
    let appended = try ledger.append([
      try entries.entry(ledger, submission.kind, consultation) { name in
        answer = submission.render(id, shown.value ? .failed : .recorded(name.description))
        let kept = answer.map { DecisionPayload.Answer(format: consultation.format, text: $0.kept) }
        return (outcome, kept)
      }
    ])
    return Committed(
      ledger: ledger, name: appended.names.first, id: id, answer: answer, warning: appended.warning)
  }
}

/// Makes entries of a ledger from what was asked and what came of it.
struct EntryWriter {
  let guideline: Guideline
  let by: String?
  let purpose: String?
  /// Whether profiles have pseudonyms in the place of their ids already.
  let isPseudonymised: Bool

  func entry(
    _ ledger: Ledger, _ kind: RecordKind, _ consultation: Consultation,
    _ outcome: @escaping (RecordName) -> (DecisionPayload.Outcome, DecisionPayload.Answer?)
  ) throws(LedgerError) -> Entry {
    var patient: String?
    if let id = consultation.profile.id { patient = isPseudonymised ? id : try ledger.pseudonym(of: id) }
    let profile = ProfileJSON(guideline.vocabulary).value(consultation.profile)
    return Entry(kind: kind, time: now(), engine: Evaluator.version, packs: guideline.packs) { name in
      let (outcome, answer) = outcome(name)
      return DecisionPayload(
        profile: profile, patient: patient, asOf: consultation.asOf, by: by, purpose: purpose,
        outcome: outcome, answer: answer
      ).value
    }
  }
}
