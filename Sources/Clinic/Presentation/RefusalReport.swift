public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineText

/// A refusal in words: first the stops to act on, then what was refused.
///
/// The problems themselves are on standard error, and in a list on the HTML page.
public struct RefusalReport {
  private let vocabulary: Vocabulary

  public init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  public func text(_ refusal: Refusal, _ recording: Recording, style: Style) -> String {
    var page = Page(style)
    if recording == .failed {
      page.line(style.bold(Words.failedRecording))
      page.blank()
    }
    let dot = style.isPlain ? "-" : "·"
    let who = refusal.profile.map { Escaping.terminal($0) } ?? "patient without an id"
    page.line("Plumbline \(dot) \(who) \(dot) as of \(refusal.asOf)")
    for alert in refusal.alerts { StopSection.set(alert, on: &page) }
    for possible in refusal.possible {
      page.heading(
        "POSSIBLE STOP  \(Words.urgency(possible.urgency))  \(Escaping.terminal(possible.title))")
      page.paragraph("Ask again: \(questions(possible))", first: "  DO NOW  ", rest: "          ")
      page.paragraph(reason(possible))
    }
    for notice in refusal.notices where notice.placement == .first {
      page.heading("ASK FIRST  \(Escaping.terminal(notice.title ?? ""))")
      page.paragraph(asked(notice), first: "  DO NOW  ", rest: "          ")
      page.paragraph(notice.says)
    }
    page.blank()
    page.line(style.bold("REFUSED: nothing else was decided"))
    page.paragraph(consequence(refusal, " (listed on standard error)"))
    for line in quiet(refusal) { page.paragraph(line) }
    if !refusal.open.isEmpty { page.paragraph(open(refusal)) }
    page.blank()
    page.paragraph("\(Words.judgement) \(recording.words)", first: "", rest: "")
    return page.text
  }

