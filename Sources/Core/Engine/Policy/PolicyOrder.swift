package import PlumblineGuideline

/// The part of the policy that does not depend on a patient: the order of gates, slots, candidates and rivals.
package struct PolicyOrder: Sendable {
  /// One way in which a gate ends the cascade.
  package struct Clause: Sendable {
    /// Place in ``PolicyOrder/gates``.
    package var gate: Int
    /// What the gate's truth must be.
    package var question: TruthQuestion
    package var disposition: Decision.Disposition
  }

  package let guideline: Guideline
  /// The stops, then the gates.
  package let gates: [Gate]
  /// Places in ``gates``: the stops, then the gates of each stage.
  package let stages: [[Int]]
  /// The slots by name, each with its candidates as places in the rules: the first usable one joins the primary pairing.
  package let slots: [(name: String, candidates: [Int])]
  /// For each pairing, the rules that recommend it, in their order: the first usable one that did not join leads the alternative.
  package let contenders: [PairingName: [Int]]
  /// For each rule its place among ``slots``; nil if it is not a candidate.
  package let slotOfRule: [Int?]

  /// For each rule, whether a `pass_over` is about its pairing, so that the next of its slot may lead.
  package let isPassable: [Bool]

  /// Candidates by slot and rank.
  private let ofOneRank: [Rule.Role: [Int]]

  package init(_ guideline: Guideline) {
    self.guideline = guideline
    let gates = guideline.stops + guideline.gates
    self.gates = gates
    let stops = Array(guideline.stops.indices)
    stages =
      [stops]
      + guideline.domain.stages.map { stage in
        gates.indices.filter { $0 >= stops.count && gates[$0].kind.stage == stage }
      }
    let slots = Self.slots(guideline.rules)
    self.slots = slots
    var contenders: [PairingName: [Int]] = [:]
    for (place, rule) in guideline.rules.enumerated() {
      contenders[rule.recommends, default: []].append(place)
    }
    self.contenders = contenders
    var slotOfRule: [Int?] = Array(repeating: nil, count: guideline.rules.count)
    for (number, slot) in slots.enumerated() { for place in slot.candidates { slotOfRule[place] = number } }
    self.slotOfRule = slotOfRule
    let passable = Set(guideline.vetoes.filter { $0.effect == .passesOver }.map(\.part))
    isPassable = guideline.rules.map { !passable.isDisjoint(with: $0.recommends.parts) }
    ofOneRank = Dictionary(grouping: slots.flatMap(\.candidates)) { guideline.rules[$0].role }
  }

  /// **The order of candidates**: by rank, then by id.
  private static func slots(_ rules: [Rule]) -> [(name: String, candidates: [Int])] {
    var slots: [String: [(rank: Int, place: Int)]] = [:]
    for (place, rule) in rules.enumerated() {
      if case .candidate(let slot, let rank) = rule.role { slots[slot, default: []].append((rank, place)) }
    }
    return slots.sorted { $0.key < $1.key }.map { slot, ranked in
      (slot, ranked.sorted { ($0.rank, rules[$0.place].id) < ($1.rank, rules[$1.place].id) }.map(\.place))
    }
  }

  /// Returns how a gate ends the cascade: if it is true and, unless it asks and lets pass, if it is unknown.
  package func clauses(ofGate gate: Int) -> [Clause] {
    let isTrue = Clause(gate: gate, question: .isTrue, disposition: gates[gate].disposition)
    if gates[gate].asksWhenUnknown != nil { return [isTrue] }
    return [isTrue, Clause(gate: gate, question: .isUnknown, disposition: .needData)]
  }

  /// Whether a gate prevents a recommendation while it is unknown.
  package func blocks(_ gate: Int) -> Bool { clauses(ofGate: gate).contains { $0.question == .isUnknown } }

  /// **The cascade**, stage by stage: the first true gate of a stage decides; if none is true, an unknown gate that blocks
  /// needs data; else the next stage follows. The first clause that holds decides.
  package func clauses(ofStage stage: Int) -> [Clause] {
    let own = stages[stage].flatMap { clauses(ofGate: $0) }
    return own.filter { $0.question == .isTrue } + own.filter { $0.question != .isTrue }
  }

  /// **Rivals**: two candidates of one slot and rank with different pairings. If one joins while the other is true, only the
  /// order of their names decided between them.
  package func areRivals(_ one: Int, _ other: Int) -> Bool {
    let (rule, rival) = (guideline.rules[one], guideline.rules[other])
    return slotOfRule[one] != nil && rule.role == rival.role && rule.recommends != rival.recommends
  }

  /// Returns the rivals of a rule, in the order of their ids.
  package func rivals(of place: Int) -> [Int] {
    (ofOneRank[guideline.rules[place].role] ?? []).filter { areRivals(place, $0) }
  }

  // MARK: certainty

  /// The most levels of certainty that differences from the studied population can cost.
  package static let mostLevels = 2

  /// **Certainty** after losing levels for criteria of the studied population that are not met.
  package static func certainty(_ item: EvidenceItem, lost levels: Int) -> Certainty {
    // A rating that is not confirmed at its source counts as moderate at most.
    let start = item.certaintySeen == nil && item.certainty == .high ? .moderate : item.certainty
    return (0..<min(levels, mostLevels)).reduce(start) { certainty, _ in certainty.lowered }
  }

  /// Returns when a criterion costs a level: if it is not met, or unknown and not asked about.
  package static func losing(_ criterion: EvidenceItem.Criterion) -> TruthQuestion {
    criterion.asksWhenUnknown ? .isFalse : .isNotTrue
  }
}

extension Guideline {
  /// Returns the objections to a pairing: advice against its parts, and its own contraindications.
  package func objections(to pairing: PairingName) -> [(site: ConditionSite, condition: Condition)] {
    vetoes.filter { $0.objects && pairing.parts.contains($0.part) }.map {
      (.veto($0.id), $0.when)
    }
      + contraindications(of: pairing)
  }

  func contraindications(of pairing: PairingName) -> [(site: ConditionSite, condition: Condition)] {
    (pairings[pairing]?.contraindications ?? []).enumerated().map {
      (.contraindication(pairing, $0), $1.when)
    }
  }

  /// The slots that candidate rules name, in alphabetical order.
  package var slots: [String] { PolicyOrder(self).slots.map(\.name) }

  /// Returns the candidates of a slot in the order in which they are tried.
  package func candidates(in slot: String) -> [Rule] {
    PolicyOrder(self).slots.first { $0.name == slot }?.candidates.map { rules[$0] } ?? []
  }
}
