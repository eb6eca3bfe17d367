public import Engine
public import Guideline

/// Why a condition came out as it did: the comparisons that decided, and no others.
public struct Grounds: Sendable {
  /// `rule psychological-pairing/x`.
  public var site: String
  public var truth: Truth
  /// The comparisons (and scripts) without which it would not have come out so.
  public var deciding: [TraceNode]

  public init(_ entry: TraceEntry) {
    site = "\(entry.kind.rawValue) \(entry.id)"
    truth = entry.truth
    deciding = Self.deciding(entry.condition)
  }

  /// The leaves that explain a node's truth: of an `all` that is false its false parts, of one that is true every part, …
  static func deciding(_ node: TraceNode) -> [TraceNode] {
    guard case .combination(let word, let truth, let parts) = node else { return [node] }
    // `none` is decided as its `any` is.
    let wanted: Truth = word == "none" ? !truth : truth
    let decides: (Truth) -> Bool
    switch (word, wanted) {
    case ("first_known", _):
      let last = parts.firstIndex { $0.truth != .unknown } ?? parts.endIndex
      return parts.prefix(through: min(last, parts.endIndex - 1)).flatMap(deciding)
    case ("any_known", .false): decides = { $0 == .false }
    default: decides = { $0 == wanted }
    }
    return parts.filter { decides($0.truth) }.flatMap(deciding)
  }

  /// What decided a decision: the stops and gates, or the rules, vetoes and contraindications that bear on these pairings.
  ///
  /// - Parameter pairings: those that were expected or found; rules that recommend others say nothing about the difference.
  public static func of(
    _ decision: Decision, _ guideline: Guideline, about pairings: Set<String>
  ) -> [Grounds] {
    guard decision.disposition == .recommend else {
      let ids = Set(decision.alerts.map(\.id) + decision.gates.map(\.id))
      return decision.trace.filter { ids.contains($0.id) }.map(Grounds.init)
    }
    let parts = pairings.reduce(into: Set<String>()) { $0.formUnion(PairingName($1).parts) }
    let about = guideline.rules.filter { rule in
      rule.recommends.parts.contains { $0 != "exercise" && parts.contains($0) }
    }.map(\.id)
    return decision.trace.filter { entry in
      switch entry.kind {
      case .rule: about.contains(entry.id)
      case .adviseAgainst, .contraindication: entry.truth != .false
      case .stop, .gate, .conflict: false
      }
    }.map(Grounds.init)
  }
}
