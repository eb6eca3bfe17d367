public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineText

/// The answer on one screen, in words that a clinician can check.
public struct TextReport {
  private let guideline: Guideline
  private let style: Style
  private let note: RecordNote?
  private var vocabulary: Vocabulary { guideline.vocabulary }
  private var language: Language { guideline.language }

  public init(_ guideline: Guideline, style: Style, note: RecordNote? = nil) {
    self.guideline = guideline
    self.note = note
    self.style = style
  }

  public func text(_ decision: Decision, _ recording: Recording) -> String {
    var page = Page(style)
    if recording == .failed {
      page.line(style.bold(language.both(Words.failedRecording)))
      page.blank()
    }
    let parts = [
      "Plumbline", Words.patient(decision.profile, in: language), Words.day(decision.asOf, in: language),
    ]
    page.line(parts.map { Escaping.terminal($0) }.joined(separator: style.isPlain ? " - " : " · "))
    page.blank()
    body(decision, &page)
    let packs = guideline.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    if let note { page.paragraph(note.sentence(in: language), first: "", rest: "") }
    page.paragraph(Words.record(recording, packs: packs, in: language), first: "", rest: "")
    return page.text
  }

  /// Adds what the guideline answers, from the headline to its purpose.
  ///
  /// - Parameter stopsAreAbove: whether its stops are on the page already.
  func body(_ decision: Decision, _ page: inout Page, stopsAreAbove: Bool = false) {
    let notices = NoticeSection(decision: decision, vocabulary: vocabulary, language: language)
    if decision.alerts.isEmpty || stopsAreAbove { notices.first(on: &page) }
    if let primary = decision.primary {
      recommendation(primary, decision, &page)
    } else {
      noPairing(decision, &page, stopsAreAbove: stopsAreAbove)
    }
    conflicts(decision, &page)
    cautions(decision, &page)
    follows(decision, &page)
    if let plan = decision.plan {
      page.heading(language("Plan"))
      for sentence in PlanWords(guideline: guideline, language: language).sentences(plan) {
        page.bullet(sentence)
      }
    }
    QuestionSection(decision: decision, guideline: guideline).set(on: &page)
    OriginSection(decision: decision, vocabulary: vocabulary, language: language).set(on: &page)
    sources(decision, &page)
    page.blank()
    page.paragraph(
      Words.purpose(decision.disposition, in: guideline.domain, language), first: "", rest: "")
  }

  // MARK: no pairing

  private func noPairing(_ decision: Decision, _ page: inout Page, stopsAreAbove: Bool) {
    if !stopsAreAbove { for alert in decision.alerts { StopSection.set(alert, in: language, on: &page) } }
    if decision.disposition == .stop, !stopsAreAbove { moreUrgent(decision, &page) }
    if decision.alerts.isEmpty || stopsAreAbove {
      page.line(style.bold(language(Words.headline(decision.disposition))))
    } else {
      NoticeSection(decision: decision, vocabulary: vocabulary, language: language).first(on: &page)
    }
    let contacts = ContactLines.set(guideline, in: language)
    for contact in decision.alerts.isEmpty ? [] : contacts { page.paragraph(contact) }
    page.blank()
    page.paragraph(Words.explanation(decision.disposition, in: language))
    NoticeSection(decision: decision, vocabulary: vocabulary, language: language).rest(on: &page)
    for gate in decision.gates where gate.truth == .true {
      page.heading(Escaping.terminal(gate.title))
      page.paragraph(gate.action, after: "  \(language("DO NOW"))  ")
      page.paragraph(gate.because)
    }
  }

  /// Adds stops that are not answered and are more urgent than the one that is true.
  private func moreUrgent(_ decision: Decision, _ page: inout Page) {
    guard let first = decision.alerts.first else { return }
    let missing = Set(decision.missing.map(\.fact))
    let open = QuestionSection(decision: decision, guideline: guideline).openStops(missing).filter {
      $0.0 < first.urgency
    }
    Self.askAtOnce(open, vocabulary, in: language, on: &page)
  }

  /// Adds the questions of stops that are more urgent than a true one.
  static func askAtOnce(
    _ open: [(Gate.Urgency, Fact.Index)], _ vocabulary: Vocabulary, in language: Language,
    on page: inout Page
  ) {
    if open.isEmpty { return }
    page.heading(language.both("ASK AT ONCE (not answered, and more urgent)"))
    for (urgency, fact) in open {
      page.paragraph(
        vocabulary[fact].question, after: "  " + QuestionSection.urgency(urgency, in: language))
    }
  }

  // MARK: the recommendation

