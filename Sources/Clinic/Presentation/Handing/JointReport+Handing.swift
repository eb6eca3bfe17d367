public import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// What is handed over: a letter, the patient's page, and an aid for the talk.
extension JointReport {
  private var language: Language { guidelines.members.first?.guideline.language ?? .english }

  /// A letter to the treating team as Markdown.
  public func letter(_ joint: JointDecision, _ recording: Recording) -> String {
    HandoutBlock.markdown(title(joint), letterBlocks(joint, recording))
  }

  /// The letter as a page that prints well.
  public func letterPage(_ joint: JointDecision, _ recording: Recording)
    -> String
  {
    let body: HTML = """
      <main class="letter">
      <h1>\(title(joint))</h1>
      \(HandoutBlock.html(letterBlocks(joint, recording)))
      </main>
      """
    return HTMLPage(title: title(joint), style: HandoutStyle.css, body: body).text
  }

  /// The page for the patient alone; while a stop is true, a sentence that there is none.
  public func patientPage(_ joint: JointDecision) -> String {
    let pages =
      joint.alerts.isEmpty
      ? answers(joint).map { PatientPage($0.decision, $0.guideline).section } : []
    let none = language(
      "There is no page for the patient: nothing is recommended now. The clinician's answer says what comes first."
    )
    let body: HTML =
      pages.contains { !$0.text.isEmpty } ? "\(pages)" : "<main><p class=\"now\">\(none)</p></main>"
    return HTMLPage(title: language("For you: what we talked about"), style: HandoutStyle.css, body: body)
      .text
  }

  /// The aid for the talk about the options.
  public func aid(_ joint: JointDecision) -> String {
    let pages: [HTML] =
      joint.alerts.isEmpty
      ? answers(joint).map { DecisionAid($0.decision, $0.guideline).body }
      : [
        "<p class=\"now\">\(language("There is nothing to choose from now: the clinician's answer says what comes first."))</p>"
      ]
    let body: HTML = "<main class=\"aid\">\(pages)</main>"
    return HTMLPage(title: language("Choosing together"), style: HandoutStyle.css, body: body).text
  }

  private func title(_ joint: JointDecision) -> String {
    language("About {who}", ["who": joint.profile ?? language("your patient")])
  }

  private func letterBlocks(_ joint: JointDecision, _ recording: Recording)
    -> [HandoutBlock]
  {
    answers(joint).flatMap { Letter($0.guideline).blocks($0.decision) }
      + [.paragraph(recording.words(in: language))]
  }
}

/// The style of what is handed over, beside that of every page.
enum HandoutStyle {
  static let css = """
    .write { display: inline-block; min-width: 16rem; border-bottom: 1px solid var(--ink); height: 1.4em; }
    .card { border: 1px solid var(--line); border-radius: .4rem; padding: .2rem .9rem .6rem; margin: .8rem 0; break-inside: avoid; }
    .card h2 { margin-top: .6rem; border: 0; } .card.against { opacity: .65; }
    .dots { letter-spacing: .1em; color: var(--mark); white-space: nowrap; }
    .aid { font-size: 1.05rem; } .fill { margin: .9rem 0; }
    .patient { border: 0; margin-top: 0; padding-top: 0; }
    @media (max-width: 40rem) { .write { min-width: 9rem; } }
    """
}
