/// A time in whole weeks, as it is said: `10 days`, `3 weeks`, `16 months`, `2.5 months`, `1 1/2 years`, `2-3 months`, a date since when,
/// or `since 2019`; exact, or the range that it leaves.
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
    let isSince = words.count == 2 && ["since", "sinds"].contains(words[0])
    let day = isSince ? String(words[1]) : text
    // A bare year is a year only where it is said to be one.
    if let days = Day.days(of: day), isSince || text.contains("-"), days.lowerBound <= asOf {
      let last = min(days.upperBound, asOf)
      (low, high) = ((asOf.ordinal - last.ordinal) / 7, (asOf.ordinal - days.lowerBound.ordinal) / 7)
      return
    }
    guard let unit = words.last.flatMap({ TimeUnit(word: $0) }),
      let amounts = Self.amounts(words.dropLast().joined(separator: " ")),
      let least = Self.span(amounts.least, unit, asOf), let most = Self.span(amounts.most, unit, asOf)
    else { return nil }
    (low, high) = (least.0, most.1)
  }

  /// Whether a text means to be a time, readable or not: it ends in a unit of time.
  package static func isTime(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter }
    return words.last.flatMap { TimeUnit(word: $0) } != nil
  }

  /// The ways to write a time, for an error.
  package static let forms =
    "10 days, 3 weeks, 16 months, 2.5 months, 1 1/2 years, 2-3 months, since 2019, or 2025-03-14"

  // MARK: amounts

  private enum TimeUnit {
    case days, weeks, months, years

    init?(word: Substring) {
      switch word {
      case "day", "days", "dag", "dagen": self = .days
      case "week", "weeks", "weken": self = .weeks
      case "month", "months", "maand", "maanden": self = .months
      case "year", "years", "jaar", "jaren": self = .years
      default: return nil
      }
    }
  }

  /// An amount in quarters, and up to which quarter it reaches: 16 is less than 17, 2 1/2 less than 3, 1.25 less than 1.5.
  private struct Amount: Equatable {
    var quarters: Int
    var step: Int
  }

  /// Returns one amount twice, or both of "2-3" and "2 to 3"; nil for anything else.
  private static func amounts(_ text: String) -> (least: Amount, most: Amount)? {
    if let one = amount(text) { return (one, one) }
    let parts = text.replacing(" to ", with: "-").replacing("–", with: "-").split(
      separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let least = amount(String(parts[0])), let most = amount(String(parts[1])),
      least.quarters < most.quarters
    else { return nil }
    return (least, most)
  }

  /// Returns a number with nothing, a half or a quarter behind it: `16`, `2.5`, `0,5`, `1 1/2`. Other decimals would claim to be exact, and
  /// a comma before three digits may part thousands.
  private static func amount(_ text: String) -> Amount? {
    let parts = text.split(separator: " ").map(String.init)
    let whole: (String, String)? =
      switch parts.count {
      case 1 where parts[0].contains("/"): ("0", parts[0])
      case 1:
        parts[0].firstIndex { ".,".contains($0) }.map {
          (String(parts[0][..<$0]), String(parts[0][parts[0].index(after: $0)...]))
        } ?? (parts[0], "0")
      case 2 where parts[1].contains("/"): (parts[0], parts[1])
      default: nil
      }
    let pieces = [
      "0": (0, 4), "5": (2, 2), "25": (1, 1), "75": (3, 1), "1/2": (2, 2), "1/4": (1, 1), "3/4": (3, 1),
    ]
    guard let (number, piece) = whole, number.allSatisfy({ $0.isASCII && $0.isNumber }),
      let count = Int(number),
      (0...100_000).contains(count), let (quarters, step) = pieces[piece]
    else { return nil }
    return Amount(quarters: 4 * count + quarters, step: step)
  }

  /// Returns the weeks of an amount; nil where it cannot be told in whole days.
  private static func span(_ amount: Amount, _ unit: TimeUnit, _ asOf: Day) -> (Int, Int)? {
    switch unit {
    case .days: return amount.step == 4 ? (amount.quarters / 28, amount.quarters / 28) : nil
    case .weeks: return amount.step >= 2 ? (amount.quarters / 4, amount.quarters / 4) : nil
    case .years:
      guard amount.quarters < 4_000 else { return nil }
      return months(3 * amount.quarters, 3 * (amount.quarters + amount.step), asOf)
    case .months:
      let whole = amount.quarters / 4
      if amount.step == 4 { return months(whole, whole + 1, asOf) }
      // Half a month is at least fourteen days.
      guard amount.step == 2, let (low, high) = months(whole, whole + 1, asOf),
        let start = day(whole, before: asOf)
      else { return nil }
      return (max(low, (asOf.ordinal - start.ordinal + 14) / 7), high)
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
