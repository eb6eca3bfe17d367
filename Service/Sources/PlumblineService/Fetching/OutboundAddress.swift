/// Addresses of other servers that may be asked: over TLS, or on this machine, and written so that they lead nowhere else.
enum OutboundAddress {
  private static let longest = 2_000

  /// Whether a text is such an address: `https://ehr.example/keys`, with a query or without; `http://` only for this machine.
  static func isFit(_ address: String) -> Bool {
    guard isPlain(address) else { return false }
    let rest: Substring
    if address.hasPrefix("https://") {
      rest = address.dropFirst("https://".count)
    } else if address.hasPrefix("http://") {
      rest = address.dropFirst("http://".count)
      guard ServiceSettings.isHere(rest.prefix { $0 != "/" && $0 != "?" }) else { return false }
    } else {
      return false
    }
    let path = rest.prefix { $0 != "?" }
    return !path.isEmpty && !path.hasPrefix("/") && !path.contains("//")
  }

  /// Whether a text can stand in an address without leading elsewhere: no name or password, no fragment, no way up.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= longest && !text.contains("..")
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !Array("@#\\\"<>^`{}".utf8).contains($0) }
  }
}
