internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// What if: the differences between the answers before and after, and the conditions that changed.
struct WhatIfSection {
  let words: ExplanationWords
  let whatIf: WhatIf

  private var language: Language { words.language }

  func set(on blocks: inout ExplanationBlocks) {
    let changes = whatIf.changes.map { change in
      language(
        "{fact} becomes {value}",
        [
          "fact": words.known(ReadFact(fact: change.fact, state: change.from)),
          "value": words.state(change.to, of: change.fact),
        ])
    }
    blocks.add(
      .headline(
        changes.isEmpty
          ? language("WHAT IF: nothing changed")
          : language("WHAT IF: {changes}", ["changes": changes.joined(separator: "; ")])))
    blocks.paragraph(
      whatIf.isSameAnswer
        ? language(
          "The answer stays the same: {answer}", ["answer": whatIf.after.headline(words.guideline)])
        : language("The answer changes."))
    let rows = rows()
    if !rows.isEmpty {
      blocks.heading(language("What changes"))
      blocks.add(.sideBySide(rows))
    }
    let turns = whatIf.turns.filter { !$0.leaves.isEmpty && counts($0) }
    if turns.isEmpty { return }
    blocks.heading(language("Why"))
    var reported: Set<String> = []
    for sentence in turns.map(sentence) where reported.insert(sentence).inserted { blocks.item(sentence) }
  }

  // MARK: what changes

  private func rows() -> [ExplanationBlocks.Row] {
    let (before, after) = (whatIf.before, whatIf.after)
    var rows: [ExplanationBlocks.Row] = []
    func row(_ what: String, _ say: (Decision) -> String) {
      let (was, becomes) = (say(before), say(after))
      if was != becomes { rows.append(.init(what: what, before: [was], after: [becomes])) }
    }
    /// Adds what only one of the answers has.
    func difference(_ what: String, _ list: (Decision) -> [String]) {
      let (was, becomes) = (list(before), list(after))
      let gone = was.filter { !becomes.contains($0) }
      let new = becomes.filter { !was.contains($0) }
      if gone.isEmpty, new.isEmpty { return }
      rows.append(.init(what: what, before: gone, after: new))
    }
    row(language("decision")) { language(Words.headline($0.disposition)) }
    difference(language("alerts")) {
      $0.alerts.map { "\(Words.urgency($0.urgency, in: language)): \($0.title)" }
    }
    difference(language("gates")) { $0.gates.map { $0.truth == .unknown ? "\($0.title)?" : $0.title } }
    row(language("pairing")) { $0.primary?.title ?? language("none") }
    row(language("strength")) { language($0.primary?.strength.rawValue ?? "none") }
    difference(language("alternatives")) {
      $0.recommendations.filter { $0.role == .alternative }.map(\.title)
    }
    claims(&rows)
    difference(language("ruled out")) { $0.advisedAgainst.map(\.title) }
    difference(language("conflicts")) { $0.conflicts.map(\.title) }
    difference(language("cautions")) { $0.cautions + ($0.primary?.cautions ?? []) }
    difference(language("still missing")) { $0.missing.map { words.label($0.fact) } }
    difference(language("undecided")) { $0.undecided.map(\.title) }
    return rows
  }

  /// Adds the certainty of each claim in either answer, if it differs.
  private func claims(_ rows: inout [ExplanationBlocks.Row]) {
    func shown(_ decision: Decision) -> [(key: String, words: String)] {
      decision.recommendations.flatMap(\.claims).map { claim in
        (
          claim.evidence.name,
          "\(claim.evidence.intervention): \(Words.claim(claim, in: language))"
        )
      }
    }
    let (was, becomes) = (shown(whatIf.before), shown(whatIf.after))
    let gone = was.filter { old in !becomes.contains { $0 == old } }.map(\.words)
    let new = becomes.filter { fresh in !was.contains { $0 == fresh } }.map(\.words)
    if gone.isEmpty, new.isEmpty { return }
    rows.append(.init(what: language("Certainty").lowercased(), before: gone, after: new))
  }

  // MARK: why

  /// Whether a change counts: a population only if its evidence is claimed, a caution only if its pairing is shown.
  private func counts(_ turn: Turn) -> Bool {
    let shown = whatIf.before.recommendations + whatIf.after.recommendations
    let title = Bilingual.own(turn.title)
    switch turn.site {
    case .gate, .rule, .veto, .contraindication: return true
    case .conflict: return !shown.isEmpty
    case .caution: return shown.contains { $0.cautions.contains { $0.hasPrefix(title) } }
    case .population(let name, _): return shown.contains { $0.claims.contains { $0.evidence.name == name } }
    }
  }

  private func sentence(_ turn: Turn) -> String {
    let leaves = turn.leaves.map { leaf in
      language(
        "{before}, then {after}",
        ["before": words.sentence(leaf.before), "after": words.sentence(leaf.after)])
    }
    return language(
      "{kind} \"{title}\": {from} to {to}. {comparisons}",
      [
        "kind": kind(turn.site), "title": turn.title, "from": words.answer(turn.from),
        "to": words.answer(turn.to), "comparisons": leaves.joined(separator: "; "),
      ])
  }

  private func kind(_ site: ConditionSite) -> String {
    switch site {
    case .gate: language("Gate")
    case .rule: language("Rule")
    case .veto, .contraindication: language("Veto")
    case .conflict: language("Conflict")
    case .caution: language("Caution")
    case .population: language("Studied in people with")
    }
  }
}
