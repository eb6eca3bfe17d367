internal import PlumblineGuideline
public import PlumblineText

extension SinceLastAnswer {
  /// How many rules are named as reasons.
  private static let mostCauses = 4

  /// The view as text, to be printed after the answer.
  public func text(style: Style) -> String {
    var page = Page(style)
    page.line("")
    page.line(style.bold(Escaping.terminal(title)))
    for line in lines(isPlain: style.isPlain) { page.bullet(line) }
    return page.text
  }

  /// The view in Markdown, to be printed after the answer.
  public var markdown: String {
    "\n## \(Escaping.markdown(title))\n\n"
      + lines(isPlain: false).map { "- \(Escaping.markdown($0))\n" }.joined()
  }

  /// The view as a section of the answer's page.
  package var html: HTML {
    """
    <section>
    <h2>\(title)</h2>
    <ul>
    \(lines(isPlain: false).map { line -> HTML in "<li>\(line)</li>" })
    </ul>
    </section>
    """
  }

  private var title: String {
    language("Since the answer of {day} (record {record})", ["day": "\(day)", "record": record])
  }

  private func lines(isPlain: Bool) -> [String] {
    func arrows(_ text: String) -> String { isPlain ? text.replacing("→", with: "->") : text }
    let words = HistoryWords(isPlain: isPlain, language: language)
    var lines = changes.map { arrows("\($0.label) \($0.before) → \($0.after)") + Self.verdict($0, words) }
    if changes.isEmpty, notes.isEmpty {
      lines.append(language("no score and no other answer changed that is compared here"))
    }
    if !packs.isEmpty {
      lines.append(
        arrows(language("the guideline changed: {packs}", ["packs": packs.joined(separator: ", ")])))
    }
    if !byGuideline.isEmpty {
      lines.append(
        arrows(
          language(
            "the advice for the earlier answers changed with the guideline: {changes}",
            ["changes": said(byGuideline)])))
    }
    if byAnswers.isEmpty {
      lines.append(
        language(
          byGuideline.isEmpty ? "the advice is the same" : "what was answered since changed no advice"))
    } else {
      lines.append(arrows(language("the advice changed: {changes}", ["changes": said(byAnswers)])))
      lines.append(arrows(because))
    }
    return lines + words.reading(changes.compactMap(\.scale?.verdict)) + notes
  }

  private func said(_ shifts: [AnswerShift]) -> String {
    shifts.map { $0.words(in: language) }.joined(separator: "; ")
  }

  /// ": −8, within measurement error (MDC95 …)"; empty for what is no scale.
  private static func verdict(_ change: Change, _ words: HistoryWords) -> String {
    guard let scale = change.scale else { return "" }
    let isJudged = [.beyond, .within].contains(scale.verdict)
    return ": \(scale.words(isPlain: words.isPlain, in: words.language))"
      + (isJudged ? change.error.map { " (\(words.error($0)))" } ?? "" : "")
  }

  private var because: String {
    guard !causes.isEmpty else {
      return language(
        "why: see `plumbline explain --record {record}` beside today's answer", ["record": record])
    }
    let named = causes.prefix(Self.mostCauses).map { cause in
      let name = cause.title.map { "\"\($0)\" (\(cause.change.id))" } ?? cause.change.id
      let reads =
        cause.facts.isEmpty
        ? "" : language(", by {facts}", ["facts": cause.facts.joined(last: language("and"))])
      func truth(_ word: String?) -> String { language(word ?? "not evaluated") }
      return "\(name): \(truth(cause.change.before)) → \(truth(cause.change.after))\(reads)"
    }
    let rest = causes.count - named.count
    let more =
      switch rest {
      case ...0: ""
      case 1: language("; and 1 more rule")
      default: language("; and {count} more rules", ["count": "\(rest)"])
      }
    return language("because of {causes}", ["causes": named.joined(separator: "; ")]) + more
  }
}
