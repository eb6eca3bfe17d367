internal import PlumblineGuideline

/// The patients for whom the answer of each script still matters: those not yet decided by what is known without scripts.
///
/// A patient left out cannot have another row; for a patient kept, the answer may still turn out not to matter.
struct Relevance {
  typealias Node = PlaneGraph.Node

  /// The patients for whom a truth is certain, whatever scripts answer.
  private struct Bounds {
    var isTrue: Node
    var isFalse: Node
    /// Whether no script is involved, so that it is unknown for the rest.
    var isExact: Bool
  }

  private(set) var conditions: ConditionPlanes
  private let vocabulary: Vocabulary
  private var scripts: [Script: [Node]] = [:]
  private var computed: [Fact.Index: [Node]] = [:]

  /// The conditions and computed facts to run, in a fixed order, each with its patients.
  private(set) var matters: [(what: Work, patients: Node)] = []
  var graph: PlaneGraph { conditions.graph }

  enum Work: Hashable, Sendable {
    case condition(Script)
    case computedFact(Fact.Index)
  }

  init(_ guideline: Guideline, _ scales: [Scale], evidence: [EvidenceItem], opens: Bool) {
    conditions = ConditionPlanes(scales, opens: opens)
    vocabulary = guideline.vocabulary
    var live = pass(guideline.stops, PlaneGraph.everybody)
    for stage in guideline.domain.stages {
      live = pass(guideline.gates.filter { $0.kind.stage == stage }, live)
    }
    var others = guideline.rules.compactMap(\.when) + guideline.vetoes.map(\.when)
    others += guideline.pairings.values.flatMap { $0.contraindications.map(\.when) }
    others += guideline.conflicts.map(\.when) + evidence.flatMap { $0.population.map(\.when) }
    for condition in others { ask(condition, live) }
    for (fact, patients) in computed.sorted(by: { $0.key < $1.key }) {
      matters.append((.computedFact(fact), conditions.graph.any(patients)))
    }
    let named = scripts.sorted {
      ($0.key.pack, $0.key.file, $0.key.function, $0.key.line)
        < ($1.key.pack, $1.key.file, $1.key.function, $1.key.line)
    }
    for (script, patients) in named {
      matters.append((.condition(script), conditions.graph.any(patients)))
    }
  }

  /// Evaluates the gates of a stage; returns the patients for whom none of them is certain to decide or to block.
  private mutating func pass(_ gates: [Gate], _ live: Node) -> Node {
    var settled: [Node] = []
    for gate in gates {
      if let when = gate.when { ask(when, live) }
      let bounds = self.bounds(gate)
      settled.append(bounds.isTrue)
      if bounds.isExact, gate.asksWhenUnknown == nil {
        settled.append(conditions.graph.unknown(.init(isTrue: bounds.isTrue, isFalse: bounds.isFalse)))
      }
      for fact in gate.needed where vocabulary[fact].computation != nil {
        computed[fact, default: []].append(live)
      }
    }
    return conditions.graph.minus(live, conditions.graph.any(settled))
  }

  private mutating func bounds(_ gate: Gate) -> Bounds {
    var parts = gate.when.map { [self.bounds($0)] } ?? []
    if !gate.needed.isEmpty {
      let given = gate.needed.filter { vocabulary[$0].computation == nil }
      let known = conditions.graph.any(given.map { conditions.known($0) })
      parts.append(
        Bounds(isTrue: PlaneGraph.nobody, isFalse: known, isExact: given.count == gate.needed.count))
    }
    return parts.count == 1 ? parts[0] : all(parts)
  }

  // MARK: bounds

  private mutating func bounds(_ condition: Condition) -> Bounds {
    switch condition {
    case .comparison(let comparison):
      if comparison.facts.contains(where: { vocabulary[$0].computation != nil }) { return unbounded }
      let truths = conditions.truths(condition)
      return Bounds(isTrue: truths.isTrue, isFalse: truths.isFalse, isExact: true)
    case .scripted: return unbounded
    case .all(let parts):
      return all(parts.map { self.bounds($0) })
    case .any(let parts): return any(parts.map { self.bounds($0) })
    case .none(let parts):
      let any = any(parts.map { self.bounds($0) })
      return Bounds(isTrue: any.isFalse, isFalse: any.isTrue, isExact: any.isExact)
    case .firstKnown(let parts), .anyKnown(let parts):
      let bounds = parts.map { self.bounds($0) }
      if bounds.allSatisfy(\.isExact) {
        let truths = conditions.truths(condition)
        return Bounds(isTrue: truths.isTrue, isFalse: truths.isFalse, isExact: true)
      }
      if case .firstKnown = condition { return unbounded }
      // A true part decides; nothing is certain to be false while a script may still be true.
      return Bounds(
        isTrue: conditions.graph.any(bounds.map(\.isTrue)), isFalse: PlaneGraph.nobody, isExact: false)
    }
  }

  private var unbounded: Bounds {
    Bounds(isTrue: PlaneGraph.nobody, isFalse: PlaneGraph.nobody, isExact: false)
  }

  private mutating func all(_ parts: [Bounds]) -> Bounds {
    Bounds(
      isTrue: conditions.graph.all(parts.map(\.isTrue)), isFalse: conditions.graph.any(parts.map(\.isFalse)),
      isExact: parts.allSatisfy(\.isExact))
  }

  private mutating func any(_ parts: [Bounds]) -> Bounds {
    Bounds(
      isTrue: conditions.graph.any(parts.map(\.isTrue)), isFalse: conditions.graph.all(parts.map(\.isFalse)),
      isExact: parts.allSatisfy(\.isExact))
  }

  // MARK: patients concerned

  /// Notes the scripts in a condition that is evaluated for these patients.
  private mutating func ask(_ condition: Condition, _ patients: Node) {
    switch condition {
    case .comparison(let comparison):
      for fact in comparison.facts where vocabulary[fact].computation != nil {
        computed[fact, default: []].append(patients)
      }
    case .scripted(let script): scripts[script, default: []].append(patients)
    case .all(let parts):
      let settled = parts.map { self.bounds($0).isFalse }
      ask(parts, patients, but: settled)
    case .any(let parts), .none(let parts), .anyKnown(let parts):
      let settled = parts.map { self.bounds($0).isTrue }
      ask(parts, patients, but: settled)
    case .firstKnown(let parts):
      var left = patients
      for part in parts {
        ask(part, left)
        let bounds = self.bounds(part)
        left = conditions.graph.minus(left, conditions.graph.any([bounds.isTrue, bounds.isFalse]))
      }
    }
  }

  private mutating func ask(_ parts: [Condition], _ patients: Node, but settled: [Node]) {
    let left = conditions.graph.minus(patients, conditions.graph.any(settled))
    for part in parts { ask(part, left) }
  }
}
