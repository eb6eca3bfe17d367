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
      override or outcome names the record that it is about, and its code; an imported record, its name where it was recorded first. No payload is opened. An erased record keeps only \
      its time and kind, so any other filter leaves it out.
      """)

  @Option(help: ArgumentHelp("Only the newest n of those that match.", valueName: "n"))
  var limit: Int?

  @Option(help: "text, or json (one object a line).")
  var format: Format = .text

  @OptionGroup var filter: FilterOptions
  @OptionGroup var ledger: LedgerOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number of records, 1 or more") }
  }

  func run() throws {
    try reporting {
      let ledger = try ledger.open(for: .reading)
      let listing = RecordListing(try filter.filter(ledger), limit: limit)
      var out = try AnswerFile(nil)
      let found: Int
      switch format {
      case .json:
        found = try listing.each(in: ledger) { try out.write(JSONValue.object($0.members).line) }
      case .text:
        // Two passes, one for the widths and one for the lines, so that memory does not grow with the ledger.
        var table = RecordTable()
        try listing.each(in: ledger) { table.measure($0) }
        found = try listing.each(in: ledger) { try out.write(Array(table.line($0).utf8)) }
      }
      try out.finish()
      if found == 0 { try reportNothingFound(ledger) }
      return .success
    }
  }
}
