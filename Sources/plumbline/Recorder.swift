import ArgumentParser
import Audit
import Engine
import Guideline
import Interchange
import JSON
import Ledger
import Presentation

/// How a command that decides records what it decides.
struct RecordingOptions: ParsableArguments {
  @OptionGroup var ledger: LedgerOptions

  @Flag(help: "Do not record the answer; the answer says so.")
  var noRecord = false

  @Option(help: ArgumentHelp("Who asks, for the record.", valueName: "person"))
  var by: String?

  @Option(help: ArgumentHelp("What the answer is for, for the record.", valueName: "text"))
  var purpose: String?

  @Flag(help: "Put a keyed pseudonym in the place of the profile's id, in the answer and in the record.")
  var pseudonymise = false

  func validate() throws {
    try RecordedText.check("--by", by)
    try RecordedText.check("--purpose", purpose)
  }

  func recorder(_ guideline: Guideline) -> Recorder { Recorder(options: self, guideline: guideline) }
}

/// A text that a record keeps: something, and not a book.
enum RecordedText {
  static let limit = 4096

  static func check(_ option: String, _ text: String?) throws {
    guard let text else { return }
    if text.allSatisfy(\.isWhitespace) { throw ValidationError("\(option) says nothing") }
    if text.utf8.count > limit { throw ValidationError("\(option) takes \(limit) bytes at most") }
  }
}

/// An answer as it is printed, and as the record keeps it.
struct Answer {
  var printed: [UInt8]
  /// The words without emphasis; nil where the decision's JSON is the answer.
  var kept: String?
}

/// Records an answer before it is printed.
struct Recorder {
  /// What was asked.
  struct Consultation {
    var profile: Profile
    var asOf: String
    var format: String
  }

  let options: RecordingOptions
  let guideline: Guideline

  /// The pseudonym of an id. Where the ledger cannot make one the id is left out, which silences no stop.
  func pseudonym(of id: String?) -> String? {
    guard let id else { return nil }
    do {
      return try options.ledger.open(for: .appending).pseudonym(of: id)
    } catch {
      let reason = Fault(unrecorded: error).message
      Output.error("the id is left out, because no pseudonym can be made: \(reason)")
      return nil
    }
  }

  /// Commits the record, then prints the answer; without a record nothing but a stop is printed.
  func record(
    _ decision: Decision, _ consultation: Consultation, _ render: @escaping (Recording) -> Answer
  ) throws {
    if options.noRecord { return try Output.answer(render(.declined).printed) }
    let ledger: Ledger
    var answer = Answer(printed: [], kept: nil)
    do {
      ledger = try options.ledger.open(for: .appending)
      let json = DecisionJSON(guideline).value(decision)
      let appended = try append(ledger, .decision, consultation) { name in
        answer = render(.recorded(name.description))
        return (.decision(json), DecisionPayload.Answer(format: consultation.format, text: answer.kept))
      }
      if let warning = appended.warning { Output.error(warning) }
    } catch {
      let fault = Fault(unrecorded: error)
      guard decision.disposition == .stop else {
        throw Fault(
          fault.code,
          "the answer is withheld, because it could not be recorded\n\(fault.message)\n"
            + "Mend that, name another ledger with --ledger PATH, or ask without a record: --no-record")
      }
      Output.error("NOT RECORDED: \(fault.message)")
      return try Output.answer(render(.failed).printed)
    }
    // Closing the ledger tidies its files; the answer need not wait for that.
    try withExtendedLifetime(ledger) { try Output.answer(answer.printed) }
  }

  /// Records that a script failed; returns why it could not.
  func record(_ failure: LuaScripts.Failure, _ consultation: Consultation) -> String? {
    if options.noRecord { return nil }
    do {
      let ledger = try options.ledger.open(for: .appending)
      _ = try append(ledger, .failure, consultation) { _ in
        let place = failure.place.description
        return (.failure(script: failure.script, place: place, reason: failure.reason), nil)
      }
      return nil
    } catch {
      return Fault(unrecorded: error).message
    }
  }

  private func append(
    _ ledger: Ledger, _ kind: RecordKind, _ consultation: Consultation,
    _ outcome: @escaping (RecordName) -> (DecisionPayload.Outcome, DecisionPayload.Answer?)
  ) throws(LedgerError) -> Appended {
    let entries = EntryWriter(
      guideline: guideline, by: options.by, purpose: options.purpose, isPseudonymised: options.pseudonymise)
    return try ledger.append([entries.entry(ledger, kind, consultation, outcome)])
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
    _ ledger: Ledger, _ kind: RecordKind, _ consultation: Recorder.Consultation,
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
