internal import PlumblineEngine
internal import PlumblineText

/// What a comparison found, with how many patients each change touches.
public struct DiffReport {
  /// How many of a row of patients are touched.
  public struct Counted {
    /// `cohort`, `ledger`.
    public var name: String
    /// What is numbered in it: a line, a record.
    public var unit: String
    public var census: Census

    public init(name: String, unit: String, census: Census) {
      self.name = name
      self.unit = unit
      self.census = census
    }

    /// What was passed over: a line for each reason, with the numbers of the first, and nothing of what stands in them.
    public var passedOver: [String] {
      func line(_ count: Int, _ why: String, _ first: [Int]) -> [String] {
        count == 0 ? [] : ["\(name): \(count) passed over, \(why) (\(unit) \(first.listed(of: count)))"]
      }
      return line(census.unreadable, "read by neither guideline", census.firstUnreadable)
        + line(census.failed, "a script failed", census.firstFailed)
    }

    func words(_ change: AnswerChange) -> String { words(census.counts[change] ?? 0) }

    /// `12 of 500 in the cohort (2.4 %)`.
    func words(_ count: Int) -> String {
      "\(count) of \(census.patients) in the \(name)" + (census.patients > 0 ? " (\(percent(count)) %)" : "")
    }

    /// With one digit behind the point, rounded half up.
    private func percent(_ count: Int) -> String {
      count.tenthsOfPercent(of: census.patients).decimal(places: 1)
    }
  }

  let difference: GuidelineDifference
  let names: (old: String, new: String)
  public var cohort: Counted?
  public var history: Counted?

  /// - Parameter names: as the two guidelines were asked for.
  public init(_ difference: GuidelineDifference, names: (old: String, new: String)) {
    self.difference = difference
    self.names = names
  }

  public var counted: [Counted] { [cohort, history].compactMap { $0 } }

  /// Whether every patient that was to be counted was.
  public var isWhole: Bool { counted.allSatisfy { $0.census.unreadable + $0.census.failed == 0 } }

  /// Whether nothing is found that was not to be.
  ///
  /// - Parameters:
  ///   - requiresVersion: every pack's version says enough of what changes.
  ///   - isChangeRefused: it is proved that no patient's answer changes.
  public func passes(version requiresVersion: Bool, change isChangeRefused: Bool) -> Bool {
    if requiresVersion, difference.versions.contains(where: { !$0.isEnough }) { return false }
    return !isChangeRefused || difference.verdict == .noAnswerChanges
  }
}
