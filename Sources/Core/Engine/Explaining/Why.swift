public import PlumblineGuideline
public import PlumblineJSON
internal import PlumblineText

/// Why a decision is what it is: what joined, what objected, what could not be decided, and by how much each missed.
public struct Why: Sendable {
  /// The result of a rule.
  public enum Standing: Sendable, Hashable {
    /// It joined the primary pairing.
    case joined
    /// It is true and recommends the same as another rule in the answer.
    case supports
    /// It is true and leads an alternative.
    case alternative
    /// It is true, but this rule has the better rank in its slot.
    case outranked(by: String)
    /// It is true, but these vetoes are true as well.
    case vetoed(by: [String])
    /// It is true and not chosen, since these pass over a part of its pairing; the rule of the slot that is chosen instead.
    case passedOver(by: [String], for: String)
    /// It is true, but a stop or gate came first.
    case held
    /// It is unknown because these facts are missing.
    case undecided(needs: [Fact.Index])
    case notTrue
  }

  public struct RuleReading: Sendable, Hashable {
    public var rule: Rule
    public var standing: Standing
    public var condition: ReadCondition
  }

  public struct GateReading: Sendable, Hashable {
    public var gate: Gate
    public var condition: ReadCondition
    /// Whether it stopped, excluded, deferred or blocked.
    public var decided: Bool
  }

  /// An `advise_against`, or a contraindication of a pairing.
  public struct VetoReading: Sendable, Hashable {
    public var id: String
    public var title: String
    /// A part, or a pairing.
    public var against: String
    public var because: String
    /// Whether it takes the pairing away; false if it lets the next rule lead.
    public var objects = true
    public var condition: ReadCondition
  }

  /// A value that may lie on the other side of a cut-off by chance alone.
  public struct Fragility: Sendable, Hashable {
    public var fact: Fact.Index
    /// The nearest reading on the other side; it is within the measurement error.
    public var reading: ExactNumber
    /// Whether the answer would change with that reading, all else unchanged.
    public var changesAnswer: Bool
  }

  public struct ConflictReading: Sendable, Hashable {
    public var id: String
    public var condition: ReadCondition
  }

  public var decision: Decision
  /// Every gate that was evaluated: stops, then stage by stage.
  public var gates: [GateReading]
  /// Every rule, by slot and rank; empty unless the decision recommends.
  public var rules: [RuleReading]
  public var vetoes: [VetoReading]
  /// The conflicts that are reported.
  public var conflicts: [ConflictReading]
  /// Each value within its measurement error of a cut-off that was used, by fact.
  public var fragile: [Fragility]
  /// The rationale of each recommendation's parts.
  public var rationales: [PairingRationale]
}

extension Evaluator {
  /// Explains the decision for one profile. Throws the error of a failing script.
  public func why(_ profile: Profile, asOf: Day) throws -> Why {
    let (knowledge, selection) = try selected(profile)
    let decision = try decide(profile, asOf: asOf)
    let deciding = Set(selection.deciding.map(\.id))
    let gates = selection.examined.map {
      Why.GateReading(gate: $0, condition: knowledge.read($0), decided: deciding.contains($0.id))
    }
    var why = Why(
      decision: decision, gates: gates, rules: [], vetoes: [], conflicts: [], fragile: [],
      rationales: decision.recommendations.map { PairingRationale($0, guideline) })
    guard decision.disposition == .recommend else {
      why.fragile = try fragile(gates.map(\.condition), profile)
      return why
    }
    why.rules = ruleReadings(knowledge, selection)
    why.vetoes = guideline.vetoReadings(knowledge)
    let reported = Set(decision.conflicts.map(\.id))
    why.conflicts = guideline.conflicts.filter { reported.contains($0.id) }.map {
      .init(id: $0.id, condition: knowledge.read($0.when))
    }
    why.fragile = try fragile(
      (gates.map(\.condition) + why.rules.map(\.condition)) + why.vetoes.map(\.condition), profile)
    return why
  }

