import ArgumentParser
import PlumblineEngine
import Glibc
import PlumblineLedger

/// `plumbline audit erase`: removes a patient's payloads; every proof stays valid.
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Remove the payloads of a patient, and put on record that they were.",
    discussion: """
      Removes the payloads, their keys and everything worked out from them, and overwrites where they stood. Leaves \
      stay, so every checkpoint and receipt stays valid. Of a patient a keyed tombstone stays, so that an import does not \
      bring them back. The reason is kept: name no patient in it. Answers are given and recorded meanwhile. What was \
      exported or handed out with a receipt is out of reach, and so are backups.
      """)

  @Option(help: PatientArgument.help)
  var patient: PatientArgument?

  @Option(
    help: ArgumentHelp("One record, for a profile without an id. May be given again.", valueName: "record"))
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
      throw ValidationError("say whose payloads: --patient - (the id on standard input), or --record RECORD")
    }
  }

  func run() throws {
    try telling {
      let ledger = try existing(ledger)
      let targets =
        try patient.map { [ErasureRequest.Target.patient(try $0.read())] } ?? []
        + record.map { .record(try $0.index(in: ledger)) }
      let request = ErasureRequest(targets: targets, reason: reason, by: by)
      let bar = ProgressBar("searching")
      let erasure = try ledger.erase(request, time: now(), engine: Evaluator.version) { bar.show($0, of: $1) }
      bar.clear()
      if let warning = erasure.warning { Output.error(warning) }
      if !erasure.damaged.isEmpty {
        Output.error(
          "\(VerificationReport.counted(erasure.damaged.count, "record")) damaged, so that nobody can tell whose: "
            + erasure.damaged.prefix(20).map(String.init).joined(separator: ", ")
            + "; plumbline audit verify says how")
      }
      if !erasure.isWiped {
        Output.error(
          "the log beside the ledger still holds bytes of what was erased, because another process reads it: the next "
            + "command that records wipes it, and so does this one, run again")
      }
      if erasure.erased.isEmpty, !erasure.isRepeated {
        throw Fault(.badInput, "no record of this patient has a payload: nothing was erased")
      }
      try Output.answer(words(erasure))
      return .success
    }
  }

  private func words(_ erasure: Erasure) -> String {
    let names = erasure.names.map { "Record \($0).\n" }.joined()
    guard erasure.erased.isEmpty else {
      return "Erased the payloads of \(VerificationReport.counted(erasure.erased.count, "record")): "
        + "\(erasure.erased.map(String.init).joined(separator: ", ")).\n" + names
    }
    return "Nothing more to erase."
      + (erasure.isWiped ? " The files hold nothing of what was erased before.\n" : "\n")
      + (names.isEmpty ? "" : "An import will not bring this patient back.\n\(names)")
  }
}

/// A ledger to change that must be there already, or at least its key.
func existing(_ options: LedgerOptions) throws -> Ledger {
  let place = try options.place()
  if access(place.path, F_OK) != 0, access(place.key, F_OK) != 0 {
    throw LedgerError.noSuchLedger(place.path)
  }
  return try options.open(for: .appending)
}
