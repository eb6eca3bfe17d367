import ArgumentParser
import PlumblineEngine
import PlumblineGuideline
import PlumblineLedger
import PlumblinePresentation
import PlumblineProver
import PlumblineWorkbench

/// `plumbline doctor`: what was found, which limits are in force, and whether the packs pass their own tests.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Show versions, limits and packs in force, and run a self-test.")

  @OptionGroup var packs: PacksInForce
  @OptionGroup var ledger: LedgerOptions

  func run() async throws {
    let solver = await solverLine()
    try telling {
      let limits = SandboxLimits.current
      var lines = [
        "Versions", "  ok    \(Evaluator.version)",
        "  ok    \(limits.luaVersion), in a sandbox built from nothing",
        "  ok    SQLite \(Ledger.storageVersion)", solver, "",
        "Limits of the sandbox",
      ]
      lines += limits.limits.map { "        \($0.name): \($0.value)" }
      let analysis = AnalysisBudget.decision
      lines.append(
        "        what is missing from one answer: \(analysis.steps) steps, \(analysis.bytes >> 20) MiB")
      lines += ["", "Packs in force"]
      try Output.answer(lines.joined(separator: "\n") + "\n")
      for path in try packs.paths() { try Output.answer("        from \(Escaping.terminal(path))\n") }
      let loaded = try packs.load()
      for pack in loaded.guideline.packs {
        let isDue = pack.reviewBy.map { $0 < today() } ?? false
        let signed = loaded.archives[pack.digest].map { "  \($0.words)" } ?? ""
        try Output.answer(
          "  \(isDue ? "warn" : "ok  ")  \(pack.id) \(pack.version)  \(pack.digest.prefix(19))…\(signed)\(isDue ? "  its review is overdue" : "")\n"
        )
      }
      try Output.answer("\nLedger\n\(ledgerLines())")
      try Output.answer("\nSelf-test\n")
      let outcomes = try packs.testOutcomes(loaded)
      let failed = outcomes.filter { !$0.failures.isEmpty }
      for outcome in failed { try Output.answer("  fail  \(outcome.test.place): \(outcome.test.name)\n") }
      let word = failed.isEmpty ? "ok  " : "fail"
      try Output.answer(
        "  \(word)  \(outcomes.count - failed.count) of \(outcomes.count) tests of the packs pass\n")
      if !failed.isEmpty { try Output.answer("        see them with: plumbline test\n") }
      return failed.isEmpty ? .success : ExitCode(Fault.Code.failed.rawValue)
    }
  }

  /// What `prove` would ask, and where it is.
  private func solverLine() async -> String {
    do {
      let version = try await Z3.version()
      return Escaping.terminal("  ok    \(version), at \(try await Z3.path())")
    } catch {
      return Escaping.terminal("  warn  \(Fault(solver: error).message)")
    }
  }

  /// Where answers are recorded, and whether the next one could be.
  private func ledgerLines() throws -> String {
    let place = try ledger.place()
    let path = Escaping.terminal(place.path)
    do {
      let count = try ledger.open(for: .reading).count()
      let records = VerificationReport.counted(count, "record")
      let condition = try ledger.open(for: .appending).condition()
      let line =
        condition.map { "  warn  \(records): \(Escaping.terminal($0))" }
        ?? "  ok    \(records); the next can be added"
      return "        \(path)\n\(line)\n"
    } catch LedgerError.noSuchLedger {
      return "        \(path)\n  ok    there is none yet; the first answer that is recorded makes it\n"
    } catch {
      return "        \(path)\n  fail  \(Escaping.terminal("\(error)"))\n"
    }
  }
}
