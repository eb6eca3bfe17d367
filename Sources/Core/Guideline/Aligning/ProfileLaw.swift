/// One reason for which a guideline refuses a profile, over a vocabulary that is shared with another guideline.
public struct ProfileLaw: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// The fact is not in the guideline's vocabulary, or is another thing there.
    case noSuchFact
    /// The value lies outside the fact's range, steps or codes.
    case range
    case onlyWhen
    case constraint
  }

  public var kind: Kind
  /// The fact or constraint that says it.
  public var key: DeclarationKey
  public var place: Place
  /// It speaks only of profiles that know this fact; nil: of every profile.
  public var fact: Fact.Index?
  /// Must not be false.
  public var holds: Condition

  /// Whether a profile with these values is refused for it.
  public func isBroken(_ value: (Fact.Index) -> FactValue?) -> Bool {
    if let fact, value(fact) == nil { return false }
    return holds.truth(value) == .false
  }

  /// What it refuses, in a few words: `pain.intensity out of range`.
  public var words: String {
    switch kind {
    case .noSuchFact: "\(key.name) known"
    case .range: "\(key.name) out of range"
    case .onlyWhen: "\(key.name) known though its only_when is false"
    case .constraint: "constraint \(key.name) broken"
    }
  }

  /// Whether it refuses the same as another, wherever either stands.
  public func saysTheSame(as other: ProfileLaw) -> Bool {
    kind == other.kind && key == other.key && fact == other.fact
      && holds.withoutPlaces == other.holds.withoutPlaces
  }
}

extension Condition {
  /// The same tree without lines: what two conditions share if they say the same in the same order.
  public var withoutPlaces: Condition {
    switch self {
    case .comparison(var comparison):
      comparison.line = 0
      return .comparison(comparison)
    case .scripted(var script):
      script.line = 0
      return .scripted(script)
    default: return withChildren { children in children = children.map(\.withoutPlaces) }
    }
  }
}
