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
      if let action = notice.action { page.paragraph(action) }
      page.paragraph(notice.says)
      let questions = words.questions(notice)
      if questions.count > 1 { page.paragraph(language("One of these answers it:")) }
      for question in questions { questions.count > 1 ? page.bullet(question) : page.paragraph(question) }
    }
  }

  /// Adds what stands above the evidence, then the quiet lines.
  func rest(on page: inout Page) {
    for notice in says(.aboveEvidence) { page.paragraph(notice, after: "  \(language("NOTE"))  ") }
    for notice in says(.quiet) { page.paragraph(notice) }
  }

  private var words: NoticeWords { NoticeWords(vocabulary: vocabulary, language: language) }

  func says(_ placement: Decision.Notice.Placement) -> [String] {
    decision.notices.filter { $0.placement == placement }.map(\.says)
  }

  /// The open questions that a gate demands, each in a sentence.
  var firstSentences: [String] {
    decision.notices.filter { $0.placement == .first }.map { notice in
      language("Ask first: {title}.", ["title": notice.title ?? ""])
        + " \(notice.says) \(words.asked(notice))"
    }
  }
}

/// What an open question asks for.
struct NoticeWords {
  let vocabulary: Vocabulary
  let language: Language

  func questions(_ notice: Decision.Notice) -> [String] { notice.asks.map { vocabulary[$0].question } }

  /// What to do about it, and its questions, of which one is enough.
  func asked(_ notice: Decision.Notice) -> String {
    let questions = questions(notice)
    let one = questions.count > 1 ? [language("One of these answers it:")] : []
    return ([notice.action].compactMap(\.self) + one + questions).joined(separator: " ")
  }
}
