/// A day of the Gregorian calendar, from `0000-01-01` to `9999-12-31`. An earlier day is less.
public struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let year: Int
  /// From 1 to 12.
  public let month: Int
  /// The day of its month, from 1.
  public let day: Int

  /// `9999-12-31`.
  public static let last = Day(lastOf: 9999)

  private init(lastOf year: Int) { (self.year, month, day) = (year, 12, 31) }

  /// Nil if the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...Self.days(of: month, in: year)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads a day written as `2026-11-20`; nil for any other text.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    func number(_ places: Range<Int>) -> Int? {
      var number = 0
      for byte in bytes[places] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return number
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `2026-11-20`.
  public var description: String {
    "\("\(10_000 + year)".dropFirst())-\("\(100 + month)".dropFirst())-\("\(100 + day)".dropFirst())"
  }

  /// The same day of the next year; 28 February for a 29 February; nil after 9998.
  public var aYearLater: Day? {
    Day(year: year + 1, month: month, day: min(day, Self.days(of: month, in: year + 1)))
  }

  /// The same day some years earlier; 28 February for a 29 February where there is none; nil before the year 0.
  public func before(years: Int) -> Day? {
    guard year - years >= 0 else { return nil }
    return Day(year: year - years, month: month, day: min(day, Self.days(of: month, in: year - years)))
  }

  /// The number of days since 0000-01-01.
  public var ordinal: Int {
    let years = year == 0 ? 0 : year * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1
    return years + (1..<month).reduce(0) { $0 + Self.days(of: $1, in: year) } + day - 1
  }

  /// The day so many days before this one, or after it if the number is negative; nil outside the calendar.
  public func before(days: Int) -> Day? {
    var rest = ordinal - days
    guard rest >= 0 else { return nil }
    var year = rest / 366
    while year < 9999, let next = Day(year: year + 1, month: 1, day: 1), next.ordinal <= rest { year += 1 }
    guard let first = Day(year: year, month: 1, day: 1) else { return nil }
    rest -= first.ordinal
    var month = 1
    while month <= 12, rest >= Self.days(of: month, in: year) {
      rest -= Self.days(of: month, in: year)
      month += 1
    }
    return Day(year: year, month: month, day: rest + 1)
  }

  /// The first and last day of what is written as `2026-03-02`, `2026-03` or `2026`; nil for any other text.
  public static func days(of text: some StringProtocol) -> ClosedRange<Day>? {
    if let day = Day(text) { return day...day }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2,
      let first = Day(parts.joined(separator: "-") + (parts.count == 1 ? "-01-01" : "-01"))
    else { return nil }
    let month = parts.count == 1 ? 12 : first.month
    guard let last = Day(year: first.year, month: month, day: days(of: month, in: first.year)) else {
      return nil
    }
    return first...last
  }

  public static func < (left: Day, right: Day) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private static func days(of month: Int, in year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
