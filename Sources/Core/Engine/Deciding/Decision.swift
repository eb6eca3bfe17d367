public import PlumblineGuideline
internal import PlumblineJSON

/// The answer for one profile: what follows, for what reasons, on what evidence, and what is still missing.
///
/// A plain value that does not know where it goes. Documentation/Decision.md is the contract for its JSON.
public struct Decision: Sendable {
  public enum Disposition: String, Sendable, CaseIterable {
    case recommend
    case stop
    case `defer`
    case outOfScope = "out-of-scope"
    case needData = "need-data"
  }

  /// A stop that is true.
  public struct Alert: Sendable, Hashable, Comparable {
    public var id: String
    public var urgency: Gate.Urgency
    public var title: String
    public var because: String
    public var action: String
    public var sources: [String]

    /// Most urgent first, then by id.
    public static func < (left: Alert, right: Alert) -> Bool {
      (left.urgency, left.id) < (right.urgency, right.id)
    }
  }

  /// A gate that decided, or that blocked because its answer is unknown.
  public struct GateFinding: Sendable, Hashable {
    public var id: String
    public var truth: Truth
    public var title: String
    public var because: String
    public var action: String
    public var sources: [String]
    /// The absent facts that the gate needs; empty if it is true.
    public var needs: [Fact.Index]
  }

  public struct Recommendation: Sendable, Hashable {
    public enum Role: String, Sendable, CaseIterable { case primary, alternative }

    public var pairing: PairingName
    public var title: String
    /// What the recommendation consists of, a sentence for each of its pairings.
    public var what: [String]
    /// The recommendation in plain words, for the patient.
    public var forPatient: [String]
    /// The sentences of that which the patient must know before starting; they come first in it.
    public var beforeStarting: [String] = []
    public var role: Role
    public var strength: Strength
    public var claims: [Claim]
    public var because: [String]
    /// Ids of the rules that recommend it; empty for the base alone if no pack declares `otherwise`.
    public var rules: [String]
    public var cautions: [String]
    /// Those of the cautions that stand on the first screen.
    public var watch: [String] = []
    public var sources: [String]
    /// The rule that came first, for an alternative that is true for this patient, too, and lost by its rank alone.
    public var outrankedBy: String?
    /// What passes over a part of it: tried without help, or not available.
    public var passedOver: [PassedOver] = []
    /// The parts that are recommended strongly, whatever the whole; sorted.
    public var strongParts: [String]
    /// Its parts, each with its own strength and claims, in the order of its name; empty if one rule speaks of it as a whole.
    public var parts: [Part] = []
    /// What to do for it, as coded data of its pairings.
    public var actions: [Pairing.Action] = []
  }

  /// One part of a recommendation.
  public struct Part: Sendable, Hashable {
    public var part: String
    public var strength: Strength
    /// Names of the evidence that is claimed for it.
    public var claims: [String]
    public var rules: [String]
  }

  /// A reason for which the next rule leads, or for which to refer if none does.
  public struct PassedOver: Sendable, Hashable {
    /// `pack/name`.
    public var id: String
    public var part: String
    public var title: String
    public var because: String
    /// What to do if the pairing leads all the same.
    public var action: String?
    public var sources: [String]
  }

  /// A part that is advised against, or a pairing with a contraindication that acts.
  public struct AdvisedAgainst: Sendable, Hashable {
    /// `pack/name` of the veto, or of the pairing.
    public var id: String
    /// A part, or the name of the pairing.
    public var part: String
    public var title: String
    public var because: String
    public var sources: [String]
  }

  public struct ConflictFinding: Sendable, Hashable {
    public var id: String
    public var title: String
    public var because: String
  }

  /// A rule that could not be decided, and the absent facts that would decide it.
  public struct Undecided: Sendable, Hashable {
    public var rule: String
    public var title: String
    public var needs: [Fact.Index]
  }

