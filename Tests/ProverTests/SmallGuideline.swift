import PlumblineJSON
import PlumblineTestSupport

@testable import PlumblineGuideline

/// Builds random guidelines whose legal profiles can be enumerated: few facts with few values, and every construct that the
/// prover encodes.
struct SmallGuideline {
  private var parts: RandomGuideline
  /// Whether it may contain scripted conditions.
  let hasScripts: Bool
  private(set) var random: Seeded {
    get { parts.random }
    set { parts.random = newValue }
  }

  init(random: Seeded, hasScripts: Bool = false) {
    parts = RandomGuideline(random: random)
    parts.scripts = hasScripts ? 20 : 0
    self.hasScripts = hasScripts
  }

  private let partners = ["a", "b", "work-integrated-rehabilitation"]

  mutating func make() -> Guideline {
    var facts = (0..<(2 + random.below(3))).map { Fact.of("g.f\($0)", kind()) }
    let bare = Vocabulary(facts: facts, constraints: [], instruments: [:])
    let numbers = facts.indices.filter { facts[$0].grid != nil }
    var constraints: [Constraint] = []
    func law(_ condition: Condition) -> Constraint {
      Constraint(name: "law-\(constraints.count)", holds: condition, because: "law", place: place(9))
    }
    if numbers.count > 1, random.chance(50) {
      let comparing = random.pick(
        Comparison.Operator.allCases.filter { $0 != .between && $0 != .isOneOf && !$0.looksAtGiving })
      constraints.append(
        law(
          .comparison(
            Comparison(fact: numbers[0], operator: comparing, operands: [.fact(numbers[1])], line: 1))))
    }
    if random.chance(30) { constraints.append(law(plain(bare))) }
    if random.chance(40) { facts[0].onlyWhen = plain(bare) }
    let vocabulary = Vocabulary(facts: facts, constraints: constraints, instruments: [:])

    let domain = Domain.random(&random)
    let stops = (0..<random.below(2)).map {
      parts.gate("stop-\($0)", .stop(.urgent), vocabulary, asks: 75)
    }
    let gates = (0..<random.below(3)).map { index -> Gate in
      let stage = random.pick(domain.stages)
      switch random.below(3) {
      case 0: return parts.gate("gate-\(index)", .defer(stage), vocabulary, asks: 75)
      case 1: return parts.gate("gate-\(index)", .exclude(stage), vocabulary, asks: 75)
      default:
        let anyOf = random.chance(60) ? [random.below(facts.count)] : []
        return parts.gate("gate-\(index)", .needData(stage, anyOf: anyOf), vocabulary, asks: 75)
      }
    }
    let evidence = (0..<3).map { parts.item("t/e\($0)/function/mixed", vocabulary) }
    let names = partners.map { domain.pairing("exercise+\($0)") } + [domain.pairing("exercise+a+b")]
    let rules = (0..<(1 + random.below(5))).map { index in
      let role: Rule.Role =
        random.chance(30)
        ? .alternative : .candidate(slot: random.pick(["psychological", "work"]), rank: 1 + random.below(3))
      return rule(
        "rule-\(index)", role, parts.condition(vocabulary, depth: 2), random.pick(names), evidence,
        pack: index % 2)
    }
    let otherwise =
      random.chance(50)
      ? rule("otherwise", .otherwise, nil, domain.pairing("exercise"), evidence, pack: 0) : nil
    let vetoes = (0..<random.below(2)).map { index in
      Veto(
        id: "random/veto-\(index)", title: "veto", part: random.pick(partners),
        when: parts.condition(vocabulary, depth: 1),
        because: "because", sources: [], place: place(90))
    }
    let passing = (0..<random.below(2)).map { index in
      Veto(
        id: "random/pass-\(index)", title: "pass", part: random.pick(partners),
        when: parts.condition(vocabulary, depth: 1), because: "because", sources: [], effect: .passesOver,
        place: place(92))
    }
    let pairings = names.map { name in
      let contraindications: [Pairing.Contraindication] =
        random.chance(20) ? [.init(when: parts.condition(vocabulary, depth: 1), because: "no")] : []
      return Pairing(
        name: name, title: "p", what: "p", cautions: [], contraindications: contraindications,
        forPatient: "p",
        sources: [], pack: "random", place: place(1))
    }
    return Guideline(
      domain: domain, packs: [], vocabulary: vocabulary, sources: [:],
      evidence: Dictionary(uniqueKeysWithValues: evidence.map { ($0.name, $0) }),
      pairings: Dictionary(uniqueKeysWithValues: pairings.map { ($0.name, $0) }), stops: stops,
      gates: domain.inOrder(gates), rules: rules,
      otherwise: otherwise, vetoes: vetoes + passing, conflicts: [], adaptations: [], goal: nil)
  }

