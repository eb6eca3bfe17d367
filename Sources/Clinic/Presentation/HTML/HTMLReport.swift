public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineText

/// The answer as one self-contained HTML page: no other file, no script, no network; for a screen, a screen reader and A4, with a
/// page for the patient at its end.
public struct HTMLReport {
  private let guideline: Guideline
  private var vocabulary: Vocabulary { guideline.vocabulary }

  private var language: Language { guideline.language }

  private let note: RecordNote?

  public init(_ guideline: Guideline, note: RecordNote? = nil) {
    (self.guideline, self.note) = (guideline, note)
  }

  public func text(_ decision: Decision, _ recording: Recording) -> String {
    let who = Words.patient(decision.profile, in: language)
    let body: HTML = """
      <main>
      \(if: recording == .failed, "<p class=\"now\"><strong>\(language.both(Words.failedRecording))</strong></p>")
      <p class="soft">Plumbline · \(who) · \(Words.day(decision.asOf, in: language))</p>
      \(self.body(decision))
      </main>
      <footer class="soft">
      \(purpose(decision))
      \(note.map { "<p>\($0.sentence(in: language))</p>\n" as HTML } ?? "")<p>\(recording.words(in: language)) \(Evaluator.version). \(language("Packs: {packs}.", ["packs": packs]))</p>
      </footer>
      \(PatientPage(decision, guideline).section)
      """
    return HTMLPage(title: "Plumbline: \(who), \(decision.asOf)", language: language, body: body).text
  }

  /// What the guideline answers, from the headline to its sources.
  func body(_ decision: Decision) -> HTML { "\(screen(decision))\n\(rest(decision))" }

  /// What stands first, as on the one screen of a terminal: what was decided, the options side by side, what to watch.
  func screen(_ decision: Decision) -> HTML {
    """
    \(notices(decision).firstSentences.map { "<p class=\"now\"><strong>\($0)</strong></p>" as HTML })
    \(headline(decision))
    \(if: decision.primary != nil, OptionsList(words: words(decision)).section)
    \(if: decision.primary != nil, watch(decision))
    """
  }

  /// Everything else, from all reasons to the sources.
  func rest(_ decision: Decision) -> HTML {
    """
    \(section(language("All reasons"), (decision.primary?.because ?? []).map { "<li>\($0)</li>" }))
    \(section(language("What it consists of"), (decision.primary?.what ?? []).map { "<li>\($0)</li>" }))
    \(evidence(decision.primary?.claims ?? []))
    \(section(language("By part"), (decision.primary.map { PartWords.claims($0, in: guideline) } ?? []).map { "<li>\($0)</li>" }))
    \(section(language("To do"), (decision.primary.map { PartWords.actions($0, in: language) } ?? []).map { "<li>\($0)</li>" }))
    \(alternatives(decision))
    \(section(language("Advised against"), decision.advisedAgainst.map { "<li><strong>\($0.title).</strong> \($0.because)</li>" }))
    \(section(language("Conflicting findings"), decision.conflicts.map { "<li><strong>\($0.title).</strong> \($0.because)</li>" }))
    \(section(language("Cautions"), cautions(decision).map { "<li>\($0)</li>" }))
    \(section(narrowed.heading, decision.narrowed.map { "<li>\(narrowed.sentence($0))</li>" }))
    \(missing(decision))
    \(QuestionSection.notAsked(decision, vocabulary, in: language).map { ["<p>\($0)</p>" as HTML] } ?? [])
    \(RationaleTree(guideline).section(decision))
    \(section(language("Sources"), decision.sources.compactMap { guideline.sources[$0] }.map(source)))
    """
  }

  private var narrowed: NarrowedWords { NarrowedWords(vocabulary, in: language) }

  /// What the answer is for, for its foot.
  func purpose(_ decision: Decision) -> HTML {
    """
    <p>\(Words.purpose(decision.disposition, in: guideline.domain, language))</p>
    \(readingLevel(decision))
    """
  }

