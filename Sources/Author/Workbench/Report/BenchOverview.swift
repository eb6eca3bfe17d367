internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
package import PlumblineText

/// The environment of packs, and the state of their own tests, as items of an overview.
package enum BenchOverview {
  /// The engine, and the Lua that it was built with.
  package static var versions: [OverviewItem] {
    let lua = SandboxLimits.current.luaVersion
    return [
      OverviewItem(.ok, Evaluator.version, [JSONMember("engine", .string(Evaluator.version))]),
      OverviewItem(.ok, "\(lua), in a sandbox built from nothing", [JSONMember("lua", .string(lua))]),
    ]
  }

  /// The limits of a pack, and of the analysis of an answer.
  package static var limits: [OverviewItem] {
    let analysis = AnalysisBudget.decision
    let missing = (
      name: "what is missing from one answer", value: "\(analysis.steps) steps, \(analysis.bytes >> 20) MiB"
    )
    return (SandboxLimits.current.limits + [missing]).map { limit in
      OverviewItem(
        .plain, "\(limit.name): \(limit.value)",
        [JSONMember("name", .string(limit.name)), JSONMember("value", .string(limit.value))])
    }
  }

  /// The tests that fail, and how many pass.
  package static func selfTest(_ outcomes: [PackTestBench.Outcome]) -> [OverviewItem] {
    let failed = outcomes.filter { !$0.passed }
    let counts = [
      JSONMember("passed", .number(outcomes.count - failed.count)),
      JSONMember("failed", .number(failed.count)),
    ]
    let passed = "\(outcomes.count - failed.count) of \(outcomes.count) tests of the packs pass"
    return failed.map { outcome in
      let place = outcome.test.place.description
      return OverviewItem(
        .fail, "\(place): \(outcome.test.name)",
        [JSONMember("place", .string(place)), JSONMember("test", .string(outcome.test.name))])
    } + [OverviewItem(failed.isEmpty ? .ok : .fail, passed, counts)]
      + (failed.isEmpty ? [] : [OverviewItem(.plain, "see them with: plumbline test")])
  }
}
