public import PlumblineGuideline
internal import PlumblinePresentation
public import PlumblineText

extension PatientHistory {
  /// The history as one page of HTML, with a small plot of each scale.
  ///
  /// - Parameters:
  ///   - language: of what is said around what was recorded.
  ///   - vocabulary: the facts in force in that language; nil if they are said in that of the packs.
  public func html(in language: Language = .english, _ vocabulary: Vocabulary? = nil) -> String {
    let words = HistoryWords(isPlain: false, language: language, vocabulary: vocabulary)
    let body: HTML = """
      <header>
      <p class="kicker">\(words.title)</p>
      <h1>\(patient ?? language("Earlier visits of a profile"))</h1>
      <p class="soft">\(words.summary(self))</p>
      </header>
      <main>
      \(part(words))
      </main>
      """
    return HTMLPage(
      title: words.title(of: patient), style: ScalePlot.style, language: language, body: body
    ).text
  }

  /// The scores and answers, as a part of another page; its style is ``style``.
  public func part(in language: Language = .english, _ vocabulary: Vocabulary? = nil) -> HTML {
    part(HistoryWords(isPlain: false, language: language, vocabulary: vocabulary))
  }

  /// CSS of the plots, beside that of every page.
  public static var style: String { ScalePlot.style }

  private func part(_ words: HistoryWords) -> HTML {
    let (today, others) = (scales.filter(\.isOfToday), scales.filter { !$0.isOfToday })
    return """
      <p class="now">\(words.noneOfToday)</p>
      \(section(words.scores, others.map { scale($0, words) }, words.reading(others.verdicts) + [words.populations(others)].compactMap { $0 }))
      \(section(words.ofToday, today.map { scale($0, words) }, []))
      \(section(words.answers, entries.map { entry($0, words) }, []))
      \(notes.map { note -> HTML in "<p class=\"soft\">\(words.note(note))</p>" })
      """
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
      items.append("<li>\(words.changed(entry).capitalisedOnce)</li>")
    }
    items += entry.sequels.map { "<li>\(words.sequel($0))</li>" }
    return """
      <h3>\(entry.day.description) · \(words.answer(entry))</h3>
      <p class="soft">\(words.record(entry.record).capitalisedOnce)</p>
      \(if: !items.isEmpty, "<ul>\n\(items)\n</ul>")
      """
  }
}
