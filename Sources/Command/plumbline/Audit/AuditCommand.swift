import ArgumentParser
import PlumblineLedger

/// `plumbline audit`: what was answered, and the proof of it.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Look into the record of what was answered, and prove it.",
    discussion: "Documentation/Ledger.md says what a record is, and how a stranger checks it.",
    subcommands: [
      ListCommand.self, ShowCommand.self, StatsCommand.self, VerifyCommand.self, ReplayCommand.self,
      ProveCommand.self, CheckpointCommand.self, OverrideCommand.self, ExportCommand.self, ImportCommand.self,
      EraseCommand.self, RecoverCommand.self,
    ])
}

/// A record as a person names it: its index, or its whole name.
struct RecordArgument: ExpressibleByArgument {
  let index: Int
  /// The ledger that it was said to be in; nil if only an index was given.
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

  /// The index here: of this ledger's own record, or of one that was imported from the ledger that is named.
  func index(in ledger: Ledger) throws -> Int {
    if let origin, let own = try ledger.origin(), own != origin {
      if let imported = try ledger.index(of: RecordName(origin: origin, index: index)) { return imported }
      throw Fault(
        .badInput, "record \(origin)/\(index) is of another ledger, and was not imported; this one is \(own)")
    }
    return index
  }
}
