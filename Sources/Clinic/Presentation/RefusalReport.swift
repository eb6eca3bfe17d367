public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineText

/// A refusal in words: first the stops to act on, then what was refused.
///
/// The problems themselves are on standard error, and in a list on the HTML page.
public struct RefusalReport {
  private let vocabulary: Vocabulary
  private let language: Language

  /// - Parameters:
  ///   - vocabulary: in the language.
  ///   - language: of what is said around its words.
  public init(_ vocabulary: Vocabulary, in language: Language = .english) {
    (self.vocabulary, self.language) = (vocabulary, language)
  }

  public func text(_ refusal: Refusal, _ recording: Recording, style: Style) -> String {
    var page = Page(style)
    if recording == .failed {
      page.line(style.bold(language.both(Words.failedRecording)))
      page.blank()
    }
    let head = [
      "Plumbline", Words.patient(refusal.profile, in: language), Words.day(refusal.asOf, in: language),
    ]
    page.line(head.map { Escaping.terminal($0) }.joined(separator: style.isPlain ? " - " : " · "))
    for alert in refusal.alerts { StopSection.set(alert, in: language, on: &page) }
    let doNow = "  \(language("DO NOW"))  "
    for possible in refusal.possible {
      let urgency = Words.urgency(possible.urgency, in: language)
      page.heading("\(language("POSSIBLE STOP"))  \(urgency)  \(Escaping.terminal(possible.title))")
      page.paragraph(
        language.both("Ask again: {questions}", ["questions": questions(possible)]), after: doNow)
      page.paragraph(reason(possible))
    }
    for notice in refusal.notices where notice.placement == .first {
      page.heading("\(language("ASK FIRST"))  \(Escaping.terminal(notice.title ?? ""))")
      page.paragraph(asked(notice), after: doNow)
      page.paragraph(notice.says)
    }
    page.blank()
    page.line(style.bold(language.both("REFUSED: nothing else was decided")))
    page.paragraph(consequence(refusal, language(" (listed on standard error)")))
    for line in quiet(refusal) { page.paragraph(line) }
    if !refusal.open.isEmpty { page.paragraph(open(refusal)) }
    page.blank()
    page.paragraph(purpose(recording), first: "", rest: "")
    return page.text
  }

  public func markdown(_ refusal: Refusal, _ recording: Recording) -> String {
    func safe(_ text: String) -> String { Escaping.markdown(text) }
    var lines: [String] =
      recording == .failed ? ["**\(safe(language.both(Words.failedRecording)))**", ""] : []
    lines += ["# \(safe(headline(refusal)))", ""]
    for alert in refusal.alerts {
      let head = "\(language("STOP")), \(Words.urgency(alert.urgency, in: language)): \(alert.title)."
      let rest = "\(alert.because) \(language("Do now: {action}", ["action": alert.action]))"
      lines.append("- **\(safe(head))** \(safe(rest))")
    }
    for possible in refusal.possible {
      let urgency = Words.urgency(possible.urgency, in: language)
      let head = "\(language("Possible stop")), \(urgency): \(possible.title)."
      let rest = language.both("Ask again now: {questions}", ["questions": questions(possible)])
      lines.append("- **\(safe(head))** \(safe("\(rest) \(reason(possible))"))")
    }
    for notice in refusal.notices where notice.placement == .first {
      let head = language("Ask first: {title}.", ["title": notice.title ?? ""])
      lines.append("- **\(safe(head))** \(safe(asked(notice))) \(safe(notice.says))")
    }
    lines += [
      "", safe(MarkdownReport.profile(refusal.profile, refusal.asOf, in: language)), "",
      safe(consequence(refusal)), "",
    ]
    lines += refusal.problems.map { "- \(safe($0.line))" }
    for line in quiet(refusal) { lines += ["", safe(line)] }
    if !refusal.open.isEmpty { lines += ["", safe(open(refusal))] }
    lines += ["", safe(purpose(recording))]
    return lines.joined(separator: "\n") + "\n"
  }

  /// - Parameter isAskedForPatient: whether a page for the patient was asked for, of which there is none now.
  public func html(
    _ refusal: Refusal, _ recording: Recording, isAskedForPatient: Bool = false
  ) -> String {
    let who = Words.patient(refusal.profile, in: language)
    let body: HTML = """
      <main>
      \(if: isAskedForPatient, "<p class=\"now\"><strong>\(language("There is no page for the patient. What follows is for the clinician."))</strong></p>")
      \(if: recording == .failed, "<p class=\"now\"><strong>\(language.both(Words.failedRecording))</strong></p>")
      <p class="soft">Plumbline · \(who) · \(Words.day(refusal.asOf, in: language))</p>
      <h1>\(headline(refusal))</h1>
      \(stops(refusal))
      <p>\(consequence(refusal))</p>
      <ul>
      \(refusal.problems.map { "<li>\($0.line)</li>" as HTML })
      </ul>
      \(quiet(refusal).map { "<p>\($0)</p>" as HTML })
      \(if: !refusal.open.isEmpty, "<p>\(open(refusal))</p>")
      </main>
      <footer class="soft"><p>\(purpose(recording)) \(Evaluator.version).</p></footer>
      """
    return HTMLPage(title: "Plumbline: \(who), \(refusal.asOf)", language: language, body: body).text
  }

  /// What a refusal says besides its problems, as a part of another page: the stops above everything.
  public func part(_ refusal: Refusal, _ recording: Recording) -> HTML {
    """
    \(if: recording == .failed, "<p class=\"now\"><strong>\(language.both(Words.failedRecording))</strong></p>")
    \(if: refusal.isShown, "<h1>\(headline(refusal))</h1>")
    \(stops(refusal))
    <p>\(consequence(refusal))</p>
    \(quiet(refusal).map { "<p>\($0)</p>" as HTML })
    \(if: !refusal.open.isEmpty, "<p>\(open(refusal))</p>")
    """
  }