  private func recommendation(_ primary: Decision.Recommendation, _ decision: Decision, _ page: inout Page) {
    let open = Self.isForNow(decision, guideline) ? decision.undecided : []
    let title = open.isEmpty ? primary.title : language("{title}, for now", ["title": primary.title])
    page.line(style.bold("\(language("RECOMMEND"))  \(Escaping.terminal(title))"))
    page.paragraph("\(language(Words.strength(primary.strength))) (\(primary.pairing))")
    if let strengths = PartWords.strengths(primary, in: guideline) { page.paragraph(strengths) }
    for reason in PartWords.passedOver(primary) { page.paragraph(reason, after: "  \(language("NOTE"))  ") }
    for unlike in PopulationWords.sentences(primary.claims, in: guideline) { page.paragraph(unlike) }
    if !open.isEmpty {
      let needs = Set(open.flatMap(\.needs)).sorted().map { vocabulary[$0].label }.joined(separator: ", ")
      page.paragraph(
        open.count == 1
          ? language("1 rule could not be decided because these are missing: {facts}.", ["facts": needs])
          : language(
            "{count} rules could not be decided because these are missing: {facts}.",
            ["count": "\(open.count)", "facts": needs]))
    }
    let notices = NoticeSection(decision: decision, vocabulary: vocabulary, language: language)
    notices.rest(on: &page)
    page.heading(language("Why"))
    for because in primary.because { page.paragraph(because) }
    page.heading(language("What it consists of"))
    for what in primary.what { page.paragraph(what) }
    page.blank()
    let words = OptionWords(decision: decision, vocabulary: vocabulary, language: language)
    OptionsGrid(words: words, style: style).set(on: &page)
    EvidenceSection(primary.claims, style, in: language).set(on: &page)
    for part in PartWords.claims(primary, in: guideline) { page.bullet(part) }
    let actions = PartWords.actions(primary, in: language)
    if !actions.isEmpty { page.heading(language("To do")) }
    for action in actions { page.bullet(action) }
    alternatives(decision, primary, &page)
  }

  /// Whether the recommendation is only for now: no rule was chosen, and some rules are undecided.
  static func isForNow(_ decision: Decision, _ guideline: Guideline) -> Bool {
    guard let primary = decision.primary, !decision.undecided.isEmpty else { return false }
    return guideline.otherwise.map { primary.rules.contains($0.id) } ?? primary.rules.isEmpty
  }

  private func alternatives(_ decision: Decision, _ primary: Decision.Recommendation, _ page: inout Page) {
    let others = decision.recommendations.filter { $0.role == .alternative }
    if !others.isEmpty { page.heading(language("Alternatives")) }
    for other in others {
      page.bullet(
        "\(other.title(in: guideline)). \(other.because.joined(separator: " ")) \(Words.certainty(of: other, in: language))"
      )
      for reason in PartWords.passedOver(other) {
        page.paragraph(
          language("Passed over: {reason}", ["reason": reason]), first: "    ", rest: "    ")
      }
      let own = other.cautions.filter { !primary.cautions.contains($0) }
      if !own.isEmpty {
        page.paragraph(
          language("Cautions: {cautions}", ["cautions": own.joined(separator: " ")]), first: "    ",
          rest: "    ")
      }
    }
    if !decision.advisedAgainst.isEmpty { page.heading(language("Advised against")) }
    for line in decision.advice { page.bullet(line) }
  }

  // MARK: cautions

  private func conflicts(_ decision: Decision, _ page: inout Page) {
    if !decision.conflicts.isEmpty { page.heading(language("Conflicting findings")) }
    for conflict in decision.conflicts { page.bullet("\(conflict.title). \(conflict.because)") }
  }

  private func cautions(_ decision: Decision, _ page: inout Page) {
    let said = Set(decision.notices.map(\.says))
    let all = decision.otherCautions + (decision.primary?.cautions ?? []).filter { !said.contains($0) }
    if !all.isEmpty { page.heading(language("Cautions")) }
    for caution in all { page.bullet(caution) }
  }

  private func follows(_ decision: Decision, _ page: inout Page) {
    let words = NarrowedWords(vocabulary, in: language)
    if !decision.narrowed.isEmpty { page.heading(words.heading) }
    for narrowed in decision.narrowed { page.bullet(words.sentence(narrowed)) }
  }

  private func sources(_ decision: Decision, _ page: inout Page) {
    let names = decision.sources
    if names.isEmpty { return }
    let short = names.compactMap { guideline.sources[$0] }.map { source in
      // With a DOI the authors are enough to find it; the other forms of the answer have the whole citation.
      source.doi.map { "\(source.citation.prefix { $0 != "." }). doi:\($0)" } ?? source.citation
    }
    page.heading(language("Sources"))
    page.paragraph(short.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }.joined(separator: "; ") + ".")
  }
}

extension Decision {
  /// What is advised against, each sentence once.
  var advice: [String] {
    var seen: Set<String> = []
    return advisedAgainst.map { "\($0.title). \($0.because)" }.filter { seen.insert($0).inserted }
  }

  /// The sources of everything shown, each once, in the order of the page.
  var sources: [String] {
    var seen: Set<String> = []
    let names =
      alerts.flatMap(\.sources) + gates.flatMap(\.sources) + recommendations.flatMap(\.sources)
      + advisedAgainst.flatMap(\.sources)
    return names.filter { seen.insert($0).inserted }
  }
}
