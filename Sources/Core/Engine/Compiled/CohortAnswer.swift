public import PlumblineGuideline

/// The answer for one patient of a cohort: the signature of the decision, with the rules and facts behind it.
///
/// Rules, gates and facts are given by their place in the guideline's lists. Only the decision for a single patient has words, a
/// trace and what could change the answer.
public struct CohortAnswer: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    public var pairing: PairingName
    public var strength: Strength
    /// The rules that recommend it; empty if none is true and no pack declares `otherwise`.
    public var rules: [Int]
    /// The claims, by the name of the evidence item.
    public var claims: [Claim]
  }

  public struct Claim: Sendable, Hashable {
    /// Place in ``CompiledGuideline/evidence``.
    public var evidence: Int
    public var certainty: Certainty
  }

  /// Two true candidates of one slot and rank with different pairings; the first was taken.
  public struct Rivalry: Sendable, Hashable {
    public var chosen: Int
    public var other: Int
  }

  public var disposition: Decision.Disposition
  /// Stops that are true.
  public var alerts: [Int] = []
  /// Stops, then gates, that decided or blocked; empty if a stop is true.
  public var gates: [Int] = []
  /// Nil unless the disposition is `recommend`.
  public var primary: Part?
  /// In the order of their first rules.
  public var alternatives: [Part] = []
  public var conflicts: [Int] = []
  public var rivalries: [Rivalry] = []
  /// Absent facts that keep a gate or a rule undecided.
  public var needs: [Fact.Index] = []
}

extension Guideline {
  /// The evidence items that any rule claims, by name.
  package var claimedEvidence: [EvidenceItem] {
    let claimed = Set(rules.flatMap(\.claims) + (otherwise?.claims ?? []))
    return claimed.sorted().compactMap { evidence[$0] }
  }
}
