internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// What a reader must see at a certain place of an answer.
struct NoticeSection {
  let decision: Decision
  let vocabulary: Vocabulary
  let language: Language

  /// Adds what comes before anything but true stops: an open question that a gate demands.
  func first(on page: inout Page) {
    for notice in decision.notices where notice.placement == .first {
      page.line(page.style.bold(language("ASK FIRST") + "  " + Escaping.terminal(notice.title ?? "") + "."))
      page.paragraph(asked(notice), first: "  ", rest: "  ")
      page.paragraph(notice.says)
    }
  }

  /// Adds what stands above the evidence, then the quiet lines.
  func rest(on page: inout Page) {
    for notice in says(.aboveEvidence) { page.paragraph(notice, after: "  \(language("NOTE"))  ") }
    for notice in says(.quiet) { page.paragraph(notice) }
  }

  /// What to do about an open question, and its questions.
  func asked(_ notice: Decision.Notice) -> String {
    ([notice.action].compactMap { $0 } + notice.asks.map { vocabulary[$0].question }).joined(separator: " ")
  }

  func says(_ placement: Decision.Notice.Placement) -> [String] {
    decision.notices.filter { $0.placement == placement }.map(\.says)
  }

  /// The open questions that a gate demands, each in a sentence.
  var firstSentences: [String] {
    decision.notices.filter { $0.placement == .first }.map { notice in
      language("Ask first: {title}.", ["title": notice.title ?? ""]) + " \(asked(notice)) \(notice.says)"
    }
  }
}
