import PlumblineEngine
public import PlumblineGuideline
import PlumblineJSON

/// Builds small random guidelines that use every construct: facts of each type, laws between them, all combinators, stops and
/// gates (asking and blocking), slots and ranks, alternatives, vetoes, contraindications, populations.
public struct RandomGuideline {
  public var random: Seeded
  /// How many of a hundred comparisons are replaced by a script.
  public var scripts = 0
  /// Whether conditions may ask whether a fact was declined.
  public var declines = false
  /// Whether there are more facts, some with very many values, deeper trees, more rules, conflicts, and a rule for when none is true.
  public var isLarge = false

  public init(random: Seeded) { self.random = random }

  public mutating func make() -> Guideline {
    let vocabulary = makeVocabulary()
    let domain = Domain.random(&random)
    var guideline = Draft(domain: domain, vocabulary: vocabulary)
    for index in 0..<(1 + random.below(2)) {
      guideline.stops.append(gate("stop-\(index)", .stop(random.pick(Gate.Urgency.allCases)), vocabulary))
    }
    for index in 0..<random.below(4) {
      let stage = random.pick(domain.stages)
      let kind: Gate.Kind =
        switch random.below(3) {
        case 0: .defer(stage)
        case 1: .exclude(stage)
        default: .needData(stage, anyOf: random.chance(60) ? [random.below(vocabulary.facts.count)] : [])
        }
      guideline.gates.append(gate("gate-\(index)", kind, vocabulary))
    }
    let partners = ["a", "b", "c", "work-integrated-rehabilitation"]
    let evidence = (0..<4).map { item("trial/e\($0)/function/mixed", vocabulary) }
    guideline.evidence = evidence
    for index in 0..<(2 + random.below(isLarge ? 70 : 5)) {
      let rank = 1 + random.below(isLarge ? 6 : 3)
      let role: Rule.Role =
        random.chance(25)
        ? .alternative : .candidate(slot: random.pick(["psychological", "work"]), rank: rank)
      let recommends = domain.pairing("exercise+\(random.pick(partners))")
      let parts = random.chance(30) ? self.parts(recommends) : [:]
      guideline.rules.append(
        Rule(
          id: "random/rule-\(index)", title: "rule \(index)", role: role,
          when: condition(vocabulary, depth: isLarge ? 4 : 2),
          recommends: recommends,
          strength: parts.isEmpty
            ? random.pick(Strength.allCases)
            : parts.values.contains { $0.strength == .conditional } ? .conditional : .strong,
          claims: Set((0..<(1 + random.below(2))).map { _ in random.pick(evidence).name }).sorted(),
          parts: parts, because: "because", sources: [], note: nil,
          place: Place(file: "random/rules.lua", line: index + 1)))
    }
    if random.chance(60) {
      guideline.vetoes.append(
        Veto(
          id: "random/veto", title: "veto", part: random.pick(partners),
          when: condition(vocabulary, depth: 1),
          because: "because", sources: [], place: Place(file: "random/rules.lua", line: 90)))
    }
    if random.chance(60) {
      guideline.vetoes.append(
        Veto(
          id: "random/pass", title: "pass", part: random.pick(partners),
          when: condition(vocabulary, depth: 1),
          because: "because", sources: [], effect: .passesOver, action: "refer",
          place: Place(file: "random/rules.lua", line: 92)))
    }
    for partner in partners {
      let isContraindicated = random.chance(25)
      guideline.pairings.append(
        Pairing(
          name: domain.pairing("exercise+\(partner)"), title: partner, what: partner, cautions: [],
          contraindications: isContraindicated
            ? [.init(when: condition(vocabulary, depth: 1), because: "no")] : [],
          forPatient: partner, sources: [], pack: "random", place: Place(file: "random/pairings.lua", line: 1)
        ))
    }
    if isLarge { enlarge(&guideline, vocabulary, partners) }
    return guideline.finished
  }

  private mutating func enlarge(_ guideline: inout Draft, _ vocabulary: Vocabulary, _ partners: [String]) {
    for index in 0..<random.below(3) {
      guideline.conflicts.append(
        Conflict(
          id: "random/conflict-\(index)", title: "conflict", when: condition(vocabulary, depth: 2),
          because: "because", sources: [], place: Place(file: "random/rules.lua", line: 95)))
    }
    for index in 0..<random.below(6) {
      let kind = Gate.Kind.exclude(random.pick(guideline.domain.stages))
      guideline.gates.append(gate("more-\(index)", kind, vocabulary))
    }
    if random.chance(50) {
      guideline.otherwise = Rule(
        id: "random/otherwise", title: "otherwise", role: .otherwise, when: nil,
        recommends: guideline.domain.pairing("exercise+\(random.pick(partners))"), strength: .strong,
        claims: [random.pick(guideline.evidence).name], because: "because", sources: [], note: nil,
        place: Place(file: "random/rules.lua", line: 99))
    }
  }

