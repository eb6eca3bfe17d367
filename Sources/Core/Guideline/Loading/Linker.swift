/// Checks the references between declarations.
struct Linker {
  let guideline: Guideline
  let scope: Scope
  let declarations: [Declaration.Word: [Declaration]]

  func problem(
    _ message: @autoclosure () -> String, _ pack: String, _ place: @autoclosure () -> Place,
    kind: PackProblem.Kind
  ) {
    scope.problems.add(message(), pack: pack, at: place(), kind: kind)
  }

  func didYouMean(_ word: String, _ known: some Collection<String>) -> String {
    scope.problems.didYouMean(word, known)
  }

  /// Returns the pack that a place belongs to.
  func pack(_ place: Place) -> String { String(place.file.prefix { $0 != "/" }) }

  func check() {
    checkRequirements()
    checkStops()
    for rule in guideline.rules + (guideline.otherwise.map { [$0] } ?? []) { check(rule) }
    checkRanks()
    for item in guideline.evidence.values {
      checkSources([item.source], "evidence '\(item.name)'", item.place)
    }
    for pairing in guideline.pairings.values {
      checkSources(pairing.everySource, "pairing '\(pairing.name)'", pairing.place)
    }
    for gate in guideline.stops + guideline.gates {
      checkSources(gate.sources, "gate '\(gate.id)'", gate.place)
    }
    for fact in guideline.vocabulary.facts {
      let error = fact.measurementError.map { [$0.source] } ?? []
      checkSources(
        fact.sources + error + fact.conversions.compactMap(\.source), "fact '\(fact.name)'", fact.place)
    }
    let parts = Set(guideline.pairings.keys.flatMap(\.parts))
    for veto in guideline.vetoes {
      if veto.part == guideline.domain.base {
        problem(
          "\(veto.word) '\(veto.id)' is against \(veto.part) itself: it would leave nothing to recommend; use `defer` or `exclude`",
          pack(veto.place), veto.place, kind: .misplaced)
      }
      if guideline.domain.isDeclared, veto.effect == .rulesOut, veto.part != guideline.domain.base,
        let last = guideline.otherwise, last.recommends.parts.contains(veto.part)
      {
        problem(
          "\(veto.word) '\(veto.id)' is against '\(veto.part)', which otherwise '\(last.id)' recommends: nothing would be left; use `defer` or `exclude`, or another `otherwise`",
          pack(veto.place), veto.place, kind: .misplaced)
      }
      checkSources(veto.sources, "\(veto.word) '\(veto.id)'", veto.place)
      if veto.effect == .isShown {
        checkThatNothingRecommends(veto)
      } else if !parts.contains(veto.part) {
        problem(
          "no pairing has the part '\(veto.part)'" + didYouMean(veto.part, parts), pack(veto.place),
          veto.place, kind: .dangling)
      }
    }
    for conflict in guideline.conflicts {
      checkSources(conflict.sources, "conflict '\(conflict.id)'", conflict.place)
    }
    for other in (declarations[.otherwise] ?? []).dropFirst() {
      problem(
        "a guideline has one `otherwise`; remove this one, or the one at \((declarations[.otherwise] ?? [])[0].place)",
        other.pack, other.place, kind: .duplicate)
    }
    for other in (declarations[.site] ?? []).dropFirst() {
      problem(
        "a guideline has one `site`; remove this one, or the one at \((declarations[.site] ?? [])[0].place)",
        other.pack, other.place, kind: .duplicate)
    }
    checkContraindications()
    checkOptions()
    checkDomain()
    checkFacts()
    let goals = guideline.vocabulary.facts.filter { !$0.goalOutcomes.isEmpty }
    for other in goals.dropFirst() {
      problem(
        "`goal_outcomes` may mark one fact only: '\(goals[0].name)' has them already; remove them here",
        pack(other.place),
        other.place,
        kind: .duplicate)
    }
  }

  /// Checks advice that stands alone: against a treatment that a rule recommends it would be overlooked.
  private func checkThatNothingRecommends(_ veto: Veto) {
    let rules = guideline.rules + [guideline.otherwise].compactMap { $0 }
    guard let rule = rules.first(where: { $0.recommends.parts.contains(veto.part) }) else { return }
    problem(
      "do_not_offer '\(veto.id)' is about a part that rule '\(rule.id)' recommends; use `advise_against`, which rules it out",
      pack(veto.place), veto.place, kind: .misplaced)
  }

  private func checkRequirements() {
    let packs = Dictionary(guideline.packs.map { ($0.id, $0) }) { first, _ in first }
    for pack in guideline.packs {
      for (name, version) in pack.requires.sorted(by: { $0.key < $1.key }) {
        guard let found = packs[name] else {
          problem(
            "pack '\(pack.id)' requires '\(name)' \(version), which is not among the packs in force"
              + didYouMean(name, guideline.packs.map(\.id)), pack.id, pack.place, kind: .requirement)
          continue
        }
        if !found.version.meets(version) {
          problem(
            "pack '\(pack.id)' requires '\(name)' \(version) (same major), but \(found.version) is in force",
            pack.id, pack.place, kind: .requirement)
        }
      }
      let recommends = ["rule", "otherwise"].contains { (pack.declares[$0] ?? 0) > 0 }
      let stops = guideline.domain.stops.pack
      if recommends, !guideline.domain.isDeclared, packs[stops] == nil {
        problem(
          "pack '\(pack.id)' recommends, and no pack in force declares a domain: a guideline without its stops does not load; add the pack that declares it",
          pack.id, pack.place, kind: .requirement)
      } else if recommends, pack.requires[stops] == nil, pack.id != stops {
        problem(
          "pack '\(pack.id)' recommends, so it must require '\(stops)': a guideline without its stops does not load; add the requirement",
          pack.id, pack.place, kind: .requirement)
      }
    }
  }

