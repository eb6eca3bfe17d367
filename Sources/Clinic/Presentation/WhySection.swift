internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// Why: what decided, what objected, what missed and by how much, and what each part brings.
struct WhySection {
  let words: ExplanationWords
  let why: Why

  private var decision: Decision { why.decision }
  private var language: Language { words.language }
  private var tree: ExplanationTree { ExplanationTree(words: words) }

  func set(on blocks: inout ExplanationBlocks) {
    blocks.add(.headline(decision.headline(words.guideline)))
    decided(&blocks)
    joined(&blocks)
    blocks.section(language("Fragile: within the measurement error of a cut-off"), fragile())
    blocks.section(language("Against it, or open"), against())
    missed(&blocks)
    certainty(&blocks)
    RationaleSection(words: words, rationales: why.rationales).set(on: &blocks)
    passed(&blocks)
  }

  // MARK: what decided

  /// Adds the gates that stopped, deferred, excluded or blocked.
  private func decided(_ blocks: inout ExplanationBlocks) {
    let deciding = why.gates.filter(\.decided)
    if deciding.isEmpty { return }
    blocks.heading(language("What decided"))
    for reading in deciding {
      let unknown = reading.condition.truth == .unknown ? language(", not answered") : ""
      blocks.item("\(reading.gate.title) (\(Self.kind(reading.gate, in: language))\(unknown))")
      tree.set(reading.condition, depth: 1, on: &blocks)
    }
  }

  /// Returns what a gate does. An urgency bears on safety.
  static func kind(_ gate: Gate, in language: Language) -> String {
    switch gate.kind {
    case .stop(let urgency):
      let words = language.both(Words.urgency(urgency).lowercased())
      return language("stop, {urgency}", ["urgency": words])
    case .defer: return language("defer")
    case .exclude: return language("out of scope")
    case .needData: return language("needed before a choice")
    }
  }

  private func joined(_ blocks: inout ExplanationBlocks) {
    guard decision.disposition == .recommend else { return }
    let joined = why.rules.filter { $0.standing == .joined }
    if joined.isEmpty {
      blocks.heading(language("Why"))
      blocks.paragraph(
        language(
          "No rule was chosen for the primary pairing, so the recommendation for that case is shown."))
      for because in decision.primary?.because ?? [] { blocks.paragraph(because) }
      return
    }
    blocks.heading(
      joined.count == 1 ? language("Why: the rule that joined") : language("Why: the rules that joined"))
    for reading in joined {
      blocks.item("\(reading.rule.title) (\(name(reading.rule)))")
      tree.set(reading.condition, depth: 1, on: &blocks)
    }
  }

  /// Returns "pain-education-for-fear; slot psychological, rank 2".
  private func name(_ rule: Rule) -> String {
    guard case .candidate(let slot, let rank) = rule.role else { return rule.id }
    return "\(rule.id); " + language("slot {slot}, rank {rank}", ["slot": slot, "rank": "\(rank)"])
  }

  private func fragile() -> [String] {
    why.fragile.map { fragility in
      let fact = words.vocabulary[fragility.fact]
      let reading = words.value(.number(fragility.reading), of: fragility.fact)
      let error = fact.measurementError.map { " (\(words.error($0, fact)))" } ?? ""
      let values: KeyValuePairs = ["fact": fact.label, "reading": reading, "error": error]
      return fragility.changesAnswer
        ? language("{fact}: a reading of {reading} would change the answer{error}.", values)
        : language("{fact}: a reading of {reading} would leave the answer as it is{error}.", values)
    }
  }

  // MARK: what opposed, and what was open

  private func against() -> [String] {
    var items = why.rules.compactMap(standing)
    for veto in why.vetoes where veto.objects && veto.condition.truth == .true {
      let values = values(of: veto)
      items.append(language("Advised against ({against}): {title}.", values) + " " + evidence(veto.condition))
    }
    for veto in why.vetoes where veto.objects && veto.condition.truth == .unknown {
      guard decision.recommendations.contains(where: { Self.concerns(veto, $0.pairing) }) else { continue }
      let values = values(of: veto)
      items.append(
        language("Could still rule it out ({against}), not answered: {title}.", values) + " "
          + evidence(veto.condition))
    }
    for reason in decision.recommendations.first?.passedOver ?? [] {
      let condition = why.vetoes.first { $0.id == reason.id }?.condition
      items.append(
        language("Passed over, yet no other rule of its slot is true: {title}.", ["title": reason.title])
          + " " + (condition.map(evidence) ?? ""))
    }
    for conflict in decision.conflicts {
      let leaves = why.conflicts.first { $0.id == conflict.id }.map { evidence($0.condition) } ?? ""
      items.append(
        language("Conflicting findings: {title}.", ["title": conflict.title]) + " " + leaves)
    }
    return items
  }

  private func values(of veto: Why.VetoReading) -> KeyValuePairs<String, String> {
    ["against": words.named(partOrPairing: veto.against), "title": veto.title]
  }