  private mutating func parts(_ pairing: PairingName) -> [String: Rule.PartAdvice] {
    Dictionary(
      uniqueKeysWithValues: pairing.parts.map {
        ($0, Rule.PartAdvice(strength: random.pick(Strength.allCases)))
      })
  }

  private mutating func makeVocabulary() -> Vocabulary {
    var facts: [Fact] = []
    for index in 0..<(3 + random.below(isLarge ? 12 : 3)) {
      let kind: Fact.Kind =
        switch random.below(isLarge ? 8 : 4) {
        case 4: .integer(low: -5, high: 70_000)
        case 5: .decimal(low: 30, high: 45, step: ExactNumber(0.1) ?? 1)
        case 6: .code((0..<300).map { "code-\($0)" })
        case 7: .integer(low: -40, high: 500)
        case 0: .boolean
        case 1: .code(["x", "y", "z"])
        case 2: .decimal(low: 0, high: 1, step: ExactNumber(0.25) ?? 1)
        default: .integer(low: 0, high: ExactNumber(2 + random.below(4)))
        }
      facts.append(.of("group.f\(index)", kind))
    }
    let numbers = facts.indices.filter { facts[$0].grid != nil }
    var constraints: [Constraint] = []
    if numbers.count > 1, random.chance(50) {
      let holds = Comparison(fact: numbers[0], operator: .atLeast, operands: [.fact(numbers[1])], line: 1)
      constraints.append(
        Constraint(
          name: "law", holds: .comparison(holds), because: "law",
          place: Place(file: "random/facts.lua", line: 9)))
    }
    if numbers.count > 1, random.chance(40) { constraints.append(sum(numbers, facts)) }
    if random.chance(40) {
      let bare = Vocabulary(facts: facts, constraints: [], instruments: [:])
      constraints.append(
        Constraint(
          name: "tree", holds: condition(bare, depth: 1), because: "law",
          place: Place(file: "random/facts.lua", line: 10)))
    }
    if random.chance(40) {
      let bare = Vocabulary(facts: facts, constraints: [], instruments: [:])
      facts[0].onlyWhen = condition(bare, depth: 0, avoiding: 0)
    }
    let vocabulary = Vocabulary(facts: facts, constraints: constraints, instruments: [:])
    // Laws that contradict each other leave no patient to test with.
    let isPossible = vocabulary.brokenLaws(in: Profile(vocabulary: vocabulary)).isEmpty
    return isPossible ? vocabulary : Vocabulary(facts: facts, constraints: [], instruments: [:])
  }

  /// - Parameter asks: how many of a hundred ask while they are unknown.
  public mutating func gate(
    _ name: String, _ kind: Gate.Kind, _ vocabulary: Vocabulary, asks: Int = 40
  ) -> Gate {
    var when: Condition? = condition(vocabulary, depth: 1)
    if case .needData(_, let anyOf) = kind, !anyOf.isEmpty, random.chance(70) { when = nil }
    return Gate(
      id: "random/\(name)", kind: kind, title: name, when: when, because: name, action: name, sources: [],
      asksWhenUnknown: random.chance(asks) ? "asks" : nil, place: Place(file: "random/gates.lua", line: 1))
  }

  /// Often with a rating from which every level that can be lost shows, and with more criteria than can cost one.
  public mutating func item(_ name: String, _ vocabulary: Vocabulary) -> EvidenceItem {
    let population = (0..<random.below(6)).map { index in
      EvidenceItem.Criterion(
        says: "criterion \(index)", when: condition(vocabulary, depth: 0), asksWhenUnknown: random.chance(40))
    }
    return EvidenceItem(
      name: name, source: "trial", intervention: "i", comparator: "c", outcome: Outcome("function"),
      timepoint: .mixed,
      certainty: random.chance(40) ? .high : random.pick(Certainty.allCases),
      certaintySeen: random.chance(70) ? "paper" : nil,
      effect: nil,
      population: population, note: nil, place: Place(file: "random/evidence.lua", line: 1))
  }

  public mutating func condition(_ vocabulary: Vocabulary, depth: Int, avoiding: Fact.Index? = nil)
    -> Condition
  {
    if depth == 0 || random.chance(25) {
      if scripts > 0, random.chance(scripts) { return .scripted(script(vocabulary)) }
      return .comparison(comparison(vocabulary, avoiding: avoiding))
    }
    let parts = (0..<(1 + random.below(3))).map { _ in
      condition(vocabulary, depth: depth - 1, avoiding: avoiding)
    }
    switch random.below(7) {
    case 0, 1: return .all(parts)
    case 2, 3: return .any(parts)
    case 4: return .none(parts)
    case 5: return .firstKnown(parts)
    default: return .anyKnown(parts)
    }
  }

