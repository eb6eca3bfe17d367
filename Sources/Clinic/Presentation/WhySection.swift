internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// Why: what decided, what objected, what missed and by how much, and what each part brings.
struct WhySection {
  let words: ExplanationWords
  let why: Why

  private var decision: Decision { why.decision }
  private var tree: ExplanationTree { ExplanationTree(words: words) }

  func set(on blocks: inout ExplanationBlocks) {
    blocks.add(.headline(decision.headline(words.guideline)))
    decided(&blocks)
    joined(&blocks)
    blocks.section("Fragile: within the measurement error of a cut-off", fragile())
    blocks.section("Against it, or open", against())
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
    blocks.heading("What decided")
    for reading in deciding {
      let unknown = reading.condition.truth == .unknown ? ", not answered" : ""
      blocks.item("\(reading.gate.title) (\(Self.kind(reading.gate))\(unknown))")
      tree.set(reading.condition, depth: 1, on: &blocks)
    }
  }

  static func kind(_ gate: Gate) -> String {
    switch gate.kind {
    case .stop(let urgency): "stop, \(Words.urgency(urgency).lowercased())"
    case .defer: "defer"
    case .exclude: "out of scope"
    case .needData: "needed before a choice"
    }
  }

  private func joined(_ blocks: inout ExplanationBlocks) {
    guard decision.disposition == .recommend else { return }
    let joined = why.rules.filter { $0.standing == .joined }
    if joined.isEmpty {
      blocks.heading("Why")
      blocks.paragraph(
        "No rule was chosen for the primary pairing, so the recommendation for that case is shown.")
      for because in decision.primary?.because ?? [] { blocks.paragraph(because) }
      return
    }
    blocks.heading("Why: \(joined.count == 1 ? "the rule" : "the rules") that joined")
    for reading in joined {
      blocks.item("\(reading.rule.title) (\(Self.name(reading.rule)))")
      tree.set(reading.condition, depth: 1, on: &blocks)
    }
  }

  /// Returns "pain-education-for-fear; slot psychological, rank 2".
  static func name(_ rule: Rule) -> String {
    if case .candidate(let slot, let rank) = rule.role {
      return "\(rule.id); slot \(slot), rank \(rank)"
    }
    return rule.id
  }

  private func fragile() -> [String] {
    why.fragile.map { fragility in
      let fact = words.vocabulary[fragility.fact]
      let reading = words.value(.number(fragility.reading), of: fragility.fact)
      let error = fact.measurementError.map { " (\(words.error($0, fact)))" } ?? ""
      return fragility.changesAnswer
        ? "\(fact.label): a reading of \(reading) would change the answer\(error)."
        : "\(fact.label): a reading of \(reading) would leave the answer as it is\(error)."
    }
  }

  // MARK: what opposed, and what was open

  private func against() -> [String] {
    var items: [String] = []
    for reading in why.rules {
      let rule = reading.rule
      switch reading.standing {
      case .outranked(let by):
        let winner = why.rules.first { $0.rule.id == by }
        items.append(
          "True, but outranked by \"\(winner?.rule.title ?? by)\": \(rule.title). It recommends \(rule.recommends). "
            + evidence(reading.condition))
      case .alternative:
        items.append(
          "True, as an alternative: \(rule.title). It recommends \(rule.recommends). \(evidence(reading.condition))"
        )
      case .supports:
        items.append("Also true, for the same pairing: \(rule.title). \(evidence(reading.condition))")
      case .vetoed(let by):
        let vetoes = why.vetoes.filter { by.contains($0.id) }.map(\.title).joined(separator: "; ")
        items.append("True, but ruled out by \"\(vetoes)\": \(rule.title). It recommends \(rule.recommends).")
      case .passedOver(let by, let winner):
        let passing = why.vetoes.filter { by.contains($0.id) }.map(\.title).joined(separator: "; ")
        let next = why.rules.first { $0.rule.id == winner }?.rule.title ?? winner
        items.append(
          "True, but passed over (\(passing)), so that \"\(next)\" leads: \(rule.title). It recommends \(rule.recommends)."
        )
      case .undecided(let needs):
        let labels = needs.map(words.label).joined(separator: ", ")
        items.append(
          "Not decided because these are missing: \(labels). \(rule.title). It would recommend \(rule.recommends)."
        )
      case .joined, .held, .notTrue: break
      }
    }
    for veto in why.vetoes where veto.objects && veto.condition.truth == .true {
      items.append("Advised against (\(veto.against)): \(veto.title). \(evidence(veto.condition))")
    }
    for veto in why.vetoes where veto.objects && veto.condition.truth == .unknown {
      guard decision.recommendations.contains(where: { Self.concerns(veto, $0.pairing) }) else { continue }
      items.append(
        "Could still rule it out (\(veto.against)), not answered: \(veto.title). \(evidence(veto.condition))")
    }
    for reason in decision.recommendations.first?.passedOver ?? [] {
      let condition = why.vetoes.first { $0.id == reason.id }?.condition
      items.append(
        "Passed over, yet no other rule of its slot is true: \(reason.title). \(condition.map(evidence) ?? "")"
      )
    }
    for conflict in decision.conflicts {
      let leaves = why.conflicts.first { $0.id == conflict.id }.map { evidence($0.condition) } ?? ""
      items.append("Conflicting findings: \(conflict.title). \(leaves)")
    }
    return items
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
    blocks.heading("Rules that are not true, nearest miss first")
    for (reading, misses) in missed {
      let leaves = misses.map(words.sentence).joined(separator: "; ")
      blocks.item("\(reading.rule.title): \(leaves)")
    }
  }

  // MARK: the rest

  private func certainty(_ blocks: inout ExplanationBlocks) {
    guard let primary = decision.primary, !primary.claims.isEmpty else { return }
    blocks.heading("How certain (\(Words.certainty))")
    for claim in primary.claims {
      let item = claim.evidence
      let steps = Words.steps(claim).joined(separator: " ")
      blocks.item(
        "\(item.outcome.words), \(item.timepoint.words): \(Words.certainty(claim, arrow: "to", in: .english)). \(steps)"
      )
    }
  }

  private func passed(_ blocks: inout ExplanationBlocks) {
    let passed = why.gates.filter { !$0.decided }
    if passed.isEmpty { return }
    blocks.heading("Gates that did not decide (\(passed.count))")
    for reading in passed where reading.condition.truth == .unknown {
      let leaves = reading.condition.leaves.filter { $0.truth == .unknown }.map(words.sentence)
      let how = reading.gate.asksWhenUnknown == nil ? "Open" : "Open, passed with a caution"
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
    if !others.isEmpty { blocks.item("Answered, and not true: \(others.joined(separator: "; "))") }
  }
}
