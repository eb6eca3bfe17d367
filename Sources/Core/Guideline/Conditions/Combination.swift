/// How the truths of several conditions combine; the raw value is the author's word.
public enum Combination: String, Sendable, Hashable, CaseIterable {
  case all
  case any
  /// Named so that it is not mistaken for an absent value.
  case noneOf = "none"
  /// The first that is not unknown. Not monotone in knowledge.
  case firstKnown = "first_known"
  /// True if any is true, false if at least one is known and none is true. Not monotone in knowledge.
  case anyKnown = "any_known"

  /// Whether knowing more never changes a known truth.
  public var isMonotone: Bool { self != .firstKnown && self != .anyKnown }

  /// Returns the truth for one patient, by strong Kleene logic: the definition that every other evaluation is checked against.
  public func truth(of parts: [Truth]) -> Truth {
    switch self {
    case .all: .all(parts)
    case .any: .any(parts)
    case .noneOf: .none(parts)
    case .firstKnown: .firstKnown(parts)
    case .anyKnown: .anyKnown(parts)
    }
  }
}
