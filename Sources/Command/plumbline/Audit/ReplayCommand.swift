import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger
import PlumblineText

/// `plumbline audit replay`: decides again what was recorded, with the recorded packs or with others.
struct ReplayCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Decide again what was recorded: is every byte the same?",
    discussion: """
      With the packs that decided then, which the ledger keeps: identical, or the difference explained; exit code 1 \
      if anything differs. With --against DIR: whose answer another guideline changes, and why; exit code 0 in any \
      case. Patient data is shown only for a named record.

      Examples:
        plumbline audit replay 0
        plumbline audit replay --all --against Rules
      """)

  @Argument(help: ArgumentHelp("The record: its index or its whole name.", valueName: "record"))
  var record: RecordArgument?

  @Flag(help: "Every record.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "Packs to decide with instead: a pack, a folder of packs, or git:REF[:PATH]. May be repeated.",
      valueName: "dir"),
    completion: .file())
  var against: [String] = []

  @Option(help: "text, or json (a line for each record that differs, then a summary).")
  var format: Format = .text

  @OptionGroup(title: "Which records") var filter: FilterOptions
  @OptionGroup(title: "Reading of patient data") var access: AccessOptions
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    if all, record != nil { throw ValidationError("give one RECORD or --all, not both") }
    if record == nil, !all, against.isEmpty, !filter.isGiven {
      throw ValidationError("name a RECORD to replay, give --all, or say which with a filter")
    }
    if record != nil, filter.isGiven { throw ValidationError("give one RECORD or a filter, not both") }
  }

  func run() throws {
    try reporting {
      let ledger = try ledger.open(for: .reading)
      let index = try record?.index(in: ledger)
      let selected = try filter.filter(ledger)
      if !against.isEmpty { return try impact(ledger, index, selected) }
      // Records are visited while packs are read, which takes a second connection.
      var replay = Replay(GuidelineShelf(try self.ledger.open(for: .reading)))
      return if let index { try one(index, ledger, &replay) } else {
        try everything(ledger, selected, &replay)
      }
    }
  }

  // MARK: with the recorded packs

  private func one(_ index: Int, _ ledger: Ledger, _ replay: inout Replay) throws -> ExitCode {
    let record = try ledger.record(index)
    let finding = try replay.replay(record)
    switch finding {
    case .erased: throw Fault(.badInput, "record \(index) was erased: it cannot be replayed")
    case .notAnAnswer:
      throw Fault(
        .badInput,
        "record \(index) is not an answer (\(record.leaf.kind.rawValue)): there is nothing to replay")
    case .identical, .identicalButEngine, .different: break
    }
    // Only what differs shows anything of the payload.
    if case .different = finding { try access.note("replay", [index], self.ledger) }
    let report = ReplayReport(record.leaf, asOf: record.payload.flatMap(DecisionPayload.init)?.asOf)
    switch format {
    case .text: try Output.answer(report.text(finding))
    case .json: try Output.answer(report.json(finding).canonicalLine)
    }
    if case .different = finding { return ExitCode(Fault.Code.failed.rawValue) }
    return .success
  }

  private func everything(_ ledger: Ledger, _ selected: RecordFilter, _ replay: inout Replay) throws
    -> ExitCode
  {
    var tally = ReplayTally()
    let damaged = try visit(ledger, selected, "replaying", skipping: { tally.addDamaged() }) { record in
      let finding = try replay.replay(record)
      tally.add(finding, at: record.index, by: record.leaf.engine)
      if format == .json, case .different = finding {
        let report = ReplayReport(record.leaf)
        try Output.answer(report.json(finding).canonicalLine)
      }
    }
    switch format {
    case .text: try Output.answer(ReplaySummary(tally).text)
    case .json: try Output.answer(ReplaySummary(tally).json.canonicalLine)
    }
    if let words = damaged.words { throw Fault(.failed, words) }
    return tally.different == 0 ? .success : ExitCode(Fault.Code.failed.rawValue)
  }

  // MARK: with other packs

  private func impact(_ ledger: Ledger, _ index: Int?, _ selected: RecordFilter) throws -> ExitCode {
    var found: [PackFolder] = []
    for one in against { found += try PacksInForce.compared(in: one, .given([])) }
    let guidelines = try PacksInForce.load(found)
    let evaluator: JointEvaluator
    do {
      evaluator = try JointEvaluator(guidelines) { Evaluator(withScriptsOf: $0) }
    } catch {
      throw Fault(.badInput, "the packs given with --against \(error.reason)")
    }
    var impact = Impact(evaluator)
    var report = ImpactReport(guidelines)
    func take(_ record: ReadRecord) throws {
      guard let change = impact.take(record) else { return }
      switch format {
      case .text: report.add(change)
      case .json: try Output.answer(report.json(change).canonicalLine)
      }
    }
    var damaged = DamagedRecords()
    if let index {
      let record = try ledger.record(index)
      if record.leaf.kind != .decision && record.leaf.kind != .failure {
        throw Fault(
          .badInput,
          "record \(index) is not an answer (\(record.leaf.kind.rawValue)): there is nothing to decide again")
      }
      if record.payload == nil {
        throw Fault(.badInput, "record \(index) was erased: it cannot be decided again")
      }
      try take(record)
    } else {
      damaged = try visit(ledger, selected, "deciding again", work: take)
    }
    switch format {
    case .text: try Output.answer(report.text(impact))
    case .json: try Output.answer(report.json(impact).canonicalLine)
    }
    if let words = damaged.words { throw Fault(.failed, words) }
    guard impact.answers == 0 || impact.decided > 0 else {
      throw Fault(.failed, "none of the recorded answers could be decided with these packs")
    }
    return .success
  }

  /// Visits every record in constant memory, with a progress bar; returns the damaged records, which are skipped.
  private func visit(
    _ ledger: Ledger, _ selected: RecordFilter, _ title: String, skipping: () -> Void = {},
    work: (ReadRecord) throws -> Void
  ) throws -> DamagedRecords {
    let bar = ProgressBar(title)
    defer { bar.clear() }
    let total = try ledger.count()
    var done = 0
    var damaged = DamagedRecords()
    try ledger.eachRecord(
      where: selected.criteria,
      damaged: {
        damaged.add($0)
        skipping()
      }
    ) { record in
      try work(record)
      done += 1
      bar.show(done, of: total)
    }
    if filter.isGiven { try reportUnsearched(ledger, selected, found: done) }
    return damaged
  }
}
