internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineText

/// The results of tests for a reader: failures with the two decisions side by side and what decided.
public struct TestReport {
  private let results: TestResults
  private let width: Int

  /// - Parameter width: columns, 60 to 120.
  public init(_ results: TestResults, width: Int) {
    self.results = results
    self.width = width
  }

  public var text: String {
    var page = Page(Style(width: width))
    for outcome in results.outcomes where !outcome.passed { write(outcome, to: &page) }
    let notation = Notation(results.guideline.vocabulary)
    if let coverage = results.coverage {
      CoverageReport(coverage: coverage, notation: notation).write(to: &page)
    }
    if let mutation = results.mutation { MutationText(report: mutation).write(to: &page) }
    page.blank()
    for line in results.untestedWords { page.source(line, indent: 0) }
    page.line("\(results.outcomes.count - results.failed) passed, \(results.failed) failed")
    return page.text
  }

  private func write(_ outcome: PackTestBench.Outcome, to page: inout Page) {
    page.source("FAILED  \(outcome.test.place)  \(outcome.test.title)", indent: 0)
    if outcome.decision != nil {
      table(outcome, &page)
      grounds(outcome, &page)
    }
    for failure in outcome.failures where failure.field.isEmpty { page.source(failure.words, indent: 2) }
    page.blank()
  }

  // MARK: side by side

  private func table(_ outcome: PackTestBench.Outcome, _ page: inout Page) {
    let rows = DecisionRow.rows(outcome)
    let head = 4 + (rows.map(\.field.count).max() ?? 0)
    let column = (page.style.width - head - 6) / 2
    let widths = [head, column, column]
    page.columns([[], ["expected"], ["found"]], widths: widths)
    for row in rows {
      let cells = [row.expected, row.found].map {
        Wrapping.lines(Escaping.terminal($0), to: column, breaksWords: true)
      }
      page.columns([["  \(row.differs ? "*" : " ") \(Escaping.terminal(row.field))"]] + cells, widths: widths)
    }
  }

  // MARK: what decided

  private func grounds(_ outcome: PackTestBench.Outcome, _ page: inout Page) {
    let all = Grounds.of(outcome)
    if all.isEmpty { return }
    page.line("  what decided")
    let words = GroundsWords(outcome.guideline)
    for grounds in all {
      page.source("\(grounds.site) is \(grounds.truth.word)", indent: 4)
      for leaf in grounds.deciding { page.source(words.words(leaf, in: grounds), indent: 6) }
    }
  }
}

/// A field of a decision, as expected and as found.
struct DecisionRow {
  var field: String
  var expected: String
  var found: String
  var differs: Bool

  /// Decision and primary pairing, then every field that the test names.
  static func rows(_ outcome: PackTestBench.Outcome) -> [DecisionRow] {
    let expected = outcome.test.expect.objectValue ?? []
    let unmet = Dictionary(grouping: outcome.failures, by: \.field)
    var fields = ["decision", "primary"]
    for member in expected where !fields.contains(member.key) { fields.append(member.key) }
    return fields.flatMap { field -> [DecisionRow] in
      if let failures = unmet[field] {
        return failures.map {
          DecisionRow(field: field, expected: words($0.expected), found: foundWords($0), differs: true)
        }
      }
      let wanted = expected.first { $0.key == field }?.value
      let found = outcome.found(field)
      if wanted == nil, found ?? .null == .null { return [] }
      let met = wanted.map(words) ?? "(not said)"
      return [
        DecisionRow(field: field, expected: met, found: found.map(words) ?? "as expected", differs: false)
      ]
    }
  }

  private static func foundWords(_ failure: UnmetExpectation) -> String {
    failure.field == "certainty" && failure.found == .null ? "not claimed" : words(failure.found)
  }

  private static func words(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .null: "none"
    case .array(let items): items.isEmpty ? "none" : items.map(words).joined(separator: "; ")
    case .object(let members): members.map { "\($0.key): \(words($0.value))" }.joined(separator: "; ")
    default: value.canonicalText
    }
  }
}