  private func place(_ line: Int) -> Place { Place(file: "random/rules.lua", line: line) }

  private mutating func kind() -> Fact.Kind {
    switch random.below(4) {
    case 0: .boolean
    case 1: .code(["x", "y", "z"])
    case 2:
      .decimal(low: ExactNumber("-0.5") ?? 0, high: ExactNumber("0.2") ?? 1, step: ExactNumber("0.25") ?? 1)
    default: .integer(low: -1, high: ExactNumber(1 + random.below(2)))
    }
  }

  private mutating func rule(
    _ name: String, _ role: Rule.Role, _ when: Condition?, _ pairing: PairingName, _ evidence: [EvidenceItem],
    pack: Int
  ) -> Rule {
    let claims = Set((0..<random.below(3)).map { _ in random.pick(evidence).name }).sorted()
    let isByPart = random.chance(30)
    let strengths = pairing.parts.map { ($0, Rule.PartAdvice(strength: random.pick(Strength.allCases))) }
    let weakest: Strength = strengths.allSatisfy { $0.1.strength == .strong } ? .strong : .conditional
    return Rule(
      id: "pack-\(pack)/\(name)", title: name, role: role, when: when, recommends: pairing,
      strength: isByPart ? weakest : random.pick(Strength.allCases), claims: claims,
      parts: isByPart ? Dictionary(uniqueKeysWithValues: strengths) : [:], because: "because", sources: [],
      note: nil,
      place: Place(file: "pack-\(pack)/rules.lua", line: 1))
  }

  /// A condition without a script: laws and promises allow none.
  private mutating func plain(_ vocabulary: Vocabulary) -> Condition {
    let scripts = parts.scripts
    parts.scripts = 0
    defer { parts.scripts = scripts }
    return parts.condition(vocabulary, depth: 1)
  }

  // MARK: promises

  mutating func property(_ guideline: Guideline, _ index: Int) -> Property {
    let facts = guideline.vocabulary.facts.indices
    let some = facts.filter { _ in random.chance(40) }
    let promise: Property.Promise =
      switch random.below(4) {
      case 0: .always(claim(guideline))
      case 1: .never(claim(guideline))
      case 2:
        .knowingMore(
          from: claim(guideline), isAlways: random.chance(50), claim(guideline),
          except: random.chance(50) ? some : [])
      default: .same(random.pick(Property.Aspect.allCases), whatever: some.isEmpty ? [0] : some)
      }
    var deciding: [Property.Disposition] = []
    if case .knowingMore = promise {} else if random.chance(40) { deciding = [.recommend] }
    return Property(
      name: "property \(index)", pack: "random",
      given: random.chance(40) ? plain(guideline.vocabulary) : nil,
      deciding: deciding,
      promise: promise, because: nil, place: place(100 + index))
  }

  private mutating func claim(_ guideline: Guideline) -> Property.Claim {
    var claim = Property.Claim()
    let pairings = guideline.pairings.keys.sorted() + [guideline.domain.pairing("exercise")]
    while claim == Property.Claim() {
      if random.chance(40) { claim.decisions = [random.pick(Property.Disposition.allCases)] }
      if random.chance(15) { claim.primary = [random.pick(pairings), random.pick(pairings)] }
      if random.chance(10) { claim.alternative = [random.pick(pairings)] }
      if random.chance(20) { claim.offers = [random.pick(partners)] }
      if random.chance(10), let item = guideline.evidence.keys.sorted().first { claim.claims = [item] }
      if random.chance(30) { claim.certaintyAbove = random.pick([.moderate, .low, .veryLow]) }
      if random.chance(10), let stop = guideline.stops.first { claim.alerts = [stop.id] }
      if random.chance(15) { claim.strength = random.pick(Strength.allCases) }
    }
    return claim
  }
}
