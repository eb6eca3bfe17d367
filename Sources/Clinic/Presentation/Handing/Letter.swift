internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// A letter to the treating team or to who referred the patient: what was decided, why, what else there is, how sure it is, what to
/// watch, and what comes next.
struct Letter {
  private let guideline: Guideline
  private var language: Language { guideline.language }
  private var vocabulary: Vocabulary { guideline.vocabulary }

  init(_ guideline: Guideline) { self.guideline = guideline }

  func title(_ decision: Decision) -> String {
    language("About {who}", ["who": decision.profile ?? language("your patient")])
  }

  /// The letter of one answer, from its stops to its basis.
  func blocks(_ decision: Decision) -> [HandoutBlock] {
    var blocks: [HandoutBlock] = []
    for alert in decision.alerts {
      blocks.append(
        .urgent(
          "\(Words.urgency(alert.urgency, in: language)): \(alert.title). \(alert.because) "
            + language("Do now: {action}", ["action": alert.action])))
    }
    let notices = NoticeSection(decision: decision, vocabulary: vocabulary, language: language)
    blocks += notices.firstSentences.map { .urgent($0) }
    blocks.append(.paragraph(language("Dear colleague,")))
    blocks.append(.paragraph(opening(decision)))
    blocks += notices.says(.aboveEvidence).map { .urgent($0) } + notices.says(.quiet).map { .paragraph($0) }
    section(
      "Findings",
      FindingWords(decision: decision, guideline: guideline).sentences, &blocks)
    if let primary = decision.primary {
      blocks += recommendation(primary, decision)
    } else {
      // An unanswered stop has found nothing: its title would read as a suspicion.
      let stops = Set(guideline.stops.map(\.id))
      blocks += decision.gates.filter { !stops.contains($0.id) }.map { gate in
        .paragraph("\(gate.title). \(gate.because) \(gate.action)")
      }
    }
    let said = Set(decision.notices.map(\.says))
    section(
      "Cautions", decision.otherCautions + (decision.primary?.cautions ?? []).filter { !said.contains($0) },
      &blocks)
    section("Advised against", decision.advice, &blocks)
    section(
      "Findings that contradict each other", decision.conflicts.map { "\($0.title). \($0.because)" }, &blocks)
    if let plan = decision.plan { blocks += self.plan(plan) }
    if [.recommend, .needData].contains(decision.disposition) {
      let names = decision.missing.map { vocabulary[$0.fact].label }
      if !names.isEmpty {
        blocks.append(.heading(language("Not known, and able to change this")))
        blocks.append(.paragraph(names.joined(separator: ", ") + "."))
      }
    }
    return blocks + basis(decision)
  }

  private func section(_ title: String, _ items: [String], _ blocks: inout [HandoutBlock]) {
    if items.isEmpty { return }
    blocks += [.heading(language(title)), .list(items)]
  }

  private func opening(_ decision: Decision) -> String {
    let field = guideline.domain.title
    let day = decision.asOf.description
    switch decision.disposition {
    case .recommend:
      return language(
        "On {day} this patient's answers were matched with a guideline ({field}). It recommends: {title}. {strength}",
        [
          "day": day, "field": field, "title": decision.primary?.title ?? "",
          "strength": language(Words.strength(decision.primary?.strength ?? .conditional)),
        ])
    case .stop:
      return language.both(
        "On {day} this patient's answers called for action before any treatment is chosen. Nothing else is recommended until that is done.",
        ["day": day])
    case .defer:
      return language(
        "On {day} the guideline ({field}) gives no pairing for now.", ["day": day, "field": field])
    case .outOfScope:
      return language(
        "On {day} the guideline ({field}) did not cover this patient.", ["day": day, "field": field])
    case .needData:
      return language(
        "On {day} the guideline ({field}) could not give a pairing: an unanswered question is not a no.",
        ["day": day, "field": field])
    }
  }

  private func recommendation(
    _ primary: Decision.Recommendation, _ decision: Decision
  ) -> [HandoutBlock] {
    var blocks: [HandoutBlock] = [.heading(language("Why"))]
    blocks += primary.because.map { .paragraph($0) }
    blocks += PartWords.passedOver(primary).map { .urgent($0) }
    blocks += PopulationWords.sentences(primary.claims, in: guideline).map { .urgent($0) }
    blocks.append(.heading(language("What it consists of")))
    blocks += primary.what.map { .paragraph($0) }
    let actions = PartWords.actions(primary, in: language)
    if !actions.isEmpty { blocks.append(.list(actions)) }
    return blocks + options(decision)
  }

  private func options(_ decision: Decision) -> [HandoutBlock] {
    let words = OptionWords(decision: decision, vocabulary: vocabulary, language: language)
    if words.compared.isEmpty { return [] }
    var rows: [[String]] = []
    for option in words.compared {
      for (number, claim) in words.claims(option).enumerated() {
        rows.append(
          [number == 0 ? option.title : ""] + cells(claim, words) + [
            number == 0 ? words.standing(option) : ""
          ])
      }
    }
    rows += words.tempering.map {
      [$0.evidence.intervention.capitalisedOnce] + cells($0, words) + [language("tempers the claims above")]
    }
    let header = ["Option", "What was found", "Against", "Certainty for this patient", "Standing"]
    let notes: [HandoutBlock] = words.notes.map { .paragraph($0) }
    return [
      .heading(language("Options, in a fixed order")),
      .table(header: header.map { language($0) }, rows: rows),
      .paragraph(
        language("Certainty is trust in the studied result, not a chance of benefit.") + " "
          + language("* Recalled, not confirmed.")),
    ] + notes
      + (words.named.isEmpty
        ? []
        : [
          .paragraph(
            language(
              "Named, nothing claimed: {names}.",
              ["names": words.named.map(\.title).joined(separator: ", ")]))
        ])
  }

  private func cells(_ claim: Claim, _ words: OptionWords) -> [String] {
    let measure = claim.evidence.effect.map { "\($0.measure) " } ?? ""
    return [
      "\(words.outcome(claim)): \(measure)\(words.effect(claim))",
      words.comparator(claim), words.certainty(claim),
    ]
  }

  private func plan(_ plan: Decision.Plan) -> [HandoutBlock] {
    let words = PlanWords(guideline: guideline, language: language)
    return [.heading(language("Plan")), .list(words.sentences(plan))]
  }

  private func basis(_ decision: Decision) -> [HandoutBlock] {
    let sources = decision.sources.compactMap { guideline.sources[$0] }.map { source in
      source.citation + (source.doi.map { " doi:\($0)" } ?? "")
    }
    let packs = guideline.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    return (sources.isEmpty ? [] : [.heading(language("Sources")), .list(sources)])
      + [
        .paragraph(Words.purpose(decision.disposition, in: guideline.domain, language)),
        .paragraph(
          language("Written with {engine}, packs {packs}.", ["engine": Evaluator.version, "packs": packs])),
        .line(language("Signed:")),
      ]
  }
}
