import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineLedger
import PlumblineText

/// `plumbline audit retain`: which payloads are older than the site keeps them.
struct RetainCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "retain", abstract: "Propose which payloads are older than the site keeps them.",
    discussion: """
      The period is the site's own: this program knows no law. It counts from the day on which each record was made (UTC). An answer \
      goes only with everything about it, once all of that is older. Records under a legal hold are left out. Nothing is erased \
      without --erase; with it, `audit erase` removes the payloads of the proposal and records that, and --reason and --authority \
      are kept: name no patient in them.

      Examples:
        plumbline audit retain --older-than 10y
        plumbline audit retain --older-than 5y --as-of 2026-01-01 --format json
      """)

  @Option(
    help: ArgumentHelp("The period: a number of years, 10y.", valueName: "years"), transform: Self.years)
  var olderThan: Int

  @Option(
    help: ArgumentHelp("The day on which the period has ended (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @Option(help: "text or json.")
  var format: Format = .text

  @Flag(help: "Erase what is proposed.")
  var erase = false

  @Option(help: ArgumentHelp("Why; kept in the record.", valueName: "text"))
  var reason: String?

  @Option(help: ArgumentHelp("On whose authority: a law, a schedule; kept in the record.", valueName: "text"))
  var authority: String?

  @Option(help: ArgumentHelp("Who erases, for the record.", valueName: "person"))
  var by: String?

  @Option(help: ArgumentHelp("The second person who agreed, for the record.", valueName: "person"))
  var second: String?

  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    for (option, text) in [
      ("--reason", reason), ("--authority", authority), ("--by", by), ("--second", second),
    ] {
      try RecordedText.check(option, text)
      if !erase, text != nil {
        throw ValidationError("\(option) is kept with an erasure; add --erase, or leave it out")
      }
    }
    if erase, reason == nil || authority == nil {
      throw ValidationError(
        "--erase needs --reason TEXT and --authority TEXT, which the erasure's record keeps")
    }
    if let asOf, asOf > today() {
      throw ValidationError(
        "--as-of is a day to come: what is not yet old enough is not erased; give a day up to today")
    }
    try SecondPerson.check(second, beside: by)
  }

  func run() throws {
    try reporting {
      if erase { try SecondPerson.expect(second, beside: by, People.register()) }
      let day = asOf ?? today()
      guard let start = day.before(years: olderThan) else {
        throw Fault(.badInput, "\(olderThan) years before \(day) is outside the calendar; give fewer years")
      }
      let ledger = try erase ? existing(ledger) : ledger.open(for: .reading)
      let retention = try ledger.retention(before: "\(start)T00:00:00.000Z")
      let report = RetentionReport(retention, years: olderThan, asOf: day.description)
      switch format {
      case .text: try Output.answer(report.text)
      case .json: try Output.answer(report.json.canonicalLine)
      }
      guard erase, let reason else {
        if format == .text, !retention.due.isEmpty { try Output.answer(RetentionReport.unchanged) }
        return .success
      }
      if retention.due.isEmpty { return .success }
      let request = ErasureRequest(
        targets: retention.due.map { .record($0.index) }, reason: reason, by: try People.recorded(by),
        authority: authority, second: try People.recorded(second, "--second"))
      let bar = ProgressBar("erasing")
      let erasure = try ledger.erase(request, time: now(), engine: Evaluator.version) { bar.show($0, of: $1) }
      bar.clear()
      for line in erasure.warnings { Output.error(line) }
      if format == .text { try Output.answer(erasure.words) }
      return .success
    }
  }

  private static func years(_ text: String) throws -> Int {
    guard text.last == "y", let years = Int(text.dropLast()), text.first != "+", (1...200).contains(years)
    else {
      throw ValidationError(
        "'\(Escaping.terminal(text))' is no period; write a number of years from 1 to 200, 10y")
    }
    return years
  }
}
