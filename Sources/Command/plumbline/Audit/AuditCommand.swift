import ArgumentParser
import PlumblineLedger

/// `plumbline audit`: the record of answers, and its proofs.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Inspect and prove the record of answers.",
    discussion: """
      Documentation/Ledger.md says what a record is, and how anyone can check it.

      Examples:
        plumbline audit list
        plumbline audit verify
      """,
    subcommands: [
      ListCommand.self, ShowCommand.self, StatsCommand.self, VerifyCommand.self, ReplayCommand.self,
      ProveCommand.self, CheckpointCommand.self, OverrideCommand.self, OutcomeCommand.self, AmendCommand.self,
      SignCommand.self,
      ExportCommand.self, SubjectCommand.self, ImportCommand.self, EraseCommand.self, RetainCommand.self,
      HoldCommand.self, RecoverCommand.self, RotateCommand.self,
      TimestampCommand.self,
    ])
}

/// A record as given on the command line: its index, or its whole name.
struct RecordArgument: ExpressibleByArgument {
  let index: Int
  /// The ledger in the record's name; nil if only an index was given.
  let origin: String?

  init?(argument: String) {
    if let name = RecordName(argument) {
      index = name.index
      origin = name.origin
      return
    }
    guard let index = Int(argument), index >= 0, argument.first != "+" else { return nil }
    self.index = index
    origin = nil
  }

  /// Returns the index in this ledger: of its own record, or of one that was imported from the named ledger.
  func index(in ledger: Ledger) throws -> Int {
    if let origin, let own = try ledger.origin(), own != origin {
      if let imported = try ledger.index(of: RecordName(origin: origin, index: index)) { return imported }
      throw Fault(
        .badInput,
        "record \(origin)/\(index) belongs to another ledger and was not imported: this ledger is \(own)")
    }
    return index
  }
}
