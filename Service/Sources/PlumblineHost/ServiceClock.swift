internal import Glibc
public import PlumblineFHIR
public import PlumblineGuideline

/// The service's clock. Everything else takes days and times as values.
public struct ServiceClock: Sendable {
  /// The day for which answers hold.
  public var day: @Sendable () -> Day
  /// The time in UTC, for records and logs: `2026-11-20T09:30:00.000Z`.
  public var time: @Sendable () -> String
  /// The time in seconds since 1970, by which tokens end.
  public var seconds: @Sendable () -> Int
  /// The time zone in which instants become days.
  public var zone: TimeZoneRule

  public init(
    day: @escaping @Sendable () -> Day, time: @escaping @Sendable () -> String,
    seconds: @escaping @Sendable () -> Int, zone: TimeZoneRule
  ) {
    (self.day, self.time, self.seconds, self.zone) = (day, time, seconds, zone)
  }

  /// The machine's clock and time zone.
  public static let machine = ServiceClock(day: today, time: now, seconds: count, zone: local)

  /// The machine's clock, with answers for one day.
  public static func fixed(on day: Day) -> ServiceClock {
    ServiceClock(day: { day }, time: now, seconds: count, zone: local)
  }

  private static let local = TimeZoneRule { seconds in
    var (time, parts) = (time_t(seconds), tm())
    localtime_r(&time, &parts)
    return Int(parts.tm_gmtoff)
  }

  private static func count() -> Int { Glibc.time(nil) }

  private static func today() -> Day {
    var (seconds, parts) = (Glibc.time(nil), tm())
    localtime_r(&seconds, &parts)
    return day(parts)
  }

  private static func now() -> String {
    var (time, parts) = (timespec(), tm())
    clock_gettime(CLOCK_REALTIME, &time)
    gmtime_r(&time.tv_sec, &parts)
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0), 2) }.joined(separator: ":")
    return "\(day(parts))T\(clock).\(digits(time.tv_nsec / 1_000_000, 3))Z"
  }

  /// A clock beyond the calendar counts as its last day, by which everything that ends has ended.
  private static func day(_ parts: tm) -> Day {
    Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday)) ?? .last
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