  private var packs: String { guideline.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ") }

  private func section(_ title: String, _ items: [HTML]) -> HTML {
    items.isEmpty ? "" : "<h2>\(title)</h2>\n<ul>\n\(items)\n</ul>"
  }

  // MARK: the answer

  private func headline(_ decision: Decision) -> HTML {
    guard let primary = decision.primary else { return noPairing(decision) }
    let title =
      TextReport.isForNow(decision, guideline)
      ? language("{title}, for now", ["title": primary.title]) : primary.title
    return """
      <div class="brief">
      <p class="kicker">\(language("Recommend"))</p>
      <h1>\(title)</h1>
      <p>\(language(Words.strength(primary.strength)))</p>
      \(PartWords.strengths(primary, in: guideline).map { ["<p>\($0)</p>" as HTML] } ?? [])
      \(PartWords.passedOver(primary).map { "<p class=\"now\">\($0)</p>" as HTML })
      \(notices(decision).says(.aboveEvidence).map { "<p class=\"now\"><strong>\($0)</strong></p>" as HTML })
      \(notices(decision).says(.quiet).map { "<p>\($0)</p>" as HTML })
      \(decision.otherCautions.map { "<p class=\"now\">\($0)</p>" as HTML })
      \(PopulationWords.sentences(primary.claims, in: guideline).map { "<p class=\"now\">\($0)</p>" as HTML })
      <p><strong>\(language("Why")).</strong> \(primary.because.compactMap { Sentences.split($0).first }.joined(separator: " "))</p>
      </div>
      """
  }

  private func notices(_ decision: Decision) -> NoticeSection {
    NoticeSection(decision: decision, vocabulary: vocabulary, language: language)
  }

  /// The cautions that do not stand further up.
  private func cautions(_ decision: Decision) -> [String] {
    let said = Set(decision.notices.map(\.says))
    guard let primary = decision.primary else {
      return notices(decision).says(.quiet) + decision.otherCautions
    }
    return primary.cautions.filter { !said.contains($0) }
  }

  private func words(_ decision: Decision) -> OptionWords {
    OptionWords(decision: decision, vocabulary: vocabulary, language: language)
  }

  /// What stands on the first screen of what to watch, and the one next question.
  private func watch(_ decision: Decision) -> HTML {
    let cautions = decision.primary?.watch ?? []
    let next = decision.missing.first.map { vocabulary[$0.fact].question }
    return """
      \(section(language("Watch"), cautions.map { "<li>\($0)</li>" }))
      \(next.map { ["<p><strong>\(language("Ask next")).</strong> \($0)</p>" as HTML] } ?? [])
      """
  }

  private func noPairing(_ decision: Decision) -> HTML {
    let gates: [HTML] = decision.gates.map { gate in
      """
      <section><h2>\(gate.title)\(gate.truth == .unknown ? "?" : "")</h2>
      \(if: gate.truth == .true, "<p><strong>\(language("Do now:"))</strong> \(gate.action)</p>")
      <p>\(gate.because)</p></section>
      """
    }
    return """
      <h1>\(language(Words.headline(decision.disposition)).capitalisedOnce)</h1>
      <p>\(Words.explanation(decision.disposition, in: language))</p>
      \(decision.alerts.map { Self.alert($0, in: language) })
      \(notices(decision).says(.aboveEvidence).map { "<p class=\"now\"><strong>\($0)</strong></p>" as HTML })
      \(gates)
      """
  }

  /// Returns a stop as shown on every page.
  static func alert(_ alert: Decision.Alert, in language: Language) -> HTML {
    """
    <section class="now"><p class="kicker stop">\(language("Stop")): \(urgency(alert.urgency, in: language))</p>
    <h2>\(alert.title)</h2>
    <p><strong>\(language("Do now:"))</strong> \(alert.action)</p>
    <p>\(alert.because)</p></section>
    """
  }

  /// The urgency of a stop within a line.
  static func urgency(_ urgency: Gate.Urgency, in language: Language) -> String {
    language.both(Words.urgency(urgency).lowercased())
  }

  // MARK: evidence

  private func evidence(_ claims: [Claim]) -> HTML {
    if claims.isEmpty { return "" }
    return """
      <h2>\(language("Evidence"))</h2>
      <p class="soft">\(language(Words.certainty).capitalisedOnce).</p>
      \(EvidencePlot.all(claims, in: language).map(\.figure))
      \(table(claims))
      <h2>\(language("How each certainty came about"))</h2>
      \(claims.map { CertaintyLadder($0, in: language).list })
      """
  }

  private func table(_ claims: [Claim]) -> HTML {
    let rows: [HTML] = claims.map { claim in
      let item = claim.evidence
      let effect =
        item.effect.map {
          Words.favoured($0, in: language) + ($0.seen == nil ? language(" (recalled)") : "")
        } ?? language("no figure available")
      return """
        <tr><th scope="row">\(item.outcome.words)</th><td>\(language(item.timepoint.words))</td><td>\(effect)</td><td>\(item.comparator)</td><td>\(Words.certainty(claim, arrow: "→", in: language))</td></tr>
        """
    }
    let header = [
      language("Outcome"), language("When"), language("Effect"), language("Against"), language("Certainty"),
    ]
    return """
      <div class="table"><table>
      <caption>\(language("What is claimed, one outcome at one time a row"))</caption>
      <thead><tr>\(header.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>
      """
  }

  private func alternatives(_ decision: Decision) -> HTML {
    section(
      language("Alternatives"),
      decision.recommendations.filter { $0.role == .alternative }.map { other in
        let own = other.cautions.filter { !(decision.primary?.cautions ?? []).contains($0) }
        let words =
          other.because + [Words.certainty(of: other, in: language)]
          + PartWords.passedOver(other).map { language("Passed over: {reason}", ["reason": $0]) }
          + (own.isEmpty ? [] : [language("Cautions: {cautions}", ["cautions": own.joined(separator: " ")])])
        return "<li><strong>\(other.title(in: guideline)).</strong> \(words.joined(separator: " "))</li>"
      })
  }

  // MARK: open questions and sources

  private func missing(_ decision: Decision) -> HTML {
    if decision.disposition == .recommend, decision.missing.isEmpty {
      return
        "<p>\(language("No unanswered question here would change this answer; your own findings may."))</p>"
    }
    let note: HTML = decision.isAnalysed ? "" : "<p>\(language(Words.notAnalysed))</p>"
    let questions = section(
      language("Unanswered, and able to change this answer"),
      decision.missing.map { missing in
        "<li>\(vocabulary[missing.fact].question) <span class=\"soft\">\(Words.couldChange(missing.couldChange, in: language))</span></li>"
      })
    return "\(note)\(questions)"
  }

  private func source(_ source: Source) -> HTML {
    guard let doi = source.doi else { return "<li>\(source.citation)</li>" }
    return "<li>\(source.citation) <a href=\"https://doi.org/\(doi)\">doi:\(doi)</a></li>"
  }

  private func readingLevel(_ decision: Decision) -> HTML {
    let words = PatientPage(decision, guideline).words
    if language.code == "nl", let ease = ReadingEase(words).scoreWords {
      let sentence = language(
        "The page for the patient has a reading ease of {score} (Flesch-Douma; 60 to 70 is normal, more is easier).",
        ["score": ease])
      return "<p>\(sentence)</p>"
    }
    let level = ReadingLevel(words)
    guard let grade = level.gradeWords, let index = level.readabilityIndexWords else { return "" }
    return """
      <p>The page for the patient reads at school grade \(grade) (Flesch-Kincaid) and \(index) (Automated Readability Index).</p>
      """
  }
}

extension String {
  /// The text with a capital letter at its start and, if it was all capitals, small letters after that.
  package var capitalisedOnce: String {
    let rest = allSatisfy { !$0.isLowercase } ? lowercased() : self
    return rest.prefix(1).uppercased() + rest.dropFirst()
  }
}
