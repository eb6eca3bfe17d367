internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// Why not: what stands in the way of a pairing, and every minimal set of changes that would let it through.
struct WhyNotSection {
  let words: ExplanationWords
  let whyNot: WhyNot

  private var place: String {
    whyNot.place == .primary ? "as the primary pairing" : "as primary or alternative"
  }

  func set(on blocks: inout ExplanationBlocks) {
    let name =
      whyNot.title == whyNot.pairing.description ? whyNot.title : "\(whyNot.title) (\(whyNot.pairing))"
    blocks.add(.headline("WHY NOT: \(name), \(place)"))
    let first = whyNot.decision.disposition == .stop ? ". \(Words.explanation(.stop, in: .english))" : ""
    blocks.paragraph("At present: \(whyNot.decision.headline(words.guideline))\(first)")
    if case .shownAlready(let role) = whyNot.answer {
      let what = role == .primary ? "It is in the primary pairing now" : "It is an alternative now"
      let passedOver = whyNot.decision.recommendations.filter { $0.pairing == whyNot.pairing }.flatMap(
        PartWords.passedOver)
      blocks.paragraph(
        passedOver.isEmpty
          ? "\(what): nothing stands in its way."
          : "\(what), and passed over: \(passedOver.joined(separator: " "))")
      return
    }
    inTheWay(&blocks)
    switch whyNot.answer {
    case .shownAlready: break
    case .ways(let ways): set(ways, &blocks)
    case .never(let never): set(never, &blocks)
    case .notWorkedOut(let reason):
      blocks.heading("What would let it through")
      blocks.paragraph("Not worked out, so nothing is claimed: \(reason).")
    }
  }

  // MARK: what stands in the way

  private func inTheWay(_ blocks: inout ExplanationBlocks) {
    blocks.heading("What stands in the way")
    for reading in whyNot.gates {
      let leaves = reading.condition.leaves.filter { $0.truth == reading.condition.truth }
      blocks.item(
        "\(reading.gate.title) (\(WhySection.kind(reading.gate))): \(leaves.map(words.sentence).joined(separator: "; "))",
        reading.condition.truth)
    }
    for veto in whyNot.vetoes {
      let leaves = veto.condition.leaves.filter { $0.truth == .true }
      blocks.item("Ruled out: \(veto.title): \(leaves.map(words.sentence).joined(separator: "; "))", .true)
    }
    for reading in whyNot.rules { blocks.item(standing(reading), reading.condition.truth) }
    if whyNot.rules.isEmpty { blocks.item("No rule recommends it.") }
  }

  private func standing(_ reading: Why.RuleReading) -> String {
    let rule = "Rule \"\(reading.rule.title)\""
    switch reading.standing {
    case .outranked(let by):
      let winner = whyNot.inFront.first { $0.rule.id == by }
      let leaves = winner.map { $0.condition.leaves.filter { $0.truth == .true } } ?? []
      return "\(rule) is true, but a rule of better rank wins the slot: \"\(winner?.rule.title ?? by)\": "
        + leaves.map(words.sentence).joined(separator: "; ")
    case .passedOver(let by, let winner):
      let next = whyNot.inFront.first { $0.rule.id == winner }?.rule.title ?? winner
      return "\(rule) is true, but passed over by \(by.joined(separator: ", ")), so that \"\(next)\" leads"
    case .vetoed: return "\(rule) is true, but ruled out"
    case .held: return "\(rule) is true, but a gate came first"
    case .joined, .supports, .alternative: return "\(rule) is true"
    case .undecided(let needs):
      return "\(rule) cannot be decided without \(needs.map(words.label).joined(separator: ", "))"
    case .notTrue:
      let misses = reading.condition.nearestMiss.map(words.sentence)
      return "\(rule) is not true; nearest miss: \(misses.joined(separator: "; "))"
    }
  }

  // MARK: what would let it through

  private func set(_ ways: WhyNot.Ways, _ blocks: inout ExplanationBlocks) {
    if ways.listed.isEmpty {
      blocks.heading("What would let it through")
      blocks.paragraph(
        "No change of at most \(ways.searched.counted("fact")) is enough (proved); larger changes were not searched."
      )
      return
    }
    let bound = ways.isComplete ? "" : " of at most \(ways.searched.counted("fact"))"
    let count = ways.count.counted("way")
    let shown = ways.listed.count < ways.count ? "; the first \(ways.listed.count) are shown" : ""
    blocks.heading("What would let it through (\(count)\(bound)\(shown))")
    let shared = shared(ways.listed)
    if !shared.isEmpty {
      blocks.item("In each of these ways:")
      for change in shared { blocks.item(sentence(change, ways.listed[0]), depth: 1) }
    }
    for (index, way) in ways.listed.enumerated() {
      let changes = way.changes.filter { !shared.contains($0) }.map { sentence($0, way) }
      let role = way.role == .primary ? "primary" : "alternative"
      let then = way.pairing == whyNot.pairing ? role : "\(role), joined as \(way.pairing)"
      blocks.add(.numbered(index + 1, "\(changes.joined(separator: "; and ")). Then: \(then)."))
    }
    let rest =
      ways.isComplete
      ? "There is no other way."
      : "No way of at most \(ways.searched.counted("fact")) is left out; larger ones were not searched."
    blocks.paragraph(
      "Proved: in each way every change is needed, and nothing less is enough. \(rest) The first number named is "
        + "the nearest that works; a range holds while the other changes of its way are as first named. This shows how the guideline decides; it is not advice to change a finding."
    )
  }

