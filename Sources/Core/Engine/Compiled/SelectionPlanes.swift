internal import PlumblineGuideline

/// What a guideline selects for all patients at once: ``Policy``, over sets of patients.
struct SelectionPlanes {
  typealias Node = PlaneGraph.Node

  var conditions: ConditionPlanes
  /// In the order of `AnswerLayout.dispositions`.
  private(set) var dispositions: [Node]
  private(set) var alerts: [Node] = []
  /// For each gate, in the policy's order.
  private(set) var deciding: [Node]
  private(set) var conflicts: [Node] = []
  private(set) var rivals: [Node] = []
  private(set) var losses: [Node] = []
  private(set) var rules: [Node] = []
  private(set) var passed: [Node] = []
  private(set) var needs: [Node] = []
  /// The patients who reach each stage after the stops, and last those who get a recommendation.
  private(set) var stages: [Node] = []
  private var live = PlaneGraph.everybody
  private var policy: Policy<ConditionPlanes>
  private var wanting: NeedPlanes

  /// - Parameters:
  ///   - evidence: the evidence items that are claimed.
  ///   - rivals: the rules that have a rival.
  ///   - opens: whether patients may have facts in between.
  init(
    _ order: PolicyOrder, _ scales: [Scale], evidence: [EvidenceItem], rivals: [Int], opens: Bool = false
  ) {
    let guideline = order.guideline
    policy = Policy(order)
    conditions = ConditionPlanes(scales, opens: opens)
    wanting = NeedPlanes(guideline.vocabulary)
    dispositions = Array(repeating: PlaneGraph.nobody, count: AnswerLayout.dispositions.count)
    deciding = Array(repeating: PlaneGraph.nobody, count: order.gates.count)
    for stage in order.stages.indices { pass(stage) }
    for gate in order.stages[0] { alerts.append(policy.truths(ofGate: gate, &conditions).isTrue) }
    for place in guideline.rules.indices { choose(place) }
    if order.isPassable.contains(true) {
      passed = guideline.rules.indices.map { policy.passedOver($0, &conditions) }
    }
    conflicts = guideline.conflicts.map { conflict in
      let isTrue = conditions.truths(conflict.when).isTrue
      return conditions.graph.all([live, isTrue])
    }
    self.rivals = rivals.map { rule in
      let isTrue = policy.isTrue(rule, &conditions)
      return conditions.graph.all([live, isTrue])
    }
    for item in evidence {
      let lost = policy.levelsLost(item, &conditions)
      for levels in 1...PolicyOrder.mostLevels {
        losses.append(conditions.graph.all([live, conditions.isChosen(levels, lost)]))
      }
    }
    needs = wanting.nodes(&conditions)
  }

  /// The sets in the order of ``AnswerLayout``; then the needs, by fact.
  var wanted: [Node] {
    dispositions + alerts + deciding + conflicts + rivals + losses + rules + passed + needs
  }

  private mutating func pass(_ number: Int) {
    let order = policy.order
    if number > 0 { stages.append(live) }
    let stage = policy.stage(number, reached: live, &conditions)
    for (place, disposition) in AnswerLayout.dispositions.enumerated() {
      if let patients = stage.decided[disposition] {
        dispositions[place] = conditions.graph.any([dispositions[place], patients])
      }
    }
    for (place, gate) in order.stages[number].enumerated() {
      let open = stage.open[place]
      let blocked = order.blocks(gate) ? open : PlaneGraph.nobody
      deciding[gate] = conditions.graph.any([stage.leading[place], blocked])
      if let when = order.gates[gate].when, order.gates[gate].needed.isEmpty {
        let unknown = conditions.graph.unknown(conditions.truths(when))
        wanting.add(when, among: conditions.graph.all([open, unknown]), &conditions)
      }
      for fact in order.gates[gate].needed { wanting.add(fact, among: open, &conditions) }
    }
    live = stage.passing
    if number == order.stages.count - 1 { stages.append(live) }
  }

  private mutating func choose(_ place: Int) {
    let usable = policy.usable(place, &conditions)
    rules.append(conditions.graph.all([live, usable]))
    guard let when = policy.order.guideline.rules[place].when else { return }
    let unknown = conditions.graph.unknown(conditions.truths(when))
    wanting.add(when, among: conditions.graph.all([live, unknown]), &conditions)
  }
}
