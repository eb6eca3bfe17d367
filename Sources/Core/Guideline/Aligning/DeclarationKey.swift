/// The identity of a guideline's declaration: its kind and its name.
public struct DeclarationKey: Sendable, Hashable, Comparable, CustomStringConvertible {
  public enum Kind: String, Sendable, CaseIterable {
    case pack, domain, fact, series, constraint, instrument, source, evidence, pairing, option
    /// A stop or a gate of a stage.
    case gate
    /// A rule, or the `otherwise`.
    case rule
    case adviseAgainst = "advise_against"
    case conflict, adapt, site
  }

  public var kind: Kind
  /// `pack/name` if answers use that, else only the name.
  public var name: String

  public init(_ kind: Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  /// `rule psychological-pairing/x`.
  public var description: String { "\(kind.rawValue) \(name)" }

  public static func < (left: Self, right: Self) -> Bool {
    let order = Kind.allCases
    let (first, second) = (order.firstIndex(of: left.kind) ?? 0, order.firstIndex(of: right.kind) ?? 0)
    return (first, left.name) < (second, right.name)
  }
}

extension Guideline {
  /// Returns the guideline with some declarations from another one over the same vocabulary: changed, added, or removed.
  ///
  /// A reference that then leads nowhere (a claim without its evidence) counts as absent.
  func taking(_ keys: Set<DeclarationKey>, from other: Guideline) -> Guideline {
    func mixed<T>(
      _ own: [T], _ others: [T], _ kind: DeclarationKey.Kind, _ name: (T) -> String
    ) -> [T] {
      let mixed =
        own.filter { !keys.contains(.init(kind, name($0))) }
        + others.filter { keys.contains(.init(kind, name($0))) }
      return mixed.sorted { name($0) < name($1) }
    }
    func table<T>(_ items: [T], _ name: (T) -> String) -> [String: T] {
      Dictionary(items.map { (name($0), $0) }) { first, _ in first }
    }
    let domain = keys.contains(.init(.domain, other.domain.name)) ? other.domain : domain
    let gates = mixed(stops + self.gates, other.stops + other.gates, .gate) { $0.id }
    let own = otherwise.map { [$0] } ?? []
    let others = other.otherwise.map { [$0] } ?? []
    let rules = mixed(self.rules + own, other.rules + others, .rule) { $0.id }
    // Of two `otherwise`, the one that was taken.
    let last = rules.filter { $0.role == .otherwise }
    let pairings = mixed(Array(pairings.values), Array(other.pairings.values), .pairing) {
      $0.name.description
    }
    var taking = Guideline(
      domain: domain, packs: packs, vocabulary: vocabulary, sources: sources,
      evidence: table(
        mixed(Array(evidence.values), Array(other.evidence.values), .evidence) { $0.name }
      ) { $0.name },
      pairings: Dictionary(pairings.map { ($0.name, $0) }) { first, _ in first },
      stops: gates.filter { $0.kind.stage == nil },
      gates: domain.inOrder(gates),
      rules: rules.filter { $0.role != .otherwise },
      otherwise: last.first { keys.contains(.init(.rule, $0.id)) } ?? last.first,
      vetoes: mixed(vetoes, other.vetoes, .adviseAgainst) { $0.id },
      conflicts: mixed(conflicts, other.conflicts, .conflict) { $0.id }, adaptations: adaptations, goal: goal,
      options: domain.inOrder(mixed(options, other.options, .option) { $0.name }))
    taking.site = keys.contains { $0.kind == .site } ? other.site : site
    return taking
  }

  /// Returns the guideline over another vocabulary, with each fact and script replaced by its counterpart.
  func realigned(
    over vocabulary: Vocabulary, fact: (Fact.Index) -> Fact.Index, script: (Script) -> Script
  ) -> Guideline {
    func moved(_ condition: Condition) -> Condition { condition.realigned(fact: fact, script: script) }
    func moved(_ gate: Gate) -> Gate {
      var gate = gate
      gate.when = gate.when.map(moved)
      if case .needData(let stage, let anyOf) = gate.kind {
        gate.kind = .needData(stage, anyOf: anyOf.map(fact))
      }
      gate.questions = gate.questions.map {
        .init(fact: fact($0.fact), after: $0.after.map(fact), says: $0.says)
      }
      return gate
    }
    var changed = Guideline(
      domain: domain, packs: packs, vocabulary: vocabulary, sources: sources, evidence: evidence,
      pairings: pairings,
      stops: stops.map(moved), gates: gates.map(moved), rules: rules, otherwise: otherwise, vetoes: vetoes,
      conflicts: conflicts,
      adaptations: adaptations.map {
        var adaptation = $0
        adaptation.fact = fact($0.fact)
        return adaptation
      }, goal: goal.map(fact), options: options)
    changed.site = site
    for sited in sites {
      if case .gate = sited.site { continue }
      changed = changed.replacing(sited.site, with: moved(sited.condition))
    }
    return changed
  }
}

extension Condition {
  /// Returns the tree over other facts and scripts.
  func realigned(fact: (Fact.Index) -> Fact.Index, script: (Script) -> Script) -> Condition {
    switch self {
    case .comparison(var comparison):
      comparison.fact = fact(comparison.fact)
      comparison.addends = comparison.addends.map {
        .init(fact: fact($0.fact), isSubtracted: $0.isSubtracted)
      }
      comparison.operands = comparison.operands.map { operand in
        if case .fact(let other) = operand { .fact(fact(other)) } else { operand }
      }
      return .comparison(comparison)
    case .scripted(let own): return .scripted(script(own))
    default:
      return withChildren { children in
        children = children.map { $0.realigned(fact: fact, script: script) }
      }
    }
  }
}
