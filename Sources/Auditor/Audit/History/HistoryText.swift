public import PlumblineGuideline
public import PlumblineText

extension PatientHistory {
  /// The widest line, in columns.
  private static let widest = 100
  private static let widestLabel = 20

  /// The history as text of at most 100 columns.
  ///
  /// - Parameters:
  ///   - language: of what is said around what was recorded.
  ///   - vocabulary: the facts in force in that language; nil if they are said in that of the packs.
  public func text(style: Style, in language: Language = .english, _ vocabulary: Vocabulary? = nil) -> String
  {
    var style = style
    style.width = min(style.width, Self.widest)
    let words = HistoryWords(isPlain: style.isPlain, language: language, vocabulary: vocabulary)
    var page = Page(style)
    page.heading(
      Escaping.terminal(words.title(of: patient))
        + (style.isPlain ? ": " : " · ") + words.summary(self))
    let (today, others) = (scales.filter(\.isOfToday), scales.filter { !$0.isOfToday })
    if !others.isEmpty {
      page.heading(words.scores)
      add(others, words, to: &page)
      page.blank()
      for sentence in words.reading(others.verdicts) { page.paragraph(sentence) }
      if let populations = words.populations(others) { page.paragraph(populations) }
    }
    if !today.isEmpty {
      page.heading(words.ofToday)
      add(today, words, to: &page)
    }
    if !entries.isEmpty {
      page.heading(words.answers)
      for entry in entries { add(entry, words, to: &page) }
    }
    page.blank()
    page.paragraph(words.noneOfToday, first: "", rest: "")
    for note in notes { page.paragraph(words.note(note), first: "", rest: "") }
    return page.text
  }

  private func add(_ scales: [ScaleHistory], _ words: HistoryWords, to page: inout Page) {
    let labels = scales.map(words.label)
    let lines = scales.map { page.style.isPlain || $0.isOfToday ? "" : Sparkline.of($0) }
    let drawn = lines.map(\.count).max() ?? 0
    let width = min(Self.widestLabel, labels.map(\.count).max() ?? 0)
    let indent = "".leftAligned(in: width + 4 + (drawn > 0 ? drawn + 2 : 0))
    for (scale, (label, line)) in zip(scales, zip(labels, lines)) {
      let drawing = drawn > 0 ? "\(line.leftAligned(in: drawn))  " : ""
      let first = "  \(Escaping.terminal(label).leftAligned(in: width))  \(drawing)"
      let parts = [words.readings(scale), words.changes(scale)].compactMap { $0 }
      let whole = parts.joined(separator: "; ")
      let isOneLine = first.count + whole.count <= page.style.width
      for (place, part) in (isOneLine ? [whole] : parts).enumerated() {
        page.paragraph(part, first: place == 0 ? first : indent, rest: indent)
      }
    }
  }

  private func add(_ entry: HistoryEntry, _ words: HistoryWords, to page: inout Page) {
    page.paragraph(words.answer(entry), after: "  \(entry.day)  ")
    let indent = "".leftAligned(in: 14)
    page.paragraph(words.record(entry.record), first: indent, rest: indent)
    if !entry.shifts.isEmpty {
      page.paragraph(words.changed(entry), first: indent, rest: indent + "  ")
    }
    for sequel in entry.sequels {
      page.paragraph(words.sequel(sequel), first: indent, rest: indent + "  ")
    }
  }
}
