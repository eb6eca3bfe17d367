internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// A stop that is true, in the middle of questions: what it is, what to do now, and why.
struct StopLines {
  let lines: [String]

  /// - Parameter width: in columns.
  init(_ alert: Decision.Alert, width: Int) {
    let urgency = alert.urgency.rawValue.replacing("-", with: " ").uppercased()
    lines =
      Wrapping.lines(
        Escaping.terminal(alert.title), to: width, first: "STOP  \(urgency)  ", rest: "      ")
      + Wrapping.lines(Escaping.terminal(alert.action), to: width, first: "  DO NOW  ", rest: "          ")
      + Wrapping.lines(Escaping.terminal(alert.because), to: width, first: "  ", rest: "  ")
  }
}
