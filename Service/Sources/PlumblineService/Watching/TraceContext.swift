internal import Logging

/// Which trace a request belongs to (W3C Trace Context), as its header `traceparent` says.
///
/// <https://www.w3.org/TR/trace-context/>
struct TraceContext: Sendable, Hashable {
  /// 32 digits in base 16, as all services on the way log it.
  var trace: String
  /// 16 digits: the step of the caller.
  var parent: String

  /// Reads a header; nil for anything but a valid one, so that nothing else of it is ever logged.
  init?(_ header: String?) {
    guard let parts = header?.split(separator: "-", omittingEmptySubsequences: false), parts.count >= 4,
      parts[0].utf8.count == 2, parts[0] != "ff", parts[0] != "00" || parts.count == 4,
      parts[1].utf8.count == 32, parts[2].utf8.count == 16, parts[3].utf8.count == 2,
      parts.prefix(4).allSatisfy({ $0.utf8.allSatisfy(Self.isDigit) }),
      parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
    else { return nil }
    (trace, parent) = (String(parts[1]), String(parts[2]))
  }

  /// What a line of the log says of it.
  var logged: Logger.Metadata { ["trace": "\(trace)", "parent": "\(parent)"] }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}
