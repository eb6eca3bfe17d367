import ArgumentParser
import Glibc
import PlumblineGuideline
import PlumblineText

/// The only clock of the program: today where the command runs.
///
/// A clock beyond the calendar of ``Day`` counts as its last day, by which everything that ends has ended.
func today() -> Day {
  var now = time(nil)
  var parts = tm()
  localtime_r(&now, &parts)
  return day(parts)
}

/// Reads a day as `--as-of` takes it: `2026-11-20`.
func parseDay(_ argument: String) throws -> Day {
  guard let day = Day(argument) else { throw ValidationError("not a date; write it like 2026-11-20") }
  return day
}

/// Returns the current time, by the same clock, in UTC: `2026-11-20T09:30:00.000Z`.
func now() -> String {
  let (time, parts) = utc()
  let hour = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits($0, 2) }.joined(separator: ":")
  return "\(day(parts))T\(hour).\(digits(time.tv_nsec / 1_000_000, 3))Z"
}

private func day(_ parts: tm) -> Day {
  Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday)) ?? .last
}

private func digits(_ number: some BinaryInteger, _ width: Int) -> String {
  number.rightAligned(in: width, filling: "0")
}

/// Returns the day against which signatures are checked, by the program's one clock.
func todayInUTC() -> Day { day(utc().parts) }

private func utc() -> (time: timespec, parts: tm) {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  var parts = tm()
  gmtime_r(&time.tv_sec, &parts)
  return (time, parts)
}
