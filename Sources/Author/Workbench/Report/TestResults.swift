public import PlumblineGuideline

/// All results of one run of the tests.
public struct TestResults: Sendable {
  public var guideline: Guideline
  /// Ids of the packs that are the author's own.
  public var own: Set<String>
  public var outcomes: [PackTestBench.Outcome]
  public var coverage: Coverage?
  public var mutation: MutationReport?
  /// Whether only some of the tests were run.
  public var isFiltered: Bool

  public init(
    guideline: Guideline, own: Set<String>, outcomes: [PackTestBench.Outcome], isFiltered: Bool = false
  ) {
    self.guideline = guideline
    self.own = own
    self.outcomes = outcomes
    self.isFiltered = isFiltered
  }

  public var failed: Int { outcomes.count { !$0.passed } }

  /// The outcomes of each pack, by its id.
  var packs: [(pack: String, outcomes: [PackTestBench.Outcome])] {
    Dictionary(grouping: outcomes, by: \.test.pack).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  /// The author's packs without tests.
  var untested: [String] {
    isFiltered ? [] : own.subtracting(outcomes.map(\.test.pack)).sorted()
  }

  /// One line for each of them.
  public var untestedWords: [String] {
    untested.map { "pack \($0) has no tests; write them in its folder tests/" }
  }

  /// The shares that are below a percentage, in words: "outcomes 91%".
  public func shares(below least: Int) -> [String] {
    var shares: [(String, Int)] = []
    if let coverage {
      shares += [("outcomes", coverage.outcomes.percent), ("MC/DC", coverage.independence.percent)]
    }
    if let mutation { shares.append(("changes noticed", mutation.percent)) }
    return shares.filter { $0.1 < least }.map { "\($0.0) \($0.1)%" }
  }
}
