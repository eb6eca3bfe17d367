import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineLedger
import PlumblineText

/// `plumbline audit override`: records that an answer was not followed, and why.
struct OverrideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "override", abstract: "Record that an answer was not followed, and why.",
    discussion: """
      The reason is a code of HL7's non-adherence-reason-codes, as CDS Hooks has them: --list prints them. The answer \
      itself stays as it is. The override is erased with its patient.

      Examples:
        plumbline audit override --list
        plumbline audit override 0 --reason patient-refuses --by dr-adams
      """)

  @Argument(help: ArgumentHelp("The answer: its index or its whole name.", valueName: "record"))
  var record: RecordArgument?

  @Option(
    help: ArgumentHelp("Why, by code.", valueName: "code"), completion: .list(OverrideReason.all.map(\.code)))
  var reason: String?

  @Option(help: ArgumentHelp("What was done instead: a pairing, or words.", valueName: "text"))
  var instead: String?

  @Option(help: ArgumentHelp("In your own words.", valueName: "text"))
  var note: String?

  @Option(help: ArgumentHelp("Who overrides, for the record.", valueName: "person"))
  var by: String?

  @Flag(help: "Print the codes, by group.")
  var list = false

  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    if list { return }
    guard record != nil else { throw ValidationError("name the RECORD of the answer that was not followed") }
    guard let reason else {
      throw ValidationError("say why with --reason CODE: plumbline audit override --list prints the codes")
    }
    if OverrideReason(reason) == nil {
      let near = nearest(to: reason, among: OverrideReason.all.map(\.code))
      throw ValidationError(
        "unknown reason '\(Escaping.terminal(reason))'"
          + (near.map { "; did you mean '\($0)'? See: " } ?? "; see: ")
          + "plumbline audit override --list")
    }
    for (option, text) in [("--instead", instead), ("--note", note), ("--by", by)] {
      try RecordedText.check(option, text)
    }
  }

  func run() throws {
    try reporting {
      if list {
        try Output.answer(OverrideReason.list)
        return .success
      }
      guard let record, let reason = reason.flatMap(OverrideReason.init) else { return .success }
      let ledger = try existing(ledger)
      let request = OverrideRequest(
        about: try record.index(in: ledger), reason: reason, instead: instead, note: note,
        by: try People.recorded(by))
      try recall(request.about, in: ledger)
      do {
        let appended = try ledger.override(request, time: now(), engine: Evaluator.version)
        try tell(appended, request.words(appended), ledger)
      } catch let fault as OverrideRequest.Fault {
        throw Fault(.badInput, "nothing was recorded: \(fault)")
      }
      return .success
    }
  }
}
