/// A truth value of strong Kleene logic.
///
/// A comparison with an absent fact is `unknown`, never `false`. The order is false < unknown < true, so
/// that conjunction is the least and disjunction the greatest of its operands.
///
/// Source: S. C. Kleene, *Introduction to Metamathematics*, 1952, §64.
public enum Truth: Int8, Sendable, Hashable, CaseIterable, Comparable {
  case `false` = 0
  case unknown = 1
  case `true` = 2

  public init(_ value: Bool) { self = value ? .true : .false }

  public static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }

  public static prefix func ! (truth: Truth) -> Truth {
    switch truth {
    case .true: .false
    case .unknown: .unknown
    case .false: .true
    }
  }

  public static func all(_ truths: some Sequence<Truth>) -> Truth { truths.min() ?? .true }
  public static func any(_ truths: some Sequence<Truth>) -> Truth { truths.max() ?? .false }
  public static func none(_ truths: some Sequence<Truth>) -> Truth { !any(truths) }

  /// The first operand that is not unknown. Not monotone: learning an earlier operand can change the answer.
  public static func firstKnown(_ truths: some Sequence<Truth>) -> Truth {
    truths.first { $0 != .unknown } ?? .unknown
  }

  /// True if any operand is true, and false if at least one is known and none is true. Not monotone.
  public static func anyKnown(_ truths: some Sequence<Truth>) -> Truth {
    var answer = Truth.unknown
    for truth in truths {
      if truth == .true { return .true }
      if truth == .false { answer = .false }
    }
    return answer
  }

  /// The word of the decision's contract: "true", "false" or "unknown".
  public var word: String {
    switch self {
    case .true: "true"
    case .unknown: "unknown"
    case .false: "false"
    }
  }
}