  /// The stops that are true, those that may be, and what has to be asked first.
  private func stops(_ refusal: Refusal) -> HTML {
    let possible: [HTML] = refusal.possible.map { possible in
      """
      <section class="now"><p class="kicker stop">\(language("Possible stop")): \(HTMLReport.urgency(possible.urgency, in: language))</p>
      <h2>\(possible.title)</h2>
      <p><strong>\(language("Ask again now:"))</strong> \(questions(possible))</p>
      <p>\(reason(possible))</p></section>
      """
    }
    let first: [HTML] = refusal.notices.filter { $0.placement == .first }.map { notice in
      """
      <section class="now"><p class="kicker stop">\(language("Ask first"))</p>
      <h2>\(notice.title ?? "")</h2>
      <p><strong>\(language("Do now:"))</strong> \(asked(notice))</p>
      <p>\(notice.says)</p></section>
      """
    }
    return """
      \(refusal.alerts.map { HTMLReport.alert($0, in: language) })
      \(possible)
      \(first)
      """
  }

  // MARK: words

  private func headline(_ refusal: Refusal) -> String {
    if !refusal.alerts.isEmpty { return language.both("Stop; nothing else was decided") }
    return refusal.possible.isEmpty
      ? language.both("A question to ask first; nothing else was decided")
      : language.both("Possible stop; nothing else was decided")
  }

  private func purpose(_ recording: Recording) -> String {
    "\(language(Words.judgement)) \(recording.words(in: language))"
  }

  package func asked(_ notice: Decision.Notice) -> String {
    NoticeWords(vocabulary: vocabulary, language: language).asked(notice)
  }

  package func quiet(_ refusal: Refusal) -> [String] {
    refusal.notices.filter { $0.placement == .quiet }.map(\.says)
  }

  package func consequence(_ refusal: Refusal, _ whereabouts: String = "") -> String {
    let what =
      switch refusal.subject {
      case .profile:
        language(
          "The profile has {problems}, so no pairing is shown.", ["problems": count(refusal) + whereabouts])
      case .packs:
        language(
          "The packs have {problems}, so no pairing is shown.", ["problems": count(refusal) + whereabouts])
      }
    return "\(what) \(found(refusal))"
  }

  private func found(_ refusal: Refusal) -> String {
    if !refusal.isUrgent {
      return language.both("No stop is true in what could be read, which does not rule one out.")
    }
    return refusal.subject == .profile
      ? language.both("The stops above were found in what could be read; there may be more.")
      : language.both("The stops above are from the packs that do load.")
  }

  private func count(_ refusal: Refusal) -> String {
    refusal.problems.count == 1
      ? language("1 problem") : language("{count} problems", ["count": "\(refusal.problems.count)"])
  }

  package func open(_ refusal: Refusal) -> String {
    language.both(
      "Not settled in what could be read: {stops}.",
      ["stops": Bilingual.joined(refusal.open, separator: "; ")])
  }

  package func questions(_ possible: Refusal.Possible) -> String {
    Bilingual.joined(possible.facts.map { vocabulary[$0].question }, separator: " ")
  }

  package func reason(_ possible: Refusal.Possible) -> String {
    let facts = Bilingual.joined(possible.facts.map { vocabulary[$0].label }, separator: ", ")
    switch possible.reason {
    case .unreadable:
      return language.both("An answer cannot be read ({facts}); it may be a yes.", ["facts": facts])
    case .sheet:
      return language.both(
        "The answer sheet that holds it cannot be read ({facts}); an answer on it may be a yes.",
        ["facts": facts])
    case .unknownName:
      return language.both(
        "Something other than no is answered under a name that is not known. Ask which sign is meant, and record it as one of: {facts}.",
        ["facts": facts])
    case .contradicted:
      return language.both(
        "Answers contradict each other ({facts}); a positive answer is possible.", ["facts": facts])
    }
  }
}

extension Refusal {
  /// The state of the stops, in addition to the refusal itself; without any value of the profile.
  public var stopWords: String {
    ([stateOfStops] + notices.filter { !$0.stop.isEmpty }.map(stateOfQuestion)).joined(separator: "\n")
  }

  private func stateOfQuestion(_ notice: Decision.Notice) -> String {
    notice.placement == .first
      ? "ask first: \(notice.title ?? ""): it is shown on standard output"
      : "still open: \(notice.says.hasSuffix(".") ? String(notice.says.dropLast()) : notice.says)"
  }

  private var stateOfStops: String {
    if !alerts.isEmpty { return "a stop is true in what could be read: it is shown on standard output" }
    return possible.isEmpty
      ? "no stop is true in what could be read, which does not rule one out"
      : "a stop may be true in what could be read: it is shown on standard output"
  }
}

extension Refusal.Problem {
  /// `line 3, column 14: pain.intensity: must be …`
  public var line: String {
    (place.map { "\($0): " } ?? "") + (path.isEmpty ? "" : "\(path): ") + message
  }
}

/// A stop as shown in every text report.
enum StopSection {
  static func set(_ alert: Decision.Alert, in language: Language, on page: inout Page) {
    let urgency = Words.urgency(alert.urgency, in: language)
    page.heading("\(language("STOP"))  \(urgency)  \(Escaping.terminal(alert.title))")
    page.paragraph(alert.action, after: "  \(language("DO NOW"))  ")
    page.paragraph(alert.because)
  }
}
