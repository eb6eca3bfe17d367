internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// An explanation for a clinician: why, or why not and what if, if these were asked. In the language of its guideline.
struct ExplanationReport {
  let guideline: Guideline

  /// - Parameter notices: what is said of a translation; empty in the source language.
  func blocks(_ explanation: Explanation, notices: [String] = []) -> ExplanationBlocks {
    let language = guideline.language
    var blocks = ExplanationBlocks(in: language)
    let decision = explanation.why.decision
    blocks.add(
      .title([
        Words.patient(decision.profile, in: language), Words.day(decision.asOf, in: language),
        language("explanation"),
      ]))
    let words = ExplanationWords(guideline: guideline)
    if explanation.whyNot.isEmpty, explanation.whatIf == nil {
      WhySection(words: words, why: explanation.why).set(on: &blocks)
    }
    for whyNot in explanation.whyNot { WhyNotSection(words: words, whyNot: whyNot).set(on: &blocks) }
    if let whatIf = explanation.whatIf { WhatIfSection(words: words, whatIf: whatIf).set(on: &blocks) }
    blocks.heading(language("About this"))
    blocks.paragraph(Words.purpose(decision.disposition, in: guideline.domain, language))
    let packs = guideline.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    blocks.paragraph(
      language(
        "Not recorded: an explanation decides for this profile again and writes nothing. Packs: {packs}.",
        ["packs": packs]))
    for notice in notices { blocks.paragraph(notice) }
    return blocks
  }
}

extension Decision {
  /// "RECOMMEND: Exercise with pain education (exercise+pain-education)", "STOP: Suspected fracture".
  func headline(_ guideline: Guideline) -> String {
    let what =
      primary.map { "\($0.title) (\($0.pairing))" }
      ?? (alerts.map(\.title) + (alerts.isEmpty ? gates.map(\.title) : [])).joined(separator: "; ")
    return "\(guideline.language(Words.headline(disposition))): \(what)"
  }
}
