internal import PlumblineText

extension FindingKind {
  /// Where its page is, from the repository's root.
  public var page: String { "Documentation/Findings/\(code).md" }

  /// The page that explains it.
  public var markdown: String {
    """
    # \(code)

    **\(severity.rawValue)**: \(summary).

    \(reason)

    ## The mistake

    \(block(mistake))

    ## The fix

    \(block(fix))

    \(LoadProblems.kinds.contains(self) ? loading : allowing)

    """
  }

  /// The explanation without markup, for programs that show no Markdown.
  var plainHelp: String { "\(summary)\n\n\(reason)" }

  private var loading: String { "It keeps the pack from loading, and no comment can allow it." }
  private var allowing: String {
    "If it is meant: `-- check: allow \(code) because` and the reason, on the line or alone on the line before."
  }

  private func block(_ example: Example) -> String {
    let texts = [example.shown, example.tests, example.catalogue].filter { !$0.isEmpty }
    if texts.isEmpty { return "Leave it out." }
    return texts.map { "```lua\n\($0)\n```" }.joined(separator: "\n\n")
  }
}

extension Checks {
  /// The page that lists every kind of finding.
  public static var index: String {
    var text = """
      # What `check` finds

      One page for each kind of finding, generated from the checker's own catalogue by `make findings`; the tests run every
      example. `plumbline check --explain CODE` prints a page. How to use `check`: [Checking.md](Checking.md).


      """
    for severity in FindingKind.Severity.allCases {
      let listed = kinds.filter { $0.severity == severity }
      text += "## \(severity.heading)\n\n| code | what it finds |\n|---|---|\n"
      for kind in listed { text += "| [\(kind.code)](Findings/\(kind.code).md) | \(kind.summary) |\n" }
      text += severity == .note ? "" : "\n"
    }
    return text
  }

  /// Every code with its severity and summary, one per line.
  public static var list: String {
    Columns.lines(kinds.map { [$0.code, $0.severity.rawValue, $0.summary] }).map { $0 + "\n" }.joined()
  }
}

extension FindingKind.Severity {
  fileprivate var heading: String {
    switch self {
    case .error: "Errors: `check` fails"
    case .warning: "Warnings: `check --strict` fails"
    case .note: "Notes"
    }
  }
}
