import ArgumentParser
import PlumblineAudit
import PlumblineJSON
import PlumblineLedger
import PlumblineText

/// `plumbline audit subject`: everything held about one patient.
struct SubjectCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case html, json }

  static let configuration = CommandConfiguration(
    commandName: "subject", abstract: "Everything held about one patient, as a page or as data.",
    discussion: """
      For a person's right of access: every record, who read them, what was erased and why, ids that are written a little \
      differently, and what could not be searched. Patient data is shown, and the reading is recorded.

      Examples:
        echo EX-01 | plumbline audit subject --patient - > page.html
        echo EX-01 | plumbline audit subject --patient - --format json
      """)

  @Option(help: PatientArgument.help)
  var patient: PatientArgument

  @Option(help: "html (one page), or json (with leaves and payloads).")
  var format: Format = .html

  @Option(
    help: ArgumentHelp(
      "Write to this new file, readable only by its owner (default: standard output).", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("The time zone in which times are shown (default: UTC).", valueName: "zone"))
  var zone: Zone?

  @OptionGroup(title: "People") var people: PeopleOptions
  @OptionGroup(title: "Reading of patient data") var access: AccessOptions
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func run() throws {
    try reporting {
      let id = try patient.read()
      let opened = try ledger.open(for: .reading)
      let search = try opened.subject(id)
      let bundle = try SubjectBundle(
        of: id, search, in: opened, made: now(), clock: (zone ?? .utc).shown, people: try people.register())
      var out = try AnswerFile(output, replacing: false)
      try access.note("subject", search.records, ledger)
      switch format {
      case .html: try out.write(Array(bundle.html.utf8))
      case .json: try out.write(bundle.json.canonicalLine)
      }
      try out.finish()
      if let key = bundle.missingKey {
        Output.error(
          "this is not all of it: payloads are wrapped with the key \(key), which was not given (--wrapping-key); what was not "
            + "searched is listed in it")
      } else if bundle.isEmpty {
        Output.error("no record of this patient is in the ledger, under this id or a similar one")
      }
      return .success
    }
  }
}
