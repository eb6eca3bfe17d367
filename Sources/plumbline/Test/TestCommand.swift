import ArgumentParser
import Guideline
import Presentation
import Workbench

/// `plumbline test`: the packs' own tests.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the tests that packs bring along. Exit code 1 if one fails.")

  @OptionGroup var packs: PacksInForce

  func run() throws {
    try telling {
      let outcomes = try packs.testOutcomes(packs.load())
      let failed = outcomes.filter { !$0.passed }
      for outcome in failed {
        try Output.answer("FAILED  \(outcome.test.place)  \(Escaping.terminal(outcome.test.title))\n")
        for failure in outcome.failures { try Output.answer("        \(Escaping.terminal(failure.words))\n") }
      }
      try Output.answer("\(outcomes.count - failed.count) passed, \(failed.count) failed\n")
      return failed.isEmpty ? .success : ExitCode(Fault.Code.failed.rawValue)
    }
  }
}

extension PacksInForce {
  /// Runs every test of the packs in force, as of today.
  func testOutcomes(_ loaded: Loaded) throws(Fault) -> [PackTestBench.Outcome] {
    do {
      return try PackTestBench(of: loaded.folders, loaded.guideline, asOf: today()).run()
    } catch {
      throw Fault(.badInput, "the tests do not load\n" + error.description)
    }
  }
}
