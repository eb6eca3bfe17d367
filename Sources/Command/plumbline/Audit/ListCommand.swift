import ArgumentParser
import PlumblineAudit
import PlumblineJSON
import PlumblineLedger
import PlumblineText

/// `plumbline audit list`: one line for each record.
struct ListCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List records, one line each.",
    discussion: """
      Index, time, kind, decision, primary pairing, the patient's pseudonym and who asked; - if there is none. An \
      override or outcome names the record that it is about, and its code; an imported record, its name where it was \
      recorded first. --columns chooses others: why says in a line which rules were true and what was missing. An erased \
      record keeps only its time, kind and edition, so any other filter leaves it out.

      Examples:
        plumbline audit list --decision stop
        plumbline audit list --columns index,time,why --limit 3
      """)

  @Option(help: ArgumentHelp("Only the newest n of those that match.", valueName: "n"))
  var limit: Int?

  @Option(help: "text, or json (one object a line).")
  var format: Format = .text

  @OptionGroup(title: "Columns") var columns: ColumnOptions
  @OptionGroup(title: "Which records") var filter: FilterOptions
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number of records, 1 or more") }
  }

  func run() throws {
    try reporting {
      let ledger = try ledger.open(for: .reading)
      let chosen = columns.chosen(format == .json ? RecordColumn.exported : RecordColumn.listed)
      let selected = try filter.filter(ledger)
      let listing = RecordListing(
        selected, limit: limit, details: chosen.details.union(chosen.contains(.remarks) ? .deeds : []))
      var out = try AnswerFile(nil)
      let found: Int
      switch format {
      case .json:
        found = try listing.each(in: ledger) { try out.write(JSONValue.object(chosen.members($0)).line) }
      case .text:
        // Two passes, one for the widths and one for the lines, so that memory does not grow with the ledger.
        var table = RecordTable(chosen, clock: filter.clock)
        try listing.each(in: ledger) { table.measure($0) }
        found = try listing.each(in: ledger) { try out.write(Array(table.line($0).utf8)) }
      }
      try out.finish()
      try reportUnsearched(ledger, selected, found: found)
      return .success
    }
  }
}
