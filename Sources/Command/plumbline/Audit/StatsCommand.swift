import ArgumentParser
import PlumblineAudit
import PlumblineLedger
import PlumblineText

/// `plumbline audit stats`: how often each rule fired, was undecided, and was overridden.
struct StatsCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Count how often each rule fired, was undecided and was overridden.",
    discussion: """
      Counts the decisions that match; overrides and outcomes of them count, by any person. A decision counts as overridden once, \
      however many overrides name it. Intervals are 95% score intervals (Wilson). Erased decisions \
      are left out of rates; how many there are, and how many overrides were erased, is said beside them.

      Examples:
        plumbline audit stats
        plumbline audit stats --after 2026-01-01 --format json
      """)

  @Option(help: "text or json.")
  var format: Format = .text

  @Flag(help: "ASCII only, no drawing characters.")
  var plain = false

  @OptionGroup(title: "Which records") var filter: FilterOptions
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func run() throws {
    try reporting {
      let ledger = try ledger.open(for: .reading)
      let selected = try filter.filter(ledger)
      let figures = try RecordStatistics(of: ledger, selected, clock: filter.clock)
      switch format {
      case .json: try Output.answer(figures.json.line)
      case .text: try Output.answer(StatsReport(figures, isPlain: plain).text)
      }
      if figures.decisions == 0 {
        try reportNothingFound(ledger, selected, "no decision matches: there is nothing to count")
      }
      return .success
    }
  }
}
