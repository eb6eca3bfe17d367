/// A reason for which a guideline refuses a profile, over a vocabulary that it shares with another guideline.
public struct ProfileLaw: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// The fact is not in the guideline's vocabulary, or differs in kind there.
    case noSuchFact
    /// The value lies outside the fact's range, steps or codes.
    case range
    case onlyWhen
    case constraint
  }

  public var kind: Kind
  /// The fact or constraint that declares it.
  public var key: DeclarationKey
  public var place: Place
  /// The fact that a profile must know for the law to apply; nil if it applies to every profile.
  public var fact: Fact.Index?
  /// The condition that must not be false.
  public var holds: Condition

  /// Whether it refuses a profile with these values.
  public func isBroken(_ value: (Fact.Index) -> FactValue?) -> Bool {
    if let fact, value(fact) == nil { return false }
    return holds.truth(value) == .false
  }

  /// A short name for what it refuses: `pain.intensity out of range`.
  public var words: String {
    switch kind {
    case .noSuchFact: "\(key.name) known"
    case .range: "\(key.name) out of range"
    case .onlyWhen: "\(key.name) known though its only_when is false"
    case .constraint: "constraint \(key.name) broken"
    }
  }

  /// Whether it refuses the same as another law, wherever they are declared.
  public func saysTheSame(as other: ProfileLaw) -> Bool {
    kind == other.kind && key == other.key && fact == other.fact
      && holds.withoutPlaces == other.holds.withoutPlaces
  }
}

extension Condition {
  /// The tree without lines, for comparing two conditions that may be declared in different places.
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
