public import PlumblineEngine
public import PlumblineGuideline

/// How many of a series of patients each change affects. It keeps only counters: its size does not grow with the patients.
public struct Census: Sendable {
  /// Patients whose profile at least one guideline reads.
  public private(set) var patients = 0
  /// Patients whose answer changes.
  public private(set) var changed = 0
  /// Patients whose answer is the same, but not everything shown with it.
  public private(set) var beside = 0
  /// Profiles that neither guideline can read, by the number of their line or record.
  public private(set) var unreadable = 0
  public private(set) var firstUnreadable: [Int] = []
  /// Profiles for which a script fails.
  public private(set) var failed = 0
  public private(set) var firstFailed: [Int] = []
  public private(set) var counts: [AnswerChange: Int] = [:]

  private let judges: Judges
  /// Whether missing facts are compared too.
  private let asks: Bool

  public init(_ difference: GuidelineDifference) {
    judges = difference.judges
    asks = !difference.knowsAsked || difference.classes.contains { $0.change.kind == .asked }
  }

  /// The number of line numbers that are kept.
  private static let most = 20

  /// - Parameters:
  ///   - profile: the profile as JSON.
  ///   - number: the number of its line or record.
  ///   - asOf: the day from which its dates are counted; nil for the one of the comparison.
  public mutating func take(_ profile: [UInt8], number: Int, asOf: Day? = nil) {
    let outcome = judges.outcome(profile, asks: asks, asOf: asOf)
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

  /// Counts a row that is not a profile.
  public mutating func takeUnreadable(number: Int) {
    unreadable += 1
    if firstUnreadable.count < Self.most { firstUnreadable.append(number) }
  }
}