  /// Returns the changes that are in every way, if there are several ways.
  private func shared(_ ways: [WhyNot.Way]) -> [WhyNot.Change] {
    guard ways.count > 1, let first = ways.first else { return [] }
    let shared = first.changes.filter { change in ways.allSatisfy { $0.changes.contains(change) } }
    return ways.contains { $0.changes.count == shared.count } ? [] : shared
  }

  /// Returns "PCS: 31 or more, in place of 21 (cut-off: above 30)".
  private func sentence(_ change: WhyNot.Change, _ way: WhyNot.Way) -> String {
    let fact = change.fact
    let was = words.state(change.from, of: fact)
    var text = "\(words.label(fact)): \(values(change))"
    var notes = change.from.value == nil ? [was] : []
    if change.from.value != nil { text += ", in place of \(was)" }
    let cutOffs = isAnyAnswer(change) ? [] : cutOffs(of: fact, way)
    if !cutOffs.isEmpty { notes.append("cut-off: \(cutOffs.joined(separator: ", "))") }
    if !notes.isEmpty { text += " (\(notes.joined(separator: "; ")))" }
    if !change.isLever { text += " (a finding, not something to change)" }
    return text
  }

  private func isAnyAnswer(_ change: WhyNot.Change) -> Bool {
    guard let grid = words.vocabulary[change.fact].grid else { return false }
    return change.works == [.range(low: grid.low, high: grid.high)]
  }

  /// Returns every value that works; of numbers the nearest first.
  private func values(_ change: WhyNot.Change) -> String {
    let nearest = words.value(change.to, of: change.fact)
    guard let grid = words.vocabulary[change.fact].grid, case .number(let number) = change.to else {
      let others = change.works.compactMap { values -> String? in
        if case .value(let value) = values, value != change.to {
          words.value(value, of: change.fact)
        } else {
          nil
        }
      }
      return ([nearest] + others).joined(last: "or")
    }
    let own = change.works.first { values in
      if case .range(let low, let high) = values { low <= number && number <= high } else { false }
    }
    var text = nearest
    if case .range(let low, let high)? = own {
      if isAnyAnswer(change) {
        text = "any answer"
      } else if number == low, high == grid.high {
        text += " or more"
      } else if number == high, low == grid.low {
        text += " or less"
      } else {
        text += " (\(low) to \(words.value(.number(high), of: change.fact)))"
      }
    }
    return text
  }

  /// Returns the cut-offs of a fact's comparisons that change in a gate, rule or veto that changes.
  private func cutOffs(of fact: Fact.Index, _ way: WhyNot.Way) -> [String] {
    var seen: Set<String> = []
    return way.turns.filter(\.decides).flatMap(\.leaves).compactMap { leaf in
      guard case .comparison(let after) = leaf.after, after.comparison.fact == fact,
        after.comparison.operator.ordersNumbers
      else { return nil }
      let text = words.asks(after.comparison)
      return seen.insert(text).inserted ? text : nil
    }
  }

  private func set(_ never: WhyNot.Never, _ blocks: inout ExplanationBlocks) {
    blocks.heading("What would let it through")
    switch never {
    case .noRule: blocks.paragraph("Nothing: no rule of the packs in force recommends it.")
    case .onlyWithLess:
      blocks.paragraph(
        "No other answer to any question (proved). Only if a known fact were not known, which is not a change "
          + "that care can make.")
    case .nobody(let reasons):
      blocks.paragraph("Nothing, for any patient: it is shown for no legal profile (proved).")
      for reason in reasons {
        let title = words.guideline.rules.first { $0.id == reason.rule }?.title ?? reason.rule
        blocks.item("Rule \"\(title)\" \(Self.words(reason.reason))")
      }
    }
  }

  private static func words(_ reason: WhyNot.RuleReason.Reason) -> String {
    switch reason {
    case .neverTrue: "can never be true"
    case .alwaysGated: "is true only for patients whom a stop or gate holds back"
    case .alwaysVetoed: "is ruled out by a veto whenever it is true"
    case .alwaysOutranked: "never gets it shown: other rules outrank it, or it joins another pairing"
    }
  }
}

extension Turn {
  /// Whether it is a gate, a rule or a veto, which decide what pairing is shown.
  var decides: Bool {
    switch site {
    case .gate, .rule, .veto, .contraindication: true
    case .conflict, .caution, .population: false
    }
  }
}
