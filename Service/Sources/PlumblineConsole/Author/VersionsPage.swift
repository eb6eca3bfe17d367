internal import PlumblineEngine
internal import PlumblineJSON
internal import PlumblineText

/// Whose answers change from some packs to others, drawn from what the process that compared them printed.
struct VersionsPage {
  let made: JSONValue
  let language: Language
  /// Whether whoever reads it may open records.
  let opensRecords: Bool

  var body: HTML {
    if made["old"] == made["new"] {
      return """
        <p class="done">\(language("They are the same packs, byte for byte: nobody’s answer changes."))</p>
        \(recorded)
        """
    }
    let comparison = made["comparison"] ?? .null
    let parts = comparison["guidelines"]?.arrayValue ?? [comparison]
    return """
      \(comings(comparison))
      \(parts.enumerated().map { GuidelineComparison(value: $1, number: $0 + 1, language: language).html })
      \(recorded)
      """
  }

  /// Guidelines that come or go.
  private func comings(_ comparison: JSONValue) -> HTML {
    func lines(_ key: String, _ words: (String) -> String) -> [HTML] {
      (comparison[key]?.arrayValue ?? []).compactMap(\.stringValue).map {
        "<p class=\"now\"><strong>\(words($0))</strong></p>"
      }
    }
    return HTML(
      lines("added") { language("{name} is new: every patient gets its answer as well.", ["name": $0]) }
        + lines("removed") {
          language("{name} is gone: no patient gets its answer, nor its stops.", ["name": $0])
        })
  }

  // MARK: recorded answers

  private var recorded: HTML {
    """
    <section><h2>\(language("Recorded answers, decided again"))</h2>
    \(again)
    </section>
    """
  }

  private var again: HTML {
    guard let found = made["recorded"], let answers = found["answers"]?.numberValue?.intValue else {
      return "<p>\(language("The ledger could not be read, so no recorded answer was decided again."))</p>"
    }
    if answers == 0 { return "<p>\(language("No answer is recorded yet."))</p>" }
    let changed = found["changed"]?.arrayValue ?? []
    let words = changed.filter { $0["classes"]?.arrayValue == ["words-only"] }
    let others = changed.filter { $0["classes"]?.arrayValue != ["words-only"] }
    return """
      <p>\(language("Of the {count} latest recorded answers, {changed} would be another answer.", ["count": "\(answers)", "changed": "\(others.count)"]))</p>
      \(if: !others.isEmpty, list(others))
      \(if: !words.isEmpty, "<p>\(language("The same answer in other words: {count}.", ["count": "\(words.count)"]))</p>\(list(words))")
      """
  }

  private func list(_ records: [JSONValue]) -> HTML {
    let items: [HTML] = records.compactMap { $0["record"]?.numberValue?.intValue }.map { index in
      opensRecords
        ? "<li><a href=\"\(ConsoleRoute.record.path("\(index)"))\">\(index)</a></li>" : "<li>\(index)</li>"
    }
    return "<ul class=\"row\" aria-label=\"\(language("Records"))\">\(items)</ul>"
  }
}
