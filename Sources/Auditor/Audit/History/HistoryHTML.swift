internal import PlumblineGuideline
internal import PlumblineText

extension PatientHistory {
  /// The history as one page of HTML, with a small plot of each scale.
  public var html: String {
    let words = HistoryWords(isPlain: false)
    let (today, others) = (scales.filter(\.isOfToday), scales.filter { !$0.isOfToday })
    let title = "\(HistoryWords.title)\(patient.map { " of \($0)" } ?? "")"
    let body: HTML = """
      <header>
      <p class="kicker">\(HistoryWords.title)</p>
      <h1>\(patient ?? "Earlier visits of a profile")</h1>
      <p class="soft">\(words.summary(self))</p>
      </header>
      <main>
      <p class="now">\(HistoryWords.noneOfToday)</p>
      \(section(HistoryWords.scores, others.map { scale($0, words) }, HistoryWords.reading(others.verdicts) + [words.populations(others)].compactMap { $0 }))
      \(section(HistoryWords.ofToday, today.map { scale($0, words) }, []))
      \(section(HistoryWords.answers, entries.map { entry($0, words) }, []))
      \(notes.map { note -> HTML in "<p class=\"soft\">Note: \(note).</p>" })
      </main>
      """
    return HTMLPage(title: title, style: ScalePlot.style, body: body).text
  }

  private func section(_ title: String, _ parts: [HTML], _ closing: [String]) -> HTML {
    if parts.isEmpty { return "" }
    return """
      <section>
      <h2>\(title)</h2>
      \(parts)
      \(closing.map { line -> HTML in "<p class=\"soft\">\(line)</p>" })
      </section>
      """
  }

  private func scale(_ scale: ScaleHistory, _ words: HistoryWords) -> HTML {
    """
    <h3>\(words.label(scale))</h3>
    \(if: !scale.isOfToday, ScalePlot(scale: scale, words: words).figure)
    <p>\([words.readings(scale), words.changes(scale)].compactMap { $0 }.joined(separator: "; "))</p>
    """
  }

  private func entry(_ entry: HistoryEntry, _ words: HistoryWords) -> HTML {
    var items: [HTML] = []
    if !entry.shifts.isEmpty {
      items.append("<li>Changed since the answer before: \(words.shifts(entry))</li>")
    }
    items += entry.sequels.map { "<li>\(words.sequel($0))</li>" }
    return """
      <h3>\(entry.day.description) · \(words.answer(entry))</h3>
      <p class="soft">Record \(entry.record)</p>
      \(if: !items.isEmpty, "<ul>\n\(items)\n</ul>")
      """
  }
}
