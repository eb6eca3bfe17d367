import ArgumentParser
import Ledger

/// `plumbline audit`: what was answered, and the proof of it.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Look into the record of what was answered, and prove it.",
    discussion: "Documentation/Ledger.md says what a record is, and how a stranger checks it.",
    subcommands: [
      ListCommand.self, ShowCommand.self, StatsCommand.self, VerifyCommand.self, ReplayCommand.self,
      ProveCommand.self, CheckpointCommand.self, OverrideCommand.self, ExportCommand.self, EraseCommand.self,
      RecoverCommand.self,
    ])
}

/// A record as a person names it: its index, or its whole name.
struct RecordArgument: ExpressibleByArgument {
  let index: Int
  /// The ledger that it was said to be in; nil if only an index was given.
  let origin: String?

  init?(argument: String) {
    let slash = argument.lastIndex(of: "/")
    let digits = slash.map { argument[argument.index(after: $0)...] } ?? argument[...]
    guard let index = Int(digits), index >= 0, digits.first != "+" else { return nil }
    self.index = index
    origin = slash.map { String(argument[..<$0]) }
  }

  /// The index, once it is certain that this ledger is meant.
  func index(in ledger: Ledger) throws -> Int {
    if let origin, let own = try ledger.origin(), own != origin {
      throw Fault(.badInput, "record \(origin)/\(index) is of another ledger; this one is \(own)")
    }
    return index
  }
}
