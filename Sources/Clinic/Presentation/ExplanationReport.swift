public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineText

/// An explanation for a clinician: why, or why not and what if, if these were asked.
public struct ExplanationReport {
  private let guideline: Guideline

  public init(_ guideline: Guideline) { self.guideline = guideline }

  public func text(_ explanation: Explanation, style: Style) -> String { blocks(explanation).text(style) }
  public func markdown(_ explanation: Explanation) -> String { blocks(explanation).markdown }

  /// The explanation as a part of a page.
  public func html(_ explanation: Explanation) -> HTML { blocks(explanation).html }

  private func blocks(_ explanation: Explanation) -> ExplanationBlocks {
    var blocks = ExplanationBlocks()
    let decision = explanation.why.decision
    blocks.add(
      .title([decision.profile ?? "patient without an id", "as of \(decision.asOf)", "explanation"]))
    let words = ExplanationWords(guideline: guideline)
    if explanation.whyNot.isEmpty, explanation.whatIf == nil {
      WhySection(words: words, why: explanation.why).set(on: &blocks)
    }
    for whyNot in explanation.whyNot { WhyNotSection(words: words, whyNot: whyNot).set(on: &blocks) }
    if let whatIf = explanation.whatIf { WhatIfSection(words: words, whatIf: whatIf).set(on: &blocks) }
    blocks.heading("About this")
    blocks.paragraph(Words.purpose(decision.disposition, in: guideline.domain))
    let packs = guideline.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    blocks.paragraph(
      "Not recorded: an explanation decides for this profile again and writes nothing. Packs: \(packs).")
    return blocks
  }
}

extension Decision {
  /// "RECOMMEND  Exercise with pain education", "STOP  Suspected fracture".
  func headline(_ guideline: Guideline) -> String {
    let what =
      primary.map { "\($0.title) (\($0.pairing))" }
      ?? (alerts.map(\.title) + (alerts.isEmpty ? gates.map(\.title) : [])).joined(separator: "; ")
    return "\(Words.headline(disposition)): \(what)"
  }
}
