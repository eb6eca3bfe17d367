public import PlumblineGuideline
public import PlumblineJSON
public import PlumblineText

/// Why a pairing is not recommended to one patient, and every minimal set of facts whose change would make it shown.
public struct WhyNot: Sendable {
  /// Where the pairing must be shown.
  public enum Place: String, Sendable, CaseIterable {
    /// It joins the primary pairing.
    case primary
    /// It is shown anywhere: it joins the primary pairing, or it is an alternative.
    case any
  }

  public enum Finding: Sendable {
    /// It is already shown, in this role.
    case shownAlready(Decision.Recommendation.Role)
    case ways(Ways)
    /// No change makes it shown; proved over all legal profiles.
    case never(Never)
    /// The answer could not be worked out, for this reason.
    case notWorkedOut(Obstacle)
  }

  /// Why the answer could not be worked out.
  public enum Obstacle: Sendable, Hashable, CustomStringConvertible {
    case tooManyWays
    case tooLarge
    /// The script of this name fails for values that the patient does not have.
    case failing(script: String)
    /// The script of this name reads more combinations of values than can be tried.
    case opaque(script: String)
    /// The evaluator does not confirm a way that the search found: a defect.
    case unconfirmed

    public func words(in language: Language) -> String {
      switch self {
      case .tooManyWays: language("there are more ways than the search can hold")
      case .tooLarge: language("the guideline is larger than the search can hold")
      case .failing(let script):
        language(
          "script '{script}' fails for values that this patient does not have", ["script": script])
      case .opaque(let script):
        language(
          "script '{script}' reads more combinations of values than can be tried", ["script": script])
      case .unconfirmed:
        language("the evaluator does not confirm what the search found, which is a defect")
      }
    }

    public var description: String { words(in: .english) }
  }

  /// The minimal sets of changes, fewest facts first.
  public struct Ways: Sendable {
    /// The first ways, up to the number asked for.
    public var listed: [Way]
    /// The number of minimal sets with at most `searched` facts.
    public var count: Int
    /// The size up to which no minimal set was left out.
    public var searched: Int
    /// Whether there is no minimal set of more facts.
    public var isComplete: Bool
  }

  /// One minimal set: every change in it is needed, and together they are enough.
  public struct Way: Sendable {
    /// The changes, by fact.
    public var changes: [Change]
    /// The conditions whose truth changes with them.
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
    /// The value nearest to the patient's that works with the other changes of the set.
    public var to: FactValue
    /// Every value that works while the other changes stay as they are; empty if the values were not divided into
    /// classes (large ranges that laws compare with each other).
    public var works: [Values]
    /// False for a known finding that care does not aim to change: a fact that a stop reads, or one that its pack declares fixed.
    public var isLever: Bool
  }

  /// Why no change makes it shown.
  public enum Never: Sendable, Hashable {
    /// No rule recommends it.
    case noRule
    /// It is shown for no legal profile of any patient.
    case nobody([RuleReason])
    /// It would be shown only if a known fact were absent.
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
  /// The present decision.
  public var decision: Decision
  /// The gates that decided, for a patient who gets no recommendation.
  public var gates: [Why.GateReading]
  /// The rules that recommend it or part of it.
  public var rules: [Why.RuleReading]
  /// The rules that outrank those in their slots.
  public var inFront: [Why.RuleReading]
  /// True vetoes against it.
  public var vetoes: [Why.VetoReading]
  public var answer: Finding
}

extension Guideline {
  /// A name that is not a pairing of the guideline.
  public struct UnknownPairing: Error, Sendable {
    public var name: String
    public var nearest: String?
  }

  /// Returns the pairing that a name means: one that is declared or recommended, or joined from such; `exercise+` may be left out.
  public func pairing(named text: String) throws(UnknownPairing) -> PairingName {
    let known = Set(pairings.keys).union(rules.map(\.recommends)).union(
      otherwise.map { [$0.recommends] } ?? [])
    for name in [domain.pairing(text), domain.pairing(onBase: [text])] {
      if known.contains(name) { return name }
      let within = known.filter { Set($0.parts).isSubset(of: name.parts) }
      if within.count > 1, Set(within.flatMap(\.parts)) == Set(name.parts) { return name }
    }
    throw UnknownPairing(name: text, nearest: nearest(to: text, among: known.map(\.description).sorted()))
  }
}
