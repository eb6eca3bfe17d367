import ArgumentParser
import Glibc
import PlumblineGuideline

/// The only clock of the program: today where the command runs, as `2026-11-20`.
func today() -> String {
  var now = time(nil)
  var parts = tm()
  localtime_r(&now, &parts)
  func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
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
  func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
  let day =
    "\(digits(Int(parts.tm_year) + 1900, 4))-\(digits(Int(parts.tm_mon) + 1, 2))-\(digits(Int(parts.tm_mday), 2))"
  let hour =
    "\(digits(Int(parts.tm_hour), 2)):\(digits(Int(parts.tm_min), 2)):\(digits(Int(parts.tm_sec), 2))"
  return "\(day)T\(hour).\(digits(time.tv_nsec / 1_000_000, 3))Z"
}

/// The day that signatures are held against, by the program's one clock.
func todayInUTC() -> String { String(now().prefix(10)) }
