internal import PlumblineGuideline

/// What a guideline selects for all patients at once: `Selection`, as sets of patients.
struct SelectionPlanes {
  typealias Node = PlaneGraph.Node

  var conditions: ConditionPlanes
  private let guideline: Guideline
  /// By `AnswerLayout.dispositions`.
  private(set) var dispositions: [Node]
  private(set) var alerts: [Node] = []
  private(set) var deciding: [Node] = []
  private(set) var conflicts: [Node] = []
  private(set) var rivals: [Node] = []
  private(set) var losses: [Node] = []
  private(set) var rules: [Node] = []
  private(set) var needs: [Node] = []
  private var live = PlaneGraph.everybody
  /// For whom each stage is looked at, and last for whom something is recommended.
  private(set) var stages: [Node] = []
  private var wanting: NeedPlanes

  /// - Parameters:
  ///   - evidence: what is claimed.
  ///   - rivals: candidates that share slot and rank with one of another pairing.
  init(_ guideline: Guideline, _ scales: [Scale], evidence: [EvidenceItem], rivals: [Rule]) {
    self.guideline = guideline
    conditions = ConditionPlanes(scales)
    wanting = NeedPlanes(guideline.vocabulary)
    dispositions = Array(repeating: PlaneGraph.nobody, count: AnswerLayout.dispositions.count)
    stop()
    for stage in Gate.Stage.allCases {
      stages.append(live)
      pass(guideline.gates.filter { $0.kind.stage == stage })
    }
    stages.append(live)
    choose()
    conflicts = guideline.conflicts.map { amongLive($0.when) }
    self.rivals = rivals.map { rule in rule.when.map { amongLive($0) } ?? PlaneGraph.nobody }
    for item in evidence { losses += lost(item) }
    needs = wanting.nodes(&conditions)
  }

  /// In the order of ``AnswerLayout``; then what is needed, by fact.
  var wanted: [Node] { dispositions + alerts + deciding + conflicts + rivals + losses + rules + needs }

  private mutating func decide(_ disposition: Decision.Disposition, _ patients: Node) {
    guard let place = AnswerLayout.dispositions.firstIndex(of: disposition) else { return }
    dispositions[place] = conditions.graph.any([dispositions[place], patients])
    live = conditions.graph.minus(live, patients)
  }

  // MARK: gates

  mutating func truths(_ gate: Gate) -> ConditionPlanes.Truths {
    var parts = gate.when.map { [conditions.truths($0)] } ?? []
    if case .needData(_, let anyOf) = gate.kind, !anyOf.isEmpty {
      let known = anyOf.map { conditions.graph.known($0) }
      parts.append(.init(isTrue: PlaneGraph.nobody, isFalse: conditions.graph.any(known)))
    }
    return conditions.any(parts)
  }

  private mutating func stop() {
    let truths = guideline.stops.map { self.truths($0) }
    alerts = truths.map(\.isTrue)
    let any = conditions.graph.any(alerts)
    decide(.stop, any)
    let blocking = settle(guideline.stops, truths)
    deciding = zip(alerts, blocking).map { conditions.graph.any([$0, $1]) }
  }

  private mutating func pass(_ gates: [Gate]) {
    let truths = gates.map { self.truths($0) }
    let isTrue = truths.map { conditions.graph.all([live, $0.isTrue]) }
    // The first that is true says what is decided; the others that say the same decide with it.
    var before = PlaneGraph.nobody
    var first: [Decision.Disposition: [Node]] = [:]
    for (gate, patients) in zip(gates, isTrue) {
      first[gate.disposition, default: []].append(conditions.graph.minus(patients, before))
      before = conditions.graph.any([before, patients])
    }
    let decided = first.mapValues { conditions.graph.any($0) }
    for disposition in AnswerLayout.dispositions { decided[disposition].map { decide(disposition, $0) } }
    let blocking = settle(gates, truths)
    for (index, gate) in gates.enumerated() {
      let own = conditions.graph.all([isTrue[index], decided[gate.disposition] ?? PlaneGraph.nobody])
      deciding.append(conditions.graph.any([own, blocking[index]]))
    }
  }

  /// Lets pass those for whom no gate is unknown that may not be; returns for each gate whom it blocks.
  private mutating func settle(_ gates: [Gate], _ truths: [ConditionPlanes.Truths]) -> [Node] {
    let unknown = truths.map { truths in
      conditions.graph.all([live, conditions.unknown(truths)])
    }
    for (gate, patients) in zip(gates, unknown) {
      if let when = gate.when {
        let whenUnknown = conditions.unknown(conditions.truths(when))
        wanting.add(when, among: conditions.graph.all([patients, whenUnknown]), &conditions)
      }
      if case .needData(_, let anyOf) = gate.kind {
        for fact in anyOf { wanting.add(fact, among: patients, &conditions) }
      }
    }
    let blocking = zip(gates, unknown).map { $0.asksWhenUnknown == nil ? $1 : PlaneGraph.nobody }
    decide(.needData, conditions.graph.any(blocking))
    return blocking
  }

  // MARK: rules

  private mutating func amongLive(_ condition: Condition) -> Node {
    let isTrue = conditions.truths(condition).isTrue
    return conditions.graph.all([live, isTrue])
  }

  private mutating func choose() {
    var vetoed: [PairingName: Node] = [:]
    let parts = vetoedParts()
    for rule in guideline.rules {
      let veto: Node
      if let known = vetoed[rule.recommends] {
        veto = known
      } else {
        let own = guideline.pairings[rule.recommends]?.contraindications ?? []
        let against = own.map { conditions.truths($0.when).isTrue }
        veto = conditions.graph.any(against + rule.recommends.parts.compactMap { parts[$0] })
        vetoed[rule.recommends] = veto
      }
      guard let when = rule.when else {
        rules.append(PlaneGraph.nobody)
        continue
      }
      rules.append(conditions.graph.minus(amongLive(when), veto))
      let unknown = conditions.unknown(conditions.truths(when))
      wanting.add(when, among: conditions.graph.all([live, unknown]), &conditions)
    }
  }

  /// For whom a veto against a part is true, by part.
  private mutating func vetoedParts() -> [String: Node] {
    var parts: [String: [Node]] = [:]
    for veto in guideline.vetoes { parts[veto.part, default: []].append(conditions.truths(veto.when).isTrue) }
    var vetoed: [String: Node] = [:]
    for (part, patients) in parts.sorted(by: { $0.key < $1.key }) {
      vetoed[part] = conditions.graph.any(patients)
    }
    return vetoed
  }

  /// Who differs from the people studied in one way, and in two or more: `CertaintyPolicy`.
  private mutating func lost(_ item: EvidenceItem) -> [Node] {
    var (once, twice) = (PlaneGraph.nobody, PlaneGraph.nobody)
    for criterion in item.population {
      let truths = conditions.truths(criterion.when)
      let differs =
        criterion.asksWhenUnknown ? truths.isFalse : conditions.graph.not(truths.isTrue)
      twice = conditions.graph.any([twice, conditions.graph.all([once, differs])])
      once = conditions.graph.any([once, differs])
    }
    return [conditions.graph.all([live, once]), conditions.graph.all([live, twice])]
  }
}
