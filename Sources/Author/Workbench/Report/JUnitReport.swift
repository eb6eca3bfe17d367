internal import PlumblineGuideline
internal import PlumblineText

/// The results in the XML that build servers read: a suite for each pack, a case for each test.
public struct JUnitReport {
  private let results: TestResults

  public init(_ results: TestResults) { self.results = results }

  public var text: String {
    let suites = results.packs
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuites name=\"plumbline test\" tests=\"\(results.outcomes.count)\" failures=\"\(results.failed)\" errors=\"0\">",
    ]
    for (pack, outcomes) in suites {
      let failed = outcomes.count { !$0.passed }
      lines.append(
        "  <testsuite name=\(quoted(pack)) tests=\"\(outcomes.count)\" failures=\"\(failed)\" errors=\"0\" skipped=\"0\">"
      )
      lines += outcomes.flatMap(testCase)
      lines.append("  </testsuite>")
    }
    return (lines + ["</testsuites>"]).joined(separator: "\n") + "\n"
  }

  private func testCase(_ outcome: PackTestBench.Outcome) -> [String] {
    let test = outcome.test
    let open =
      "    <testcase classname=\(quoted(test.pack)) name=\(quoted(test.title)) file=\(quoted(test.place.file)) line=\"\(test.place.line)\""
    if outcome.passed { return [open + "/>"] }
    let words = outcome.failures.map(\.words)
    return [
      open + ">",
      "      <failure type=\"expectation\" message=\(quoted(words.first ?? ""))>"
        + words.map(Escaping.xml).joined(separator: "\n") + "</failure>",
      "    </testcase>",
    ]
  }

  private func quoted(_ text: String) -> String { "\"\(Escaping.xml(text))\"" }
}
