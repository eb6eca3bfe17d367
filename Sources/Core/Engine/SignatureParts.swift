internal import PlumblineGuideline

/// What of a recommendation the signature holds, but for its claims' certainty.
struct Description: Hashable {
  var pairing: PairingName
  var strength: Strength
  var claims: Set<String>

  init(_ guideline: Guideline, _ rules: [Rule]) {
    pairing = guideline.primaryName(rules)
    strength = guideline.strength(rules)
    claims = Set(guideline.claims(rules).map(\.name))
  }
}

/// Which recommendations claim each piece of evidence.
struct Claimants {
  struct Own: Hashable {
    /// Places among the descriptions of what can be primary.
    var primaries: [Int] = []
    /// Places among the rules.
    var rules: [Int] = []
  }

  private var owners: [String: Own] = [:]

  init(primaries: [Description], singles: [Description]) {
    for (place, description) in primaries.enumerated() {
      for name in description.claims { owners[name, default: Own()].primaries.append(place) }
    }
    for (place, description) in singles.enumerated() {
      for name in description.claims { owners[name, default: Own()].rules.append(place) }
    }
  }

  /// What is claimed, by name.
  func claimed(_ guideline: Guideline) -> [(EvidenceItem, Own)] {
    owners.keys.sorted().compactMap { name in
      guideline.evidence[name].flatMap { item in owners[name].map { (item, $0) } }
    }
  }
}

/// Where something speaks against pairings, as diagrams of 0 and 1: each veto is looked at once, whatever it is against.
struct ObjectionDiagrams {
  typealias Node = Diagrams.Node

  private var parts: [String: Node]?
  private var pairings: [PairingName: Node] = [:]

  mutating func stand(
    against pairing: PairingName, _ guideline: Guideline, _ terms: inout TruthDiagrams
  ) throws(Diagrams.BoundExceeded) -> Node {
    if let known = pairings[pairing] { return known }
    let vetoed = try vetoed(guideline, &terms)
    let nobody = try terms.diagrams.terminal(0)
    var node = nobody
    for part in pairing.parts {
      if let veto = vetoed[part] { node = try terms.either(node, veto) }
    }
    for one in guideline.pairings[pairing]?.contraindications ?? [] {
      node = try terms.either(node, try terms.isTrue(try terms.condition(one.when)))
    }
    pairings[pairing] = node
    return node
  }

  /// By part, where a veto against it is true.
  private mutating func vetoed(
    _ guideline: Guideline, _ terms: inout TruthDiagrams
  ) throws(Diagrams.BoundExceeded) -> [String: Node] {
    if let parts { return parts }
    var made: [String: Node] = [:]
    for veto in guideline.vetoes {
      let isTrue = try terms.isTrue(try terms.condition(veto.when))
      if let other = made[veto.part] {
        made[veto.part] = try terms.either(isTrue, other)
      } else {
        made[veto.part] = isTrue
      }
    }
    parts = made
    return made
  }
}
