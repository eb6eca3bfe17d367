internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// The environment of packs, and the state of their own tests, as lines of an overview.
public enum BenchOverview {
  /// The engine, and the Lua that it was built with.
  public static var versions: [String] {
    [Evaluator.version, "\(SandboxLimits.current.luaVersion), in a sandbox built from nothing"].map(
      Standing.ok.line)
  }

  /// The limits of a pack, and of the analysis of an answer.
  public static var limits: [String] {
    let analysis = AnalysisBudget.decision
    return
      (SandboxLimits.current.limits.map { "\($0.name): \($0.value)" } + [
        "what is missing from one answer: \(analysis.steps) steps, \(analysis.bytes >> 20) MiB"
      ]).map(Standing.plain.line)
  }

  /// The tests that fail, and how many pass.
  public static func selfTest(_ outcomes: [PackTestBench.Outcome]) -> [String] {
    let failed = outcomes.filter { !$0.passed }
    let passed = "\(outcomes.count - failed.count) of \(outcomes.count) tests of the packs pass"
    return failed.map { Standing.fail.line("\($0.test.place): \($0.test.name)") }
      + [(failed.isEmpty ? Standing.ok : .fail).line(passed)]
      + (failed.isEmpty ? [] : [Standing.plain.line("see them with: plumbline test")])
  }
}
