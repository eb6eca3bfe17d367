public import PlumblineGuideline

/// All patients of several guidelines in force, and for whom two of them contradict each other.
///
/// Exact as ``PatientSpace`` is: what is not listed happens for no legal profile; with scripts, what is listed may be impossible.
public final class JointSpace {
  /// A contradiction that some patient's answers have.
  public struct Contradiction: Sendable {
    /// The guideline that recommends, as its first choice or as an alternative.
    public var recommending: String
    public var other: String
    /// What the other says: advises against it, stops, or defers.
    public var stance: Relation.Stance
    /// The parts that are recommended; one for each contradiction of advice.
    public var parts: [String]
    /// Where the other says so, for what is advised against.
    public var place: Place?
    /// The profile with the fewest facts, over the shared vocabulary.
    public var example: Profile
  }

  private typealias Node = Diagrams.Node
  private let space: PatientSpace
  private var sides: [Side] = []

  /// A guideline over all legal profiles.
  private struct Side {
    var guideline: Guideline
    /// Narrowed by its own laws alone, as its answers are.
    var terms: TruthDiagrams
    var signature: SignatureDiagrams
  }

  /// Whether every contradiction that is listed is certain.
  public var isExact: Bool { space.isExact }

  public init(_ guidelines: Guidelines) throws(PatientSpace.TooLarge) {
    let vocabulary = guidelines.vocabulary
    let all = guidelines.members.map(\.guideline)
    // A gate may read a fact that no condition compares.
    let touched = all.flatMap { $0.stops + $0.gates }.flatMap { $0.facts.sorted() }.map(Condition.touching)
    let conditions = touched + all.flatMap { $0.sites.map(\.condition) }
    space = try PatientSpace(Guideline(lookingAt: conditions, over: vocabulary), others: conditions)
    var numbering = SignatureDiagrams.Numbering()
    do {
      for guideline in all {
        var terms = space.terms.narrowing(by: guideline.vocabulary.narrowing)
        let signature = try SignatureDiagrams(guideline, &terms, &numbering)
        sides.append(Side(guideline: guideline, terms: terms, signature: signature))
      }
    } catch {
      throw PatientSpace.TooLarge()
    }
  }

  /// Returns every contradiction between two guidelines, in the order of their names and parts.
  public func contradictions() throws(PatientSpace.TooLarge) -> [Contradiction] {
    var found: [Contradiction] = []
    do {
      for one in sides {
        for other in sides where other.guideline.domain.name != one.guideline.domain.name {
          found +=
            try advice(one, other) + (try urgency(one, other, .stops)) + (try urgency(one, other, .defers))
        }
      }
    } catch {
      throw PatientSpace.TooLarge()
    }
    return found
  }

  /// Contradictions in which the other guideline advises against a part.
  private func advice(_ one: Side, _ other: Side) throws(Diagrams.BoundExceeded) -> [Contradiction] {
    let base = other.guideline.domain.base
    var against: [(part: String, when: Condition, place: Place)] = other.guideline.vetoes.filter(\.objects)
      .map {
        ($0.part, $0.when, $0.place)
      }
    for pairing in other.guideline.pairings.values where !pairing.contraindications.isEmpty {
      let holds = Condition.any(pairing.contraindications.map(\.when))
      against += pairing.name.adding(to: base).map { ($0, holds, pairing.place) }
    }
    var found: [Contradiction] = []
    for (part, when, place) in against.sorted(by: { ($0.part, $0.place) < ($1.part, $1.place) }) {
      let recommends = try recommends(one) { $0.parts.contains(part) }
      var terms = other.terms
      let advises = try both(other.signature.recommends, try terms.isTrue(try terms.truths(when)))
      if let example = try example(try both(recommends, advises)) {
        found.append(
          Contradiction(
            recommending: one.guideline.domain.name, other: other.guideline.domain.name,
            stance: .advisesAgainst, parts: [part], place: place, example: example))
      }
    }
    return found
  }

  /// The contradiction in which the other guideline stops, or has wait what it could recommend itself.
  private func urgency(
    _ one: Side, _ other: Side, _ stance: Relation.Stance
  ) throws(Diagrams.BoundExceeded) -> [Contradiction] {
    let own = one.guideline.recommendableParts
    let parts = stance == .stops ? own : own.intersection(other.guideline.recommendableParts)
    let disposition: Decision.Disposition = stance == .stops ? .stop : .defer
    let recommends = try recommends(one) { !parts.isDisjoint(with: $0.parts) }
    let holds = try space.terms.diagrams.map(other.signature.disposition) { $0 == disposition.place ? 1 : 0 }
    guard let example = try example(try both(recommends, holds)) else { return [] }
    return [
      Contradiction(
        recommending: one.guideline.domain.name, other: other.guideline.domain.name, stance: stance,
        parts: parts.sorted(), place: nil, example: example)
    ]
  }

  /// Returns 1 where a guideline recommends a pairing of this kind, as its first choice or as an alternative.
  private func recommends(
    _ side: Side, _ isMeant: (PairingName) -> Bool
  ) throws(Diagrams.BoundExceeded) -> Node {
    let signature = side.signature
    let meant = signature.combinations.map { isMeant(side.guideline.primaryName($0)) }
    var shown = try signature.diagrams.map(signature.chosen) { meant[$0] ? 1 : 0 }
    for (name, alternative) in signature.alternatives.sorted(by: { $0.key < $1.key }) where isMeant(name) {
      let isShown = try signature.diagrams.map(alternative) { $0 == 0 ? 0 : 1 }
      shown = try space.terms.choose(shown, shown, isShown)
    }
    return try both(shown, signature.recommends)
  }

  private func both(_ one: Node, _ other: Node) throws(Diagrams.BoundExceeded) -> Node {
    try space.terms.choose(one, other, try space.terms.diagrams.terminal(0))
  }

  private func example(_ node: Node) throws(Diagrams.BoundExceeded) -> Profile? {
    let patients = PatientSpace.Patients(node: try both(node, space.everyone.node))
    return space.example(of: patients)
  }
}
