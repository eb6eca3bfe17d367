internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText
internal import PlumblineWorkbench

/// The results of the packs' tests, by the part of the guideline that they exercise.
struct TestFindings {
  let outcomes: [PackTestBench.Outcome]
  let coverage: Coverage
  /// By the id of a rule, gate, veto or conflict: the number of tests in whose answer it takes part.
  private let counts: [String: Int]

  init(_ bench: PackTestBench, _ guideline: Guideline) {
    outcomes = bench.run()
    coverage = CoverageMeter(bench, guideline).coverage()
    var counts: [String: Int] = [:]
    for decision in outcomes.compactMap(\.decision) {
      var ids = Set(decision.recommendations.flatMap(\.rules))
      ids.formUnion(decision.alerts.map(\.id))
      ids.formUnion(decision.gates.map(\.id))
      ids.formUnion(decision.advisedAgainst.map(\.id))
      ids.formUnion(decision.conflicts.map(\.id))
      for id in ids { counts[id, default: 0] += 1 }
    }
    self.counts = counts
  }

  var failed: [PackTestBench.Outcome] { outcomes.filter { !$0.passed } }

  func count(_ id: String) -> Int { counts[id] ?? 0 }

  /// "in the answer of 12 tests".
  func words(_ id: String) -> String {
    count(id) == 0 ? "in the answer of no test" : "in the answer of \(count(id).counted("test"))"
  }
}
