internal import PlumblineEngine
internal import PlumblineText

/// The result of a comparison, with the number of patients that each change affects.
public struct DiffReport {
  /// The number of patients of a series that are affected.
  public struct Counted {
    /// `cohort`, `ledger`.
    public var name: String
    /// The unit that is numbered: a line, a record.
    public var unit: String
    public var census: Census

    public init(name: String, unit: String, census: Census) {
      self.name = name
      self.unit = unit
      self.census = census
    }

    /// What was skipped: one line per reason, with the first numbers, and no content.
    public var passedOver: [String] {
      func line(_ count: Int, _ why: String, _ first: [Int]) -> [String] {
        count == 0 ? [] : ["\(name): \(count) skipped, \(why) (\(unit) \(first.listed(of: count)))"]
      }
      return line(census.unreadable, "read by neither guideline", census.firstUnreadable)
        + line(census.failed, "a script failed", census.firstFailed)
    }

    func words(_ change: AnswerChange) -> String { words(census.counts[change] ?? 0) }

    /// `12 of 500 in the cohort (2.4 %)`.
    func words(_ count: Int) -> String {
      "\(count) of \(census.patients) in the \(name)" + (census.patients > 0 ? " (\(percent(count)) %)" : "")
    }

    /// With one decimal, rounded half up.
    private func percent(_ count: Int) -> String {
      count.tenthsOfPercent(of: census.patients).decimal(places: 1)
    }
  }

  let difference: GuidelineDifference
  let names: (old: String, new: String)
  public var cohort: Counted?
  public var history: Counted?

  /// - Parameter names: the two guidelines as the caller named them.
  public init(_ difference: GuidelineDifference, names: (old: String, new: String)) {
    self.difference = difference
    self.names = names
  }

  public var counted: [Counted] { [cohort, history].compactMap { $0 } }

  /// Whether every patient was counted.
  public var isWhole: Bool { counted.allSatisfy { $0.census.unreadable + $0.census.failed == 0 } }

  /// Whether nothing was found that is to be refused.
  ///
  /// - Parameters:
  ///   - requiresVersion: every pack's version must be large enough for what changes.
  ///   - isChangeRefused: it must be proved that no patient's answer changes.
  public func passes(version requiresVersion: Bool, change isChangeRefused: Bool) -> Bool {
    if requiresVersion, difference.versions.contains(where: { !$0.isEnough }) { return false }
    return !isChangeRefused || difference.verdict == .noAnswerChanges
  }
}
