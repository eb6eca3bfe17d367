public import PlumblineJSON

/// Dated readings of one thing, such as blood pressure. No condition reads them: facts are taken `from` them, each in a declared way.
public struct FactSeries: Sendable, Hashable {
  /// What is taken from the readings that count.
  public enum Taking: String, Sendable, Hashable, CaseIterable {
    case latest, highest, lowest
    /// The latest minus the earliest; nothing of a single reading.
    case change
    case countAtLeast = "count_at_least"
    case countAbove = "count_above"
    case countAtMost = "count_at_most"
    case countBelow = "count_below"

    /// Whether it counts readings, by comparing each with a value.
    public var counts: Bool { rawValue.hasPrefix("count_") }

    /// The lowest and the highest number that can be taken from a series; nil for counts.
    func reached(of series: FactSeries) -> (low: ExactNumber, high: ExactNumber)? {
      switch self {
      case .latest, .highest, .lowest: (series.low, series.high)
      case .change:
        if let low = series.low - series.high, let high = series.high - series.low {
          (low, high)
        } else {
          nil
        }
      default: nil
      }
    }
  }

  /// A fact that is taken from the readings.
  public struct Reduction: Sendable, Hashable {
    public var fact: Fact.Index
    public var taking: Taking
    /// Only readings of so many days before the day of the answer, and of that day, count; nil: all.
    public var withinDays: Int?
    /// Only so many of the latest readings count; nil: all.
    public var last: Int?
    /// What each reading is compared with, for counts.
    public var value: ExactNumber?

    /// "the lowest of the last 2 readings"; "how many readings of the last 84 days are at least 140".
    package var words: String {
      let which =
        (last.map { "the last \($0) " } ?? "") + "readings"
        + (withinDays.map { " of the last \($0) days" } ?? "")
      let operand = value.map { "\($0)" } ?? ""
      return switch taking {
      case .latest: "the latest of \(which)"
      case .highest: "the highest of \(which)"
      case .lowest: "the lowest of \(which)"
      case .change: "the change from the earliest to the latest of \(which)"
      case .countAtLeast: "how many \(which) are at least \(operand)"
      case .countAbove: "how many \(which) are above \(operand)"
      case .countAtMost: "how many \(which) are at most \(operand)"
      case .countBelow: "how many \(which) are below \(operand)"
      }
    }
  }

  /// One reading: its value, and how many days before the day of the answer it was made.
  public struct Reading: Sendable, Hashable {
    public var value: ExactNumber
    public var daysAgo: Int

    public init(value: ExactNumber, daysAgo: Int) {
      self.value = value
      self.daysAgo = daysAgo
    }
  }

  public var name: String
  public var label: String
  public var question: String
  public var unit: String?
  /// The lowest and the highest value of a reading.
  public var low: ExactNumber
  public var high: ExactNumber
  public package(set) var reductions: [Reduction] = []
  /// How readings in other units become its own; nothing else is converted.
  public package(set) var conversions: [Conversion] = []
  public var place: Place

  package init(
    name: String, label: String, question: String, unit: String?, low: ExactNumber, high: ExactNumber,
    place: Place
  ) {
    (self.name, self.label, self.question, self.unit) = (name, label, question, unit)
    (self.low, self.high, self.place) = (low, high, place)
  }

  /// Returns the same series with its facts at other places.
  func moved(_ place: (Fact.Index) -> Fact.Index) -> FactSeries {
    var moved = self
    for index in moved.reductions.indices { moved.reductions[index].fact = place(reductions[index].fact) }
    return moved
  }

  /// Whether a reading may be of a day: not after the day of the answer, and within 120 years before.
  public func reaches(_ day: Day, _ asOf: Day) -> Bool {
    Fact.reaches(day, asOf)
  }

