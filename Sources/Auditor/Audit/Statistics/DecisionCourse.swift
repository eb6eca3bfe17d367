/// Decisions by the time at which they were made: by day, and by month once there are more than 31 days.
struct DecisionCourse: Sendable {
  private static let mostDays = 31

  private var firings: [String: RecordStatistics.Firing] = [:]
  /// Whether it has more days than are kept apart.
  private(set) var isByMonth = false

  /// Adds decisions.
  ///
  /// - Parameter day: `2026-11-20`; a month, `2026-11`, once it is kept by month.
  mutating func add(_ some: RecordStatistics.Firing, of day: String) {
    firings[period(of: day), default: RecordStatistics.Firing()] += some
    guard !isByMonth, day.utf8.count <= 7 || firings.count > Self.mostDays else { return }
    firings = Dictionary(periods(byMonth: true), uniquingKeysWith: { first, _ in first })
    isByMonth = true
  }

  /// The period under which a day is kept now.
  func period(of day: String) -> String { isByMonth ? String(day.prefix(7)) : day }

  /// The decisions of each period, in order.
  func periods(byMonth: Bool) -> [(period: String, firing: RecordStatistics.Firing)] {
    var periods: [String: RecordStatistics.Firing] = [:]
    for (day, firing) in firings {
      periods[byMonth ? String(day.prefix(7)) : day, default: RecordStatistics.Firing()] += firing
    }
    return periods.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
