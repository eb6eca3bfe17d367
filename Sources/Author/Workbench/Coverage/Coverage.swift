public import PlumblineGuideline

/// How well tests exercise the conditions of a guideline: each comparison true, false and unknown, and masking MC/DC.
///
/// A comparison counts only if the decision evaluated it: a rule behind a gate that has decided is not exercised. What no legal
/// profile can show is proved over all of them, is not asked for, and is reported as impossible.
///
/// MC/DC: each comparison is shown to decide the outcome by itself: one test in which it is true and another in which it is
/// false, and in both, flipping it alone would flip the condition from true to false or back. Other comparisons may differ
/// between the two tests (the masking form).
///
/// Source: K. J. Hayhurst et al., *A Practical Tutorial on Modified Condition/Decision Coverage*, NASA/TM-2001-210876; J. J.
/// Chilenski, *An Investigation of Three Forms of the MCDC Criterion*, DOT/FAA/AR-01/18.
public struct Coverage: Sendable {
  /// Something that tests should show.
  public enum Goal: Hashable, Sendable {
    /// The comparison has this truth in a decision that evaluates it.
    case outcome(Truth)
    /// The comparison has this truth and decides.
    case decides(Bool)

    public static let outcomes: [Goal] = [.outcome(.true), .outcome(.false), .outcome(.unknown)]
    public static let independence: [Goal] = [.decides(true), .decides(false)]
  }

  public enum State: Hashable, Sendable {
    case seen
    case unseen
    /// No legal profile can show it; this is proved.
    case impossible
  }

  /// One comparison or script of a condition, or the `any_of` of a `need_data`.
  public struct Leaf: Sendable {
    public enum Subject: Sendable, Hashable {
      case condition(Condition)
      /// False while one of these facts is known, else unknown.
      case anyOf([Fact.Index])
    }

    public var subject: Subject
    public var place: Place
    public var states: [Goal: State]

    /// What tests should show about it.
    public var goals: [Goal] {
      switch subject {
      case .condition: Goal.outcomes + Goal.independence
      case .anyOf: [.outcome(.false), .outcome(.unknown)]
      }
    }

    public func state(_ goal: Goal) -> State { states[goal] ?? .unseen }

    /// Whether it is shown to decide both ways; impossible if one of the two ways is; nil if that is not asked for.
    public var independence: State? {
      guard case .condition = subject else { return nil }
      let both = Goal.independence.map(state)
      if both.contains(.impossible) { return .impossible }
      return both.contains(.unseen) ? .unseen : .seen
    }

    /// The goals for which a test is still missing. A deciding goal is not asked for if its counterpart is impossible.
    public var wanted: [Goal] {
      goals.filter { goal in
        if case .decides = goal, independence != .unseen { return false }
        return state(goal) == .unseen
      }
    }
  }

  /// One rule, gate, veto, conflict, contraindication, caution or criterion.
  public struct Unit: Sendable {
    public var site: ConditionSite
    /// The place of the declaration that it belongs to.
    public var place: Place
    public var leaves: [Leaf]
    /// Whether any test's decision evaluated it.
    public var isReached: Bool
  }

  /// By file, line and name.
  public var units: [Unit]
  /// False if the guideline was too large to prove what is impossible: such goals then count as unseen.
  public var isProved: Bool

  /// How many of the goals that can be reached were reached.
  public struct Score: Sendable, Hashable {
    public var seen = 0
    public var possible = 0
    public var impossible = 0

    /// Rounded down, so that 100 means all.
    public var percent: Int { possible == 0 ? 100 : seen * 100 / possible }

    /// Whether every goal that can be reached was.
    public var isFull: Bool { seen == possible }

    mutating func add(_ state: State) {
      switch state {
      case .seen: (seen, possible) = (seen + 1, possible + 1)
      case .unseen: possible += 1
      case .impossible: impossible += 1
      }
    }
  }

  public var outcomes: Score { Self.outcomes(units) }
  public var independence: Score { Self.independence(units) }

  public static func outcomes(_ units: [Unit]) -> Score {
    units.flatMap(\.leaves).reduce(into: Score()) { score, leaf in
      for goal in leaf.goals where !Goal.independence.contains(goal) { score.add(leaf.state(goal)) }
    }
  }

  public static func independence(_ units: [Unit]) -> Score {
    units.flatMap(\.leaves).compactMap(\.independence).reduce(into: Score()) { $0.add($1) }
  }
}

extension Condition {
  /// Returns the tree with a constant true or false in place of the comparison at a path.
  func fixing(_ path: Path, _ truth: Bool) -> Condition {
    replacing(path, with: truth ? .all([]) : .any([]))
  }
}
