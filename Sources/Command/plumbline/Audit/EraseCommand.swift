import ArgumentParser
import Glibc
import PlumblineAudit
import PlumblineEngine
import PlumblineLedger

/// `plumbline audit erase`: removes a patient's payloads; every proof stays valid.
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Remove the payloads of a patient, and record that.",
    discussion: """
      Removes the payloads, their keys and everything derived from them, and overwrites their place. Leaves stay, so \
      every checkpoint and receipt stays valid. A keyed tombstone of the patient stays, so that an import does not \
      bring them back. The reason is kept: name no patient in it. Answers can be given and recorded meanwhile. Exports, \
      receipts that were handed out, and backups are out of reach.
      """)

  @Option(help: PatientArgument.help)
  var patient: PatientArgument?

  @Option(
    help: ArgumentHelp("One record, for a profile without an id. May be repeated.", valueName: "record"))
  var record: [RecordArgument] = []

  @Option(help: ArgumentHelp("Why; kept in the record.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("Who erases, for the record.", valueName: "person"))
  var by: String?

  @OptionGroup var ledger: LedgerOptions

  func validate() throws {
    try RecordedText.check("--reason", reason)
    try RecordedText.check("--by", by)
    if patient == nil, record.isEmpty {
      throw ValidationError(
        "say whose payloads to erase: --patient - (the id on standard input), or --record RECORD")
    }
  }

  func run() throws {
    try reporting {
      let ledger = try existing(ledger)
      let targets =
        try patient.map { [ErasureRequest.Target.patient(try $0.read())] } ?? []
        + record.map { .record(try $0.index(in: ledger)) }
      let request = ErasureRequest(targets: targets, reason: reason, by: by)
      let bar = ProgressBar("searching")
      let erasure = try ledger.erase(request, time: now(), engine: Evaluator.version) { bar.show($0, of: $1) }
      bar.clear()
      for line in erasure.warnings { Output.error(line) }
      if erasure.erased.isEmpty, !erasure.isRepeated {
        throw Fault(.badInput, "no record of this patient has a payload: nothing was erased")
      }
      try Output.answer(erasure.words)
      return .success
    }
  }
}

/// Opens a ledger for a change; the ledger, or at least its key, must exist.
func existing(_ options: LedgerOptions) throws -> Ledger {
  let place = try options.place()
  if access(place.path, F_OK) != 0, access(place.key, F_OK) != 0 {
    throw LedgerError.noSuchLedger(place.path)
  }
  return try options.open(for: .appending)
}
