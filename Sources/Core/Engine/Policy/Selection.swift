package import PlumblineGuideline

/// What a guideline selects for one patient, before it is put into words: the skeleton of the signature.
package struct Selection {
  var disposition: Decision.Disposition
  /// The stops that are true.
  var alerts: [Gate] = []
  /// The gates (or stops) that decided or blocked.
  var deciding: [Gate] = []
  /// Stops and gates that were passed although unknown.
  var asking: [Gate] = []
  /// Every gate that was evaluated, in order.
  var examined: [Gate] = []
  /// The rules that are true and to whose pairing nothing objects; like all that follows, only with a recommendation.
  package private(set) var usable: [Rule] = []
  /// The rules that are true but for what objects to their pairing, and where that is declared.
  package private(set) var overruled: [(rule: Rule, by: [ConditionSite])] = []
  /// For each true rule that is passed over, by id, what does it.
  package private(set) var passed: [String: [Veto]] = [:]
  /// One rule for each slot that has a usable one, by slot.
  package private(set) var primary: [Rule] = []
  /// Rules that recommend something else, one for each pairing, by id.
  var alternatives: [Rule] = []
  /// Other usable rules, by the pairing that they support.
  var supporting: [PairingName: [Rule]] = [:]

  init(_ guideline: Guideline, _ knowledge: Knowledge) {
    let truths = Dictionary(
      (guideline.stops + guideline.gates).map { ($0.id, knowledge.truth($0)) },
      uniquingKeysWith: { first, _ in first })
    func truth(_ gate: Gate) -> Truth { truths[gate.id] ?? .unknown }

    examined = guideline.stops
    alerts = guideline.stops.filter { truth($0) == .true }
    if !alerts.isEmpty {
      disposition = .stop
      deciding = alerts
      return
    }
    disposition = .recommend
    if settle(guideline.stops, truth) { return }
    for stage in guideline.domain.stages {
      let gates = guideline.gates.filter { $0.kind.stage == stage }
      examined += gates
      if let first = gates.first(where: { truth($0) == .true }) {
        disposition = first.disposition
        deciding = gates.filter { truth($0) == .true && $0.disposition == first.disposition }
        return
      }
      if settle(gates, truth) { return }
    }
    choose(guideline, knowledge)
  }

  /// Handles the unknown gates if no gate is true; returns whether one of them blocks.
  private mutating func settle(_ gates: [Gate], _ truth: (Gate) -> Truth) -> Bool {
    let unknown = gates.filter { truth($0) == .unknown }
    asking += unknown.filter { $0.asksWhenUnknown != nil }
    deciding = unknown.filter { $0.asksWhenUnknown == nil }
    if !deciding.isEmpty { disposition = .needData }
    return !deciding.isEmpty
  }

  /// Returns pairs of true candidates of one slot and rank with different pairings, of which the first by name was taken: by chosen
  /// rule, then in the order of the rules.
  func rivalries(_ guideline: Guideline, _ knowledge: Knowledge) -> [(chosen: Rule, other: Rule)] {
    let roles = Set(primary.map(\.role))
    let rivals = Dictionary(grouping: guideline.rules.filter { roles.contains($0.role) }) { $0.role }
    return primary.flatMap { rule in
      (rivals[rule.role] ?? []).filter {
        $0.id != rule.id && $0.recommends != rule.recommends && $0.when.map(knowledge.truth) == .true
          && (passed[rule.id] != nil || passed[$0.id] == nil)
      }.map { (rule, $0) }
    }
  }

  /// Returns the rule that outranks an alternative; nil if any rule that recommends it is an alternative by its role or by its name.
  func outranking(_ chosen: [Rule]) -> Rule? {
    if primary.contains(where: { rule in chosen.contains { $0.recommends == rule.recommends } }) {
      return nil
    }
    let rules = chosen + chosen.flatMap { supporting[$0.recommends] ?? [] }
    let winners = rules.map { rule in primary.first { $0.isInSlot(of: rule) && $0.comesBefore(rule) } }
    return winners.contains { $0 == nil } ? nil : winners.first ?? nil
  }

  private mutating func choose(_ guideline: Guideline, _ knowledge: Knowledge) {
    let objections = Objections(guideline) { knowledge.truth($0) == .true }
    for rule in guideline.rules where rule.when.map(knowledge.truth) == .true {
      let sites = objections.sites(against: rule.recommends)
      if sites.isEmpty { usable.append(rule) } else { overruled.append((rule, sites)) }
      let passing = objections.passing(rule.recommends)
      if !passing.isEmpty { passed[rule.id] = passing }
    }
    primary = first(of: usable)
    let chosen = Set(primary.map(\.id))
    let name = guideline.primaryName(primary)
    var taken: Set<PairingName> = [name]
    for rule in usable where !chosen.contains(rule.id) {
      if taken.insert(rule.recommends).inserted {
        alternatives.append(rule)
      } else {
        supporting[rule.recommends, default: []].append(rule)
      }
    }
  }

  /// Returns the first rule of each slot: one that is not passed over before one that is, then by rank, then by id; sorted by slot.
  private func first(of usable: [Rule]) -> [Rule] {
    var first: [String: (place: (Int, Int, String), rule: Rule)] = [:]
    for rule in usable {
      guard case .candidate(let slot, let rank) = rule.role else { continue }
      let place = (passed[rule.id] == nil ? 0 : 1, rank, rule.id)
      if let other = first[slot], other.place <= place { continue }
      first[slot] = (place, rule)
    }
    return first.sorted { $0.key < $1.key }.map(\.value.rule)
  }
}

/// The objections to pairings: vetoes by the part that they advise against, evaluated once, and each pairing's own
/// contraindications.
struct Objections {
  private let guideline: Guideline
  private let isTrue: (Condition) -> Bool
  /// The vetoes that are true, by part; and those that pass over.
  private let vetoes: [String: [Veto]]
  private let passers: [String: [Veto]]

  init(_ guideline: Guideline, _ isTrue: @escaping (Condition) -> Bool) {
    self.guideline = guideline
    self.isTrue = isTrue
    let acting = guideline.vetoes.filter { isTrue($0.when) }.split { $0.effect == .passesOver }
    vetoes = Dictionary(grouping: acting.no) { $0.part }
    passers = Dictionary(grouping: acting.yes) { $0.part }
  }

  /// Returns what passes over a pairing.
  func passing(_ pairing: PairingName) -> [Veto] { pairing.parts.flatMap { passers[$0] ?? [] } }

  /// Returns what objects to a pairing.
  func sites(against pairing: PairingName) -> [ConditionSite] {
    let own = guideline.pairings[pairing]?.contraindications ?? []
    return pairing.parts.flatMap { vetoes[$0] ?? [] }.map { .veto($0.id) }
      + own.indices.filter { isTrue(own[$0].when) }.map { .contraindication(pairing, $0) }
  }
}

extension Gate {
  package var disposition: Decision.Disposition {
    switch kind {
    case .stop: .stop
    case .defer: .defer
    case .exclude: .outOfScope
    case .needData: .needData
    }
  }
}

extension Rule {
  fileprivate func isInSlot(of other: Rule) -> Bool {
    guard case .candidate(let slot, _) = role, case .candidate(let its, _) = other.role else { return false }
    return slot == its
  }

  fileprivate func comesBefore(_ other: Rule) -> Bool {
    guard case .candidate(_, let rank) = role, case .candidate(_, let its) = other.role else { return false }
    return rank < its
  }
}
