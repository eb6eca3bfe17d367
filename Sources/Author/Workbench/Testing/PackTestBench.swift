public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineJSON

/// The tests of packs, ready to run against the guideline, and against changed copies of it.
public struct PackTestBench: Sendable {
  /// A test with its profile read.
  public struct Prepared: Sendable {
    public var test: PackTest
    /// Nil if `given` is not a profile.
    public var profile: Profile?
    /// How the guideline reads it; nil if there is no profile, or a script failed.
    public var reading: Reading?
    /// Why there is no profile or reading.
    public var problems: [String]
    public var asOf: Day
    var expectation: Expectation
  }

  /// The result of one test.
  public struct Outcome: Sendable {
    public var test: PackTest
    /// Empty if it passed; otherwise each expectation that was not met, with what was found instead.
    public var failures: [UnmetExpectation]
    /// Nil if there was none: the profile cannot be read, or a script failed.
    public var decision: Decision?
    /// How the guideline read the profile.
    public var reading: Reading?
    /// The guideline that decided: with no adaptations but those of the test's own pack.
    public var guideline: Guideline

    public var passed: Bool { failures.isEmpty }

    /// Returns what the decision shows in a field of `expect` that is compared as a whole; nil for other fields.
    public func found(_ field: String) -> JSONValue? {
      decision.flatMap { Found(decision: $0, vocabulary: guideline.vocabulary).value(field) }
    }
  }

  /// The tests that run against one guideline: a pack's tests say what the pack means as it was published, so each runs
  /// with no adaptations but its own pack's.
  public struct Group: Sendable {
    public var guideline: Guideline
    public var evaluator: Evaluator
    public var tests: [Prepared]
  }

  public internal(set) var groups: [Group]
  private let folders: [PackFolder]
  private let guideline: Guideline

  /// Reads the tests of packs.
  ///
  /// - Parameters:
  ///   - folders: the packs in force.
  ///   - isWanted: which of their tests are run.
  ///   - asOf: the day for tests that name none.
  /// - Throws: what is wrong with the tests' files.
  public init(
    of folders: [PackFolder], _ guideline: Guideline, asOf: Day,
    where isWanted: (PackTest) -> Bool = { _ in true }
  ) throws(PackFailure) {
    self.folders = folders
    self.guideline = guideline
    let tests = try GuidelineLoader.tests(in: folders, of: guideline).filter(isWanted)
    var groups: [Group] = []
    for pack in Set(tests.map(\.pack)).sorted() {
      let own = tests.filter { $0.pack == pack }
      if guideline.adaptations.isEmpty, !groups.isEmpty {
        groups[0].tests += own.map { Self.prepare($0, groups[0].evaluator, asOf) }
      } else {
        let adapted = try Self.guideline(guideline, folders, of: pack)
        let evaluator = Evaluator(examining: adapted)
        groups.append(
          Group(
            guideline: adapted, evaluator: evaluator, tests: own.map { Self.prepare($0, evaluator, asOf) }))
      }
    }
    self.groups = groups
  }

  /// Prepares the tests of a guideline without adaptations, however both were built.
  public init(_ guideline: Guideline, tests: [PackTest], asOf: Day) {
    folders = []
    self.guideline = guideline
    let evaluator = Evaluator(examining: guideline)
    let prepared = tests.map { Self.prepare($0, evaluator, asOf) }
    groups = [Group(guideline: guideline, evaluator: evaluator, tests: prepared)]
  }

  /// Returns the guideline as the tests of a pack see it.
  func guideline(of pack: String) throws(PackFailure) -> Guideline {
    try Self.guideline(guideline, folders, of: pack)
  }

  private static func guideline(
    _ guideline: Guideline, _ folders: [PackFolder], of pack: String
  ) throws(PackFailure) -> Guideline {
    guideline.adaptations.isEmpty ? guideline : try GuidelineLoader.load(folders, adaptedBy: pack)
  }

  public var count: Int { groups.reduce(0) { $0 + $1.tests.count } }

  static func prepare(_ test: PackTest, _ evaluator: Evaluator, _ asOf: Day) -> Prepared {
    var prepared = Prepared(
      test: test, profile: nil, problems: [], asOf: test.asOf ?? asOf, expectation: Expectation(test.expect))
    do {
      let profile = try ProfileReader(evaluator.guideline.vocabulary, asOf: prepared.asOf).read(
        test.given.canonical)
      prepared.profile = profile
      prepared.reading = try evaluator.reading(profile)
    } catch let error as ProfileFailure {
      // An author writes a pack's tests: their values are no patient's.
      prepared.problems = error.problems.map { "`given` is not a profile: \($0.shown)" }
    } catch {
      prepared.problems = ["\(error)"]
    }
    return prepared
  }

  /// Runs every test; calls back after each.
  public func run(_ isDone: (Int) -> Void = { _ in }) -> [Outcome] {
    var outcomes: [Outcome] = []
    for group in groups {
      for test in group.tests {
        outcomes.append(test.outcome(group.guideline))
        isDone(outcomes.count)
      }
    }
    return outcomes
  }
}

extension PackTestBench.Prepared {
  /// Runs the test; what is missing is computed only if the test asks for it.
  func outcome(_ guideline: Guideline) -> PackTestBench.Outcome {
    guard let reading else {
      return .init(
        test: test, failures: problems.map { .init(words: $0) }, decision: nil, reading: nil,
        guideline: guideline)
    }
    var decision = reading.decision(of: guideline, asOf: asOf)
    if expectation.asksForMissing { decision.missing = reading.missing(of: guideline) }
    return .init(
      test: test, failures: expectation.failures(decision, guideline.vocabulary, reading), decision: decision,
      reading: reading, guideline: guideline)
  }

  /// Whether the test fails on a changed guideline by its decision; what is missing is left out, since it costs most.
  func failsByDecision(_ changed: Guideline) -> Bool {
    guard let reading else { return true }
    let decision = reading.decision(of: changed, asOf: asOf)
    return !expectation.failures(decision, changed.vocabulary, reading, missing: false).isEmpty
  }
}
