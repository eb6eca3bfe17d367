import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineLedger
import PlumblineText
import PlumblineTransparency

/// `plumbline audit export`: records for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write records as NDJSON, CSV or FHIR R4.",
    discussion: """
      ndjson has each leaf as the exact text that the tree holds, and the columns. csv has the columns; no cell is \
      a formula. fhir has an AuditEvent for each record, a Provenance for each answer, override, outcome, amendment and signature, and a \
      GuidanceResponse for each answer, one resource a line; a patient is a pseudonym in it. With --manifest, a signed manifest states what was exported: `audit verify --export` \
      names every line that was changed, removed or added since.

      Examples:
        plumbline audit export --format csv --output records.csv
        plumbline audit export --format ndjson --decision stop
      """)

  @Option(help: "ndjson, csv or fhir.")
  var format: RecordExport.Format

  @Option(
    help: ArgumentHelp(
      "Write to this new file, readable only by its owner (default: standard output).", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write a manifest signed with the ledger's key to this file: filter, counts, digests and checkpoint.",
      valueName: "file"), completion: .file())
  var manifest: String?

  @Flag(
    help: ArgumentHelp(
      "Add patient data in clear: to ndjson the payloads, to fhir what people wrote. Erasing cannot reach what you hand out."
    ))
  var withPayload = false

  @OptionGroup(title: "Columns") var columns: ColumnOptions
  @OptionGroup(title: "Which records") var filter: FilterOptions
  @OptionGroup(title: "Reading of patient data") var access: AccessOptions
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    if withPayload, format == .csv {
      throw ValidationError("--with-payload needs --format ndjson or fhir")
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
      var export = RecordExport(
        format, selected, columns: columns.chosen(RecordColumn.exported), withPayload: withPayload)
      let signer = try manifest.map { _ in try ExportSigner(ledger) }
      if withPayload {
        Output.error(
          "this export holds patients' data in clear: `audit erase` cannot reach it once it is handed out")
        var read: [Int] = []
        try ledger.eachSummary(where: selected.criteria) { record in
          if record.kind.isOfPatient, !record.isErased { read.append(record.index) }
        }
        try access.note("export", read, options)
      }
      let head = try signer.map { _ in try signedHead(ledger) }
      if signer != nil { try verify(options) }
      export.end = try head.map { try Checkpoint(parsing: $0.text).size }
      var tally = ExportTally()
      var out = try AnswerFile(output, replacing: false)
      let count = try export.write(ledger) { piece, record in
        if signer != nil { tally.take(piece, of: record) }
        try out.write(piece)
      }
      try out.finish()
      if let signer, let head, let manifest {
        let signed = try ExportManifest(
          of: export, tally, digest: tally.finish(), under: head, made: now(), engine: Evaluator.version,
          by: signer)
        var file = try AnswerFile(manifest, replacing: false)
        try file.write(signed.bytes)
        try file.finish()
      }
      try reportUnsearched(ledger, selected, found: count)
      return .success
    }
  }

  /// Verifies the ledger before its rows are vouched for: a column that somebody changed would be signed, and what a filter should have
  /// found would be missing.
  private func verify(_ options: LedgerOptions) throws {
    let bar = ProgressBar("verifying")
    let result = try Ledger.verify(
      options.place(), VerificationRequest(), wrapping: options.wrapping(.reading)
    ) {
      bar.show($0, of: $1)
    }
    bar.clear()
    guard let first = result.divergences.first else { return }
    throw Fault(
      .failed,
      "nothing is exported: a manifest would vouch for a ledger with \(result.count.counted("divergence")) (\(first.table) \(first.row), "
        + "\(first.field): \(first.message)); see `plumbline audit verify`"
        + (first.way == .unchecked ? ", and give --wrapping-key" : ""))
  }

  /// The head that covers what is exported.
  private func signedHead(_ ledger: Ledger) throws -> SignedNote {
    guard let head = try ledger.head() else {
      throw Fault(
        .badInput,
        "the ledger is empty: there is no checkpoint that a manifest could state; export without --manifest, "
          + "or record an answer first")
    }
    return head
  }
}
