/// The fate of every mutant.
public struct MutationReport: Sendable {
  public enum Fate: Sendable, Hashable {
    /// The first test that fails.
    case killed(by: String)
    /// No test fails. With a test that would, if one was found.
    case survived(KillingTest?)
    /// No legal profile gets an answer that a test could distinguish; this is proved. It is not counted.
    case equivalent
  }

  public struct Finding: Sendable {
    public var mutant: Mutant
    public var fate: Fate
  }

  /// By file and line.
  public var findings: [Finding]

  public init(findings: [Finding]) { self.findings = findings }

  public var killed: Int { findings.count { if case .killed = $0.fate { true } else { false } } }
  public var survivors: [Finding] { findings.filter { if case .survived = $0.fate { true } else { false } } }
  public var equivalent: [Finding] { findings.filter { $0.fate == .equivalent } }

  /// The number of mutants that count: all that are not equivalent.
  public var counted: Int { findings.count { $0.fate != .equivalent } }

  /// The share of the counted ones that were noticed, rounded down, so that 100 means all.
  public var percent: Int { counted == 0 ? 100 : killed * 100 / counted }
}
