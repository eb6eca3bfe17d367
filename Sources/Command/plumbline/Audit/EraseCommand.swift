import ArgumentParser
import Glibc
import PlumblineAudit
import PlumblineEngine
import PlumblineLedger
import PlumblineText

/// `plumbline audit erase`: removes a patient's payloads; every proof stays valid.
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Remove the payloads of a patient, and record that.",
    discussion: """
      Removes the payloads, their keys and everything derived from them, and overwrites their place. Leaves stay, so \
      every checkpoint and receipt stays valid. A keyed tombstone of the patient stays, so that an import does not \
      bring them back. The reason is kept: name no patient in it. Answers can be given and recorded meanwhile. Exports, \
      receipts that were handed out, and backups are out of reach. A legal hold refuses. With PLUMBLINE_SECOND_PERSON=required, or \
      where the register of people asks for it, --by and --second must be two persons.

      Examples:
        echo EX-01 | plumbline audit erase --patient - --reason asked --preview
        echo EX-01 | plumbline audit erase --patient - --reason 'the person asked'
      """)

  @Option(help: PatientArgument.help)
  var patient: PatientArgument?

  @Option(
    help: ArgumentHelp("One record, for a profile without an id. May be repeated.", valueName: "record"))
  var record: [RecordArgument] = []

  @Option(help: ArgumentHelp("Why; kept in the record.", valueName: "text"))
  var reason: String

  @Option(
    help: ArgumentHelp(
      "On whose authority: a request, a law, an order; kept in the record.", valueName: "text"))
  var authority: String?

  @Option(help: ArgumentHelp("Who erases, for the record.", valueName: "person"))
  var by: String?

  @Option(help: ArgumentHelp("The second person who agreed, for the record.", valueName: "person"))
  var second: String?

  @Flag(help: "Only say which records would be erased.")
  var preview = false

  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    for (option, text) in [
      ("--reason", reason), ("--authority", authority), ("--by", by), ("--second", second),
    ] {
      try RecordedText.check(option, text)
    }
    try SecondPerson.check(second, beside: by)
    if patient == nil, record.isEmpty {
      throw ValidationError(
        "say whose payloads to erase: --patient - (the id on standard input), or --record RECORD")
    }
  }

  func run() throws {
    try reporting {
      if !preview { try SecondPerson.expect(second, beside: by, People.register()) }
      let ledger = try existing(ledger)
      let id = try patient?.read()
      if let id {
        try RecordedText.refuse(naming: id, in: [("--reason", reason), ("--authority", authority)])
      }
      let targets =
        (id.map { [ErasureRequest.Target.patient($0)] } ?? [])
        + (try record.map { .record(try $0.index(in: ledger)) })
      let request = ErasureRequest(
        targets: targets, reason: reason, by: try People.recorded(by), authority: authority,
        second: try People.recorded(second, "--second"))
      let bar = ProgressBar("searching")
      if preview {
        let found = try ledger.previewErasure(request) { bar.show($0, of: $1) }
        bar.clear()
        for line in found.warnings + (try near(id, in: ledger).map { [$0] } ?? []) { Output.error(line) }
        try Output.answer(found.preview)
        return .success
      }
      let erasure = try ledger.erase(request, time: now(), engine: Evaluator.version) { bar.show($0, of: $1) }
      bar.clear()
      for line in erasure.warnings { Output.error(line) }
      let near = try near(id, in: ledger)
      if erasure.erased.isEmpty, !erasure.isRepeated {
        throw Fault(
          .badInput,
          "no record of this patient has a payload: nothing was erased" + (near.map { "; \($0)" } ?? ""))
      }
      if let near { Output.error(near) }
      try Output.answer(erasure.words)
      return .success
    }
  }

  /// Which other records may have been meant: those of ids that are written almost the same; nil if there are none.
  private func near(_ id: String?, in ledger: Ledger) throws -> String? {
    guard let id else { return nil }
    let near = Set(try ledger.subject(id).near.flatMap(\.records))
    return near.isEmpty
      ? nil
      : "an id that is written almost the same is in \(near.count.counted("record")) "
        + "(\(near.sorted().prefix(20).map(String.init).joined(separator: ", "))); see `plumbline audit subject`"
  }
}
