public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineText

/// The answer as one self-contained HTML page: no other file, no script, no network; for a screen, a screen reader and A4, with a
/// page for the patient at its end.
public struct HTMLReport {
  private let guideline: Guideline
  private var vocabulary: Vocabulary { guideline.vocabulary }

  private var language: Language { guideline.language }

  public init(_ guideline: Guideline) { self.guideline = guideline }

  public func text(_ decision: Decision, _ recording: Recording) -> String {
    let who = decision.profile ?? "patient without an id"
    let body: HTML = """
      <main>
      \(if: recording == .failed, "<p class=\"now\"><strong>\(Words.failedRecording)</strong></p>")
      <p class="soft">Plumbline · \(who) · as of \(decision.asOf.description)</p>
      \(self.body(decision))
      </main>
      <footer class="soft">
      \(purpose(decision))
      <p>\(recording.words) \(Evaluator.version). Packs: \(packs).</p>
      </footer>
      \(PatientPage(decision, guideline).section)
      """
    return HTMLPage(title: "Plumbline: \(who), \(decision.asOf)", body: body).text
  }

  /// What the guideline answers, from the headline to its sources.
  func body(_ decision: Decision) -> HTML {
    """
    \(notices(decision).firstSentences.map { "<p class=\"now\"><strong>\($0)</strong></p>" as HTML })
    \(headline(decision))
    \(if: decision.primary != nil, OptionsList(words: words(decision)).section)
    \(if: decision.primary != nil, watch(decision))
    \(section("All reasons", (decision.primary?.because ?? []).map { "<li>\($0)</li>" }))
    \(section("What it consists of", (decision.primary?.what ?? []).map { "<li>\($0)</li>" }))
    \(evidence(decision.primary?.claims ?? []))
    \(section("By part", (decision.primary.map(PartWords.claims) ?? []).map { "<li>\($0)</li>" }))
    \(section("To do", (decision.primary.map(PartWords.actions) ?? []).map { "<li>\($0)</li>" }))
    \(alternatives(decision))
    \(section("Advised against", decision.advisedAgainst.map { "<li><strong>\($0.title).</strong> \($0.because)</li>" }))
    \(section("Conflicting findings", decision.conflicts.map { "<li><strong>\($0.title).</strong> \($0.because)</li>" }))
    \(section("Cautions", cautions(decision).map { "<li>\($0)</li>" }))
    \(section(NarrowedWords.heading, decision.narrowed.map { "<li>\(NarrowedWords(vocabulary).sentence($0))</li>" }))
    \(missing(decision))
    \(QuestionSection.notAsked(decision, vocabulary).map { ["<p>\($0)</p>" as HTML] } ?? [])
    \(RationaleTree(guideline).section(decision))
    \(section("Sources", decision.sources.compactMap { guideline.sources[$0] }.map(source)))
    """
  }

  /// What the answer is for, for its foot.
  func purpose(_ decision: Decision) -> HTML {
    """
    <p>\(Words.purpose(decision.disposition, in: guideline.domain))</p>
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
    let outside = TextReport.differences(primary.claims)
    return """
      <div class="brief">
      <p class="kicker">\(language("Recommend"))</p>
      <h1>\(primary.title)\(TextReport.isForNow(decision, guideline) ? ", for now" : "")</h1>
      <p>\(language(Words.strength(primary.strength)))</p>
      \(PartWords.strengths(primary).map { ["<p>\($0)</p>" as HTML] } ?? [])
      \(PartWords.passedOver(primary).map { "<p class=\"now\">\($0)</p>" as HTML })
      \(notices(decision).says(.aboveEvidence).map { "<p class=\"now\"><strong>\($0)</strong></p>" as HTML })
      \(notices(decision).says(.quiet).map { "<p>\($0)</p>" as HTML })
      \(decision.otherCautions.map { "<p class=\"now\">\($0)</p>" as HTML })
      \(if: !outside.isEmpty, "<p class=\"now\">This patient is not like the people studied (\(outside.joined(separator: "; "))): see the evidence below.</p>")
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
      \(if: gate.truth == .true, "<p><strong>Do now:</strong> \(gate.action)</p>")
      <p>\(gate.because)</p></section>
      """
    }
    return """
      <h1>\(Words.headline(decision.disposition).capitalisedOnce)</h1>
      <p>\(Words.explanation(decision.disposition))</p>
      \(decision.alerts.map(Self.alert))
      \(gates)
      """
  }

  /// Returns a stop as shown on every page.
  static func alert(_ alert: Decision.Alert) -> HTML {
    """
    <section class="now"><p class="kicker stop">Stop: \(Words.urgency(alert.urgency).lowercased())</p>
    <h2>\(alert.title)</h2>
    <p><strong>Do now:</strong> \(alert.action)</p>
    <p>\(alert.because)</p></section>
    """
  }

  // MARK: evidence

  private func evidence(_ claims: [Claim]) -> HTML {
    if claims.isEmpty { return "" }
    return """
      <h2>Evidence</h2>
      <p class="soft">\(Words.certainty.capitalisedOnce).</p>
      \(EvidencePlot.all(claims).map(\.figure))
      \(table(claims))
      <h2>How each certainty came about</h2>
      \(claims.map { CertaintyLadder($0).list })
      """
  }

  private func table(_ claims: [Claim]) -> HTML {
    let rows: [HTML] = claims.map { claim in
      let item = claim.evidence
      let effect =
        item.effect.map { "\($0.measure) \(Words.estimate($0)), \($0.better.rawValue) favours the pairing" }
        ?? "no figure available"
      return """
        <tr><th scope="row">\(item.outcome.words)</th><td>\(item.timepoint.words)</td><td>\(effect)\(item.effect.map { $0.seen == nil ? " (recalled)" : "" } ?? "")</td><td>\(item.comparator)</td><td>\(Words.certainty(claim, arrow: "→"))</td></tr>
        """
    }
    return """
      <div class="table"><table>
      <caption>What is claimed, one outcome at one time a row</caption>
      <thead><tr><th scope="col">Outcome</th><th scope="col">When</th><th scope="col">Effect</th><th scope="col">Against</th><th scope="col">Certainty</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>
      """
  }

  private func alternatives(_ decision: Decision) -> HTML {
    section(
      "Alternatives",
      decision.recommendations.filter { $0.role == .alternative }.map { other in
        let own = other.cautions.filter { !(decision.primary?.cautions ?? []).contains($0) }
        return """
          <li><strong>\(other.title(in: guideline)).</strong> \(other.because.joined(separator: " ")) \(Words.certainty(of: other))\(PartWords.passedOver(other).map { " Passed over: \($0)" }.joined())\(own.isEmpty ? "" : " Cautions: \(own.joined(separator: " "))")</li>
          """
      })
  }

  // MARK: open questions and sources

  private func missing(_ decision: Decision) -> HTML {
    if decision.disposition == .recommend, decision.missing.isEmpty {
      return "<p>No unanswered question here would change this answer; your own findings may.</p>"
    }
    let note: HTML = decision.isAnalysed ? "" : "<p>\(Words.notAnalysed)</p>"
    let questions = section(
      "Unanswered, and able to change this answer",
      decision.missing.map { missing in
        "<li>\(vocabulary[missing.fact].question) <span class=\"soft\">Could change \(Words.parts(missing.couldChange)).</span></li>"
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
