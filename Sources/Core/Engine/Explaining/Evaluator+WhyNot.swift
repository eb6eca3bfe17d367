public import PlumblineGuideline
internal import PlumblineJSON

extension Evaluator {
  /// Explains why a pairing is not shown to a patient, and what would make it shown.
  ///
  /// Exact over the classes into which the guideline's cut-offs divide each fact's range, for legal profiles. Throws the error of
  /// a script that fails for the present profile.
  ///
  /// - Parameters:
  ///   - place: whether it must join the primary pairing or may be an alternative.
  ///   - most: the largest number of ways to list.
  ///   - facts: the most facts that a way may change; nil: any number.
  public func whyNot(
    _ pairing: PairingName, _ place: WhyNot.Place, for profile: Profile, asOf: Day, most: Int,
    facts: Int? = nil
  ) throws -> WhyNot {
    if let standing = standing(for: profile) {
      return try standing.whyNot(pairing, place, for: profile, asOf: asOf, most: most, facts: facts)
    }
    var answer = try inTheWay(of: pairing, place, for: profile, asOf: asOf)
    if let shown = guideline.shows(pairing, answer.decision), place == .any || shown.role == .primary {
      answer.answer = .shownAlready(shown.role)
    } else {
      answer.answer = try ChangeFinder(
        evaluator: self, pairing: pairing, place: place, profile: profile, asOf: asOf
      )
      .answer(most: most, facts: facts)
    }
    return answer
  }

  /// Returns an answer that was worked out for a profile in this evaluator's words. Nothing is searched again.
  func reworded(_ whyNot: WhyNot, for profile: Profile) throws -> WhyNot {
    let evaluator = standing(for: profile) ?? self
    var reworded = try evaluator.inTheWay(
      of: whyNot.pairing, whyNot.place, for: profile, asOf: whyNot.decision.asOf)
    reworded.answer = whyNot.answer
    guard case .ways(var ways) = whyNot.answer else { return reworded }
    for way in ways.listed.indices {
      for turn in ways.listed[way].turns.indices {
        ways.listed[way].turns[turn].title = guideline.title(of: ways.listed[way].turns[turn].site)
      }
    }
    reworded.answer = .ways(ways)
    return reworded
  }

  /// The evaluator of what holds for a profile, in the same words; nil if all of it holds.
  private func standing(for profile: Profile) -> Evaluator? {
    guideline.standing(for: profile).map { Evaluator(examining: $0, run: run).speaking(language, $0) }
  }

  /// Returns what stands in the way of a pairing, before anything is searched.
  private func inTheWay(
    of pairing: PairingName, _ place: WhyNot.Place, for profile: Profile, asOf: Day
  ) throws -> WhyNot {
    let why = try why(profile, asOf: asOf)
    let knowledge = try Knowledge(profile, guideline, run)
    let selection = Selection(guideline, knowledge)
    let all = ruleReadings(knowledge, selection)
    let own = all.filter { Set($0.rule.recommends.parts).isSubset(of: pairing.parts) }
    let winners = own.compactMap { reading in
      switch reading.standing {
      case .outranked(let by), .passedOver(_, for: let by): by
      default: nil
      }
    }
    return WhyNot(
      pairing: pairing, title: guideline.pairings[pairing]?.title ?? pairing.description, place: place,
      decision: why.decision, gates: why.gates.filter(\.decided), rules: own,
      inFront: all.filter { winners.contains($0.rule.id) },
      vetoes: guideline.vetoReadings(knowledge).filter { veto in
        veto.objects && veto.condition.truth == .true
          && (pairing.parts.contains(veto.against) || veto.against == pairing.description)
      }, answer: .never(.noRule))
  }
}

extension Guideline {
  /// Returns the recommendation that has a pairing or is joined from it.
  func shows(_ pairing: PairingName, _ decision: Decision) -> Decision.Recommendation? {
    decision.recommendations.first { recommendation in
      recommendation.pairing == pairing
        || (recommendation.role == .primary
          && (rules + (otherwise.map { [$0] } ?? [])).contains { rule in
            recommendation.rules.contains(rule.id) && rule.recommends == pairing
          })
    }
  }
}

/// One search for the changes that would make a pairing shown to one patient.
private struct ChangeFinder {
  let evaluator: Evaluator
  let pairing: PairingName
  let place: WhyNot.Place
  let profile: Profile
  let asOf: Day

  private var guideline: Guideline { evaluator.guideline }

