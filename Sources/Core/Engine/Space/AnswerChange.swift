public import PlumblineGuideline

/// One way in which an answer can change from one guideline to another.
///
/// Patients who share it are a class: all whose primary pairing changes from one name to another, all whose claim on
/// one evidence item changes from low to moderate.
public struct AnswerChange: Sendable, Hashable, Comparable {
  public enum Kind: String, Sendable, CaseIterable {
    /// One guideline refuses the profile, the other does not.
    case accepted
    case decision
    /// An alert by its stop: none, or its urgency.
    case alert
    case primary
    /// A pairing that is in both answers, in different roles.
    case role
    /// A pairing that is an alternative in one answer and not in the other answer at all.
    case alternative
    case strength
    /// The claims of a pairing that is in both answers in the same role.
    case claims
    /// The certainty of an evidence item that is in both answers.
    case certainty
    case conflict
    case advisedAgainst = "advised-against"
    /// A part of a shown pairing that is passed over: tried without help, or not available.
    case passedOver = "passed-over"
    /// A caution of a shown pairing: none, not known, or shown.
    case caution
    /// Whether a fact is missing, if the decision is the same.
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

  /// The value of a part that is not in an answer.
  public static let none = "none"

  /// The strength in words: `conditional`, or `conditional (strong: exercise)` if some parts are recommended strongly.
  public static func strength(_ strength: Strength, strongParts: [String]) -> String {
    strength == .strong || strongParts.isEmpty
      ? strength.rawValue : "\(strength.rawValue) (strong: \(strongParts.joined(separator: ", ")))"
  }

  public static func < (left: Self, right: Self) -> Bool {
    let order = Kind.allCases
    let (first, second) = (order.firstIndex(of: left.kind) ?? 0, order.firstIndex(of: right.kind) ?? 0)
    return (first, left.subject, left.before, left.after) < (second, right.subject, right.before, right.after)
  }
}

extension AnswerChange.Kind {
  /// Whether it belongs to the signature, so that an answer in which it changes is another answer.
  public var isOfAnswer: Bool {
    switch self {
    case .accepted, .decision, .alert, .primary, .role, .alternative, .strength, .claims, .certainty: true
    case .conflict, .advisedAgainst, .passedOver, .caution, .asked: false
    }
  }

  /// Whether it counts only if the part is in both answers: its coming or going is reported by another kind.
  var needsBoth: Bool {
    switch self {
    case .strength, .claims, .certainty: true
    default: false
    }
  }
}

extension AnswerChange {
  /// Returns the change for a pairing's roles in two answers; nil if a pairing only joins or leaves the primary place, which
  /// `primary` reports.
  public static func ofRole(_ pairing: String, _ before: String, _ after: String) -> AnswerChange? {
    if before == after { return nil }
    if before != none, after != none { return AnswerChange(.role, pairing, before, after) }
    let isAlternative = (before == none ? after : before) == alternativeRole
    return isAlternative ? AnswerChange(.alternative, pairing, before, after) : nil
  }

  public static let primaryRole = "primary"
  public static let alternativeRole = "alternative"

  /// Returns the name of a pairing in a role: `exercise+yoga (alternative)`.
  public static func subject(_ pairing: String, _ role: String) -> String { "\(pairing) (\(role))" }
}
