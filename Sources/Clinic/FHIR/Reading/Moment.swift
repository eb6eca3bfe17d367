internal import PlumblineGuideline

/// The clock by which instants become days: how far local time is ahead of UTC.
public struct TimeZoneRule: Sendable {
  /// Seconds ahead of UTC at an instant, given in seconds since 1970.
  let ahead: @Sendable (Int) -> Int

  public init(_ ahead: @escaping @Sendable (Int) -> Int) { self.ahead = ahead }

  public static let utc = TimeZoneRule { _ in 0 }
}

/// A FHIR date, dateTime or instant: all that it may be, as instants and as days of the declared time zone.
struct Moment: Hashable {
  /// As written.
  let text: String
  /// The first and the last millisecond since 1970 that it may be.
  let first: Int
  let last: Int
  let days: ClosedRange<Day>

  private static let day = 86_400_000

  /// Nil for text that is none. A time needs its seconds and its zone, as R4 has it.
  init?(_ text: String, _ zone: TimeZoneRule) {
    self.text = text
    if let days = Day.days(of: text) {
      self.days = days
      first = Self.start(of: days.lowerBound, zone)
      last = Self.start(of: days.upperBound, zone) + Self.day - 1
      return
    }
    guard let instant = Self.instant(text) else { return nil }
    let seconds = Self.floor(instant, 1_000)
    let ordinal = Self.floor(seconds + zone.ahead(seconds), 86_400) + Self.epoch
    guard let day = Day.last.before(days: Day.last.ordinal - ordinal) else { return nil }
    (first, last, days) = (instant, instant, day...day)
  }

  /// Whether it surely lies after another.
  func isAfter(_ other: Moment) -> Bool { first > other.last }

  /// What was written at the same moment has the same name.
  var name: String { "\(first)-\(last)" }

  private static let epoch = Day(year: 1970, month: 1, day: 1)?.ordinal ?? 0

  private static func start(of day: Day, _ zone: TimeZoneRule) -> Int {
    let seconds = (day.ordinal - epoch) * 86_400
    return (seconds - zone.ahead(seconds - zone.ahead(seconds))) * 1_000
  }

  private static func floor(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
  }

  /// `2026-11-20T09:30:00.125+01:00` in milliseconds since 1970.
  private static func instant(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 40, bytes[10] == UInt8(ascii: "T"),
      let day = Day(text.prefix(10)), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
      let second = number(bytes[17..<19]),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    var at = 19
    var milliseconds = 0
    if bytes[at] == UInt8(ascii: ".") {
      let digits = bytes[(at + 1)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      if digits.isEmpty { return nil }
      milliseconds = number((Array(digits) + Array("000".utf8))[..<3]) ?? 0
      at += 1 + digits.count
    }
    guard at < bytes.count, let ahead = ahead(bytes[at...]) else { return nil }
    let seconds = (day.ordinal - epoch) * 86_400 + hour * 3_600 + minute * 60 + second - ahead
    return seconds * 1_000 + milliseconds
  }

  /// `Z`, or `+01:00`, in seconds.
  private static func ahead(_ zone: ArraySlice<UInt8>) -> Int? {
    let zone = Array(zone)
    if zone == [UInt8(ascii: "Z")] { return 0 }
    guard zone.count == 6, zone[3] == UInt8(ascii: ":"), let hours = number(zone[1..<3]),
      let minutes = number(zone[4..<6]), hours <= 14, minutes < 60
    else { return nil }
    switch zone[0] {
    case UInt8(ascii: "+"): return hours * 3_600 + minutes * 60
    case UInt8(ascii: "-"): return -(hours * 3_600 + minutes * 60)
    default: return nil
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = number * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return number
  }
}

extension Day {
  /// Whole weeks from each day of a range to this one: the fewest and the most; nil if all of them lie after it.
  func weeks(since days: ClosedRange<Day>) -> (low: Int, high: Int)? {
    guard days.lowerBound <= self else { return nil }
    let last = min(days.upperBound, self)
    return ((ordinal - last.ordinal) / 7, (ordinal - days.lowerBound.ordinal) / 7)
  }

  /// Whole years from each day of a range to this one.
  func years(since days: ClosedRange<Day>) -> (low: Int, high: Int)? {
    guard days.lowerBound <= self else { return nil }
    func years(_ birth: Day) -> Int {
      let isBefore = (month, day) < (birth.month, birth.day)
      return max(0, year - birth.year - (isBefore ? 1 : 0))
    }
    return (years(min(days.upperBound, self)), years(days.lowerBound))
  }

  /// The same day so many years later; the last of its month if there is none.
  func later(years: Int) -> Day? {
    Day(year: year + years, month: month, day: day) ?? Day(year: year + years, month: month, day: 28)
  }
}
