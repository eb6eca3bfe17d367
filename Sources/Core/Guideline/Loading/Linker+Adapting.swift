/// Applies the adaptations of a site, and refuses those that no longer hold.
extension Linker {
  /// Returns the guideline with every adaptation applied; each changed comparison carries the adaptation's name.
  func adapted() throws(LoadMeter.Exceeded) -> Guideline {
    guard !guideline.adaptations.isEmpty else { return guideline }
    let pins = PinText(guideline)
    let stops = Set(guideline.stops.map(\.id))
    let reach = AdaptationReach(guideline)
    var changed = guideline
    var adaptations = guideline.adaptations
    for index in adaptations.indices {
      let adaptation = adaptations[index]
      if isOfStops(adaptation, stops) {
        problem(
          "`adapt \"\(adaptation.target)\"`: stops and the pack '\(guideline.domain.stops.pack)' cannot be adapted; leave it out",
          adaptation.pack, adaptation.place, kind: .stops)
        continue
      }
      try scope.meter.take(
        .adaptations, reach.comparisons(adaptation), of: adaptation.pack, at: adaptation.place)
      adaptations[index].pin = pins.pin(adaptation)
      if apply(adaptation, to: &changed) == 0 {
        problem(
          "`adapt \"\(adaptation.target)\"` finds no comparison of '\(guideline.vocabulary[adaptation.fact].name)' with that value; check whether the adapted pack has changed",
          adaptation.pack, adaptation.place, kind: .adaptation)
      } else if let approved = adaptation.approvedPin, approved != adaptations[index].pin {
        problem(
          "`adapt \"\(adaptation.target)\"` was approved (pin \(approved)) before its target changed: it is now \(words(pins.text(adaptation))); read it again and, if the adaptation still holds, write pin = \"\(adaptations[index].pin)\"",
          adaptation.pack, adaptation.place, kind: .adaptation)
      }
    }
    var adapted = Guideline(
      domain: changed.domain, packs: changed.packs, vocabulary: changed.vocabulary, sources: changed.sources,
      evidence: changed.evidence, pairings: changed.pairings, stops: changed.stops, gates: changed.gates,
      rules: changed.rules, otherwise: changed.otherwise, vetoes: changed.vetoes,
      conflicts: changed.conflicts, adaptations: adaptations, goal: changed.goal, options: changed.options,
      properties: changed.properties)
    adapted.site = changed.site
    return adapted
  }

  private func isOfStops(_ adaptation: Adaptation, _ stops: Set<String>) -> Bool {
    let pack = guideline.domain.stops.pack
    return adaptation.target == pack || adaptation.target.hasPrefix("\(pack)/")
      || stops.contains(adaptation.target)
  }

  /// Changes every comparison that the adaptation names, and returns their count.
  private func apply(_ adaptation: Adaptation, to guideline: inout Guideline) -> Int {
    var count = 0
    func adapt(_ id: String, _ when: Condition) -> Condition {
      guard adaptation.names(id) else { return when }
      return when.mapComparisons { comparison in
        guard comparison.fact == adaptation.fact else { return comparison }
        var comparison = comparison
        if let other = comparison.adaptedBy, comparison.operands.contains(.value(adaptation.from)) {
          problem(
            "`adapt \"\(adaptation.target)\"` changes a comparison of '\(id)' that '\(other)' changes too: an answer could name only one of them; leave one out",
            adaptation.pack, adaptation.place, kind: .adaptation)
        }
        for index in comparison.operands.indices where comparison.operands[index] == .value(adaptation.from) {
          comparison.operands[index] = .value(adaptation.to)
          comparison.adaptedBy = adaptation.id
          count += 1
        }
        return comparison
      }
    }
    for index in guideline.rules.indices {
      let rule = guideline.rules[index]
      guideline.rules[index].when = rule.when.map { adapt(rule.id, $0) }
    }
    for index in guideline.vetoes.indices {
      let veto = guideline.vetoes[index]
      guideline.vetoes[index].when = adapt(veto.id, veto.when)
    }
    for index in guideline.conflicts.indices {
      let conflict = guideline.conflicts[index]
      guideline.conflicts[index].when = adapt(conflict.id, conflict.when)
    }
    for index in guideline.gates.indices {
      let gate = guideline.gates[index]
      guideline.gates[index].when = gate.when.map { adapt(gate.id, $0) }
    }
    return count
  }

  /// The adapted declaration in full if there is one, the names if there are several.
  private func words(_ text: String) -> String {
    let lines = text.split(separator: "\n").map(String.init)
    let heads = lines.indices.filter { $0 + 1 < lines.endIndex && lines[$0 + 1].hasPrefix("when ") }
    return (heads.count > 1 ? heads.map { lines[$0] } : lines).joined(separator: ", ")
  }
}

/// Counts the comparisons in the declarations that adaptations name, so that the work can be charged before it is done.
private struct AdaptationReach {
  /// By `pack/name`, and by pack.
  private var counts: [String: Int] = [:]
  /// The declarations that each adaptation skips over.
  private let declarations: Int

  init(_ guideline: Guideline) {
    let conditions =
      guideline.rules.map { ($0.id, $0.when) } + guideline.vetoes.map { ($0.id, $0.when) }
      + guideline.conflicts.map { ($0.id, $0.when) } + guideline.gates.map { ($0.id, $0.when) }
    declarations = conditions.count
    for case (let id, let when?) in conditions {
      let count = when.comparisons.count
      counts[id, default: 0] += count
      counts[String(id.prefix { $0 != "/" }), default: 0] += count
    }
  }

  /// The comparisons that an adaptation reads. Skipping a declaration counts as an eighth, since only its name is read.
  func comparisons(_ adaptation: Adaptation) -> Int {
    counts[adaptation.target, default: 0] + declarations / 8
  }
}
