import ArgumentParser
import Glibc
import PlumblineGuideline
import PlumblineText

/// The only clock of the program: today where the command runs, as `2026-11-20`.
func today() -> String {
  var now = time(nil)
  var parts = tm()
  localtime_r(&now, &parts)
  return day(parts)
}

/// A day as `--as-of` takes it: `2026-11-20`.
func parseDay(_ argument: String) throws -> String {
  guard CalendarDate.isValid(argument) else { throw ValidationError("a day is written 2026-11-20") }
  return argument
}

/// Now, by the same clock, in UTC: `2026-11-20T09:30:00.000Z`.
func now() -> String {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  var parts = tm()
  gmtime_r(&time.tv_sec, &parts)
  let hour = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits($0, 2) }.joined(separator: ":")
  return "\(day(parts))T\(hour).\(digits(time.tv_nsec / 1_000_000, 3))Z"
}

private func day(_ parts: tm) -> String {
  "\(digits(parts.tm_year + 1900, 4))-\(digits(parts.tm_mon + 1, 2))-\(digits(parts.tm_mday, 2))"
}

private func digits(_ number: some BinaryInteger, _ width: Int) -> String {
  number.rightAligned(in: width, filling: "0")
}

/// The day that signatures are held against, by the program's one clock.
func todayInUTC() -> String { String(now().prefix(10)) }