  public func markdown(_ refusal: Refusal, _ recording: Recording) -> String {
    func safe(_ text: String) -> String { Escaping.markdown(text) }
    var lines: [String] = recording == .failed ? ["**\(Words.failedRecording)**", ""] : []
    lines += ["# \(headline(refusal))", ""]
    for alert in refusal.alerts {
      lines.append(
        "- **STOP, \(Words.urgency(alert.urgency)): \(safe(alert.title)).** \(safe(alert.because)) Do now: \(safe(alert.action))"
      )
    }
    for possible in refusal.possible {
      lines.append(
        "- **Possible stop, \(Words.urgency(possible.urgency)): \(safe(possible.title)).** Ask again now: \(safe(questions(possible))) \(safe(reason(possible)))"
      )
    }
    for notice in refusal.notices where notice.placement == .first {
      lines.append(
        "- **Ask first: \(safe(notice.title ?? "")).** \(safe(asked(notice))) \(safe(notice.says))")
    }
    lines += [
      "", "Profile \(safe(refusal.profile ?? "without an id")), as of \(refusal.asOf)", "",
      safe(consequence(refusal)), "",
    ]
    lines += refusal.problems.map { "- \(safe($0.line))" }
    for line in quiet(refusal) { lines += ["", safe(line)] }
    if !refusal.open.isEmpty { lines += ["", safe(open(refusal))] }
    lines += ["", "\(Words.judgement) \(recording.words)"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// - Parameter isAskedForPatient: whether a page for the patient was asked for, of which there is none now.
  public func html(
    _ refusal: Refusal, _ recording: Recording, isAskedForPatient: Bool = false
  ) -> String {
    let who = refusal.profile ?? "patient without an id"
    let possible: [HTML] = refusal.possible.map { possible in
      """
      <section class="now"><p class="kicker stop">Possible stop: \(Words.urgency(possible.urgency).lowercased())</p>
      <h2>\(possible.title)</h2>
      <p><strong>Ask again now:</strong> \(questions(possible))</p>
      <p>\(reason(possible))</p></section>
      """
    }
    let first: [HTML] = refusal.notices.filter { $0.placement == .first }.map { notice in
      """
      <section class="now"><p class="kicker stop">Ask first</p>
      <h2>\(notice.title ?? "")</h2>
      <p><strong>Do now:</strong> \(asked(notice))</p>
      <p>\(notice.says)</p></section>
      """
    }
    let body: HTML = """
      <main>
      \(if: isAskedForPatient, "<p class=\"now\"><strong>There is no page for the patient. What follows is for the clinician.</strong></p>")
      \(if: recording == .failed, "<p class=\"now\"><strong>\(Words.failedRecording)</strong></p>")
      <p class="soft">Plumbline · \(who) · as of \(refusal.asOf.description)</p>
      <h1>\(headline(refusal))</h1>
      \(refusal.alerts.map(HTMLReport.alert))
      \(possible)
      \(first)
      <p>\(consequence(refusal))</p>
      <ul>
      \(refusal.problems.map { "<li>\($0.line)</li>" as HTML })
      </ul>
      \(quiet(refusal).map { "<p>\($0)</p>" as HTML })
      \(if: !refusal.open.isEmpty, "<p>\(open(refusal))</p>")
      </main>
      <footer class="soft"><p>\(Words.judgement) \(recording.words) \(Evaluator.version).</p></footer>
      """
    return HTMLPage(title: "Plumbline: \(who), \(refusal.asOf)", body: body).text
  }

  // MARK: words

  private func headline(_ refusal: Refusal) -> String {
    if !refusal.alerts.isEmpty { return "Stop; nothing else was decided" }
    return refusal.possible.isEmpty
      ? "A question to ask first; nothing else was decided" : "Possible stop; nothing else was decided"
  }

  /// What to do about an open question, and its questions.
  package func asked(_ notice: Decision.Notice) -> String {
    ([notice.action].compactMap { $0 } + notice.asks.map { vocabulary[$0].question }).joined(separator: " ")
  }

  package func quiet(_ refusal: Refusal) -> [String] {
    refusal.notices.filter { $0.placement == .quiet }.map(\.says)
  }

  package func consequence(_ refusal: Refusal, _ whereabouts: String = "") -> String {
    switch refusal.subject {
    case .profile:
      "The profile has \(count(refusal))\(whereabouts), so no pairing is shown. \(found(refusal))"
    case .packs:
      "The packs have \(count(refusal))\(whereabouts), so no pairing is shown. \(found(refusal))"
    }
  }

  private func found(_ refusal: Refusal) -> String {
    if !refusal.isUrgent {
      return "No stop is true in what could be read, which does not rule one out."
    }
    return refusal.subject == .profile
      ? "The stops above were found in what could be read; there may be more."
      : "The stops above are from the packs that do load."
  }

  private func count(_ refusal: Refusal) -> String {
    refusal.problems.count.counted("problem")
  }

  package func open(_ refusal: Refusal) -> String {
    "Not settled in what could be read: \(refusal.open.joined(separator: "; "))."
  }

  package func questions(_ possible: Refusal.Possible) -> String {
    possible.facts.map { vocabulary[$0].question }.joined(separator: " ")
  }

  package func reason(_ possible: Refusal.Possible) -> String {
    let facts = possible.facts.map { vocabulary[$0].label }.joined(separator: ", ")
    switch possible.reason {
    case .unreadable: return "An answer cannot be read (\(facts)); it may be a yes."
    case .sheet:
      return "The answer sheet that holds it cannot be read (\(facts)); an answer on it may be a yes."
    case .unknownName:
      return
        "Something other than no is answered under a name that is not known. Ask which sign is meant, and record it as one of: \(facts)."
    case .contradicted: return "Answers contradict each other (\(facts)); a positive answer is possible."
    }
  }
}

extension Refusal {
  /// The state of the stops, in addition to the refusal itself.
  public var stopWords: String {
    ([stateOfStops] + notices.map(stateOfQuestion)).joined(separator: "\n")
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
  static func set(_ alert: Decision.Alert, on page: inout Page) {
    page.heading("STOP  \(Words.urgency(alert.urgency))  \(Escaping.terminal(alert.title))")
    page.paragraph(alert.action, first: "  DO NOW  ", rest: "          ")
    page.paragraph(alert.because)
  }
}
