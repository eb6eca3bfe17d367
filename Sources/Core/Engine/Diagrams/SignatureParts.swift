internal import PlumblineGuideline

/// The parts of a recommendation that belong to the signature, but for the certainty of its claims.
struct Description: Hashable {
  var pairing: PairingName
  var strength: Strength
  var strongParts: [String]
  var claims: Set<String>

  init(_ guideline: Guideline, _ rules: [Rule]) {
    pairing = guideline.primaryName(rules)
    strength = guideline.strength(rules)
    strongParts = guideline.strongParts(rules)
    claims = Set(guideline.claims(rules).map(\.name))
  }
}

/// Which recommendations claim each piece of evidence.
struct Claimants {
  struct Own: Hashable {
    /// Places among the descriptions of possible primary pairings.
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

  /// Returns the evidence items that are claimed, by name, with their claimants.
  func claimed(_ guideline: Guideline) -> [(EvidenceItem, Own)] {
    owners.keys.sorted().compactMap { name in
      guideline.evidence[name].flatMap { item in owners[name].map { (item, $0) } }
    }
  }
}