  func answer(most: Int, facts: Int?) throws -> WhyNot.Finding {
    let isRecommended =
      guideline.rules.contains { $0.recommends == pairing } || guideline.primaryName([]) == pairing
    guard isRecommended || guideline.canJoin(pairing) else { return .never(.noRule) }
    let tables = ScriptTables(guideline, evaluator.run)
    do {
      let space = try ShownSpace(guideline, profile, tables)
      return try answer(space, most: most, facts: facts)
    } catch is ChangeSearch.BoundExceeded {
      return .notWorkedOut(.tooManyWays)
    } catch is Diagrams.BoundExceeded {
      return .notWorkedOut(tables.failed.map { .failing(script: $0) } ?? .tooLarge)
    }
  }

  private func answer(_ space: ShownSpace, most: Int, facts: Int?) throws -> WhyNot.Finding {
    var space = space
    let shown = try space.shown(pairing, place)
    if space.isNever(shown) { return .never(.nobody(try space.reasons(pairing))) }
    var search = ChangeSearch(space.frozen, present: space.present)
    guard let fewest = search.fewest(shown) else { return .never(.onlyWithLess) }
    if let script = space.opaque(shown) {
      return .notWorkedOut(.opaque(script: script))
    }
    let whole = space.support(shown).count
    let limit = min(facts ?? whole, whole)
    guard fewest <= limit else {
      return .ways(.init(listed: [], count: 0, searched: limit, isComplete: false))
    }
    // All sets if they fit, else those with the fewest facts, until there are enough.
    var budget = limit
    var sets: [[Int]]
    if let all = try? search.minimalSets(shown, most: limit) {
      sets = all
    } else {
      budget = fewest
      sets = try search.minimalSets(shown, most: budget)
      while sets.count < most, let more = try? search.minimalSets(shown, most: budget + 1) {
        budget += 1
        sets = more
      }
    }
    let ways = sets.map { Candidate(set: $0, space: space, evaluator: evaluator, profile: profile) }
      .sorted { $0.order < $1.order }
    let listed = try ways.prefix(most).compactMap { try way($0, shown, search, space) }
    guard listed.count == min(most, ways.count) else {
      return .notWorkedOut(.unconfirmed)
    }
    return .ways(.init(listed: listed, count: sets.count, searched: budget, isComplete: budget == whole))
  }

  /// A minimal set with its sort key.
  private struct Candidate {
    var set: [Int]
    var facts: [Fact.Index]
    /// The fewest facts first, then the fewest that are not levers, then by name.
    var order: (Int, Int, String)

    init(set: [Int], space: ShownSpace, evaluator: Evaluator, profile: Profile) {
      self.set = set
      facts = set.map { space.fact($0) }
      let fixed = facts.count { !evaluator.guideline.isLever($0, profile) }
      let vocabulary = evaluator.guideline.vocabulary
      order = (set.count, fixed, facts.map { vocabulary[$0].name }.sorted().joined(separator: " "))
    }
  }

  private func way(
    _ candidate: Candidate, _ shown: Diagrams.Node, _ search: ChangeSearch, _ space: ShownSpace
  ) throws -> WhyNot.Way? {
    let choices = search.nearest(shown, changing: candidate.set) { space.distance($0, $1) }
    guard let choices else { return nil }
    var after = profile
    for (variable, choice) in choices {
      if let value = space.value(variable, choice) { after[space.fact(variable)] = .known(value) }
    }
    let decision = try evaluator.decideWithoutMissing(after, asOf: asOf)
    guard let found = guideline.shows(pairing, decision) else { return nil }
    let changes = candidate.set.compactMap { variable -> WhyNot.Change? in
      guard let choice = choices[variable], let value = space.value(variable, choice) else { return nil }
      let fact = space.fact(variable)
      return WhyNot.Change(
        fact: fact, from: profile[fact], to: value, works: space.works(variable, choices, shown),
        isLever: guideline.isLever(fact, profile))
    }
    return WhyNot.Way(
      changes: changes.sorted { $0.fact < $1.fact }, turns: try evaluator.turns(profile, after),
      pairing: found.pairing, role: found.role)
  }
}

extension Guideline {
  /// Whether care may aim to change a fact. An absent fact is asked about, which changes nothing about the patient.
  fileprivate func isLever(_ fact: Fact.Index, _ profile: Profile) -> Bool {
    !profile.isKnown(fact)
      || (vocabulary[fact].canChange && !stops.contains { $0.facts.contains(fact) })
  }
}
