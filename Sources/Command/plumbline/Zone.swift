import ArgumentParser
import Glibc
import PlumblineAudit
import PlumblineFHIR
import PlumblineText

/// A time zone in which days begin and times are shown: UTC, a fixed offset, or a name that this machine knows.
struct Zone: ExpressibleByArgument {
  /// As glibc takes it in `TZ`; nil for the machine's own.
  private let setting: String?

  static let utc = Zone("UTC0")
  static let machine = Zone(nil)

  private init(_ setting: String?) { self.setting = setting }

  init?(argument: String) {
    if argument == "UTC" || argument == "Z" {
      self = .utc
      return
    }
    if let offset = Self.offset(argument) {
      self.init(offset)
      return
    }
    let isName =
      !argument.isEmpty
      && argument.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & ~0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "+")
      } && argument.first != "/"
    guard isName, Self.isFile("/usr/share/zoneinfo/\(argument)") else { return nil }
    self.init(":\(argument)")
  }

  /// Of a folder of the database glibc would make UTC without a word.
  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, R_OK) == 0
  }

  /// `+01:00` as glibc writes it, whose sign is that of the time to add for UTC; nil for anything else.
  private static func offset(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = Int(text.dropFirst(1).prefix(2)),
      let minutes = Int(text.suffix(2)), hours <= 14, minutes < 60,
      bytes[1] >= UInt8(ascii: "0"), bytes[4] >= UInt8(ascii: "0")
    else { return nil }
    switch text.first {
    case "+": return "LOC-\(text.dropFirst())"
    case "-": return "LOC+\(text.dropFirst())"
    default: return nil
    }
  }

  /// The rule by which instants become days here. The zone stays that of the process, which reads one record or cohort.
  var days: TimeZoneRule {
    if let setting { setenv("TZ", setting, 1) }
    tzset()
    return TimeZoneRule { seconds in
      var (time, parts) = (time_t(seconds), tm())
      localtime_r(&time, &parts)
      return Int(parts.tm_gmtoff)
    }
  }

  /// The moment of a wall clock's time here.
  func moment(_ wall: UTCTime) -> UTCTime {
    var parts = Self.parts(wall.description)
    parts.tm_isdst = -1
    let seconds = within { mktime(&parts) }
    return UTCTime(Self.text(seconds, gmtime_r, wall.description, "Z")) ?? wall
  }

  /// A record's time, as a clock here shows it, with the offset: `2026-11-21T10:30:00.000+01:00`.
  func shown(_ time: String) -> String {
    guard UTCTime(time) != nil, setting != Self.utc.setting else { return time }
    var parts = Self.parts(time)
    let seconds = timegm(&parts)
    return within {
      var now = seconds
      var local = tm()
      localtime_r(&now, &local)
      let minutes = abs(local.tm_gmtoff) / 60
      let offset =
        (local.tm_gmtoff < 0 ? "-" : "+") + Self.digits(minutes / 60) + ":" + Self.digits(minutes % 60)
      return Self.text(seconds, localtime_r, time, offset)
    }
  }

  private func within<Value>(_ work: () -> Value) -> Value {
    let before = environment("TZ")
    if let setting { setenv("TZ", setting, 1) }
    tzset()
    defer {
      if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
      tzset()
    }
    return work()
  }

  /// The parts of `2026-11-21T09:30:00.000Z`.
  private static func parts(_ time: String) -> tm {
    func number(_ start: Int, _ count: Int) -> Int32 { Int32(time.dropFirst(start).prefix(count)) ?? 0 }
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (number(0, 4) - 1900, number(5, 2) - 1, number(8, 2))
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (number(11, 2), number(14, 2), number(17, 2))
    return parts
  }

  /// A time with the milliseconds of another.
  private static func text(
    _ seconds: time_t,
    _ split: (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?,
    _ like: String, _ offset: String
  ) -> String {
    var (seconds, parts) = (seconds, tm())
    _ = split(&seconds, &parts)
    let year = (Int(parts.tm_year) + 1900).rightAligned(in: 4, filling: "0")
    let day = [Int(parts.tm_mon) + 1, Int(parts.tm_mday)].map(digits).joined(separator: "-")
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0)) }.joined(separator: ":")
    return "\(year)-\(day)T\(clock)\(like.dropFirst(19).prefix(4))\(offset)"
  }

  private static func digits(_ number: Int) -> String { number.rightAligned(in: 2, filling: "0") }
}

/// A bound in time: a moment, or what a clock in the declared zone shows.
struct TimeBound: ExpressibleByArgument {
  private let time: UTCTime
  /// The zone that was given with it; nil if it needs the declared one.
  private let zone: Zone?

  /// Whether it depends on the declared zone.
  var isLocal: Bool { zone == nil }

  init?(argument: String) {
    if argument.contains("T"), let time = UTCTime(argument) {
      (self.time, zone) = (time, .utc)
    } else if let day = UTCTime(argument) ?? UTCTime(argument + "Z") {
      (time, zone) = (day, nil)
    } else if let zone = Zone(argument: String(argument.suffix(6))),
      let time = UTCTime(argument.dropLast(6) + "Z"), argument.utf8.count > 11
    {
      (self.time, self.zone) = (time, zone)
    } else {
      return nil
    }
  }

  func moment(in declared: Zone) -> UTCTime { (zone ?? declared).moment(time) }
}
