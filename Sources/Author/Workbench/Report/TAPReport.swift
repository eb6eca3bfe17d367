internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

/// The results in the Test Anything Protocol, version 14: a line for each test, and the reasons below one that failed.
///
/// Source: https://testanything.org/tap-version-14-specification.html
public struct TAPReport {
  private let results: TestResults

  public init(_ results: TestResults) { self.results = results }

  public var text: String {
    let outcomes = results.outcomes
    var lines = ["TAP version 14", "1..\(outcomes.count)\(outcomes.isEmpty ? " # SKIP no tests" : "")"]
    for (index, outcome) in outcomes.enumerated() {
      let word = outcome.passed ? "ok" : "not ok"
      lines.append("\(word) \(index + 1) - \(description(outcome.test.pack + ": " + outcome.test.title))")
      if !outcome.passed { lines += diagnosis(outcome) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Escapes a description, in which `#` would begin a directive and a backslash escapes.
  private func description(_ text: String) -> String {
    Escaping.terminal(text).replacing("\\", with: "\\\\").replacing("#", with: "\\#")
  }

  /// A YAML block; its strings are quoted as in JSON, which YAML reads as well.
  private func diagnosis(_ outcome: PackTestBench.Outcome) -> [String] {
    var lines = ["  ---", "  at:", "    file: \(quoted(outcome.test.place.file))"]
    lines.append("    line: \(outcome.test.place.line)")
    lines.append("  failures:")
    for failure in outcome.failures {
      lines.append("    - message: \(quoted(failure.words))")
      if failure.field.isEmpty { continue }
      lines.append("      field: \(quoted(failure.field))")
      lines.append("      wanted: \(harmless(failure.expected).canonicalText)")
      lines.append("      found: \(harmless(failure.found).canonicalText)")
    }
    return lines + ["  ..."]
  }

  private func quoted(_ text: String) -> String { harmless(.string(text)).canonicalText }

  private func harmless(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(Escaping.terminal(text))
    case .array(let items): .array(items.map(harmless))
    case .object(let members):
      .object(members.map { JSONMember(Escaping.terminal($0.key), harmless($0.value)) })
    case .null, .bool, .number: value
    }
  }
}
