internal import PlumblineText

extension Checking {
  /// Commands that make GitHub show each finding beside its line, and a last line with the counts.
  ///
  /// Source: GitHub, workflow commands, and their escaping in actions/toolkit's `command.ts`.
  public var gitHub: String {
    let lines = findings.map { finding in
      let command =
        switch finding.kind.severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
      let properties = [
        ("file", path(of: finding.location.file)), ("line", String(finding.location.line)),
        ("col", String(finding.location.column)), ("title", finding.kind.code),
      ].map { "\($0.0)=\(Self.property($0.1))" }
      var message = finding.message
      if let fix = finding.fix { message += "\nfix: \(fix.words)" }
      return "::\(command) \(properties.joined(separator: ","))::\(Self.data(message))"
    }
    return (lines + [summary]).joined(separator: "\n") + "\n"
  }

  private static func data(_ text: String) -> String {
    let harmless = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      Escaping.terminal(String($0))
    }.joined(separator: "\n")
    return harmless.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
