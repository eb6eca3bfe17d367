import ArgumentParser
import PlumblineAudit
import PlumblineLedger
import PlumblinePackaging
import PlumblineProver
import PlumblineText
import PlumblineWorkbench

/// `plumbline doctor`: versions, limits and packs in force, and whether the packs pass their own tests.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Show versions, limits and packs in force, and run a self-test.")

  @OptionGroup var packs: PacksInForce
  @OptionGroup var ledger: LedgerOptions

  func run() async throws {
    let solver = await Z3.overview()
    try reporting {
      try report(["Versions"] + BenchOverview.versions + [LedgerOverview.storage, solver, ""])
      try report(["Limits of the sandbox"] + BenchOverview.limits + ["", "Packs in force"])
      try report(try packs.paths().map { Standing.plain.line("from \(Escaping.terminal($0))") })
      let loaded = try packs.load()
      try report(PackList(loaded.guidelines, loaded.archives).overview(on: today()))
      let place = try ledger.place()
      try report(["", "Ledger"] + LedgerOverview(path: place.path) { try ledger.open(for: $0) }.lines)
      try report(["", "Drafts of forms"] + (DraftFolder.place?.lines ?? []))
      try report(["", "Self-test"])
      let outcomes = try packs.testOutcomes(loaded.guidelines)
      try report(BenchOverview.selfTest(outcomes))
      return outcomes.allSatisfy(\.passed) ? .success : ExitCode(Fault.Code.failed.rawValue)
    }
  }

  private func report(_ lines: [String]) throws(Fault) {
    try Output.answer(lines.map { $0 + "\n" }.joined())
  }
}
