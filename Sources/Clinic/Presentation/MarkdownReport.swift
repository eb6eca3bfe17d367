public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineText

/// The answer as Markdown, for a letter or a record: the same words as on the screen.
public struct MarkdownReport {
  private let guideline: Guideline
  private var vocabulary: Vocabulary { guideline.vocabulary }

  public init(_ guideline: Guideline) { self.guideline = guideline }

  public func text(_ decision: Decision, _ recording: Recording) -> String {
    var lines: [String] = recording == .failed ? ["**\(Words.failedRecording)**", ""] : []
    func safe(_ text: String) -> String { Escaping.markdown(text) }
    lines.append("# \(headline(decision))")
    lines += ["", "Profile \(safe(decision.profile ?? "without an id")), as of \(decision.asOf)"]
    lines += body(decision, level: 2)
    let packs = guideline.packs.map { "\(safe($0.id)) \($0.version)" }.joined(separator: ", ")
    lines += ["", "\(recording.words) Packs: \(packs)."]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The decision and its title in a line.
  func headline(_ decision: Decision) -> String {
    let title =
      decision.primary.map { Escaping.markdown($0.title) } ?? Words.explanation(decision.disposition)
    return "\(Words.headline(decision.disposition)): \(title)"
  }

  /// Returns what the guideline answers, from its stops to its purpose, under headings of this level.
  func body(_ decision: Decision, level: Int) -> [String] {
    var lines: [String] = []
    func safe(_ text: String) -> String { Escaping.markdown(text) }
    func section(_ title: String, _ items: [String]) {
      if items.isEmpty { return }
      lines += ["", String(repeating: "#", count: level) + " \(title)", ""] + items.map { "- \($0)" }
    }
    section(
      "Stops",
      decision.alerts.map {
        "**\(Words.urgency($0.urgency)): \(safe($0.title)).** \(safe($0.because)) Do now: \(safe($0.action))"
      })
    let notices = NoticeSection(decision: decision, vocabulary: vocabulary, language: guideline.language)
    for line in notices.firstSentences + notices.says(.aboveEvidence) { lines += ["", "**\(safe(line))**"] }
    for line in notices.says(.quiet) { lines += ["", safe(line)] }
    section(
      "What decided",
      decision.gates.map { gate in
        "**\(safe(gate.title))\(gate.truth == .unknown ? "?" : ".")** \(safe(gate.because)) "
          + (gate.truth == .unknown ? "" : "Do now: \(safe(gate.action))")
      })
    if let primary = decision.primary {
      section("Why", primary.because.map(safe))
      lines += ["", "\(safe(primary.pairing.description)). \(Words.strength(primary.strength))"]
      if let strengths = PartWords.strengths(primary) { lines += ["", safe(strengths)] }
      for reason in PartWords.passedOver(primary) { lines += ["", "**Note:** \(safe(reason))"] }
      lines += claims(primary.claims)
      section("By part", PartWords.claims(primary).map(safe))
      section("To do", PartWords.actions(primary).map(safe))
    }
    section(
      "Alternatives",
      decision.recommendations.filter { $0.role == .alternative }.map { other in
        let own = other.cautions.filter { !(decision.primary?.cautions ?? []).contains($0) }
        return
          "**\(safe(other.title(in: guideline))).** \(safe(other.because.joined(separator: " "))) \(Words.certainty(of: other))"
          + PartWords.passedOver(other).map { " Passed over: \(safe($0))" }.joined()
          + (own.isEmpty ? "" : " Cautions: \(safe(own.joined(separator: " ")))")
      })
    section("Advised against", decision.advisedAgainst.map { "**\(safe($0.title)).** \(safe($0.because))" })
    section(
      "Conflicting findings", decision.conflicts.map { "**\(safe($0.title)).** \(safe($0.because))" })
    let said = Set(decision.notices.map(\.says))
    section(
      "Cautions",
      (decision.otherCautions + (decision.primary?.cautions ?? []).filter { !said.contains($0) }).map(safe))
    section(NarrowedWords.heading, decision.narrowed.map { safe(NarrowedWords(vocabulary).sentence($0)) })
    section("For the patient", decision.primary?.forPatient.map(safe) ?? [])
    if !decision.isAnalysed { lines += ["", Words.notAnalysed] }
    section(
      "Unanswered, and able to change this answer",
      decision.missing.map { missing in
        let fact = vocabulary[missing.fact]
        return "\(safe(fact.label)): \(safe(fact.question)) Could change \(Words.parts(missing.couldChange))."
      })
    if let words = QuestionSection.notAsked(decision, vocabulary) { lines += ["", safe(words)] }
    section(
      "Sources",
      decision.sources.compactMap { guideline.sources[$0] }.map { source in
        safe(source.citation) + (source.doi.map { " doi\\:\(safe($0))" } ?? "")
      })
    return lines + ["", safe(Words.purpose(decision.disposition, in: guideline.domain))]
  }

  private func claims(_ claims: [Claim]) -> [String] {
    if claims.isEmpty { return [] }
    return ["", "| outcome | when | effect | certainty for this patient | steps |", "|---|---|---|---|---|"]
      + claims.map { claim in
        let item = claim.evidence
        let effect =
          item.effect.map { "\($0.measure) \(Words.estimate($0)), \($0.better.rawValue) favours the pairing" }
          ?? "no figure available"
        return
          "| \(Escaping.markdown(item.outcome.words)) | \(Escaping.markdown(item.timepoint.words)) | \(Escaping.markdown(effect)), against "
          + "\(Escaping.markdown(item.comparator)) | \(Words.certainty(claim, arrow: "→")) | "
          + "\(Escaping.markdown(Words.steps(claim).joined(separator: " "))) |"
      }
  }
}
