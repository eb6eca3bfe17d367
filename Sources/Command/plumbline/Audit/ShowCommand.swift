import ArgumentParser
import PlumblineAudit
import PlumblineLedger
import PlumblineText

/// `plumbline audit show`: one record, with the answer exactly as it was given.
struct ShowCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }

  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one record: the answer exactly as it was given.",
    discussion: """
      The record is checked against its leaf first. The profile is shown, and which later records are about it: overrides, outcomes, \
      erasures. Patient data is shown, and the reading is recorded.

      Examples:
        plumbline audit show 0 --by auditor --reason 'complaint 7'
        plumbline audit show 1 --format json
      """)

  @Argument(help: ArgumentHelp("The record: its index or its whole name.", valueName: "record"))
  var record: RecordArgument

  @Option(help: "text, json (leaf and payload), or html (one page that prints well).")
  var format: Format = .text

  @OptionGroup(title: "People") var people: PeopleOptions
  @OptionGroup(title: "Reading of patient data") var access: AccessOptions
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func run() throws {
    try reporting {
      let options = self.ledger
      let people = try people.register()
      let ledger = try options.open(for: .reading)
      let record = try ledger.record(try record.index(in: ledger))
      // An answer holds the name of its record.
      let own = RecordName(origin: try ledger.origin() ?? "", index: record.index)
      let report = RecordReport(
        record, named: record.leaf.from ?? own, later: try LaterRecords(of: record, in: ledger, people),
        signature: record.leaf.kind == .signature ? try ShownSignature(record, in: ledger, people) : nil)
      if record.leaf.kind.isOfPatient, record.payload != nil {
        try access.note("show", [record.index], options)
      }
      switch format {
      case .json: try Output.answer(report.json.canonicalLine)
      case .text: try Output.answer(report.text)
      case .html: try Output.answer(report.html(under: try ledger.head()))
      }
      return .success
    }
  }
}
