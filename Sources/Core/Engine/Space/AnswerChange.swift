/// One way in which an answer can change from one guideline to another.
///
/// Patients who share it are a class: everyone whose primary pairing goes from one name to another, everyone whose claim on
/// one evidence item goes from low to moderate.
public struct AnswerChange: Sendable, Hashable, Comparable {
  public enum Kind: String, Sendable, CaseIterable {
    /// One guideline refuses the profile, the other does not.
    case accepted
    case decision
    /// An alert by its stop: none, or its urgency.
    case alert
    case primary
    /// A pairing that stands in both answers, in another role.
    case role
    /// A pairing that is an alternative in one answer and does not stand in the other.
    case alternative
    case strength
    /// What a pairing that stands in both answers in one role rests on.
    case claims
    /// Of an evidence item that stands in both answers.
    case certainty
    case conflict
    case advisedAgainst = "advised-against"
    /// A caution of a shown pairing: none, not known, or shown.
    case caution
    /// Whether a fact is missing, where the decision is the same.
    case asked
  }

  public var kind: Kind
  /// The stop, pairing, evidence, fact or law that it is about; empty for the whole answer.
  public var subject: String
  public var before: String
  public var after: String

  public init(_ kind: Kind, _ subject: String, _ before: String, _ after: String) {
    self.kind = kind
    self.subject = subject
    self.before = before
    self.after = after
  }

  /// What stands where something is not there.
  public static let none = "none"

  public static func < (left: Self, right: Self) -> Bool {
    let order = Kind.allCases
    let (first, second) = (order.firstIndex(of: left.kind) ?? 0, order.firstIndex(of: right.kind) ?? 0)
    return (first, left.subject, left.before, left.after) < (second, right.subject, right.before, right.after)
  }
}

extension AnswerChange.Kind {
  /// Whether it belongs to the signature, so that an answer in which it changes is another answer. The others stand beside it.
  public var isOfAnswer: Bool {
    switch self {
    case .accepted, .decision, .alert, .primary, .role, .alternative, .strength, .claims, .certainty: true
    case .conflict, .advisedAgainst, .caution, .asked: false
    }
  }

  /// Whether it counts only where the part stands in both answers: that it comes or goes is told by another kind.
  var needsBoth: Bool {
    switch self {
    case .strength, .claims, .certainty: true
    default: false
    }
  }
}

extension AnswerChange {
  /// The changes that a pairing's role from one answer to the next comes to; that it joins or leaves the primary place
  /// alone is told by `primary`.
  public static func ofRole(_ pairing: String, _ before: String, _ after: String) -> AnswerChange? {
    if before == after { return nil }
    if before != none, after != none { return AnswerChange(.role, pairing, before, after) }
    let isAlternative = (before == none ? after : before) == alternativeRole
    return isAlternative ? AnswerChange(.alternative, pairing, before, after) : nil
  }

  public static let primaryRole = "primary"
  public static let alternativeRole = "alternative"

  /// How a pairing in a role is called: `exercise+yoga (alternative)`.
  public static func subject(_ pairing: String, _ role: String) -> String { "\(pairing) (\(role))" }
}
