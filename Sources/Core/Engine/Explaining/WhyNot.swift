public import PlumblineGuideline
public import PlumblineJSON

/// Why a pairing is not recommended to one patient, and every smallest set of facts whose change would let it through.
public struct WhyNot: Sendable {
  /// What counts as let through.
  public enum Place: String, Sendable, CaseIterable {
    /// It joins the primary pairing.
    case primary
    /// It is shown at all: it joins the primary pairing, or it is an alternative.
    case any
  }

  public enum Finding: Sendable {
    /// It is shown now, in this place.
    case shownAlready(Decision.Recommendation.Role)
    case ways(Ways)
    /// Nothing can let it through; proved over all legal profiles.
    case never(Never)
    /// It could not be worked out, for this reason.
    case notWorkedOut(String)
  }

  /// The minimal sets of changes, fewest facts first.
  public struct Ways: Sendable {
    /// The first ones, as many as were asked for.
    public var listed: [Way]
    /// How many minimal sets of at most `searched` facts there are.
    public var count: Int
    /// No minimal set of at most so many facts was left out.
    public var searched: Int
    /// Whether there is no minimal set of more facts.
    public var isComplete: Bool
  }

  /// One minimal set: every change in it is needed, and together they do.
  public struct Way: Sendable {
    /// By fact.
    public var changes: [Change]
    /// What comes out otherwise with them.
    public var turns: [Turn]
    /// The pairing that is then shown, which may be a joined one, and where.
    public var pairing: PairingName
    public var role: Decision.Recommendation.Role
  }

  public struct Change: Sendable, Hashable {
    public enum Values: Sendable, Hashable {
      case value(FactValue)
      /// Numbers of the fact's grid, both ends inclusive.
      case range(low: ExactNumber, high: ExactNumber)
    }

    public var fact: Fact.Index
    public var from: FactState
    /// The value nearest to the patient's that does it with the other changes of the set.
    public var to: FactValue
    /// Every value that does it while the other changes stay as they are; empty where the values were not divided into
    /// classes (large ranges that laws compare with each other).
    public var works: [Values]
    /// False for a known finding that care does not aim to alter: what a stop reads, and what its pack says cannot change.
    public var isLever: Bool
  }

  /// Why nothing lets it through.
  public enum Never: Sendable, Hashable {
    /// No rule recommends it.
    case noRule
    /// No legal profile of anyone is shown it.
    case nobody([RuleReason])
    /// It would take that something known were not known.
    case onlyWithLess
  }

  public struct RuleReason: Sendable, Hashable {
    public enum Reason: String, Sendable { case neverTrue, alwaysVetoed, alwaysGated, alwaysOutranked }

    public var rule: String
    public var reason: Reason
  }

  public var pairing: PairingName
  public var title: String
  public var place: Place
  /// The decision as it stands.
  public var decision: Decision
  /// The gates that decided, for a patient who gets no recommendation.
  public var gates: [Why.GateReading]
  /// How the rules fare that recommend it or part of it.
  public var rules: [Why.RuleReading]
  /// The rules that hold the places which those would need.
  public var inFront: [Why.RuleReading]
  /// Vetoes of it that are true.
  public var vetoes: [Why.VetoReading]
  public var answer: Finding
}

extension Guideline {
  /// A name that is no pairing of the guideline.
  public struct UnknownPairing: Error, Sendable {
    public var name: String
    public var nearest: String?
  }

  /// The pairing that is meant by a name: one that is declared or recommended, or joined from such; `exercise+` may be left out.
  public func pairing(named text: String) throws(UnknownPairing) -> PairingName {
    let known = Set(pairings.keys).union(rules.map(\.recommends)).union(
      otherwise.map { [$0.recommends] } ?? [])
    for name in [PairingName(text), PairingName("exercise+" + text)] {
      if known.contains(name) { return name }
      let within = known.filter { Set($0.parts).isSubset(of: name.parts) }
      if within.count > 1, Set(within.flatMap(\.parts)) == Set(name.parts) { return name }
    }
    throw UnknownPairing(name: text, nearest: nearest(to: text, among: known.map(\.description).sorted()))
  }
}
