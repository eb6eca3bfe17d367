import ArgumentParser
import PlumblineLedger
import PlumblineTransparency

/// `plumbline audit checkpoint`: the signed head, for keeping elsewhere.
struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint", abstract: "Print the signed head of the ledger (C2SP tlog-checkpoint).",
    discussion: """
      Keep it somewhere else: `audit verify --since FILE` then finds anything that was removed or rewritten \
      since. The public key to check it with is in the file beside the ledger that ends in .pub.

      Examples:
        plumbline audit checkpoint
        plumbline audit checkpoint > head && plumbline audit verify --since head
      """)

  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func run() throws {
    try reporting {
      guard let head = try ledger.open(for: .reading).head() else {
        throw Fault(.badInput, "the ledger is empty: there is no head to print")
      }
      try Output.answer(head.bytes)
      return .success
    }
  }
}
