public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineText

/// The answer as Markdown, for a letter or a record: the same words as on the screen.
public struct MarkdownReport {
  private let guideline: Guideline
  private var vocabulary: Vocabulary { guideline.vocabulary }
  private var language: Language { guideline.language }

  private let note: RecordNote?

  public init(_ guideline: Guideline, note: RecordNote? = nil) {
    (self.guideline, self.note) = (guideline, note)
  }

  public func text(_ decision: Decision, _ recording: Recording) -> String {
    var lines: [String] = recording == .failed ? ["**\(language.both(Words.failedRecording))**", ""] : []
    func safe(_ text: String) -> String { Escaping.markdown(text) }
    lines.append("# \(headline(decision))")
    lines += ["", safe(Self.profile(decision.profile, decision.asOf, in: language))]
    lines += body(decision, level: 2)
    let packs = guideline.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    if let note { lines += ["", safe(note.sentence(in: language))] }
    lines += ["", safe(Words.record(recording, packs: packs, in: language))]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whom an answer is about, and the day for which it holds.
  static func profile(_ id: String?, _ day: Day, in language: Language) -> String {
    id.map { language("Profile {id}, as of {day}", ["id": $0, "day": day.description]) }
      ?? language("Profile without an id, as of {day}", ["day": day.description])
  }

  /// The decision and its title in a line.
  func headline(_ decision: Decision) -> String {
    let title =
      decision.primary?.title ?? Words.explanation(decision.disposition, in: language)
    return "\(language(Words.headline(decision.disposition))): \(Escaping.markdown(title))"
  }

  /// Returns what the guideline answers, from its stops to its purpose, under headings of this level.
  func body(_ decision: Decision, level: Int) -> [String] {
    var lines: [String] = []
    func safe(_ text: String) -> String { Escaping.markdown(text) }
    func section(_ title: String, _ items: [String]) {
      if items.isEmpty { return }
      lines += ["", String(repeating: "#", count: level) + " \(title)", ""] + items.map { "- \($0)" }
    }
    section(language("Stops"), decision.alerts.map { Self.alert($0, in: language) })
    let notices = NoticeSection(decision: decision, vocabulary: vocabulary, language: language)
    for line in notices.firstSentences + notices.says(.aboveEvidence) { lines += ["", "**\(safe(line))**"] }
    for line in notices.says(.quiet) { lines += ["", safe(line)] }
    section(
      language("What decided"),
      decision.gates.map { gate in
        "**\(safe(gate.title))\(gate.truth == .unknown ? "?" : ".")** \(safe(gate.because)) "
          + (gate.truth == .unknown ? "" : safe(language("Do now: {action}", ["action": gate.action])))
      })
    if let primary = decision.primary {
      section(language("Why"), primary.because.map(safe))
      lines += ["", "\(safe(primary.pairing.description)). \(language(Words.strength(primary.strength)))"]
      if let strengths = PartWords.strengths(primary, in: guideline) { lines += ["", safe(strengths)] }
      for reason in PartWords.passedOver(primary) + PopulationWords.sentences(primary.claims, in: guideline) {
        lines += ["", "**\(language("Note:"))** \(safe(reason))"]
      }
      lines += claims(primary.claims)
      section(language("By part"), PartWords.claims(primary, in: guideline).map(safe))
      section(language("To do"), PartWords.actions(primary, in: language).map(safe))
    }
    section(
      language("Alternatives"),
      decision.recommendations.filter { $0.role == .alternative }.map { other in
        let own = other.cautions.filter { !(decision.primary?.cautions ?? []).contains($0) }
        return
          "**\(safe(other.title(in: guideline))).** \(safe(other.because.joined(separator: " "))) \(safe(Words.certainty(of: other, in: language)))"
          + PartWords.passedOver(other).map {
            " " + safe(language("Passed over: {reason}", ["reason": $0]))
          }.joined()
          + (own.isEmpty
            ? "" : " " + safe(language("Cautions: {cautions}", ["cautions": own.joined(separator: " ")])))
      })
    section(
      language("Advised against"),
      decision.advisedAgainst.map { "**\(safe($0.title)).** \(safe($0.because))" })
    section(
      language("Conflicting findings"),
      decision.conflicts.map { "**\(safe($0.title)).** \(safe($0.because))" })
    let said = Set(decision.notices.map(\.says))
    section(
      language("Cautions"),
      (decision.otherCautions + (decision.primary?.cautions ?? []).filter { !said.contains($0) }).map(safe))
    let narrowed = NarrowedWords(vocabulary, in: language)
    section(narrowed.heading, decision.narrowed.map { safe(narrowed.sentence($0)) })
    section(language("For the patient"), decision.primary?.forPatient.map(safe) ?? [])
    if !decision.isAnalysed { lines += ["", language(Words.notAnalysed)] }
    section(
      language("Unanswered, and able to change this answer"),
      decision.missing.map { missing in
        let fact = vocabulary[missing.fact]
        return
          "\(safe(fact.label)): \(safe(fact.question)) \(Words.couldChange(missing.couldChange, in: language))"
      })
    if let words = QuestionSection.notAsked(decision, vocabulary, in: language) {
      lines += ["", safe(words)]
    }
    section(
      language("Sources"),
      decision.sources.compactMap { guideline.sources[$0] }.map { source in
        safe(source.citation + (source.doi.map { " doi:\($0)" } ?? ""))
      })
    return lines + ["", safe(Words.purpose(decision.disposition, in: guideline.domain, language))]
  }

  /// A stop as an item of a list.
  static func alert(_ alert: Decision.Alert, in language: Language) -> String {
    let head = "\(Words.urgency(alert.urgency, in: language)): \(alert.title)."
    let rest = "\(alert.because) \(language("Do now: {action}", ["action": alert.action]))"
    return "**\(Escaping.markdown(head))** \(Escaping.markdown(rest))"
  }

  private func claims(_ claims: [Claim]) -> [String] {
    if claims.isEmpty { return [] }
    let header = [
      language("outcome"), language("when"), language("effect"), language("certainty for this patient"),
      language("steps"),
    ]
    return ["", "| \(header.joined(separator: " | ")) |", "|---|---|---|---|---|"]
      + claims.map { claim in
        let item = claim.evidence
        let effect =
          item.effect.map { Words.favoured($0, in: language) } ?? language("no figure available")
        let against = language("against {comparator}", ["comparator": item.comparator])
        let cells = [
          item.outcome.words, language(item.timepoint.words), "\(effect), \(against)",
          Words.certainty(claim, arrow: "→", in: language),
          Words.steps(claim, in: language).joined(separator: " "),
        ]
        return "| \(cells.map(Escaping.markdown).joined(separator: " | ")) |"
      }
  }
}
