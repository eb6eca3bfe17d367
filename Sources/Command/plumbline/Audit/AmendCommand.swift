import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineLedger

/// `plumbline audit amend`: records that an answer had a wrong input, and which answer replaces it.
struct AmendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend", abstract: "Record that an answer had a wrong input, and which answer replaces it.",
    discussion: """
      Ask again with the right input first: that answer's record is the one that replaces. Neither answer is changed. The amendment \
      is shown with both, in the patient's history and in `audit subject`, and is erased with its patient.

      Examples:
        plumbline audit amend 0 --by-record 6 --reason 'a score was mistyped'
        plumbline audit amend 0 --by-record 6 --reason age --by dr-adams
      """)

  @Argument(
    help: ArgumentHelp("The answer with the wrong input: its index or its whole name.", valueName: "record"))
  var record: RecordArgument

  @Option(help: ArgumentHelp("The later answer that replaces it.", valueName: "record"))
  var byRecord: RecordArgument

  @Option(help: ArgumentHelp("What was wrong; kept in the record.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("Who amends, for the record.", valueName: "person"))
  var by: String?

  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    try RecordedText.check("--reason", reason)
    try RecordedText.check("--by", by)
  }

  func run() throws {
    try reporting {
      let ledger = try existing(ledger)
      let request = AmendmentRequest(
        about: try record.index(in: ledger), replacement: try byRecord.index(in: ledger), reason: reason,
        by: try People.recorded(by))
      try recall(request.about, in: ledger)
      do {
        let appended = try ledger.amend(request, time: now(), engine: Evaluator.version)
        try tell(appended, request.words(appended), ledger)
      } catch let fault as AmendmentRequest.Fault {
        throw Fault(.badInput, "nothing was recorded: \(fault)")
      }
      return .success
    }
  }
}
