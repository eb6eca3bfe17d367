public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineText

/// The answers of several guidelines: the stops of all, what is between the guidelines, then each one's own answer.
///
/// Of a single guideline, its report.
public struct JointReport {
  let guidelines: Guidelines
  private let words: RelationWords
  /// What is said of the record that the profile was read from; nil if there is nothing to say.
  let note: RecordNote?
  /// In which the guidelines are shown.
  var language: Language { guidelines.language }
  /// A site is one clinic, whichever guideline names it.
  private var site: Site? { guidelines.members.lazy.compactMap(\.guideline.site).first }

  public init(_ guidelines: Guidelines, note: RecordNote? = nil) {
    self.guidelines = guidelines
    self.note = note
    words = RelationWords(guidelines: guidelines)
  }

  // MARK: text

  /// - Parameter isFull: whether everything is said, instead of one screen for each guideline.
  public func text(
    _ joint: JointDecision, _ recording: Recording, style: Style, isFull: Bool = false
  ) -> String {
    if let decision = joint.only {
      let guideline = guidelines.members[0].guideline
      return isFull
        ? TextReport(guideline, style: style, note: note).text(decision, recording)
        : BriefReport(guideline, style: style, note: note).text(decision, recording)
    }
    var page = Page(style)
    if recording == .failed {
      page.line(style.bold(language.both(Words.failedRecording)))
      page.blank()
    }
    let head = [
      "Plumbline", Words.patient(joint.profile, in: language), Words.day(joint.asOf, in: language),
      count(joint),
    ]
    page.line(head.map { Escaping.terminal($0) }.joined(separator: style.isPlain ? " - " : " · "))
    for (guideline, alert) in joint.alerts {
      StopSection.set(alert, in: language, on: &page)
      page.paragraph("(\(words.title(guideline)))")
    }
    askAtOnce(joint, on: &page)
    if !joint.relations.isEmpty { page.heading(words.heading) }
    for relation in joint.relations {
      page.bullet("\(words.label(relation.kind)). \(words.sentence(relation))")
    }
    for part in joint.parts {
      page.heading(rule(Escaping.terminal(words.title(part.guideline)), style))
      set(part, of: joint, on: &page, style, isFull)
    }
    page.blank()
    if let note { page.paragraph(note.sentence(in: language), first: "", rest: "") }
    page.paragraph(record(recording), first: "", rest: "")
    return page.text
  }

  private func count(_ joint: JointDecision) -> String {
    language("{count} guidelines", ["count": "\(joint.parts.count)"])
  }

  private func record(_ recording: Recording) -> String {
    Words.record(recording, packs: JointDecision.packs(of: guidelines), in: language)
  }

  /// Adds the stops of all guidelines that are not answered and more urgent than the first true one.
  private func askAtOnce(_ joint: JointDecision, on page: inout Page) {
    guard let first = joint.alerts.first?.alert else { return }
    var asked: Set<Fact.Index> = []
    let open = joint.parts.flatMap { part -> [(Gate.Urgency, Fact.Index)] in
      guard let decision = part.decision, let guideline = guidelines[part.guideline]?.guideline else {
        return []
      }
      return QuestionSection(decision: decision, guideline: guideline).openStops(
        Set(decision.missing.map(\.fact)))
    }.filter { $0.0 < first.urgency && asked.insert($0.1).inserted }
    TextReport.askAtOnce(
      open.sorted { $0.0 < $1.0 }, guidelines.vocabulary, in: language, on: &page)
  }

  private func set(
    _ part: JointDecision.Part, of joint: JointDecision, on page: inout Page, _ style: Style, _ isFull: Bool
  ) {
    switch part.outcome {
    case .decided(let decision):
      guard let guideline = guidelines[part.guideline]?.guideline else { return }
      if joint.isHeldBack(part) { page.paragraph(heldBack, first: "", rest: "") }
      if [.recommend, .needData].contains(decision.disposition), !isFull {
        BriefReport(guideline, style: style).body(decision, &page)
      } else {
        TextReport(guideline, style: style).body(decision, &page, stopsAreAbove: true)
      }
    case .failed(let failure): page.paragraph(failed(failure), first: "", rest: "")
    }
  }

  /// A line with the guideline's title, as wide as the page.
  private func rule(_ title: String, _ style: Style) -> String {
    let line = style.isPlain ? "=" : "━"
    return "\(line)\(line) \(title) "
      + String(repeating: line, count: max(2, min(style.width, 100) - title.count - 4))
  }

  private func failed(_ failure: ScriptFailure) -> String {
    language(
      "NO DECISION: {failure}. The other guidelines' answers stand; this one says nothing.",
      ["failure": "\(failure)"])
  }

  private var heldBack: String { language.both(JointDecision.heldBack) }

  // MARK: Markdown