  /// Returns why a rule that is true does not lead, or what it needs to be decided; nil for any other.
  private func standing(_ reading: Why.RuleReading) -> String? {
    let (rule, pairing) = (reading.rule.title, words.named(reading.rule.recommends))
    func title(_ id: String) -> String { why.rules.first { $0.rule.id == id }?.rule.title ?? id }
    func titles(_ ids: [String]) -> String {
      why.vetoes.filter { ids.contains($0.id) }.map(\.title).joined(separator: "; ")
    }
    switch reading.standing {
    case .outranked(let by):
      return language(
        "True, but outranked by \"{first}\": {rule}. It recommends {pairing}.",
        ["first": title(by), "rule": rule, "pairing": pairing]) + " " + evidence(reading.condition)
    case .alternative:
      return language(
        "True, as an alternative: {rule}. It recommends {pairing}.", ["rule": rule, "pairing": pairing])
        + " " + evidence(reading.condition)
    case .supports:
      return language("Also true, for the same pairing: {rule}.", ["rule": rule]) + " "
        + evidence(reading.condition)
    case .vetoed(let by):
      return language(
        "True, but ruled out by \"{vetoes}\": {rule}. It recommends {pairing}.",
        ["vetoes": titles(by), "rule": rule, "pairing": pairing])
    case .passedOver(let by, let winner):
      return language(
        "True, but passed over ({vetoes}), so that \"{next}\" leads: {rule}. It recommends {pairing}.",
        ["vetoes": titles(by), "next": title(winner), "rule": rule, "pairing": pairing])
    case .undecided(let needs):
      return language(
        "Not decided because these are missing: {facts}. {rule}. It would recommend {pairing}.",
        ["facts": needs.map(words.label).joined(separator: ", "), "rule": rule, "pairing": pairing])
    case .joined, .held, .notTrue: return nil
    }
  }

  private static func concerns(_ veto: Why.VetoReading, _ pairing: PairingName) -> Bool {
    pairing.parts.contains(veto.against)
      || Set(veto.against.split(separator: "+").map(String.init)).isSubset(of: pairing.parts)
  }

  /// Returns the leaves with the truth of the whole, in one line.
  private func evidence(_ condition: ReadCondition) -> String {
    let leaves = condition.leaves.filter { $0.truth == condition.truth }
    return leaves.isEmpty ? "" : leaves.map(words.sentence).joined(separator: "; ") + "."
  }

  private func missed(_ blocks: inout ExplanationBlocks) {
    let missed = why.rules.filter { $0.standing == .notTrue }
      .map { (reading: $0, misses: $0.condition.nearestMiss) }
      .sorted { ($0.misses.count, $0.reading.rule.id) < ($1.misses.count, $1.reading.rule.id) }
    if missed.isEmpty { return }
    blocks.heading(language("Rules that are not true, nearest miss first"))
    for (reading, misses) in missed {
      let leaves = misses.map(words.sentence).joined(separator: "; ")
      blocks.item("\(reading.rule.title): \(leaves)")
    }
  }

  // MARK: the rest

  private func certainty(_ blocks: inout ExplanationBlocks) {
    guard let primary = decision.primary, !primary.claims.isEmpty else { return }
    blocks.heading(language("How certain ({meaning})", ["meaning": language(Words.certainty)]))
    for claim in primary.claims {
      let certainty = Words.certainty(claim, arrow: language("to"), in: language)
      let steps = Words.steps(claim, in: language).joined(separator: " ")
      blocks.item("\(Words.subject(claim.evidence, in: language)): \(certainty). \(steps)")
    }
  }

  private func passed(_ blocks: inout ExplanationBlocks) {
    let passed = why.gates.filter { !$0.decided }
    if passed.isEmpty { return }
    blocks.heading(language("Gates that did not decide ({count})", ["count": "\(passed.count)"]))
    for reading in passed where reading.condition.truth == .unknown {
      let leaves = reading.condition.leaves.filter { $0.truth == .unknown }.map(words.sentence)
      let how =
        reading.gate.asksWhenUnknown == nil ? language("Open") : language("Open, passed with a caution")
      blocks.item("\(how): \(reading.gate.title): \(leaves.joined(separator: "; "))")
    }
    var margins: [String] = []
    var others: [String] = []
    for reading in passed where reading.condition.truth != .unknown {
      let measured = reading.condition.leaves.filter { leaf in
        if case .comparison(let comparison) = leaf { comparison.margin != nil } else { false }
      }
      if measured.isEmpty {
        others.append(reading.gate.title)
      } else {
        margins.append("\(reading.gate.title): \(measured.map(words.sentence).joined(separator: "; "))")
      }
    }
    for text in margins { blocks.item(text) }
    if !others.isEmpty {
      blocks.item(
        language("Answered, and not true: {titles}", ["titles": others.joined(separator: "; ")]))
    }
  }
}
