internal import Engine
public import Guideline

/// Holds the tests of a bench against every mutant: a mutant that no test notices shows what the tests do not say.
public struct MutationRun {
  public enum Fate: Sendable {
    /// The test that fails first.
    case killed(by: String)
    /// No test fails. With a test that would, where one was found.
    case survived(KillingTest?)
    /// No legal profile gets another answer: proved. It is not counted.
    case equivalent
  }

  public struct Finding: Sendable {
    public var mutant: Mutant
    public var fate: Fate
  }

  public struct Report: Sendable {
    public var findings: [Finding]

    public var killed: Int { findings.count { if case .killed = $0.fate { true } else { false } } }
    public var survivors: [Finding] {
      findings.filter { if case .survived = $0.fate { true } else { false } }
    }
    public var equivalent: [Finding] {
      findings.filter { if case .equivalent = $0.fate { true } else { false } }
    }

    /// Of those that are counted, rounded down, so that 100 means all.
    public var percent: Int {
      let counted = findings.count - equivalent.count
      return counted == 0 ? 100 : killed * 100 / counted
    }
  }

  private let bench: PackTestBench
  private let guideline: Guideline
  private let mutants: [Mutant]
  private let asOf: String

  /// - Parameter isWanted: whose conditions are changed, by the place of their declaration.
  public init(
    _ bench: PackTestBench, _ guideline: Guideline, asOf: String, where isWanted: (Place) -> Bool
  ) {
    self.bench = bench
    self.guideline = guideline
    self.asOf = asOf
    mutants = Mutant.all(of: guideline, where: isWanted)
  }

  public var count: Int { mutants.count }

  /// Tries every mutant; calls back after each.
  public func run(_ isDone: (Int) -> Void = { _ in }) -> Report {
    var killers: [ConditionSite: [String]] = [:]
    var findings: [Finding] = []
    for mutant in mutants {
      let fate = fate(mutant, first: killers[mutant.site] ?? [])
      if case .killed(let test) = fate { killers[mutant.site, default: []].insert(test, at: 0) }
      findings.append(Finding(mutant: mutant, fate: fate))
      isDone(findings.count)
    }
    return Report(findings: findings)
  }

  /// - Parameter first: tests that noticed other changes at the same site: they are tried first.
  private func fate(_ mutant: Mutant, first: [String]) -> Fate {
    for group in bench.groups {
      guard let changed = mutant.apply(to: group.guideline) else { continue }
      let evaluator = Evaluator(withScriptsOf: changed)
      let likely = Set(first.prefix(8))
      let ordered =
        group.tests.filter { likely.contains($0.test.title) }
        + group.tests.filter { !likely.contains($0.test.title) }
      if let killer = ordered.first(where: { $0.fails(evaluator) }) {
        return .killed(by: killer.test.title)
      }
    }
    return survival(mutant)
  }

  /// What is known of a mutant that no test noticed.
  private func survival(_ mutant: Mutant) -> Fate {
    guard let changed = mutant.apply(to: guideline) else { return .equivalent }
    let condition = changed.sites.first { $0.site == mutant.site }?.condition
    do {
      let space = try PatientSpace(guideline, others: condition.map { [$0] } ?? [])
      let differing = try space.differing(space.answers(of: guideline), space.answers(of: changed))
      guard let profile = space.example(of: differing) else { return .equivalent }
      return .survived(KillingTest(profile, guideline, changed, mutant, asOf: asOf))
    } catch {
      return .survived(nil)
    }
  }
}
