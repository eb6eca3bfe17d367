internal import PlumblineGuideline
internal import PlumblineJSON

/// Turns everything that was gathered into a profile and its report.
struct Settling {
  private let gathering: Gathering
  private let asOf: Day
  private let references: [String]
  private var profile: Profile
  private var conflicts: [IntakeConflict] = []
  private var used: [Int: Set<String>] = [:]
  private var reasons: [Int: [String]]
  private var cautions: [IntakeCaution]
  private var sources: [Fact.Index: [Int]] = [:]

  private var vocabulary: Vocabulary { gathering.vocabulary }

  init(_ gathering: Gathering, _ asOf: Day) {
    (self.gathering, self.asOf) = (gathering, asOf)
    references = gathering.resources.map(\.reference)
    profile = Profile(vocabulary: gathering.vocabulary, asOf: asOf)
    reasons = gathering.reasons
    cautions = gathering.cautions
  }

  mutating func run(id: String?) {
    profile.id = id
    let scored = gathering.administrations.scored(vocabulary, asOf, references)
    for (resources, instrument) in scored.tooFew {
      for place in resources {
        reasons[place, default: []].append("too few items of \(instrument.title) are answered for a score")
      }
    }
    var byFact: [Fact.Index: [Candidate]] = [:]
    let forced = scored.bounds.flatMap { bounds in
      gathering.candidates.flatMap { bounds.candidates(beside: $0) }
    }
    for candidate in gathering.candidates + scored.candidates + forced {
      byFact[candidate.fact, default: []].append(candidate)
    }
    let resolver = Resolver(vocabulary: vocabulary, asOf: asOf, references: references)
    for fact in byFact.keys.sorted() {
      settle(fact, preferred(byFact[fact] ?? []), resolver)
    }
    breakContradictions()
    breakSums(scored.bounds)
  }

  /// Of several goals, those of high priority, if some are.
  private func preferred(_ candidates: [Candidate]) -> [Candidate] {
    let goals = candidates.filter { $0.origin.method == "goal" }
    let high = goals.filter { goal in goal.resources.allSatisfy(isOfHighPriority) }
    if high.isEmpty || high.count == goals.count { return candidates }
    return candidates.filter { $0.origin.method != "goal" } + high
  }

  private func isOfHighPriority(_ place: Int) -> Bool {
    let codings = (try? gathering.resources[place].element.codings("priority")) ?? []
    return codings.contains {
      $0.system == "http://terminology.hl7.org/CodeSystem/goal-priority" && $0.code == "high-priority"
    }
  }

  private mutating func settle(
    _ fact: Fact.Index, _ candidates: [Candidate], _ resolver: Resolver
  ) {
    let (outcome, fates) = resolver.settle(fact, candidates)
    let name = vocabulary[fact].name
    for (candidate, fate) in zip(candidates, fates) {
      if case .ignored = fate, resolver.mayBeOfToday(candidate) {
        for place in candidate.resources {
          cautions.append(
            IntakeCaution(
              source: references[place], fact: name,
              says: "it may be of today, and says no day: it raises the question of \(name)"))
        }
      }
      for place in candidate.resources {
        switch fate {
        case .used: used[place, default: []].insert(name)
        case .ignored(let because): if !because.isEmpty { reasons[place, default: []].append(because) }
        }
      }
    }
    switch outcome {
    case .nothing: break
    case .stands(let candidate):
      profile[fact] = candidate.state
      profile.set(candidate.origin, of: fact)
      sources[fact] = candidates.indices.filter { if case .used = fates[$0] { true } else { false } }
        .flatMap { candidates[$0].resources }
    case .stale(let candidate):
      profile[fact] = .absent(.stale)
      var origin = candidate.origin
      origin.staleValue = candidate.state.value
      if let days = candidate.moment?.days, days.lowerBound == days.upperBound {
        origin.observed = days.lowerBound.description
      }
      profile.set(origin, of: fact)
    case .conflict(let sides, let because):
      conflict(
        [fact], Array(Set(sides.flatMap(\.resources))), because,
        Set(sides.compactMap(\.state.value) + sides.flatMap(\.claims)).sorted {
          $0.json.canonicalText < $1.json.canonicalText
        }.map {
          IntakeConflict.Claim(fact: fact, value: $0)
        })
    }
  }

