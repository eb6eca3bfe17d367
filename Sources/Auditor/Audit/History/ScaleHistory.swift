public import PlumblineGuideline
internal import PlumblineJSON
public import PlumblinePresentation

extension [ScaleHistory] {
  /// What is said of the changes of these scales.
  var verdicts: [ScaleChange.Verdict] { flatMap { $0.changes.map(\.change.verdict) } }
}

/// The values of one scale, in one version, over time: one for each day.
public struct ScaleHistory: Sendable {
  /// What was recorded on one day.
  public struct Reading: Sendable, Hashable {
    public var day: Day
    public var state: FactState
    /// The name of the record that holds it; nil if it stands in a profile's earlier visits, or in the profile.
    public var record: String?
    /// How many other values were recorded on the day before this one.
    public var replaced = 0
  }

  public let scale: Scale
  /// Whether a stop reads it, so that no earlier answer is one of today.
  public let isOfToday: Bool
  /// nil if none is known.
  public let error: DetectableChange?
  /// Whether the packs in force declare the scale in this version.
  public let isInForce: Bool
  /// From the earliest day to the latest.
  public private(set) var readings: [Reading] = []
  let fact: Fact

  init(_ fact: Fact, isOfToday: Bool, isInForce: Bool, in guidelines: Guidelines) {
    (scale, self.fact) = (Scale(fact), fact)
    (self.isOfToday, self.isInForce) = (isOfToday, isInForce)
    error = isOfToday ? nil : DetectableChange(fact, in: guidelines)
  }

  /// Adds a reading; of one day the last that is added counts.
  mutating func add(_ reading: Reading) {
    let place = readings.firstIndex { $0.day >= reading.day } ?? readings.count
    guard place < readings.count, readings[place].day == reading.day else {
      readings.insert(reading, at: place)
      return
    }
    let others = readings[place].replaced + (readings[place].state == reading.state ? 0 : 1)
    readings[place] = reading
    readings[place].replaced = others
  }

  /// The change to the latest reading: from the one before it, and from the first of all if that is another.
  public var changes: [(since: Day, change: ScaleChange)] {
    guard let last = readings.last, readings.count > 1 else { return [] }
    let before = readings[readings.count - 2]
    return ([before] + (readings.count > 2 ? [readings[0]] : [])).map { earlier in
      (
        earlier.day,
        ScaleChange(from: earlier.state, to: last.state, isOfToday: isOfToday, error)
      )
    }
  }

  /// A value in words, with its unit.
  func words(_ state: FactState) -> String { fact.words(state) }

  /// Where a single value lies between the lowest and the highest of the scale, 0 to 1; nil for a range.
  func place(_ state: FactState) -> Double? {
    guard case .known(.number(let number)) = state, let grid = fact.grid, grid.low < grid.high else {
      return nil
    }
    return (number.doubleValue - grid.low.doubleValue) / (grid.high.doubleValue - grid.low.doubleValue)
  }
}
