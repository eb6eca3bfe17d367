/// How something stands, at the beginning of its line in an overview.
package enum Standing: String, Sendable {
  case ok, warn, fail
  /// It is told, and neither good nor bad.
  case plain = ""

  /// The line, without its end.
  package func line(_ text: String) -> String { "  \(rawValue.leftAligned(in: 4))  \(text)" }
}
