internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// A stop that is true, in the middle of questions: what it is, what to do now, and why.
struct StopLines {
  let lines: [String]

  /// - Parameters:
  ///   - width: in columns.
  ///   - language: that of its texts.
  init(_ alert: Decision.Alert, width: Int, in language: Language) {
    let urgency = language.both(alert.urgency.rawValue.replacing("-", with: " ").uppercased())
    let now = "  \(language.both("DO NOW"))  "
    lines =
      Wrapping.lines(
        Escaping.terminal(alert.title), to: width, first: "STOP  \(urgency)  ", rest: "      ")
      + Wrapping.lines(Escaping.terminal(alert.action), to: width, first: now, rest: "          ")
      + Wrapping.lines(Escaping.terminal(alert.because), to: width, first: "  ", rest: "  ")
  }
}
