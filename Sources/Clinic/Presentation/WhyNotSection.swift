internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// Why not: what stands in the way of a pairing, and every minimal set of changes that would let it through.
struct WhyNotSection {
  let words: ExplanationWords
  let whyNot: WhyNot

  private var language: Language { words.language }
  private var place: String {
    whyNot.place == .primary ? language("as the primary pairing") : language("as primary or alternative")
  }

  func set(on blocks: inout ExplanationBlocks) {
    let name =
      whyNot.title == whyNot.pairing.description ? whyNot.title : "\(whyNot.title) (\(whyNot.pairing))"
    blocks.add(.headline(language("WHY NOT: {pairing}, {place}", ["pairing": name, "place": place])))
    let first = whyNot.decision.disposition == .stop ? ". \(Words.explanation(.stop, in: language))" : ""
    let answer = whyNot.decision.headline(words.guideline) + first
    blocks.paragraph(language("At present: {answer}", ["answer": answer]))
    if case .shownAlready(let role) = whyNot.answer { return blocks.paragraph(shown(role)) }
    inTheWay(&blocks)
    switch whyNot.answer {
    case .shownAlready: break
    case .ways(let ways): set(ways, &blocks)
    case .never(let never): set(never, &blocks)
    case .notWorkedOut(let reason):
      blocks.heading(language("What would let it through"))
      blocks.paragraph(
        language("Not worked out, so nothing is claimed: {reason}.", ["reason": reason.words(in: language)]))
    }
  }

  private func shown(_ role: Decision.Recommendation.Role) -> String {
    let isPrimary = role == .primary
    let passedOver = whyNot.decision.recommendations.filter { $0.pairing == whyNot.pairing }.flatMap(
      PartWords.passedOver)
    if passedOver.isEmpty {
      return isPrimary
        ? language("It is in the primary pairing now: nothing stands in its way.")
        : language("It is an alternative now: nothing stands in its way.")
    }
    let reasons = passedOver.joined(separator: " ")
    return isPrimary
      ? language("It is in the primary pairing now, and passed over: {reasons}", ["reasons": reasons])
      : language("It is an alternative now, and passed over: {reasons}", ["reasons": reasons])
  }

  // MARK: what stands in the way

  private func inTheWay(_ blocks: inout ExplanationBlocks) {
    blocks.heading(language("What stands in the way"))
    for reading in whyNot.gates {
      let leaves = reading.condition.leaves.filter { $0.truth == reading.condition.truth }
      blocks.item(
        "\(reading.gate.title) (\(WhySection.kind(reading.gate, in: language))): \(leaves.map(words.sentence).joined(separator: "; "))",
        reading.condition.truth)
    }
    for veto in whyNot.vetoes {
      let leaves = veto.condition.leaves.filter { $0.truth == .true }
      blocks.item(
        language(
          "Ruled out: {title}: {comparisons}",
          ["title": veto.title, "comparisons": leaves.map(words.sentence).joined(separator: "; ")]), .true)
    }
    for reading in whyNot.rules { blocks.item(standing(reading), reading.condition.truth) }
    if whyNot.rules.isEmpty { blocks.item(language("No rule recommends it.")) }
  }

  private func standing(_ reading: Why.RuleReading) -> String {
    let rule = reading.rule.title
    func winner(_ id: String) -> Why.RuleReading? { whyNot.inFront.first { $0.rule.id == id } }
    switch reading.standing {
    case .outranked(let by):
      let leaves = winner(by).map { $0.condition.leaves.filter { $0.truth == .true } } ?? []
      return language(
        "Rule \"{rule}\" is true, but a rule of better rank wins the slot: \"{winner}\": {comparisons}",
        [
          "rule": rule, "winner": winner(by)?.rule.title ?? by,
          "comparisons": leaves.map(words.sentence).joined(separator: "; "),
        ])
    case .passedOver(let by, let next):
      return language(
        "Rule \"{rule}\" is true, but passed over by {vetoes}, so that \"{next}\" leads",
        [
          "rule": rule, "vetoes": by.map(words.named(veto:)).joined(separator: ", "),
          "next": winner(next)?.rule.title ?? next,
        ])
    case .vetoed: return language("Rule \"{rule}\" is true, but ruled out", ["rule": rule])
    case .held: return language("Rule \"{rule}\" is true, but a gate came first", ["rule": rule])
    case .joined, .supports, .alternative: return language("Rule \"{rule}\" is true", ["rule": rule])
    case .undecided(let needs):
      return language(
        "Rule \"{rule}\" cannot be decided without {facts}",
        ["rule": rule, "facts": needs.map(words.label).joined(separator: ", ")])
    case .notTrue:
      let misses = reading.condition.nearestMiss.map(words.sentence)
      return language(
        "Rule \"{rule}\" is not true; nearest miss: {comparisons}",
        ["rule": rule, "comparisons": misses.joined(separator: "; ")])
    }
  }

