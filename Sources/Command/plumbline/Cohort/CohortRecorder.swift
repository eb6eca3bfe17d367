import ArgumentParser
import PlumblineAudit
import PlumblineCohort
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger

/// How the decisions of a cohort are recorded.
struct CohortRecordingOptions: ParsableArguments {
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  @Option(
    help: ArgumentHelp(
      "The day for which recorded decisions hold (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @Option(help: ArgumentHelp("Who asks, for the record.", valueName: "person"))
  var by: String?

  @Option(help: ArgumentHelp("What the answers are for, for the record.", valueName: "text"))
  var purpose: String?

  @Flag(
    help:
      "With --record: replace each id with a keyed pseudonym, in the rows and in their records; only the ledger's key finds the patient again."
  )
  var pseudonymise = false

  var day: Day { asOf ?? today() }

  func validate() throws {
    try RecordedText.check("--by", by)
    try RecordedText.check("--purpose", purpose)
  }
}

/// Records the full decisions of rows, many in a commit, before the rows are written.
struct CohortRecorder {
  private let ledger: Ledger
  /// Makes the pseudonyms that replace ids; nil if ids stay.
  let pseudonym: (@Sendable (String) -> String)?
  private let entries: EntryWriter
  private let answers: JointDecisionJSON
  private let day: Day

  init(_ options: CohortRecordingOptions, _ guidelines: Guidelines) throws {
    ledger = try options.ledger.open(for: .appending)
    pseudonym = options.pseudonymise ? try ledger.pseudonymiser() : nil
    entries = EntryWriter(
      guidelines: guidelines, by: try People.recorded(People.asking(options.by).value),
      purpose: options.purpose,
      isPseudonymised: options.pseudonymise, settings: try Settings.read().digests)
    answers = JointDecisionJSON(guidelines)
    day = options.day
  }

  /// Records the decisions, and returns the rows, each with the name of its record.
  func record(_ output: CohortOutput) throws -> [UInt8] {
    if output.decided.isEmpty { return output.rows }
    let appended: Appended
    do {
      appended = try ledger.append(output.decided.map(entry))
    } catch {
      let fault = Fault(unrecorded: error)
      throw Fault(
        fault.code,
        "the answers from here on are withheld, because they could not be recorded\n\(fault.message)")
    }
    if let warning = appended.warning { Output.error(warning) }
    return output.rows(recordedAs: appended.names.map(\.description))
  }

  /// Finishes what an erasure had to leave, once every row is written.
  func finish() { ledger.tidy() }

  private func entry(_ row: DecidedRow) throws -> Entry {
    let consultation = Consultation(profile: row.profile, asOf: day, form: .json)
    let json = answers.value(row.decision)
    return try entries.entry(ledger, .decision, consultation, time: now()) { _ in
      (.decision(json), DecisionPayload.Printed(format: consultation.form.rawValue, text: nil))
    }
  }
}
