import PlumblineGuideline
import PlumblineWorkbench

/// Everything that one run of the tests found.
struct TestResults {
  var guideline: Guideline
  /// Ids of the packs that are the author's own.
  var own: Set<String>
  var outcomes: [PackTestBench.Outcome]
  var coverage: Coverage?
  var mutation: MutationReport?
  /// Whether only some of the tests were wanted.
  var isFiltered = false

  var failed: Int { outcomes.count { !$0.passed } }

  /// The outcomes of each pack, by its id.
  var packs: [(pack: String, outcomes: [PackTestBench.Outcome])] {
    Dictionary(grouping: outcomes, by: \.test.pack).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  /// The author's packs that bring no test along.
  var untested: [String] {
    isFiltered ? [] : own.subtracting(outcomes.map(\.test.pack)).sorted()
  }
}