  // MARK: what would let it through

  private func facts(_ count: Int) -> String {
    count == 1 ? language("1 fact") : language("{count} facts", ["count": "\(count)"])
  }

  private func set(_ ways: WhyNot.Ways, _ blocks: inout ExplanationBlocks) {
    let most = facts(ways.searched)
    if ways.listed.isEmpty {
      blocks.heading(language("What would let it through"))
      blocks.paragraph(
        language(
          "No change of at most {facts} is enough (proved); larger changes were not searched.",
          ["facts": most]))
      return
    }
    blocks.heading(language("What would let it through ({ways})", ["ways": count(ways, most)]))
    let shared = shared(ways.listed)
    if !shared.isEmpty {
      blocks.item(language("In each of these ways:"))
      for change in shared { blocks.item(sentence(change, ways.listed[0]), depth: 1) }
    }
    for (index, way) in ways.listed.enumerated() {
      let changes = way.changes.filter { !shared.contains($0) }.map { sentence($0, way) }
      let values: KeyValuePairs = [
        "changes": changes.joined(separator: language("; and ")), "role": role(way),
      ]
      blocks.add(.numbered(index + 1, language("{changes}. Then: {role}.", values)))
    }
    let rest =
      ways.isComplete
      ? language("There is no other way.")
      : language(
        "No way of at most {facts} is left out; larger ones were not searched.", ["facts": most])
    blocks.paragraph(
      language(
        "Proved: in each way every change is needed, and nothing less is enough. {rest} The first number named is "
          + "the nearest that works; a range holds while the other changes of its way are as first named. This shows how the guideline decides; it is not advice to change a finding.",
        ["rest": rest]))
  }

  /// Returns "6 ways; the first 2 are shown", "3 ways of at most 1 fact".
  private func count(_ ways: WhyNot.Ways, _ most: String) -> String {
    var text = ways.count == 1 ? language("1 way") : language("{count} ways", ["count": "\(ways.count)"])
    if !ways.isComplete { text += language(" of at most {facts}", ["facts": most]) }
    if ways.listed.count < ways.count {
      text += language("; the first {count} are shown", ["count": "\(ways.listed.count)"])
    }
    return text
  }

  private func role(_ way: WhyNot.Way) -> String {
    let role = way.role == .primary ? language("primary") : language("alternative")
    if way.pairing == whyNot.pairing { return role }
    return language(
      "{role}, joined as {pairing}", ["role": role, "pairing": words.named(way.pairing)])
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
    if change.from.value != nil { text += language(", in place of {value}", ["value": was]) }
    let cutOffs = isAnyAnswer(change) ? [] : cutOffs(of: fact, way)
    if !cutOffs.isEmpty {
      notes.append(language("cut-off: {values}", ["values": cutOffs.joined(separator: ", ")]))
    }
    if !notes.isEmpty { text += " (\(notes.joined(separator: "; ")))" }
    if !change.isLever { text += language(" (a finding, not something to change)") }
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
      return ([nearest] + others).joined(last: language("or"))
    }
    let own = change.works.first { values in
      if case .range(let low, let high) = values { low <= number && number <= high } else { false }
    }
    var text = nearest
    if case .range(let low, let high)? = own {
      if isAnyAnswer(change) {
        text = language("any answer")
      } else if number == low, high == grid.high {
        text = language("{value} or more", ["value": nearest])
      } else if number == high, low == grid.low {
        text = language("{value} or less", ["value": nearest])
      } else {
        let high = words.value(.number(high), of: change.fact)
        text += " (" + language("{low} to {high}", ["low": language.number("\(low)"), "high": high]) + ")"
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
    blocks.heading(language("What would let it through"))
    switch never {
    case .noRule: blocks.paragraph(language("Nothing: no rule of the packs in force recommends it."))
    case .onlyWithLess:
      blocks.paragraph(
        language(
          "No other answer to any question (proved). Only if a known fact were not known, which is not a change "
            + "that care can make."))
    case .nobody(let reasons):
      blocks.paragraph(
        language("Nothing, for any patient: it is shown for no legal profile (proved)."))
      for reason in reasons { blocks.item(sentence(reason)) }
    }
  }

  private func sentence(_ reason: WhyNot.RuleReason) -> String {
    let title = words.guideline.rules.first { $0.id == reason.rule }?.title ?? reason.rule
    switch reason.reason {
    case .neverTrue: return language("Rule \"{rule}\" can never be true", ["rule": title])
    case .alwaysGated:
      return language(
        "Rule \"{rule}\" is true only for patients whom a stop or gate holds back", ["rule": title])
    case .alwaysVetoed:
      return language("Rule \"{rule}\" is ruled out by a veto whenever it is true", ["rule": title])
    case .alwaysOutranked:
      return language(
        "Rule \"{rule}\" never gets it shown: other rules outrank it, or it joins another pairing",
        ["rule": title])
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