  /// Checks for names that a profile could not tell apart, and for computed facts that depend on themselves.
  private func checkFacts() {
    let vocabulary = guideline.vocabulary
    let groups = Set(vocabulary.groups)
    for fact in vocabulary.facts {
      if ProfileKeys.reserved.contains(String(fact.name.prefix { $0 != "." })) || groups.contains(fact.name) {
        problem(
          "fact '\(fact.name)' has a name that a profile uses for something else (a group of facts, or one of \(ProfileKeys.reserved.joined(separator: ", "))); rename it",
          pack(fact.place), fact.place, kind: .badName)
      }
    }
    checkNarrowing()
    for index in vocabulary.computedFromThemselves {
      let fact = vocabulary[index]
      problem("fact '\(fact.name)' is computed from itself", pack(fact.place), fact.place, kind: .script)
    }
    for instrument in vocabulary.instruments.values {
      for scale in instrument.scales where vocabulary[scale.fact].grid == nil {
        problem(
          "instrument '\(instrument.name)' scores into '\(vocabulary[scale.fact].name)', which is \(vocabulary[scale.fact].allowed)",
          pack(instrument.place), instrument.place, kind: .wrongValue)
      }
    }
  }

  /// Checks that every contraindication can act: it acts on the rules that recommend its pairing.
  private func checkContraindications() {
    let recommended = Set(guideline.rules.map(\.recommends))
    if let last = guideline.otherwise.flatMap({ guideline.pairings[$0.recommends] }),
      !last.contraindications.isEmpty
    {
      problem(
        "pairing '\(last.name)' is what is left when no rule is chosen, so it cannot have contraindications; use `defer` or `exclude`",
        pack(last.place), last.place, kind: .misplaced)
    }
    for pairing in guideline.pairings.values
    where !pairing.contraindications.isEmpty && !recommended.contains(pairing.name) {
      problem(
        "pairing '\(pairing.name)' has contraindications that would never act: no rule recommends it by itself; put them on the pairings that it is joined from, or use `advise_against`",
        pack(pairing.place), pairing.place, kind: .misplaced)
    }
  }

  private func check(_ rule: Rule) {
    let who = "rule '\(rule.id)'"
    if guideline.pairings[rule.recommends] == nil, !isWritten(rule.recommends) {
      problem(
        "\(who) recommends '\(rule.recommends)', which no pack declares as a pairing"
          + didYouMean(rule.recommends.description, guideline.pairings.keys.map(\.description)),
        pack(rule.place), rule.place, kind: .dangling)
    }
    for claim in rule.claims where guideline.evidence[claim] == nil && !isWritten(.evidence, claim) {
      problem(
        "\(who) claims '\(claim)', which no pack declares as evidence"
          + didYouMean(claim, guideline.evidence.keys),
        pack(rule.place), rule.place, kind: .dangling)
    }
    if Set(rule.claims).count != rule.claims.count {
      problem("\(who) claims the same evidence twice", pack(rule.place), rule.place, kind: .duplicate)
    }
    checkSources(rule.sources, who, rule.place)
  }

  /// Whether a name that nothing has is declared all the same: then its own declaration has the problem, and this follows from it.
  func isWritten(_ word: Declaration.Word, _ name: String) -> Bool {
    declarations[word]?.contains { $0.name == name } ?? false
  }

  func isWritten(_ pairing: PairingName) -> Bool {
    declarations[.pairing]?.contains { guideline.domain.pairing($0.name) == pairing } ?? false
  }

  func checkSources(_ names: [String], _ who: String, _ place: Place) {
    for name in names where guideline.sources[name] == nil && !isWritten(.source, name) {
      problem(
        "\(who) rests on source '\(name)', which no pack declares"
          + didYouMean(name, guideline.sources.keys), pack(place), place, kind: .dangling)
    }
  }

  private func checkRanks() {
    var seen: [String: Rule] = [:]
    for rule in guideline.rules {
      guard case .candidate(let slot, let rank) = rule.role else { continue }
      let key = "\(pack(rule.place))/\(slot)/\(rank)"
      if let other = seen[key] {
        problem(
          "rule '\(rule.id)' has the same slot and rank as '\(other.id)'; give it another rank",
          pack(rule.place),
          self.place(ofRankOf: rule), kind: .duplicate)
      }
      seen[key] = rule
    }
  }

  private func place(ofRankOf rule: Rule) -> Place {
    let declaration = declarations[.rule]?.first { $0.place == rule.place }
    let line = declaration?.fieldLines.last { $0.name == "rank" }?.line
    return Place(file: rule.place.file, line: line ?? rule.place.line)
  }
}
