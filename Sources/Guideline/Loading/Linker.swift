/// Checks what declarations say of each other, and applies the adaptations of a site.
struct Linker {
  let guideline: Guideline
  let scope: Scope
  let declarations: [Declaration.Word: [Declaration]]

  private func problem(_ message: String, _ pack: String, _ place: Place) {
    scope.problems.add(message, pack: pack, at: place)
  }

  /// The pack that a place belongs to.
  private func pack(_ place: Place) -> String { String(place.file.prefix { $0 != "/" }) }

  func check() {
    checkRequirements()
    checkStops()
    for rule in guideline.rules + (guideline.otherwise.map { [$0] } ?? []) { check(rule) }
    checkRanks()
    for item in guideline.evidence.values {
      checkSources([item.source], "evidence '\(item.name)'", item.place)
    }
    for pairing in guideline.pairings.values {
      checkSources(pairing.sources, "pairing '\(pairing.name)'", pairing.place)
    }
    for gate in guideline.stops + guideline.gates {
      checkSources(gate.sources, "gate '\(gate.id)'", gate.place)
    }
    for fact in guideline.vocabulary.facts { checkSources(fact.sources, "fact '\(fact.name)'", fact.place) }
    for veto in guideline.vetoes {
      if veto.part == "exercise" {
        problem(
          "advise_against '\(veto.id)' is against exercise itself, which would leave nothing to recommend: use `defer` or `exclude`",
          pack(veto.place), veto.place)
      }
      checkSources(veto.sources, "advise_against '\(veto.id)'", veto.place)
      let parts = Set(guideline.pairings.keys.flatMap(\.parts)).sorted()
      if !parts.contains(veto.part) {
        problem(
          "no pairing has the part '\(veto.part)'" + didYouMean(veto.part, parts), pack(veto.place),
          veto.place)
      }
    }
    for conflict in guideline.conflicts {
      checkSources(conflict.sources, "conflict '\(conflict.id)'", conflict.place)
    }
    for other in (declarations[.otherwise] ?? []).dropFirst() {
      problem(
        "a guideline has one `otherwise`; the other is at \((declarations[.otherwise] ?? [])[0].place)",
        other.pack, other.place)
    }
    checkContraindications()
    checkFacts()
    let goals = guideline.vocabulary.facts.filter { !$0.goalOutcomes.isEmpty }
    for other in goals.dropFirst() {
      problem(
        "`goal_outcomes` marks one fact; '\(goals[0].name)' has them already", pack(other.place), other.place)
    }
  }

  private func checkRequirements() {
    for pack in guideline.packs {
      for (name, version) in pack.requires.sorted(by: { $0.key < $1.key }) {
        guard let found = guideline[pack: name] else {
          problem(
            "pack '\(pack.id)' requires '\(name)' \(version), which is not among the packs in force"
              + didYouMean(name, guideline.packs.map(\.id)), pack.id, pack.place)
          continue
        }
        if !found.version.meets(version) {
          problem(
            "pack '\(pack.id)' requires '\(name)' \(version) (same major), but \(found.version) is in force",
            pack.id, pack.place)
        }
      }
      let recommends = ["rule", "otherwise"].contains { (pack.declares[$0] ?? 0) > 0 }
      if recommends, pack.requires["red-flags"] == nil, pack.id != "red-flags" {
        problem(
          "pack '\(pack.id)' recommends, so it must require 'red-flags': a guideline without its stops does not load",
          pack.id, pack.place)
      }
    }
  }

  private func checkStops() {
    guard let redFlags = guideline[pack: "red-flags"] else { return }
    let own = guideline.stops.filter { $0.id.hasPrefix("red-flags/") }
    if own.isEmpty, redFlags.declares["stop"] == nil {
      problem(
        "pack 'red-flags' declares no `stop`: a guideline without its stops does not load", "red-flags",
        redFlags.place)
      return
    }
    if !own.isEmpty { checkRedFlags(own, redFlags) }
  }

