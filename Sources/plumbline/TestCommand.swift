import ArgumentParser
import Guideline
import Presentation
import Workbench

/// `plumbline test`: the packs' own tests.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the tests that the packs bring along; exit 1 if one fails.")

  @OptionGroup var packs: PacksInForce

  func run() throws {
    try telling {
      let loaded = try packs.load()
      let outcomes = try packs.testOutcomes(loaded)
      for outcome in outcomes where !outcome.failures.isEmpty {
        try Output.answer("FAILED  \(outcome.test.place): \(Escaping.terminal(outcome.test.name))\n")
        for failure in outcome.failures { try Output.answer("        \(Escaping.terminal(failure))\n") }
      }
      let failed = outcomes.count { !$0.failures.isEmpty }
      try Output.answer("\(outcomes.count - failed) passed, \(failed) failed\n")
      return failed == 0 ? .success : ExitCode(Fault.Code.failed.rawValue)
    }
  }
}

extension PacksInForce {
  /// Runs every test of the packs in force, as of today.
  func testOutcomes(_ loaded: Loaded) throws(Fault) -> [PackTestRunner.Outcome] {
    do {
      return try PackTestRunner.outcomes(of: loaded.folders, loaded.guideline, asOf: today())
    } catch {
      throw Fault(.badInput, "the tests do not load\n" + error.description)
    }
  }
}