  private func fragile(_ conditions: [ReadCondition], _ profile: Profile) throws -> [Why.Fragility] {
    let answer = try signature(profile)
    var found: [Why.Fragility] = []
    var reported: [Fact.Index: Set<ExactNumber>] = [:]
    for leaf in conditions.flatMap(\.leaves) {
      guard case .comparison(let read) = leaf, let margin = read.margin, margin.isFragile,
        let reading = margin.turnsAt, guideline.vocabulary[read.comparison.fact].computation == nil
      else { continue }
      let fact = read.comparison.fact
      guard reported[fact, default: []].insert(reading).inserted else { continue }
      var other = profile
      other[fact] = .known(.number(reading))
      // A reading that another answer contradicts is impossible.
      guard guideline.vocabulary.brokenLaws(in: other).isEmpty else { continue }
      found.append(
        .init(fact: fact, reading: reading, changesAnswer: try signature(other) != answer))
    }
    return found.sorted { ($0.fact, $0.reading) < ($1.fact, $1.reading) }
  }

  /// Returns the reading of every rule, by slot and rank.
  func ruleReadings(_ knowledge: Knowledge, _ selection: Selection) -> [Why.RuleReading] {
    let winners = Dictionary(selection.primary.compactMap { rule in rule.slot.map { ($0, rule) } }) {
      first, _ in first
    }
    let standings = Standings(
      selection: selection, winners: winners, alternatives: Set(selection.alternatives.map(\.id)),
      vetoes: Dictionary(
        grouping: guideline.vetoReadings(knowledge).enumerated().filter {
          $1.objects && $1.condition.truth == .true
        }
      ) { $1.against })
    return guideline.rulesByRank.compactMap { rule in
      rule.when.map { when in
        .init(
          rule: rule, standing: standings.standing(rule, when, knowledge), condition: knowledge.read(when))
      }
    }
  }
}

/// The lookups that give a rule its standing.
private struct Standings {
  let selection: Selection
  /// The winner of each slot.
  let winners: [String: Rule]
  let alternatives: Set<String>
  /// True vetoes with their place in the list, by the part or pairing that they advise against.
  let vetoes: [String: [(offset: Int, element: Why.VetoReading)]]

  func standing(_ rule: Rule, _ when: Condition, _ knowledge: Knowledge) -> Why.Standing {
    switch knowledge.truth(when) {
    case .false: return .notTrue
    case .unknown: return .undecided(needs: knowledge.needs(when).sorted())
    case .true: break
    }
    let against = Set(rule.recommends.parts).union([rule.recommends.description])
    let own = against.flatMap { vetoes[$0] ?? [] }.sorted { $0.offset < $1.offset }.map(\.element)
    if !own.isEmpty { return .vetoed(by: own.map(\.id)) }
    if selection.disposition != .recommend { return .held }
    if let winner = rule.slot.flatMap({ winners[$0] }) {
      if winner.id == rule.id { return .joined }
      if let passed = selection.passed[rule.id], selection.passed[winner.id] == nil {
        return .passedOver(by: passed.map(\.id), for: winner.id)
      }
      if winner.recommends != rule.recommends { return .outranked(by: winner.id) }
    }
    return alternatives.contains(rule.id) ? .alternative : .supports
  }
}

extension Rule {
  fileprivate var slot: String? { if case .candidate(let slot, _) = role { slot } else { nil } }
}

extension Guideline {
  /// Candidates by slot and rank, then the other rules.
  fileprivate var rulesByRank: [Rule] {
    let candidates = PolicyOrder(self).slots.flatMap(\.candidates)
    let ranked = Set(candidates)
    return candidates.map { rules[$0] } + rules.indices.filter { !ranked.contains($0) }.map { rules[$0] }
  }

  func vetoReadings(_ knowledge: Knowledge) -> [Why.VetoReading] {
    vetoes.map {
      .init(
        id: $0.id, title: $0.title, against: $0.part, because: $0.because, objects: $0.objects,
        condition: knowledge.read($0.when))
    }
      + pairings.values.sorted { $0.name < $1.name }.flatMap { pairing in
        pairing.contraindications.enumerated().map { index, one in
          .init(
            id: "\(pairing.id)#\(index + 1)",
            title: language("Contraindication of {pairing}", ["pairing": pairing.title]),
            against: pairing.name.description, because: one.because, condition: knowledge.read(one.when))
        }
      }
  }
}
