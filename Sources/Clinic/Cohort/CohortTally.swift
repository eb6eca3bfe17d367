internal import PlumblineEngine
internal import PlumblineGuideline

/// Counts over the rows of a cohort. Two of them add up.
struct CohortTally {
  var rows = 0
  /// Lines that are not a profile, or for which a script failed.
  var rejected = 0
  var selected = 0
  var decisions: [Decision.Disposition: Int] = [:]
  var primary: [PairingName: Int] = [:]
  var alternatives: [PairingName: Int] = [:]
  /// Claims of primary pairings by their certainty.
  var certainties: [Certainty: Int] = [:]
  /// Counts by place in the guideline's lists.
  var rules: [Int]
  var alerts: [Int]
  var gates: [Int]
  var needs: [Int]
  var conflicts: [String: Int] = [:]

  init(_ guideline: Guideline) {
    rules = Array(repeating: 0, count: guideline.rules.count)
    alerts = Array(repeating: 0, count: guideline.stops.count)
    gates = Array(repeating: 0, count: guideline.stops.count + guideline.gates.count)
    needs = Array(repeating: 0, count: guideline.vocabulary.facts.count)
  }

  /// Counts patients with the same answer, without its needs.
  mutating func add(_ answer: CohortAnswer, _ count: Int, _ names: GuidelineNames) {
    rows += count
    decisions[answer.disposition, default: 0] += count
    for alert in answer.alerts { alerts[alert] += count }
    for gate in answer.gates { gates[gate] += count }
    if let part = answer.primary {
      primary[part.pairing, default: 0] += count
      for claim in part.claims { certainties[claim.certainty, default: 0] += count }
      for rule in part.rules { rules[rule] += count }
    }
    for part in answer.alternatives {
      alternatives[part.pairing, default: 0] += count
      for rule in part.rules { rules[rule] += count }
    }
    for conflict in names.conflicts(of: answer) { conflicts[conflict, default: 0] += count }
  }

  mutating func add(_ other: CohortTally) {
    rows += other.rows
    rejected += other.rejected
    selected += other.selected
    decisions.merge(other.decisions, uniquingKeysWith: +)
    primary.merge(other.primary, uniquingKeysWith: +)
    alternatives.merge(other.alternatives, uniquingKeysWith: +)
    certainties.merge(other.certainties, uniquingKeysWith: +)
    conflicts.merge(other.conflicts, uniquingKeysWith: +)
    for index in rules.indices { rules[index] += other.rules[index] }
    for index in alerts.indices { alerts[index] += other.alerts[index] }
    for index in gates.indices { gates[index] += other.gates[index] }
    for index in needs.indices { needs[index] += other.needs[index] }
  }
}
