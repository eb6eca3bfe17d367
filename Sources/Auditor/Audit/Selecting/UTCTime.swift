internal import PlumblineGuideline

/// A moment in UTC, in the form of records: `2026-11-20T09:30:00.000Z`. Earlier is less.
public struct UTCTime: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let description: String

  /// A day (its first moment), or a time in UTC to the minute, second or millisecond; nil for anything else.
  ///
  /// `2026-11-20`, `2026-11-20T09:30Z`, `2026-11-20T09:30:15Z`, `2026-11-20T09:30:15.250Z`.
  public init?(_ text: String) {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let day = parts.first.flatMap({ Day($0) }) else { return nil }
    guard parts.count == 2 else {
      description = "\(day)T00:00:00.000Z"
      return
    }
    guard let clock = Self.clock(parts[1]) else { return nil }
    description = "\(day)T\(clock)Z"
  }

  public static func < (left: UTCTime, right: UTCTime) -> Bool { left.description < right.description }

  /// `09:30:15.250` for `09:30Z` and its finer forms.
  private static func clock(_ text: Substring) -> String? {
    let shape = "00:00:00.000"
    guard text.last == "Z" else { return nil }
    let given = text.dropLast()
    guard [5, 8, 12].contains(given.utf8.count) else { return nil }
    for (byte, pattern) in zip(given.utf8, shape.utf8) {
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      guard pattern == UInt8(ascii: "0") ? isDigit : byte == pattern else { return nil }
    }
    let whole = given + shape.dropFirst(given.count)
    guard let hour = Int(whole.prefix(2)), let minute = Int(whole.dropFirst(3).prefix(2)),
      let second = Int(whole.dropFirst(6).prefix(2)), hour < 24, minute < 60, second < 60
    else { return nil }
    return String(whole)
  }
}
