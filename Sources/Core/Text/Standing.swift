/// The status of an item, at the beginning of its line in an overview.
package enum Standing: String, Sendable {
  case ok, warn, fail
  /// Information, neither good nor bad.
  case plain = ""

  /// Returns the line, without its line feed.
  package func line(_ text: String) -> String { "  \(rawValue.leftAligned(in: 4))  \(text)" }
}
