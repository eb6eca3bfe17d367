public import Guideline

/// What a row of a cohort says of one patient: the signature of the decision, with the rules and facts behind it.
///
/// Rules, gates and facts are named by their place in the guideline's lists. Words, traces and what could change the answer are
/// for the decision of one patient.
public struct CohortAnswer: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    public var pairing: PairingName
    public var strength: Strength
    /// Rules that recommend it; empty where none is true and no pack declares `otherwise`.
    public var rules: [Int]
    /// By the name of the evidence.
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
  /// Stops, then gates, that decided or blocked; empty where a stop is true.
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
  /// The evidence that something claims, by name.
  var claimedEvidence: [EvidenceItem] {
    let claimed = Set(rules.flatMap(\.claims) + (otherwise?.claims ?? []))
    return claimed.sorted().compactMap { evidence[$0] }
  }
}

/// The reference: what the interpreter's decision comes to as a row.
extension CohortAnswer {
  init(_ guideline: Guideline, _ knowledge: Knowledge, _ selection: Selection) {
    disposition = selection.disposition
    let gatePlaces = Self.places((guideline.stops + guideline.gates).map(\.id))
    let rulePlaces = Self.places(guideline.rules.map(\.id))
    let evidencePlaces = Self.places(guideline.claimedEvidence.map(\.name))
    alerts = selection.alerts.compactMap { gatePlaces[$0.id] }.sorted()
    var needs = (selection.deciding + selection.asking).reduce(into: Set<Fact.Index>()) { needs, gate in
      needs.formUnion(knowledge.needs(gate))
    }
    if disposition != .stop { gates = selection.deciding.compactMap { gatePlaces[$0.id] }.sorted() }
    if disposition == .recommend {
      for when in guideline.rules.compactMap(\.when) { needs.formUnion(knowledge.needs(when)) }
      func part(_ chosen: [Rule]) -> Part {
        let name = guideline.primaryName(chosen)
        let claims = guideline.claims(chosen).compactMap { item in
          evidencePlaces[item.name].map {
            Claim(evidence: $0, certainty: CertaintyPolicy.claim(item, knowledge.truth).certainty)
          }
        }
        let rules = chosen + (selection.supporting[name] ?? [])
        return Part(
          pairing: name, strength: guideline.strength(chosen),
          rules: rules.compactMap { rulePlaces[$0.id] }.sorted(),
          claims: claims.sorted { $0.evidence < $1.evidence })
      }
      primary = part(selection.primary)
      alternatives = selection.alternatives.map { part([$0]) }
      conflicts = guideline.conflicts.indices.filter {
        knowledge.truth(guideline.conflicts[$0].when) == .true
      }
      rivalries = selection.primary.flatMap { chosen -> [Rivalry] in
        guard case .candidate(let slot, let rank) = chosen.role, let place = rulePlaces[chosen.id] else {
          return []
        }
        return guideline.rules.indices.compactMap { index in
          let other = guideline.rules[index]
          guard other.role == .candidate(slot: slot, rank: rank), other.recommends != chosen.recommends,
            other.when.map(knowledge.truth) == .true
          else { return nil }
          return Rivalry(chosen: place, other: index)
        }
      }
    }
    self.needs = needs.sorted()
  }

  private static func places(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
  }
}

extension Evaluator {
  /// The row for one profile, by the reference interpreter. Throws what a failing script throws.
  public func cohortAnswer(_ profile: Profile) throws -> CohortAnswer {
    let knowledge = try Knowledge(profile, guideline, run)
    return CohortAnswer(guideline, knowledge, Selection(guideline, knowledge))
  }
}
