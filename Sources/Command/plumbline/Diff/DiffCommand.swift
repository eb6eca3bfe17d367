import ArgumentParser
import PlumblineAudit
import PlumblineDifference
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineLedger
import PlumblineText

/// `plumbline diff`: whose answers change from one guideline to another.
struct DiffCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say which patients' answers change from one guideline to another, and why.",
    discussion: """
      OLD and NEW are a pack or a folder of packs, an archive, packs in a commit of the repository that holds the current \
      folder (git:REF, or git:REF:PATH), packs that the ledger keeps (sha256:…, by the beginning of \
      the digest, with `,` between several) or those of a record (record:17). What they require but do not hold comes from \
      the packs in force. Every legal profile is covered: "no patient's answer changes" is proved \
      (Documentation/Comparing.md). Exit code 0 whatever changes (but see --exit-code and --require-version), 65 if a profile \
      to count could not be read.

      Examples:
        plumbline diff Rules site
        plumbline diff git:main:Rules Rules --format markdown > comment.md
      """)

  @Argument(help: "The guideline as it was.", completion: .file())
  var old: String

  @Argument(help: "The guideline as it will be.", completion: .file())
  var new: String

  @Option(
    help: ArgumentHelp(
      "Profiles, one JSON text a line (- for standard input): count the patients that each change affects.",
      valueName: "file"), completion: .file())
  var cohort: String?

  @Option(help: "text, json (\"schema\": 1) or markdown (for a pull request).")
  var format: Format = .text

  @Option(
    help: ArgumentHelp("The day for which examples are decided (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  @OptionGroup(title: "Packs in force") var packs: PacksInForce
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  @Flag(help: "ASCII only.")
  var plain = false

  @Flag(help: "End with 1 if a pack's version number understates what changes.")
  var requireVersion = false

  @Flag(help: "End with 1 unless it is proved that no patient's answer changes.")
  var exitCode = false

  func run() throws {
    try reporting {
      let comparison = GuidelinePairs(try operand(old).load(), try operand(new).load())
      var passes = !(exitCode && comparison.isChanged)
      var isWhole = true
      var parts: [JSONValue] = []
      for pair in comparison.pairs {
        let report = try report(pair)
        switch format {
        case .text: try Output.answer(comparison.heading(pair) + DiffText(report, isPlain: plain).text)
        case .markdown: try Output.answer(comparison.heading(pair, "# ") + DiffMarkdown(report).text)
        case .json: parts.append(comparison.named(pair, DiffJSON(report).value))
        }
        for line in report.counted.flatMap(\.passedOver) { Output.error(line) }
        if !report.passes(version: requireVersion, change: exitCode) { passes = false }
        if !report.isWhole { isWhole = false }
      }
      switch format {
      case .text, .markdown: try Output.answer(comparison.comings)
      case .json: try Output.answer(comparison.json(parts).canonicalLine)
      }
      if !passes { return ExitCode(Fault.Code.failed.rawValue) }
      return isWhole ? .success : ExitCode(Fault.Code.badInput.rawValue)
    }
  }

  private func report(_ pair: GuidelinePairs.Pair) throws -> DiffReport {
    let difference = GuidelineDifference(pair.old, pair.new, asOf: asOf ?? today())
    var report = DiffReport(difference, names: (old, new))
    if let cohort { report.cohort = try count(cohort, difference, pair) }
    if ledger.ledger != nil { report.history = try history(difference, pair) }
    return report
  }

  private func operand(_ text: String) -> DiffOperand {
    DiffOperand(text: text, packs: packs, ledger: ledger)
  }

  // MARK: counting

  private func count(
    _ path: String, _ difference: GuidelineDifference, _ pair: GuidelinePairs.Pair
  ) throws -> DiffReport.Counted {
    var census = Census(difference)
    try ProfileLines(path: path).each { number, line in
      if let line {
        census.take(pair.own(line, asOf ?? today()), number: number)
      } else {
        census.takeUnreadable(number: number)
      }
    }
    return .init(name: "cohort", unit: "line", census: census)
  }

  private func history(
    _ difference: GuidelineDifference, _ pair: GuidelinePairs.Pair
  ) throws -> DiffReport.Counted {
    var census = Census(difference)
    let book = try ledger.open(for: .reading)
    try book.eachRecord(damaged: { census.takeUnreadable(number: $0) }) { record in
      guard record.leaf.kind == .decision || record.leaf.kind == .failure, let payload = record.payload else {
        return
      }
      guard let answer = DecisionPayload(payload) else { return census.takeUnreadable(number: record.index) }
      census.take(
        pair.own(answer.profile.canonical, answer.asOf), number: record.index, asOf: answer.asOf)
    }
    return .init(name: "ledger", unit: "record", census: census)
  }
}
