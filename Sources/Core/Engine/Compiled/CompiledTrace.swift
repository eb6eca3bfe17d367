package import PlumblineGuideline

/// How every rule and gate was decided, for many patients at once: the truth of each node of each tree, one bit each way.
///
/// A patient's trace is compact (a few dozen bytes: bits, and the codes of facts); it is put into words when it is read. Only for
/// guidelines without scripts whose facts all have a code for each value.
package struct CompiledTrace: Sendable {
  /// A node of a tree, before its children.
  package enum Node: Sendable {
    /// How many children follow.
    case combination(Combination, children: Int)
    case comparison(Comparison)
    case known([Fact.Index])
  }

  /// A rule, gate or veto in a trace: its place in ``nodes``, and when it is part of the trace.
  package struct Site: Sendable {
    package var id: String
    package var kind: TraceEntry.Kind
    package var root: Int
    /// The bit that is set if it was evaluated; nil: always.
    package var examined: Int?
  }

  package private(set) var sites: [Site] = []
  package private(set) var nodes: [Node] = []
  let program: PlaneProgram

  /// Returns the bit that is set if a node is true; the next bit is set if it is false. After the bits of all nodes come those of
  /// the patients who reached each stage, and of those who passed the last.
  package static func bit(of node: Int) -> Int { 2 * node }

  /// The number of words for a patient's bits.
  package var rowWords: Int { (program.count + 63) / 64 }

  /// Nil for a guideline with scripts, or with a fact that has more values than codes.
  package init?(_ compiled: CompiledGuideline) {
    let guideline = compiled.guideline
    guard compiled.plain.work.isEmpty, compiled.looks.isEmpty, compiled.scales.allSatisfy(\.hasValues)
    else { return nil }
    var selection = SelectionPlanes(
      PolicyOrder(guideline), compiled.scales, evidence: [], rivals: [])
    var wanted: [PlaneGraph.Node] = []
    var sites: [Site] = []
    var nodes: [Node] = []
    func add(_ condition: Condition) {
      let truths = selection.conditions.truths(condition)
      wanted += [truths.isTrue, truths.isFalse]
      switch condition {
      case .comparison(let comparison): nodes.append(.comparison(comparison))
      default:
        nodes.append(.combination(condition.combination ?? .all, children: condition.children.count))
        for child in condition.children { add(child) }
      }
    }
    func add(_ id: String, _ kind: TraceEntry.Kind, _ examined: Int?, _ condition: Condition) {
      sites.append(Site(id: id, kind: kind, root: nodes.count, examined: examined))
      add(condition)
    }
    func add(_ gate: Gate, _ kind: TraceEntry.Kind, _ examined: Int?) {
      if gate.needed.isEmpty, let when = gate.when { return add(gate.id, kind, examined, when) }
      sites.append(Site(id: gate.id, kind: kind, root: nodes.count, examined: examined))
      if let when = gate.when {
        let truths = selection.conditions.truths(gate)
        wanted += [truths.isTrue, truths.isFalse]
        nodes.append(.combination(.all, children: 2))
        add(when)
      }
      let truths = selection.conditions.truths(gate.withoutCondition)
      nodes.append(.known(gate.needed))
      wanted += [truths.isTrue, truths.isFalse]
    }
    for stop in guideline.stops { add(stop, .stop, nil) }
    for (place, stage) in guideline.domain.stages.enumerated() {
      for gate in guideline.gates where gate.kind.stage == stage { add(gate, .gate, place) }
    }
    let through = guideline.domain.stages.count
    for rule in guideline.rules { if let when = rule.when { add(rule.id, .rule, through, when) } }
    for veto in guideline.vetoes {
      add(veto.id, veto.objects ? .adviseAgainst : .passOver, through, veto.when)
    }
    for pairing in guideline.pairings.values.sorted(by: { $0.name < $1.name }) {
      for contraindication in pairing.contraindications {
        add(pairing.id, .contraindication, through, contraindication.when)
      }
    }
    for conflict in guideline.conflicts { add(conflict.id, .conflict, through, conflict.when) }
    for place in sites.indices {
      sites[place].examined = sites[place].examined.map { Self.bit(of: nodes.count) + $0 }
    }
    (self.sites, self.nodes) = (sites, nodes)
    program = PlaneProgram(selection.conditions.graph, for: wanted + selection.stages)
  }
}

/// The trace of one patient.
package struct CompactTrace {
  package let words: UnsafePointer<UInt64>
  /// The code of each fact; 0 if it is absent.
  package let codes: UnsafePointer<UInt16>

  package func isSet(_ bit: Int) -> Bool { words[bit >> 6] >> UInt64(bit & 63) & 1 == 1 }
  package func code(_ fact: Fact.Index) -> Scale.Code { codes[fact] }

  package func truth(_ node: Int) -> Truth {
    let bit = CompiledTrace.bit(of: node)
    return isSet(bit) ? .true : isSet(bit + 1) ? .false : .unknown
  }
}
