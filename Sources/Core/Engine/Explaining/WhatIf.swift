public import PlumblineGuideline

/// A fact with another value.
public struct FactChange: Sendable, Hashable {
  public var fact: Fact.Index
  public var from: FactState
  public var to: FactState
}

/// A condition that changed its truth, and the comparisons in it that changed.
public struct Turn: Sendable, Hashable {
  public struct Leaf: Sendable, Hashable {
    public var before: ReadCondition
    public var after: ReadCondition
  }

  public var site: ConditionSite
  /// The title of its declaration.
  public var title: String
  public var from: Truth
  public var to: Truth
  /// Comparisons and scripts whose truth changed; for a `need_data` gate the facts that it needs.
  public var leaves: [Leaf]
}

/// The same patient with other facts: both decisions, and the conditions that changed between them.
public struct WhatIf: Sendable {
  /// The changed facts, in order.
  public var changes: [FactChange]
  public var before: Decision
  public var after: Decision
  /// Gates first, then rules, vetoes, conflicts, pairings and populations.
  public var turns: [Turn]

  /// Whether both answers have the same signature: disposition, alerts, pairings, certainty.
  public var isSameAnswer: Bool
}

extension Evaluator {
  /// Decides for a profile as it is and as it would be. Throws the error of a failing script.
  public func whatIf(_ before: Profile, _ after: Profile, asOf: Day) throws -> WhatIf {
    WhatIf(
      changes: before.changes(to: after), before: try decide(before, asOf: asOf),
      after: try decide(after, asOf: asOf), turns: try turns(before, after),
      isSameAnswer: try signature(before) == signature(after))
  }

  /// Returns the conditions that have another truth for another profile.
  func turns(_ before: Profile, _ after: Profile) throws -> [Turn] {
    let was = try Knowledge(before, guideline, run)
    let becomes = try Knowledge(after, guideline, run)
    let gates = (guideline.stops + guideline.gates).compactMap { gate -> Turn? in
      let (from, to) = (was.truth(gate), becomes.truth(gate))
      if from == to { return nil }
      let leaves = zip(was.read(gate).leaves, becomes.read(gate).leaves)
      return Turn(site: .gate(gate.id), title: gate.title, from: from, to: to, leaves: leaves.turned)
    }
    let others = guideline.sites.compactMap { site -> Turn? in
      if case .gate = site.site { return nil }
      let (from, to) = (was.truth(site.condition), becomes.truth(site.condition))
      if from == to { return nil }
      let leaves = zip(was.read(site.condition).leaves, becomes.read(site.condition).leaves)
      return Turn(
        site: site.site, title: guideline.title(of: site.site), from: from, to: to, leaves: leaves.turned)
    }
    return gates + others
  }
}

extension Sequence where Element == (ReadCondition, ReadCondition) {
  fileprivate var turned: [Turn.Leaf] {
    var seen: Set<Turn.Leaf> = []
    return filter { $0.0.truth != $0.1.truth }.map { Turn.Leaf(before: $0.0, after: $0.1) }.filter {
      seen.insert($0).inserted
    }
  }
}

extension Profile {
  func changes(to other: Profile) -> [FactChange] {
    states.indices.filter { self[$0] != other[$0] }.map { .init(fact: $0, from: self[$0], to: other[$0]) }
  }
}

extension Guideline {
  /// Returns the title of the declaration that contains a condition.
  func title(of site: ConditionSite) -> String {
    switch site {
    case .gate(let id): (stops + gates).first { $0.id == id }?.title ?? id
    case .rule(let id): rules.first { $0.id == id }?.title ?? id
    case .veto(let id): vetoes.first { $0.id == id }?.title ?? id
    case .conflict(let id): conflicts.first { $0.id == id }?.title ?? id
    case .contraindication(let name, let index): pairings[name]?.contraindications[index].because ?? ""
    case .caution(let name, let index): pairings[name]?.cautions[index].says ?? ""
    case .population(let name, let index): evidence[name]?.population[index].says ?? ""
    }
  }
}
