import ArgumentParser
import PlumblineEngine
import PlumblineLedger

/// `plumbline audit recover`: goes on after a restored backup or a lost head, on record.
struct RecoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Go on with a ledger that is older than its last signed head, on record.",
    discussion: """
      A ledger that was restored from a backup, or whose last head is missing, refuses to append. Look for the later \
      copy first. This records that it went on without it, with the head that it gave up.
      """)

  @Option(help: ArgumentHelp("What happened; kept in the record.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("Who recovers, for the record.", valueName: "person"))
  var by: String?

  @OptionGroup var ledger: LedgerOptions

  func validate() throws {
    try RecordedText.check("--reason", reason)
    try RecordedText.check("--by", by)
  }

  func run() throws {
    try telling {
      let ledger = try existing(ledger)
      guard
        let recovery = try ledger.recover(reason: reason, by: by, time: now(), engine: Evaluator.version)
      else {
        try Output.answer("Nothing to recover from: the ledger continues its last signed head.\n")
        return .success
      }
      try Output.answer("\(words(recovery))\nRecord \(recovery.name).\n")
      return .success
    }
  }

  private func words(_ recovery: Recovery) -> String {
    let records = "\(recovery.records) \(recovery.records == 1 ? "record" : "records")"
    let signed = recovery.signed.map { "the head of \($0)" } ?? "a head that cannot be read"
    switch recovery.finding {
    case .restoredBackup:
      return
        "The ledger had \(records), and \(signed) was signed. It goes on from \(records): what came after is given "
        + "up. If an erasure was among it, erase again."
    case .otherHistory:
      return "The ledger's first records are not those of \(signed). It goes on from \(records)."
    case .headMissing: return "The last signed head was missing. The ledger goes on from \(records)."
    case .headUnreadable: return "The last signed head could not be read. The ledger goes on from \(records)."
    }
  }
}