  private mutating func script(_ vocabulary: Vocabulary) -> Script {
    let number = random.below(3)
    let reads = [number % vocabulary.facts.count, (number + 1) % vocabulary.facts.count]
    return Script(
      name: "script-\(number)", pack: "random", file: "rules.lua", function: number, reads: reads, says: "",
      line: 1)
  }

  private mutating func comparison(_ vocabulary: Vocabulary, avoiding: Fact.Index? = nil) -> Comparison {
    let index = random.pick(vocabulary.facts.indices.filter { $0 != avoiding })
    let values =
      isLarge ? (0..<4).map { _ in random.value(of: vocabulary[index]) }.ordered : vocabulary[index].allValues
    let allowed = Comparison.Operator.allCases.filter { vocabulary[index].grid != nil || !$0.ordersNumbers }
    let comparing = random.pick(allowed.filter { declines || !$0.looksAtGiving })
    if comparing.looksAtGiving {
      return Comparison(fact: index, operator: comparing, operands: [], line: 1)
    }
    var operands = [random.pick(values)]
    if comparing == .between {
      let (first, second) = (random.below(values.count), random.below(values.count))
      operands = [values[min(first, second)], values[max(first, second)]]
    } else if comparing == .isOneOf {
      operands.append(random.pick(values))
    }
    return Comparison(fact: index, operator: comparing, operands: operands.map { .value($0) }, line: 1)
  }

  /// Returns a legal profile in which about half of the facts are known.
  ///
  /// - Parameter between: how many of a hundred facts are given as a range, or as some of their codes.
  public mutating func profile(
    _ vocabulary: Vocabulary, known percent: Int = 45, between: Int = 0
  ) -> Profile {
    var attempts = 0
    while true {
      var profile = Profile(id: "R", vocabulary: vocabulary)
      // If the laws leave hardly any profile: the one in which nothing is known.
      attempts += 1
      if attempts == 200 { return profile }
      for index in vocabulary.givenFacts {
        profile[index] =
          random.chance(percent)
          ? .known(random.pick(vocabulary[index].allValues)) : .absent(random.pick(Absence.allCases))
        if between > 0, random.chance(between), let range = range(of: vocabulary[index]) {
          profile[index] = .within(range)
        }
      }
      if vocabulary.brokenLaws(in: profile).isEmpty { return profile }
    }
  }
}

/// The parts of a guideline before its lists are sorted.
private struct Draft {
  var domain: Domain
  var vocabulary: Vocabulary
  var stops: [Gate] = []
  var gates: [Gate] = []
  var rules: [Rule] = []
  var vetoes: [Veto] = []
  var conflicts: [Conflict] = []
  var otherwise: Rule?
  var evidence: [EvidenceItem] = []
  var pairings: [Pairing] = []

  var finished: Guideline {
    Guideline(
      domain: domain, packs: [], vocabulary: vocabulary, sources: [:],
      evidence: Dictionary(uniqueKeysWithValues: evidence.map { ($0.name, $0) }),
      pairings: Dictionary(uniqueKeysWithValues: pairings.map { ($0.name, $0) }), stops: stops,
      gates: domain.inOrder(gates), rules: rules,
      otherwise: otherwise,
      vetoes: vetoes, conflicts: conflicts, adaptations: [], goal: nil)
  }
}

extension Fact {
  /// A fact with only what is required.
  public static func of(_ name: String, _ kind: Kind) -> Fact {
    Fact(
      name: name, kind: kind, unit: nil, label: name, question: "\(name)?", labels: [:], codings: [],
      note: nil, sources: [],
      onlyWhen: nil, goalOutcomes: [:], computation: nil, place: Place(file: "random/facts.lua", line: 1))
  }
}

extension Domain {
  /// The first edition's domain with its stages in another order, and often without a base or an order of parts.
  public static func random(_ random: inout Seeded) -> Domain {
    var stages = firstEdition.stages
    for place in stages.indices.dropLast() {
      stages.swapAt(place, place + random.below(stages.count - place))
    }
    return Domain(
      name: firstEdition.name, title: firstEdition.title, base: random.chance(70) ? firstEdition.base : nil,
      leadingParts: random.chance(70) ? firstEdition.leadingParts : [], stages: stages,
      outcomes: firstEdition.outcomes, timepoints: firstEdition.timepoints, stops: firstEdition.stops,
      disclaimer: nil, isDeclared: random.chance(50), place: firstEdition.place)
  }
}
