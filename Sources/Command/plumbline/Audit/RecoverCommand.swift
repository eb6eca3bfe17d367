import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineLedger

/// `plumbline audit recover`: continues after a restored backup or a lost head, and records that.
struct RecoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Continue a ledger that is older than its last signed head, and record that.",
    discussion: """
      A ledger that was restored from a backup, or whose last head is missing, refuses to append. Look for the later \
      copy first. This records that the ledger continues without it, and the head that it gives up.

      Examples:
        plumbline audit recover --reason 'restored from the backup of Monday'
        plumbline audit recover --reason 'disk replaced' --by officer
      """)

  @Option(help: ArgumentHelp("What happened; kept in the record.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("Who recovers, for the record.", valueName: "person"))
  var by: String?

  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    try RecordedText.check("--reason", reason)
    try RecordedText.check("--by", by)
  }

  func run() throws {
    try reporting {
      let ledger = try existing(ledger)
      guard
        let recovery = try ledger.recover(
          reason: reason, by: try People.recorded(by), time: now(), engine: Evaluator.version)
      else {
        try Output.answer(Recovery.notNeeded)
        return .success
      }
      try Output.answer(recovery.words)
      return .success
    }
  }
}
