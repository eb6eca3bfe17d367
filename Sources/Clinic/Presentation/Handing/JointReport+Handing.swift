public import PlumblineEngine
internal import PlumblineGuideline
public import PlumblineText

/// What is handed over: a letter, the patient's page, and an aid for the talk.
extension JointReport {
  /// A letter to the treating team as Markdown.
  public func letter(_ joint: JointDecision, _ recording: Recording) -> String {
    HandoutBlock.markdown(title(joint), letterBlocks(joint, recording))
  }

  /// The letter as a page that prints well.
  public func letterPage(_ joint: JointDecision, _ recording: Recording)
    -> String
  {
    let body: HTML = "<main class=\"letter\">\n\(letterBody(joint, recording))\n</main>"
    return HTMLPage(title: title(joint), style: HandoutStyle.css, language: language, body: body).text
  }

  /// The letter as a part of another page.
  public func letterBody(_ joint: JointDecision, _ recording: Recording) -> HTML {
    """
    <h1>\(title(joint))</h1>
    \(HandoutBlock.html(letterBlocks(joint, recording)))
    """
  }

  /// The page for the patient alone: what was talked about, or, where nothing is recommended, what comes first and when to get help.
  public func patientPage(_ joint: JointDecision) -> String {
    let body: HTML = "<main>\(patientBody(joint))</main>"
    return HTMLPage(
      title: patientSections(joint).first?.title ?? language("For you: what we talked about"),
      style: HandoutStyle.css,
      language: language, body: body
    ).text
  }

  /// The page for the patient as a part of another page.
  public func patientBody(_ joint: JointDecision) -> HTML {
    HTML(patientSections(joint).map { PatientPage.section($0.title, $0.blocks) })
  }

  /// The aid for the talk about the options.
  public func aid(_ joint: JointDecision) -> String {
    let body: HTML = "<main class=\"aid\">\(aidBody(joint))</main>"
    return HTMLPage(
      title: language("Choosing together"), style: HandoutStyle.css, language: language, body: body
    ).text
  }

  /// The aid as a part of another page.
  public func aidBody(_ joint: JointDecision) -> HTML {
    HTML(
      joint.alerts.isEmpty
        ? answers(joint).map { DecisionAid($0.decision, $0.guideline).body }
        : [
          "<p class=\"now\">\(language("There is nothing to choose from now: the clinician's answer says what comes first."))</p>"
        ])
  }

  private func title(_ joint: JointDecision) -> String {
    language("About {who}", ["who": joint.profile ?? language("your patient")])
  }

  private func patientSections(_ joint: JointDecision) -> [(title: String, blocks: [HandoutBlock])] {
    let alerts = joint.alerts.compactMap { name, alert in
      guidelines[name].map { (alert: alert, guideline: $0.guideline) }
    }
    if !alerts.isEmpty {
      let page = PatientStopPage(alerts: alerts, language: language)
      return [(page.title, page.blocks)]
    }
    let pages = answers(joint).map { PatientPage($0.decision, $0.guideline) }
    let recommending = pages.filter { $0.decision.primary != nil }
    return recommending.isEmpty
      ? pages.map { ($0.title, $0.waiting) } : recommending.map { ($0.title, $0.blocks) }
  }

  private func letterBlocks(_ joint: JointDecision, _ recording: Recording)
    -> [HandoutBlock]
  {
    answers(joint).flatMap { Letter($0.guideline).blocks($0.decision) }
      + (note.map { [.paragraph($0.sentence(in: language))] } ?? [])
      + [.paragraph(recording.words(in: language))]
  }
}

/// The style of what is handed over, beside that of every page.
public enum HandoutStyle {
  public static let css = """
    .write { display: inline-block; min-width: 16rem; border-bottom: 1px solid var(--ink); height: 1.4em; }
    .card { border: 1px solid var(--line); border-radius: .4rem; padding: .2rem .9rem .6rem; margin: .8rem 0; break-inside: avoid; }
    .card h2 { margin-top: .6rem; border: 0; } .card.against { opacity: .65; }
    .dots { letter-spacing: .1em; color: var(--mark); white-space: nowrap; }
    .aid { font-size: 1.05rem; } .fill { margin: .9rem 0; }
    .patient { border: 0; margin-top: 0; padding-top: 0; }
    @media (max-width: 40rem) { .write { min-width: 9rem; } }
    """
}
