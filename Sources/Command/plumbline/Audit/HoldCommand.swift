import ArgumentParser
import PlumblineEngine
import PlumblineLedger

/// `plumbline audit hold`: keeps a patient's records from being erased.
struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Keep a patient's records from being erased, or end that.",
    discussion: """
      A legal hold: no erasure removes a payload of this patient until it is released, by id, by record, or by an import. The \
      patient is kept as a keyed mark. List holds with `plumbline audit list --kind hold`.

      Examples:
        echo EX-03 | plumbline audit hold --patient - --reason 'case 12'
        echo EX-04 | plumbline audit hold --patient - --reason over --release
      """)

  @Option(help: PatientArgument.help)
  var patient: PatientArgument?

  @Option(
    help: ArgumentHelp(
      "With --release: the hold's own record, if the ledger's key was lost since and nobody can tell whom it keeps.",
      valueName: "record"))
  var record: RecordArgument?

  @Flag(help: "End the hold.")
  var release = false

  @Option(help: ArgumentHelp("Why; kept in the record. Name no patient in it.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("On whose authority; kept in the record.", valueName: "text"))
  var authority: String?

  @Option(help: ArgumentHelp("Who holds or releases, for the record.", valueName: "person"))
  var by: String?

  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    for (option, text) in [("--reason", reason), ("--authority", authority), ("--by", by)] {
      try RecordedText.check(option, text)
    }
    if (patient == nil) == (record == nil) {
      throw ValidationError(
        "say whose records: --patient - (the id on standard input), or --record with --release")
    }
    if record != nil, !release { throw ValidationError("--record ends a hold: give it with --release") }
  }

  func run() throws {
    try reporting {
      let ledger = try existing(ledger)
      let subject: HoldRequest.Subject
      if let record {
        subject = .hold(try record.index(in: ledger))
      } else {
        let id = try patient?.read() ?? ""
        try RecordedText.refuse(naming: id, in: [("--reason", reason), ("--authority", authority)])
        if release, try ledger.holds(on: id).isEmpty {
          throw Fault(
            .badInput,
            "no hold on this patient is in force: nothing was released; `plumbline audit list --kind hold` lists all"
          )
        }
        subject = .patient(id)
      }
      let request = HoldRequest(
        subject: subject, isRelease: release, reason: reason, authority: authority,
        by: try People.recorded(by))
      let appended = try ledger.hold(request, time: now(), engine: Evaluator.version)
      let names = appended.names.map { "Record \($0).\n" }.joined()
      let what =
        release
        ? "Released: these records can be erased again.\n"
        : "Held: nothing of this patient is erased until it is released.\n"
      try tell(appended, what + names, ledger)
      return .success
    }
  }
}