  public var profile: String?
  /// The day for which the answer holds: `2026-11-20`. The engine has no clock.
  public var asOf: Day
  public var disposition: Disposition
  /// Primary first, then alternatives; empty unless the disposition is `recommend`.
  public var recommendations: [Recommendation] = []
  public var advisedAgainst: [AdvisedAgainst] = []
  /// The treatments that were considered, in the domain's order; empty unless the disposition is `recommend`.
  public var options: [Option] = []
  /// What comes after the recommendation; nil if the packs do not say.
  public var plan: Plan?
  public var alerts: [Alert] = []
  public var gates: [GateFinding] = []
  public var undecided: [Undecided] = []
  public var conflicts: [ConflictFinding] = []
  /// The outcome that answers the patient's goal; nil if there is no goal, or none answers it.
  public var goalOutcome: Outcome?
  /// What stands at a certain place of the answer, in that order: open questions of stops, and cautions that are never cut. A caution
  /// among them is in the cautions, too.
  public var notices: [Notice] = []
  /// Cautions for the whole answer: questions that were passed over, reviews that are due.
  public var cautions: [String] = []
  public var missing: [MissingFact] = []
  /// Absent facts that the guideline reads and does not ask for; they count where they are given.
  public var notAsked: [Fact.Index] = []
  /// Whether the missing facts were worked out. False if that would have exceeded the budget: then every absent fact that the
  /// guideline reads counts as missing.
  public var isAnalysed = true
  /// What the laws settled: facts that the profile does not give as a value, and that decided something all the same.
  public var narrowed: [NarrowedFact] = []
  /// The facts that the profile does not give and of which the laws leave something, whether or not that decided: not findings.
  public var derived: Set<Fact.Index> = []
  public var trace: [TraceEntry] = []
  /// What the profile says of each fact, by `Fact.Index`; empty for a decision that was read back.
  public var states: [FactState] = []
  /// Where the facts of the profile came from, as far as it says.
  public var origins: [Fact.Index: Origin] = [:]

  public var primary: Recommendation? { recommendations.first { $0.role == .primary } }
}

/// One outcome at one timepoint that a recommendation makes, with its own certainty for this patient.
public struct Claim: Sendable, Hashable {
  /// One step down in certainty, with its reason.
  public struct Adjustment: Sendable, Hashable {
    public enum Reason: Sendable, Hashable {
      /// The rating is not confirmed at its source, so it counts as moderate at most.
      case ratingNotConfirmed
      /// The patient differs from the population that was studied, or this is not known.
      case population(says: String, truth: Truth)
    }

    public var reason: Reason
    public var to: Certainty
  }

  public var evidence: EvidenceItem
  public var certainty: Certainty
  public var adjustments: [Adjustment]
  /// Criteria of the studied population that are unknown and are asked about without lowering certainty.
  public var asked: [String]
  /// The criteria of the studied population that this patient is known not to meet, whether or not each lowered certainty.
  public var unlike: [EvidenceItem.Criterion] = []
  /// Whether certainty had already gone down two levels, so that further differences did not lower it.
  public var isAtLimit: Bool
}

/// An absent fact that could still change the decision.
public struct MissingFact: Sendable, Hashable {
  public enum Part: String, Sendable, CaseIterable { case disposition, primary, alternatives, certainty }

  public var fact: Fact.Index
  public var couldChange: [Part]
  /// False if the analysis reached its bound and kept the fact: it may turn out not to matter.
  public var exact: Bool
  /// How many different answers this fact alone could lead to, while the other absent facts stay absent.
  public var answers: Int
  /// Whether a stop or gate that asks about this fact was passed although it is absent.
  public var heads: Bool
  /// One way in which the fact matters; nil if the analysis reached its bound.
  public var example: Example?
  /// The pairings that this fact could lead to as the first choice; sorted.
  public var leadsTo: [PairingName] = []

  /// An example: with these other facts known (the rest stays absent), this value of the fact changes the answer.
  public struct Example: Sendable, Hashable {
    public var value: FactValue
    public var others: [Fact.Index: FactValue]
  }
}

/// How one rule, gate or veto was decided, down to each comparison.
public struct TraceEntry: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case stop, gate, rule
    case adviseAgainst = "advise_against"
    case passOver = "pass_over"
    case contraindication, conflict
  }

  public var id: String
  public var kind: Kind
  public var truth: Truth
  public var condition: TraceNode
}

public indirect enum TraceNode: Sendable, Hashable {
  case combination(Combination, truth: Truth, parts: [TraceNode])
  case comparison(Comparison, truth: Truth, known: FactState)
  case script(Script, truth: Truth)
  /// A `need_data` gate: whether any of these facts is known.
  case known([Fact.Index], truth: Truth)

  /// The facts that it reads.
  public var facts: Set<Fact.Index> {
    switch self {
    case .comparison(let comparison, _, _): comparison.facts
    case .combination(_, _, let parts): parts.reduce(into: []) { $0.formUnion($1.facts) }
    case .script(let script, _): Set(script.reads)
    case .known(let facts, _): Set(facts)
    }
  }

  /// The comparisons in it, in the order of writing.
  public var comparisons: [Comparison] {
    switch self {
    case .comparison(let comparison, _, _): [comparison]
    case .combination(_, _, let parts): parts.flatMap(\.comparisons)
    case .script, .known: []
    }
  }

  public var truth: Truth {
    switch self {
    case .combination(_, let truth, _), .comparison(_, let truth, _), .script(_, let truth),
      .known(_, let truth):
      truth
    }
  }
}
