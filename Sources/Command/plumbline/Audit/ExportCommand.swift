import ArgumentParser
import PlumblineAudit
import PlumblineLedger

/// `plumbline audit export`: records for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write records as NDJSON, CSV or FHIR R4.",
    discussion: """
      ndjson has each leaf as the exact text that the tree holds, and the columns. csv has the columns; no cell is \
      a formula. fhir has an AuditEvent for each record and a Provenance for each answer, override and outcome, one resource a \
      line; a patient is a pseudonym in it.
      """)

  @Option(help: "ndjson, csv or fhir.")
  var format: RecordExport.Format

  @Option(
    help: ArgumentHelp(
      "Write to this file, readable only by its owner (default: standard output).", valueName: "file"))
  var output: String?

  @Flag(
    help: "Add the payloads: patient data in clear (ndjson only). Erasing cannot reach what you hand out.")
  var withPayload = false

  @OptionGroup var columns: ColumnOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var access: AccessOptions
  @OptionGroup var ledger: LedgerOptions

  func validate() throws {
    if withPayload, format != .ndjson {
      throw ValidationError("--with-payload needs --format ndjson")
    }
    if !columns.columns.isEmpty, format == .fhir {
      throw ValidationError(
        "--columns needs --format ndjson or csv: the resources of fhir have their own members")
    }
  }

  func run() throws {
    try reporting {
      let options = self.ledger
      let ledger = try options.open(for: .reading)
      let selected = try filter.filter(ledger)
      let export = RecordExport(
        format, selected, columns: columns.chosen(RecordColumn.exported), withPayload: withPayload)
      if withPayload {
        Output.error(
          "this export holds patients' data in clear: `audit erase` cannot reach it once it is handed out")
      }
      if withPayload {
        var read: [Int] = []
        try ledger.eachSummary(where: selected.criteria) { record in
          if record.kind.isOfPatient, !record.isErased { read.append(record.index) }
        }
        try access.note("export", read, options)
      }
      var out = try AnswerFile(output)
      let count = try export.write(ledger) { try out.write($0) }
      try out.finish()
      if count == 0 { try reportNothingFound(ledger, selected) }
      return .success
    }
  }
}