  private mutating func conflict(
    _ facts: [Fact.Index], _ resources: [Int], _ because: String, _ claims: [IntakeConflict.Claim]
  ) {
    for fact in facts { profile[fact] = .absent(.unknown) }
    let names = facts.map { vocabulary[$0].name }.sorted()
    conflicts.append(
      IntakeConflict(
        facts: names, sources: resources.map { references[$0] }.sorted(), because: because, claims: claims))
    for place in resources {
      for name in names { used[place]?.remove(name) }
      reasons[place, default: []].append(
        "it conflicts with another resource about \(names.joined(separator: ", "))")
    }
  }

  /// What breaks a law of the vocabulary is absent on both sides, and reported.
  private mutating func breakContradictions() {
    for _ in 0..<vocabulary.facts.count {
      guard let law = vocabulary.brokenLaws(in: profile).first else { return }
      let because: String
      switch law {
      case .constraint(let constraint): because = "they cannot all be so: \(constraint.because)"
      case .onlyWhen(let fact): because = "\(vocabulary[fact].name) cannot have a value beside the others"
      }
      var facts = vocabulary.facts(of: law, givenIn: profile)
      if case .onlyWhen(let fact) = law { facts.append(fact) }
      let given = Set(facts).filter { profile.isGiven($0) }.sorted()
      if given.isEmpty { return }
      let claims = given.compactMap { fact in
        profile[fact].value.map { IntakeConflict.Claim(fact: fact, value: $0) }
      }
      conflict(given, Array(Set(given.flatMap { sources[$0] ?? [] })), because, claims)
    }
  }

  /// A total to which the items that were answered with it cannot add up is absent, as they are, and reported.
  private mutating func breakSums(_ bounds: [Bounds]) {
    for sum in bounds {
      guard case .number(let total)? = profile[sum.fact].value, !sum.range.contains(total) else { continue }
      let facts = ([sum.fact] + sum.parts).filter {
        profile.isGiven($0) && profile.origins[$0]?.sitting == sum.sitting
      }
      guard facts.contains(sum.fact) else { continue }
      var claims = facts.compactMap { fact in
        profile[fact].value.map { IntakeConflict.Claim(fact: fact, value: $0) }
      }
      claims.append(IntakeConflict.Claim(fact: sum.fact, value: .number(sum.range.lowerBound)))
      let resources = Set(facts.flatMap { sources[$0] ?? [] } + sum.resources).sorted()
      conflict(facts, resources, "the items that are answered do not add up to the total", claims)
    }
  }

  // MARK: the report

  var intake: Intake {
    var report = IntakeReport()
    for (place, resource) in gathering.resources.enumerated() {
      let parts = gathering.parts[place] ?? []
      if let facts = used[place], !facts.isEmpty {
        report.used.append(
          IntakeReport.Used(
            resource: resource.reference, facts: facts.sorted(), parts: parts,
            unconfirmed: (gathering.unconfirmed[place] ?? []).sorted()))
      } else {
        let because = Set(reasons[place] ?? []).sorted()
        report.ignored.append(
          IntakeReport.Ignored(
            resource: resource.reference,
            because: because.isEmpty ? "nothing in it is about a fact" : because.joined(separator: "; "),
            parts: parts))
      }
    }
    report.used.sort { $0.resource < $1.resource }
    report.ignored.sort { $0.resource < $1.resource }
    report.cautions = cautions.sorted { ($0.source, $0.fact) < ($1.source, $1.fact) }
    return Intake(
      profile: profile, report: report,
      conflicts: conflicts.sorted {
        ($0.facts.joined(), $0.sources.joined()) < ($1.facts.joined(), $1.sources.joined())
      },
      hasDied: gathering.hasDied)
  }
}
