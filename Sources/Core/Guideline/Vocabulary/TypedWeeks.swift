/// A time in whole weeks, as it is said: `10 days`, `3 weeks`, `16 months`, `2 years`, a date since when, or `since 2019`; exact,
/// or the range that it leaves.
package struct TypedWeeks {
  package let low: Int
  package let high: Int

  /// Nil if the text is no such time; a bare number is none.
  ///
  /// - Parameters:
  ///   - text: in lower case, with single spaces.
  ///   - asOf: the day up to which the time is counted.
  package init?(_ text: String, asOf: Day) {
    let words = text.split(separator: " ")
    let isSince = words.count == 2 && words[0] == "since"
    let day = isSince ? String(words[1]) : text
    // A bare year is a year only where it is said to be one.
    if let days = Day.days(of: day), isSince || text.contains("-"), days.lowerBound <= asOf {
      let last = min(days.upperBound, asOf)
      (low, high) = ((asOf.ordinal - last.ordinal) / 7, (asOf.ordinal - days.lowerBound.ordinal) / 7)
      return
    }
    guard words.count == 2, let count = Int(words[0]), (0...100_000).contains(count) else { return nil }
    switch words[1] {
    case "day", "days": (low, high) = (count / 7, count / 7)
    case "week", "weeks": (low, high) = (count, count)
    case "month", "months":
      guard let span = Self.months(count, count + 1, asOf) else { return nil }
      (low, high) = span
    case "year", "years":
      guard count < 1_000, let span = Self.months(12 * count, 12 * (count + 1), asOf) else { return nil }
      (low, high) = span
    default: return nil
    }
  }

  /// Returns the whole weeks of at least so many months, and less than so many.
  private static func months(_ least: Int, _ less: Int, _ asOf: Day) -> (Int, Int)? {
    guard let latest = day(least, before: asOf), let earliest = day(less, before: asOf) else { return nil }
    return ((asOf.ordinal - latest.ordinal) / 7, max(0, asOf.ordinal - earliest.ordinal - 1) / 7)
  }

  /// The same day so many months before, or the last of a shorter month.
  private static func day(_ months: Int, before day: Day) -> Day? {
    let month = day.year * 12 + day.month - 1 - months
    guard month >= 0 else { return nil }
    for last in stride(from: day.day, through: 28, by: -1) {
      if let found = Day(year: month / 12, month: month % 12 + 1, day: last) { return found }
    }
    return Day(year: month / 12, month: month % 12 + 1, day: min(day.day, 28))
  }
}
