public import PlumblineEngine

/// How many of a row of patients each change touches. It keeps counters alone: its size does not grow with the patients.
public struct Census: Sendable {
  /// Patients of whom both guidelines, or one, read the profile.
  public private(set) var patients = 0
  /// Patients whose answer is another.
  public private(set) var changed = 0
  /// Patients whose answer is the same and something beside it is not.
  public private(set) var beside = 0
  /// Profiles that neither guideline reads, by the number of their line or record.
  public private(set) var unreadable = 0
  public private(set) var firstUnreadable: [Int] = []
  /// Profiles for which a script fails.
  public private(set) var failed = 0
  public private(set) var firstFailed: [Int] = []
  public private(set) var counts: [AnswerChange: Int] = [:]

  private let judges: Judges
  /// Whether what is asked is compared too.
  private let asks: Bool

  public init(_ difference: GuidelineDifference) {
    judges = difference.judges
    asks = !difference.knowsAsked || difference.classes.contains { $0.change.kind == .asked }
  }

  /// How many line numbers are kept.
  private static let most = 20

  /// - Parameters:
  ///   - profile: as JSON.
  ///   - number: of its line or record.
  public mutating func take(_ profile: [UInt8], number: Int) {
    let outcome = judges.outcome(profile, asks: asks)
    switch outcome {
    case .unreadable: takeUnreadable(number: number)
    case .failed:
      failed += 1
      if firstFailed.count < Self.most { firstFailed.append(number) }
    case .decided, .refused:
      patients += 1
      let changes = outcome.changes
      if changes.contains(where: { $0.kind.isOfAnswer }) {
        changed += 1
      } else if !changes.isEmpty {
        beside += 1
      }
      for change in changes { counts[change, default: 0] += 1 }
    }
  }

  /// A row that is no profile at all.
  public mutating func takeUnreadable(number: Int) {
    unreadable += 1
    if firstUnreadable.count < Self.most { firstUnreadable.append(number) }
  }
}