  /// Whether the pack 'red-flags' stops on every fact of the group `red_flags`, and lets only suicide risk pass unasked.
  private func checkRedFlags(_ own: [Gate], _ redFlags: Pack) {
    for (index, fact) in guideline.vocabulary.facts.enumerated() where fact.name.hasPrefix("red_flags.") {
      guard case .boolean = fact.kind, fact.computation == nil else {
        problem(
          "fact '\(fact.name)' must be a plain boolean: a red flag is asked, never worked out",
          pack(fact.place), fact.place)
        continue
      }
      let stops = own.contains { gate in
        gate.asksWhenUnknown == nil && gate.when?.truth { $0 == index ? .boolean(true) : nil } == .true
      }
      let laws = guideline.vocabulary.constraints.map(\.holds) + [fact.onlyWhen].compactMap { $0 }
      if fact.onlyWhen != nil || laws.contains(where: { $0.facts.contains(index) }) {
        problem(
          "fact '\(fact.name)' stands in a constraint or has `only_when`: a red flag that is true is never refused",
          pack(fact.place), fact.place)
      }
      if !stops {
        problem(
          "pack 'red-flags' has no `stop` that is true whenever '\(fact.name)' is: a red flag must stop by itself",
          "red-flags", redFlags.place)
      }
    }
    for gate in guideline.stops where gate.asksWhenUnknown != nil && gate.id != "red-flags/suicide-risk" {
      problem(
        "stop '\(gate.id)' may not have `if_unknown = \"ask\"`: of the stops, only red-flags/suicide-risk may pass while unknown",
        pack(gate.place), gate.place)
    }
  }

  /// Names that a profile could not tell apart, and computed facts that depend on themselves.
  private func checkFacts() {
    let vocabulary = guideline.vocabulary
    for fact in vocabulary.facts {
      if ["id", "notes", "instruments"].contains(fact.name.prefix { $0 != "." })
        || vocabulary.groups.contains(fact.name)
      {
        problem(
          "fact '\(fact.name)' has a name that a profile uses otherwise (a group of facts, id, notes or instruments)",
          pack(fact.place), fact.place)
      }
    }
    func reaches(_ index: Fact.Index, _ goal: Fact.Index, _ seen: inout Set<Fact.Index>) -> Bool {
      guard seen.insert(index).inserted, let script = vocabulary[index].computation else { return false }
      return script.reads.contains { $0 == goal || reaches($0, goal, &seen) }
    }
    for (index, fact) in vocabulary.facts.enumerated() {
      var seen: Set<Fact.Index> = []
      if reaches(index, index, &seen) {
        problem("fact '\(fact.name)' is computed from itself", pack(fact.place), fact.place)
      }
    }
    for instrument in vocabulary.instruments.values {
      for scale in instrument.scales where vocabulary[scale.fact].grid == nil {
        problem(
          "instrument '\(instrument.name)' scores into '\(vocabulary[scale.fact].name)', which is \(vocabulary[scale.fact].allowed)",
          pack(instrument.place), instrument.place)
      }
    }
  }

  /// A contraindication acts on the rules that recommend its pairing; one that no rule recommends would never act.
  private func checkContraindications() {
    let recommended = Set(guideline.rules.map(\.recommends))
    if let last = guideline.otherwise.flatMap({ guideline.pairings[$0.recommends] }),
      !last.contraindications.isEmpty
    {
      problem(
        "pairing '\(last.name)' is what is left when no rule is true, so it cannot have contraindications: use `defer` or `exclude`",
        pack(last.place), last.place)
    }
    for pairing in guideline.pairings.values
    where !pairing.contraindications.isEmpty && !recommended.contains(pairing.name) {
      problem(
        "pairing '\(pairing.name)' has contraindications, but no rule recommends it by itself, so that they would never act: put them on the pairings that it is joined from, or use `advise_against`",
        pack(pairing.place), pairing.place)
    }
  }

