internal import PlumblineEngine
internal import PlumblineGuideline

/// What if: the differences between the answers before and after, and the conditions that changed.
struct WhatIfSection {
  let words: ExplanationWords
  let whatIf: WhatIf

  func set(on blocks: inout ExplanationBlocks) {
    let changes = whatIf.changes.map { change in
      "\(words.known(ReadFact(fact: change.fact, state: change.from))) becomes \(words.state(change.to, of: change.fact))"
    }
    blocks.add(
      .headline("WHAT IF: " + (changes.isEmpty ? "nothing changed" : changes.joined(separator: "; "))))
    blocks.paragraph(
      whatIf.isSameAnswer
        ? "The answer stays the same: \(whatIf.after.headline(words.guideline))" : "The answer changes.")
    let rows = rows()
    if !rows.isEmpty {
      blocks.heading("What changes")
      blocks.add(.sideBySide(rows))
    }
    let turns = whatIf.turns.filter { !$0.leaves.isEmpty && counts($0) }
    if turns.isEmpty { return }
    blocks.heading("Why")
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
    row("decision") { Words.headline($0.disposition) }
    difference("alerts") { $0.alerts.map { "\(Words.urgency($0.urgency)): \($0.title)" } }
    difference("gates") { $0.gates.map { $0.truth == .unknown ? "\($0.title)?" : $0.title } }
    row("pairing") { $0.primary?.title ?? "none" }
    row("strength") { $0.primary?.strength.rawValue ?? "none" }
    difference("alternatives") { $0.recommendations.filter { $0.role == .alternative }.map(\.title) }
    claims(&rows)
    difference("ruled out") { $0.advisedAgainst.map(\.title) }
    difference("conflicts") { $0.conflicts.map(\.title) }
    difference("cautions") { $0.cautions + ($0.primary?.cautions ?? []) }
    difference("still missing") { $0.missing.map { words.label($0.fact) } }
    difference("undecided") { $0.undecided.map(\.title) }
    return rows
  }

  /// Adds the certainty of each claim in either answer, if it differs.
  private func claims(_ rows: inout [ExplanationBlocks.Row]) {
    func shown(_ decision: Decision) -> [(key: String, words: String)] {
      decision.recommendations.flatMap(\.claims).map { claim in
        let item = claim.evidence
        return (
          item.name,
          "\(item.intervention): \(item.outcome.words), \(item.timepoint.words): \(claim.certainty.words)"
        )
      }
    }
    let (was, becomes) = (shown(whatIf.before), shown(whatIf.after))
    let gone = was.filter { old in !becomes.contains { $0 == old } }.map(\.words)
    let new = becomes.filter { fresh in !was.contains { $0 == fresh } }.map(\.words)
    if !gone.isEmpty || !new.isEmpty { rows.append(.init(what: "certainty", before: gone, after: new)) }
  }

  // MARK: why

  /// Whether a change counts: a population only if its evidence is claimed, a caution only if its pairing is shown.
  private func counts(_ turn: Turn) -> Bool {
    let shown = whatIf.before.recommendations + whatIf.after.recommendations
    switch turn.site {
    case .gate, .rule, .veto, .contraindication: return true
    case .conflict: return !shown.isEmpty
    case .caution: return shown.contains { $0.cautions.contains { $0.hasPrefix(turn.title) } }
    case .population(let name, _): return shown.contains { $0.claims.contains { $0.evidence.name == name } }
    }
  }

  private func sentence(_ turn: Turn) -> String {
    let leaves = turn.leaves.map { leaf in
      "\(words.sentence(leaf.before)), then \(words.sentence(leaf.after))"
    }
    return
      "\(Self.kind(turn.site)) \"\(turn.title)\": \(ExplanationWords.answer(turn.from)) to \(ExplanationWords.answer(turn.to)). "
      + leaves.joined(separator: "; ")
  }

  private static func kind(_ site: ConditionSite) -> String {
    switch site {
    case .gate: "Gate"
    case .rule: "Rule"
    case .veto, .contraindication: "Veto"
    case .conflict: "Conflict"
    case .caution: "Caution"
    case .population: "Studied in people with"
    }
  }
}