  public func markdown(_ joint: JointDecision, _ recording: Recording) -> String {
    if let decision = joint.only {
      return MarkdownReport(guidelines.members[0].guideline, note: note).text(decision, recording)
    }
    func safe(_ text: String) -> String { Escaping.markdown(text) }
    var lines: [String] =
      recording == .failed ? ["**\(safe(language.both(Words.failedRecording)))**", ""] : []
    lines += [
      "# \(safe(count(joint)))", "", safe(MarkdownReport.profile(joint.profile, joint.asOf, in: language)),
    ]
    if !joint.alerts.isEmpty { lines += ["", "## \(language("Stops"))", ""] }
    for (guideline, alert) in joint.alerts {
      lines.append("- \(MarkdownReport.alert(alert, in: language)) (\(safe(words.title(guideline))))")
    }
    if !joint.relations.isEmpty { lines += ["", "## \(words.heading)", ""] }
    for relation in joint.relations {
      lines.append("- **\(words.label(relation.kind)).** \(safe(words.sentence(relation)))")
    }
    for part in joint.parts {
      lines += ["", "## \(safe(words.title(part.guideline)))", ""]
      switch part.outcome {
      case .decided(let decision):
        guard let guideline = guidelines[part.guideline]?.guideline else { continue }
        let report = MarkdownReport(guideline)
        if joint.isHeldBack(part) { lines += ["**\(safe(heldBack))**", ""] }
        lines += ["**\(report.headline(decision))**"] + report.body(decision, level: 3)
      case .failed(let failure): lines.append(safe(failed(failure)))
      }
    }
    if let note { lines += ["", safe(note.sentence(in: language))] }
    lines += ["", safe(record(recording))]
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: HTML

  public func html(_ joint: JointDecision, _ recording: Recording) -> String {
    if let decision = joint.only {
      return HTMLReport(guidelines.members[0].guideline, note: note).text(decision, recording)
    }
    let who = Words.patient(joint.profile, in: language)
    // Nothing goes home with the patient while a stop is true.
    let pages: [HTML] =
      joint.alerts.isEmpty ? answers(joint).map { PatientPage($0.decision, $0.guideline).section } : []
    let body: HTML = """
      <main>
      \(if: recording == .failed, "<p class=\"now\"><strong>\(language.both(Words.failedRecording))</strong></p>")
      <p class="soft">Plumbline · \(who) · \(Words.day(joint.asOf, in: language)) · \(count(joint))</p>
      \(stops(joint))
      \(relations(joint))
      \(joint.parts.map { section($0, of: joint) })
      </main>
      <footer class="soft">
      \(note.map { "<p>\($0.sentence(in: language))</p>\n" as HTML } ?? "")<p>\(recording.words(in: language)) \(Evaluator.version). \(language("Packs: {packs}.", ["packs": JointDecision.packs(of: guidelines)]))</p>
      </footer>
      \(pages)
      """
    return HTMLPage(title: "Plumbline: \(who), \(joint.asOf)", language: language, body: body).text
  }

  // MARK: a part of another page

  /// The answer as parts of a page that has its own head: what stands first, with the stops above everything; and the rest.
  public func parts(_ joint: JointDecision, _ recording: Recording) -> (screen: HTML, rest: HTML) {
    let failed: HTML =
      recording == .failed
      ? "<p class=\"now\"><strong>\(language.both(Words.failedRecording))</strong></p>" : ""
    if let decision = joint.only {
      let report = HTMLReport(guidelines.members[0].guideline)
      return (
        "\(failed)\n\(report.screen(decision))", "\(report.rest(decision))\n\(report.purpose(decision))"
      )
    }
    let screens: [HTML] = joint.parts.map { part in
      "<section>\(head(part, of: joint))\(part.decision.map { [report(part)?.screen($0) ?? ""] } ?? [])</section>"
    }
    let rests: [HTML] = answers(joint).map { decision, guideline in
      let report = HTMLReport(guideline)
      return """
        <section><p class="kicker">\(language("Guideline: {title}", ["title": words.title(guideline.domain.name)]))</p>
        \(report.rest(decision))
        \(report.purpose(decision))</section>
        """
    }
    return (
      """
      \(failed)
      \(stops(joint))
      \(relations(joint))
      \(screens)
      """, HTML(rests)
    )
  }

  /// The stops of all guidelines.
  private func stops(_ joint: JointDecision) -> [HTML] {
    joint.alerts.map { guideline, alert in
      "\(HTMLReport.alert(alert, in: language))\n<p class=\"soft\">\(words.title(guideline))</p>"
    }
  }

  private func relations(_ joint: JointDecision) -> HTML {
    let items: [HTML] = joint.relations.map { relation in
      "<li><strong>\(words.label(relation.kind)).</strong> \(words.sentence(relation))</li>"
    }
    return items.isEmpty ? "" : "<h2>\(words.heading)</h2>\n<ul>\n\(items)\n</ul>"
  }

  private func report(_ part: JointDecision.Part) -> HTMLReport? {
    guidelines[part.guideline].map { HTMLReport($0.guideline) }
  }

  /// Whose answer a part is, and what keeps it back.
  private func head(_ part: JointDecision.Part, of joint: JointDecision) -> HTML {
    var failure: HTML = ""
    if case .failed(let reason) = part.outcome { failure = "<p class=\"now\">\(failed(reason))</p>" }
    return """
      <p class="kicker">\(language("Guideline: {title}", ["title": words.title(part.guideline)]))</p>
      \(if: joint.isHeldBack(part), "<p class=\"now\"><strong>\(heldBack)</strong></p>")
      \(failure)
      """
  }

  private func section(_ part: JointDecision.Part, of joint: JointDecision) -> HTML {
    let title = words.title(part.guideline)
    switch part.outcome {
    case .decided(let decision):
      guard let guideline = guidelines[part.guideline]?.guideline else { return "" }
      let report = HTMLReport(guideline)
      return """
        <section>
        <p class="kicker">\(language("Guideline: {title}", ["title": title]))</p>
        \(if: joint.isHeldBack(part), "<p class=\"now\"><strong>\(heldBack)</strong></p>")
        \(report.body(decision))
        <div class="soft">\(report.purpose(decision))</div>
        </section>
        """
    case .failed(let failure):
      return
        "<section><p class=\"kicker\">\(language("Guideline: {title}", ["title": title]))</p>\n<p class=\"now\">\(failed(failure))</p></section>"
    }
  }

  /// The answers with their guidelines.
  func answers(_ joint: JointDecision) -> [(decision: Decision, guideline: Guideline)] {
    joint.parts.compactMap { part in
      guard let decision = part.decision, let guideline = guidelines[part.guideline]?.guideline else {
        return nil
      }
      return (decision, guideline)
    }
  }
}