  private func check(_ rule: Rule) {
    let who = "rule '\(rule.id)'"
    if guideline.pairings[rule.recommends] == nil {
      problem(
        "\(who) recommends '\(rule.recommends)', which no pack declares as a pairing"
          + didYouMean(rule.recommends.description, guideline.pairings.keys.map(\.description).sorted()),
        pack(rule.place), rule.place)
    }
    for claim in rule.claims where guideline.evidence[claim] == nil {
      problem(
        "\(who) claims '\(claim)', which no pack declares as evidence"
          + didYouMean(claim, guideline.evidence.keys.sorted()),
        pack(rule.place), rule.place)
    }
    if Set(rule.claims).count != rule.claims.count {
      problem("\(who) claims the same evidence twice", pack(rule.place), rule.place)
    }
    checkSources(rule.sources, who, rule.place)
  }

  private func checkSources(_ names: [String], _ who: String, _ place: Place) {
    for name in names where guideline.sources[name] == nil {
      problem(
        "\(who) rests on source '\(name)', which no pack declares"
          + didYouMean(name, guideline.sources.keys.sorted()), pack(place), place)
    }
  }

  private func checkRanks() {
    var seen: [String: Rule] = [:]
    for rule in guideline.rules {
      guard case .candidate(let slot, let rank) = rule.role else { continue }
      let key = "\(pack(rule.place))/\(slot)/\(rank)"
      if let other = seen[key] {
        problem(
          "rule '\(rule.id)' has the slot and rank of '\(other.id)': which comes first?", pack(rule.place),
          rule.place)
      }
      seen[key] = rule
    }
  }

  // MARK: adaptations

  /// The guideline with every adaptation applied; each comparison that it changes bears its name.
  func adapted() -> Guideline {
    guard !guideline.adaptations.isEmpty else { return guideline }
    var rules = guideline.rules
    var vetoes = guideline.vetoes
    var conflicts = guideline.conflicts
    var gates = guideline.gates
    for adaptation in guideline.adaptations {
      var changed = 0
      func adapt(_ id: String, _ when: Condition) -> Condition {
        guard id == adaptation.target || id.hasPrefix(adaptation.target + "/") else { return when }
        return when.mapComparisons { comparison in
          guard comparison.fact == adaptation.fact else { return comparison }
          var comparison = comparison
          for index in comparison.operands.indices where comparison.operands[index] == .value(adaptation.from)
          {
            comparison.operands[index] = .value(adaptation.to)
            comparison.adaptedBy = adaptation.id
            changed += 1
          }
          return comparison
        }
      }
      let isStop =
        adaptation.target == "red-flags" || adaptation.target.hasPrefix("red-flags/")
        || guideline.stops.contains { $0.id == adaptation.target }
      if isStop {
        problem(
          "`adapt \"\(adaptation.target)\"`: stops and the pack 'red-flags' cannot be adapted",
          adaptation.pack, adaptation.place)
        continue
      }
      for index in rules.indices { rules[index].when = rules[index].when.map { adapt(rules[index].id, $0) } }
      for index in vetoes.indices { vetoes[index].when = adapt(vetoes[index].id, vetoes[index].when) }
      for index in conflicts.indices {
        conflicts[index].when = adapt(conflicts[index].id, conflicts[index].when)
      }
      for index in gates.indices { gates[index].when = gates[index].when.map { adapt(gates[index].id, $0) } }
      if changed == 0 {
        problem(
          "`adapt \"\(adaptation.target)\"` finds no comparison of '\(guideline.vocabulary[adaptation.fact].name)' with that value: has the adapted pack changed underneath?",
          adaptation.pack, adaptation.place)
      }
    }
    return Guideline(
      packs: guideline.packs, vocabulary: guideline.vocabulary, sources: guideline.sources,
      evidence: guideline.evidence,
      pairings: guideline.pairings, stops: guideline.stops, gates: gates, rules: rules,
      otherwise: guideline.otherwise,
      vetoes: vetoes, conflicts: conflicts, adaptations: guideline.adaptations, goal: guideline.goal,
      properties: guideline.properties)
  }
}
