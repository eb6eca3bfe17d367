internal import PlumblineGuideline

/// How the answers of two guidelines relate for a patient.
public struct Relation: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// One recommends what the other advises against, stops, or has wait.
    case contradicts
    /// Both recommend it, or both advise against it, on sources of their own.
    case agrees
    /// Both recommend it on the same source: one piece of evidence, not two.
    case repeats
  }

  /// What a guideline says about a part.
  public enum Stance: Sendable, Hashable {
    case recommends(Decision.Recommendation.Role)
    case advisesAgainst
    case stops
    case defers

    /// `recommends`, `offers`, `advises-against`, `stops`, `defers`.
    public var word: String {
      switch self {
      case .recommends(.primary): "recommends"
      case .recommends(.alternative): "offers"
      case .advisesAgainst: "advises-against"
      case .stops: "stops"
      case .defers: "defers"
      }
    }
  }

  /// One of the two guidelines, what it says, and on what that rests.
  public struct Side: Sendable, Hashable {
    public var guideline: String
    public var stance: Stance
    /// The stops, gates, vetoes or rules, `pack/name`.
    public var by: [String]
  }

  public var kind: Kind
  /// The parts that it is about, in the order of names.
  public var parts: [String]
  /// The recommending guideline first.
  public var sides: [Side]
}

/// Finds how answers relate. Nothing about it is declared: parts are compared by name.
struct Relations {
  private let guidelines: Guidelines

  init(_ guidelines: Guidelines) { self.guidelines = guidelines }

  /// Returns the relations between each two answers: contradictions first, then by the names of guidelines and parts.
  func between(_ parts: [JointDecision.Part]) -> [Relation] {
    var found: [Relation] = []
    for (place, one) in parts.enumerated() {
      for other in parts.dropFirst(place + 1) {
        guard let first = one.decision, let second = other.decision else { continue }
        let sides = (
          Answer(one.guideline, first, guidelines), Answer(other.guideline, second, guidelines)
        )
        found += contradictions(sides.0, sides.1) + contradictions(sides.1, sides.0)
        found += agreements(sides.0, sides.1)
      }
    }
    let order = Relation.Kind.allCases
    return found.sorted { left, right in
      let kinds = (order.firstIndex(of: left.kind) ?? 0, order.firstIndex(of: right.kind) ?? 0)
      if kinds.0 != kinds.1 { return kinds.0 < kinds.1 }
      if left.parts != right.parts { return left.parts.lexicographicallyPrecedes(right.parts) }
      return left.sides.map(\.guideline).lexicographicallyPrecedes(right.sides.map(\.guideline))
    }
  }

  /// What one guideline says about each part.
  private struct Answer {
    let guideline: String
    let decision: Decision
    /// The part's first place in the answer: the primary recommendation before alternatives.
    private(set) var recommended:
      [String: (role: Decision.Recommendation.Role, by: [String], sources: Set<String>)] =
        [:]
    private(set) var against: [String: [String]] = [:]

    init(_ guideline: String, _ decision: Decision, _ guidelines: Guidelines) {
      self.guideline = guideline
      self.decision = decision
      let own = guidelines[guideline]?.guideline
      for recommendation in decision.recommendations {
        // One work is one source, whatever each guideline calls it.
        let sources = Set(
          recommendation.claims.map { claim in
            let source = own?.sources[claim.evidence.source]
            return source?.doi?.lowercased() ?? source?.citation ?? claim.evidence.source
          })
        for part in recommendation.pairing.parts where recommended[part] == nil {
          recommended[part] = (recommendation.role, recommendation.rules, sources)
        }
      }
      for veto in decision.advisedAgainst { against[veto.part, default: []].append(veto.id) }
      // A contraindication counts against what others recommend, whether or not a rule of its own guideline does.
      for entry in decision.trace where entry.kind == .contraindication && entry.truth == .true {
        guard let pairing = own?.pairings.values.first(where: { $0.id == entry.id }) else { continue }
        let name = pairing.name.description
        if !against[name, default: []].contains(entry.id) { against[name, default: []].append(entry.id) }
      }
    }
  }

  private func contradictions(_ one: Answer, _ other: Answer) -> [Relation] {
    if one.recommended.isEmpty { return [] }
    switch other.decision.disposition {
    case .stop:
      let first = one.recommended.filter { $0.value.role == .primary }.keys.sorted()
      return contradiction(one, first, other, .stops, other.decision.alerts.map(\.id))
    case .defer:
      // A guideline can only have wait what it could recommend.
      let own = parts(of: other.guideline)
      return contradiction(
        one, one.recommended.keys.filter(own.contains).sorted(), other, .defers,
        other.decision.gates.filter { $0.truth == .true }.map(\.id))
    default:
      return other.against.sorted { $0.key < $1.key }.flatMap { named, by in
        // What is against a pairing is against what it adds to the base.
        let domain = guidelines[other.guideline]?.guideline.domain
        let meant = domain.map { $0.pairing(named).adding(to: $0.base) } ?? [named]
        return contradiction(
          one, meant.filter { one.recommended[$0] != nil }.sorted(), other, .advisesAgainst, by)
      }
    }
  }

  private func contradiction(
    _ one: Answer, _ parts: [String], _ other: Answer, _ stance: Relation.Stance, _ by: [String]
  ) -> [Relation] {
    let named = parts.compactMap { part in one.recommended[part] }
    guard let role = named.map(\.role).first(where: { $0 == .primary }) ?? named.first?.role else {
      return []
    }
    let rules = Set(named.flatMap(\.by)).sorted()
    return [
      Relation(
        kind: .contradicts, parts: parts,
        sides: [
          .init(guideline: one.guideline, stance: .recommends(role), by: rules),
          .init(guideline: other.guideline, stance: stance, by: by.sorted()),
        ])
    ]
  }

  private func agreements(_ one: Answer, _ other: Answer) -> [Relation] {
    var found: [Relation] = []
    for (part, own) in one.recommended.sorted(by: { $0.key < $1.key }) {
      guard let its = other.recommended[part] else { continue }
      found.append(
        Relation(
          kind: own.sources.isDisjoint(with: its.sources) ? .agrees : .repeats, parts: [part],
          sides: [
            .init(guideline: one.guideline, stance: .recommends(own.role), by: own.by),
            .init(guideline: other.guideline, stance: .recommends(its.role), by: its.by),
          ]))
    }
    for (part, own) in one.against.sorted(by: { $0.key < $1.key }) {
      guard let its = other.against[part] else { continue }
      found.append(
        Relation(
          kind: .agrees, parts: [part],
          sides: [
            .init(guideline: one.guideline, stance: .advisesAgainst, by: own),
            .init(guideline: other.guideline, stance: .advisesAgainst, by: its),
          ]))
    }
    return found
  }

  private func parts(of id: String) -> Set<String> {
    guidelines[id]?.guideline.recommendableParts ?? []
  }
}

extension Guideline {
  /// The parts of every pairing that some rule recommends, and the base.
  var recommendableParts: Set<String> {
    let all = rules + [otherwise].compactMap { $0 }
    return Set(all.flatMap(\.recommends.parts) + [domain.base].compactMap { $0 })
  }
}

extension PairingName {
  /// The parts that the pairing adds to a base; all of a single part.
  func adding(to base: String?) -> [String] { parts.count == 1 ? parts : parts.filter { $0 != base } }
}
