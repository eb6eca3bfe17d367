public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineJSON

/// Why a condition has its truth: the comparisons that decided, and no others.
public struct Grounds: Sendable {
  /// `rule psychological-pairing/x`, with what else matters: `(psychological, rank 2)`.
  public var site: String
  public var place: Place
  public var truth: Truth
  /// The comparisons (and scripts) without which the truth would be another.
  public var deciding: [TraceNode]

  init(_ site: String, _ place: Place, _ node: TraceNode) {
    self.site = site
    self.place = place
    truth = node.truth
    deciding = Self.deciding(node)
  }

  /// The leaves that explain a node's truth: of a false `all` its false parts, of a true one every part, …
  static func deciding(_ node: TraceNode) -> [TraceNode] {
    guard case .combination(let combination, let truth, let parts) = node else { return [node] }
    // `none` is decided as its `any` would be.
    let wanted: Truth = combination == .noneOf ? !truth : truth
    let decides: (Truth) -> Bool
    switch (combination, wanted) {
    case (.firstKnown, _):
      let last = parts.firstIndex { $0.truth != .unknown } ?? parts.endIndex
      return parts.prefix(through: min(last, parts.endIndex - 1)).flatMap(deciding)
    case (.anyKnown, .false): decides = { $0 == .false }
    default: decides = { $0 == wanted }
    }
    return parts.filter { decides($0.truth) }.flatMap(deciding)
  }
}

extension Grounds {
  /// Explains unmet expectations: the gates that decided or should have, else the rules that recommend what was expected or
  /// found but not both, and whatever the unmet expectations name.
  public static func of(_ outcome: PackTestBench.Outcome) -> [Grounds] {
    guard let decision = outcome.decision, let reading = outcome.reading else { return [] }
    return Search(outcome: outcome, decision: decision, reading: reading).grounds()
  }

  private struct Search {
    let outcome: PackTestBench.Outcome
    let decision: Decision
    let reading: Reading

    private var guideline: Guideline { outcome.guideline }

    func grounds() -> [Grounds] {
      gates()
        + guideline.sites.filter { isMeant($0.site) }.map { sited in
          Grounds(words(sited.site), sited.place, reading.trace(sited.condition))
        }
    }

    /// The strings of unmet expectations, expected and found.
    private var named: Set<String> {
      Set(outcome.failures.flatMap { Self.texts($0.expected) + Self.texts($0.found) })
    }

    private static func texts(_ value: JSONValue) -> [String] {
      switch value {
      case .string(let text): [text]
      case .array(let items): items.flatMap(texts)
      case .object(let members): members.map(\.key)
      default: []
      }
    }

    // MARK: gates

    private func gates() -> [Grounds] {
      var ids = named
      if outcome.failures.contains(where: { ["decision", "primary", "alternatives"].contains($0.field) }) {
        ids.formUnion(decision.alerts.map(\.id) + decision.gates.map(\.id))
      }
      // The gates that would have made the expected decision.
      if let wanted = outcome.failures.first(where: { $0.field == "decision" })?.expected.stringValue {
        let could = (guideline.stops + guideline.gates).filter { $0.kind.disposition.rawValue == wanted }
        if could.count <= 8 { ids.formUnion(could.map(\.id)) }
      }
      return (guideline.stops + guideline.gates).filter { ids.contains($0.id) }.map { gate in
        Grounds("\(gate.kind.stage == nil ? "stop" : "gate") \(gate.id)", gate.place, reading.trace(gate))
      }
    }

    // MARK: what else

    private func isMeant(_ site: ConditionSite) -> Bool {
      switch site {
      case .gate: false
      case .rule(let id): decision.disposition == .recommend && (named.contains(id) || bears(id))
      case .veto(let id):
        named.contains(id)
          || guideline.vetoes.contains { $0.id == id && bears(site, [$0.part], $0.title) }
      case .contraindication(let name, let index):
        guideline.pairings[name].map { bears(site, $0.name.parts, $0.contraindications[index].because) }
          ?? false
      case .conflict(let id): named.contains(id)
      case .caution(let name, let index):
        guideline.pairings[name].map { pairing in
          outcome.failures.contains { failure in
            ["cautions", "not_cautions"].contains(failure.field)
              && failure.expected.stringValue.map { pairing.cautions[index].says.contains($0) } == true
          }
        } ?? false
      case .population(let name, let index): lowers(name, index)
      }
    }

    /// Whether a criterion explains an unmet certainty: it is not met, or all are.
    private func lowers(_ name: String, _ index: Int) -> Bool {
      let isUnmet = outcome.failures.contains { $0.field == "certainty" && Self.texts($0.expected) == [name] }
      guard isUnmet, let item = decision.evidence(name) else { return false }
      let isMet = item.population.map { reading.truth($0.when) == .true }
      return !isMet[index] || !isMet.contains(false)
    }

    /// Whether a veto or contraindication acts on what differs, or is the subject of a caution.
    private func bears(_ site: ConditionSite, _ ruledOut: [String], _ words: String) -> Bool {
      let truth = guideline.sites.first { $0.site == site }.map { reading.truth($0.condition) }
      if truth == .true, ruledOut.contains(where: parts.contains) { return true }
      return outcome.failures.contains { failure in
        ["cautions", "not_cautions"].contains(failure.field)
          && (Self.texts(failure.expected) + Self.texts(failure.found)).contains { $0.contains(words) }
      }
    }

    /// The parts of pairings that were expected or found but not both; all of them if that leaves none.
    private var parts: Set<String> {
      let failures = outcome.failures.filter {
        ["primary", "alternatives", "not_recommended", "strength", "because"].contains($0.field)
      }
      if failures.isEmpty { return [] }
      func parts(_ values: [JSONValue]) -> Set<String> {
        Set(values.flatMap(Self.texts).flatMap { guideline.domain.pairing($0).parts }).subtracting(
          [guideline.domain.base].compactMap { $0 })
      }
      let (expected, found) = (parts(failures.map(\.expected)), parts(failures.map(\.found)))
      let differing = expected.symmetricDifference(found)
      return differing.isEmpty ? expected.union(found) : differing
    }

    private func bears(_ id: String) -> Bool {
      guard let rule = guideline.rules.first(where: { $0.id == id }) else { return false }
      return rule.recommends.parts.contains { parts.contains($0) }
    }

    private func words(_ site: ConditionSite) -> String {
      guard case .rule(let id) = site, let rule = guideline.rules.first(where: { $0.id == id }) else {
        return site.words
      }
      return switch rule.role {
      case .candidate(let slot, let rank): "\(site.words) (\(slot), rank \(rank))"
      case .alternative: "\(site.words) (alternative)"
      case .otherwise: site.words
      }
    }
  }
}

extension Decision {
  /// An evidence item that a recommendation claims.
  fileprivate func evidence(_ name: String) -> EvidenceItem? {
    recommendations.flatMap(\.claims).first { $0.evidence.name == name }?.evidence
  }
}

extension Gate.Kind {
  fileprivate var disposition: Decision.Disposition {
    switch self {
    case .stop: .stop
    case .defer: .defer
    case .exclude: .outOfScope
    case .needData: .needData
    }
  }
}