  /// Returns what is known of a fact that is taken from readings.
  ///
  /// Nothing is taken from no readings. If there are some and all are too old, the fact is `stale`. A list that is not complete may lack
  /// earlier readings, so what is highest in it is at least that high, a count at least that large, and a change not known. Which of
  /// several readings of one day is the latest is not known: where it matters, the fact lies between what each order gives.
  ///
  /// - Parameter isComplete: whether there are no others.
  public static func state(
    of reduction: Reduction, _ fact: Fact, _ readings: [Reading], isComplete: Bool
  ) -> FactState {
    if reduction.taking == .change { return change(reduction, readings, isComplete: isComplete) }
    let states = [true, false].map { isRising in
      let ordered = readings.sorted { one, other in
        one.daysAgo != other.daysAgo
          ? one.daysAgo < other.daysAgo : isRising ? one.value > other.value : one.value < other.value
      }
      return state(of: reduction, fact, latestFirst: ordered, isComplete: isComplete)
    }
    if states[0] == states[1] { return states[0] }
    guard let one = states[0].numbers, let other = states[1].numbers else { return .absent(.unknown) }
    return FactState(from: min(one.low, other.low), to: max(one.high, other.high))
  }

  private static func state(
    of reduction: Reduction, _ fact: Fact, latestFirst readings: [Reading], isComplete: Bool
  ) -> FactState {
    var counting = readings
    if let within = reduction.withinDays { counting.removeAll { $0.daysAgo > within } }
    if let last = reduction.last { counting = Array(counting.prefix(last)) }
    if reduction.taking.counts {
      return count(reduction, fact, counting, isComplete: isComplete, isEmpty: readings.isEmpty)
    }
    guard let latest = counting.first else {
      return .absent(readings.isEmpty ? .notAsked : .stale)
    }
    let values = counting.map(\.value)
    let isWhole = isComplete || reduction.last == counting.count
    switch reduction.taking {
    case .latest: return .known(.number(latest.value))
    case .highest:
      let highest = values.max() ?? latest.value
      return isWhole ? .known(.number(highest)) : fact.state(from: highest)
    default:
      let lowest = values.min() ?? latest.value
      return isWhole ? .known(.number(lowest)) : fact.state(to: lowest)
    }
  }

  /// The latest minus the earliest of the readings that count; each may be any reading of its day.
  private static func change(_ reduction: Reduction, _ readings: [Reading], isComplete: Bool) -> FactState {
    let within = readings.filter { reading in reduction.withinDays.map { reading.daysAgo <= $0 } ?? true }
    let days = within.map(\.daysAgo).sorted()
    let counted = min(reduction.last ?? days.count, days.count)
    guard let first = days.first else { return .absent(readings.isEmpty ? .notAsked : .stale) }
    guard counted > 1, isComplete || reduction.last == counted else { return .absent(.unknown) }
    func values(_ day: Int) -> [ExactNumber] { within.filter { $0.daysAgo == day }.map(\.value).sorted() }
    let (latest, earliest) = (values(first), values(days[counted - 1]))
    guard let low = latest[0] - earliest[earliest.count - 1],
      let high = latest[latest.count - 1] - earliest[0]
    else { return .absent(.unknown) }
    return FactState(from: low, to: high)
  }

  private static func count(
    _ reduction: Reduction, _ fact: Fact, _ readings: [Reading], isComplete: Bool, isEmpty: Bool
  ) -> FactState {
    guard let value = reduction.value, let grid = fact.grid else { return .absent(.unknown) }
    let found = readings.count { reading in
      switch reduction.taking {
      case .countAtLeast: reading.value >= value
      case .countAbove: reading.value > value
      case .countAtMost: reading.value <= value
      default: reading.value < value
      }
    }
    let count = min(ExactNumber(found), grid.high)
    // The latest readings are all there, if so many are asked about and as many are.
    if isComplete || reduction.last == readings.count { return .known(.number(count)) }
    if found == 0 { return .absent(isEmpty ? .notAsked : readings.isEmpty ? .stale : .unknown) }
    return fact.state(from: count)
  }
}

extension Fact {
  /// What is known of a number that is at least so high. One that it cannot be stays as it is, to be refused.
  fileprivate func state(from low: ExactNumber) -> FactState {
    guard let grid, low < grid.high else { return .known(.number(low)) }
    return .within(.numbers(low: max(low, grid.low), high: grid.high))
  }

  /// What is known of a number that is at most so high.
  fileprivate func state(to high: ExactNumber) -> FactState {
    guard let grid, high > grid.low else { return .known(.number(high)) }
    return .within(.numbers(low: grid.low, high: min(high, grid.high)))
  }
}
