public import Engine
public import Guideline
internal import Interchange
internal import JSON

/// The tests that packs bring along, ready to be run against the guideline, and against changed copies of it.
public struct PackTestBench: Sendable {
  /// A test with its profile read.
  public struct Prepared: Sendable {
    public var test: PackTest
    /// nil where `given` is no profile.
    public var profile: Profile?
    /// Why it is none.
    public var problems: [String]
    public var asOf: String
    var expectation: Expectation
  }

  /// What one test found.
  public struct Outcome: Sendable {
    public var test: PackTest
    /// Empty when it passed: otherwise each expectation that was not met, with what came instead.
    public var failures: [UnmetExpectation]
    /// nil where there was none: the profile cannot be read, or a script failed.
    public var decision: Decision?

    public var passed: Bool { failures.isEmpty }
  }

  /// The tests that run against one guideline: a pack's tests say what the pack means as it was published, so each runs
  /// with no adaptations but its own pack's.
  public struct Group: Sendable {
    public var guideline: Guideline
    public var evaluator: Evaluator
    public var tests: [Prepared]
  }

  public let groups: [Group]

  /// Reads the tests of packs.
  ///
  /// - Parameters:
  ///   - folders: the packs in force.
  ///   - isWanted: which of their tests.
  ///   - asOf: the day for tests that name none.
  /// - Throws: what is wrong with the tests' files.
  public init(
    of folders: [PackFolder], _ guideline: Guideline, asOf: String,
    where isWanted: (PackTest) -> Bool = { _ in true }
  ) throws(PackFailure) {
    let tests = try GuidelineLoader.tests(in: folders, of: guideline).filter(isWanted)
    var groups: [Group] = []
    for pack in Set(tests.map(\.pack)).sorted() {
      let own = tests.filter { $0.pack == pack }
      let adapted =
        guideline.adaptations.isEmpty ? guideline : try GuidelineLoader.load(folders, adaptedBy: pack)
      let reader = ProfileReader(adapted.vocabulary)
      let prepared = own.map { Self.prepare($0, reader, asOf) }
      if guideline.adaptations.isEmpty, !groups.isEmpty {
        groups[0].tests += prepared
      } else {
        let evaluator = Evaluator(withScriptsOf: adapted)
        groups.append(Group(guideline: adapted, evaluator: evaluator, tests: prepared))
      }
    }
    self.groups = groups
  }

  /// Tests that have been read already, to be run against a guideline as it is.
  public init(_ tests: [PackTest], _ guideline: Guideline, asOf: String) {
    let reader = ProfileReader(guideline.vocabulary)
    let prepared = tests.map { Self.prepare($0, reader, asOf) }
    groups = [Group(guideline: guideline, evaluator: Evaluator(withScriptsOf: guideline), tests: prepared)]
  }

  public var count: Int { groups.reduce(0) { $0 + $1.tests.count } }

  private static func prepare(_ test: PackTest, _ reader: ProfileReader, _ asOf: String) -> Prepared {
    var prepared = Prepared(
      test: test, profile: nil, problems: [], asOf: test.asOf ?? asOf, expectation: Expectation(test.expect))
    do {
      prepared.profile = try reader.read(test.given.canonical)
    } catch {
      // A pack's test is written by its author: its values are no patient's.
      prepared.problems = error.problems.map { "`given` is not a profile: \($0.shown)" }
    }
    return prepared
  }

  /// Runs every test; calls back after each.
  public func run(_ isDone: (Int) -> Void = { _ in }) -> [Outcome] {
    var outcomes: [Outcome] = []
    for group in groups {
      for test in group.tests {
        outcomes.append(test.outcome(group.evaluator))
        isDone(outcomes.count)
      }
    }
    return outcomes
  }
}

extension PackTestBench.Prepared {
  /// Runs the test; what is missing is worked out only where it is asked for.
  func outcome(_ evaluator: Evaluator) -> PackTestBench.Outcome {
    guard let profile else {
      return .init(test: test, failures: problems.map { .init(words: $0) }, decision: nil)
    }
    do {
      let decision =
        expectation.asksForMissing
        ? try evaluator.decide(profile, asOf: asOf) : try evaluator.decideWithoutMissing(profile, asOf: asOf)
      return .init(
        test: test, failures: expectation.failures(decision, evaluator.guideline.vocabulary),
        decision: decision)
    } catch {
      return .init(test: test, failures: [.init(words: "\(error)")], decision: nil)
    }
  }

  /// Whether the test fails: what is missing is looked at last, since it costs most.
  func fails(_ evaluator: Evaluator) -> Bool {
    guard let profile else { return true }
    guard let decision = try? evaluator.decideWithoutMissing(profile, asOf: asOf) else { return true }
    let vocabulary = evaluator.guideline.vocabulary
    if !expectation.failures(decision, vocabulary, missing: false).isEmpty { return true }
    return expectation.asksForMissing && !outcome(evaluator).passed
  }
}
