import PlumblineTestSupport

/// Builds small random packs and edits them: some edits change answers, some are words, some are equivalent rewrites.
struct RandomPack {
  var random: Seeded
  private static let partners = ["a", "b", "work-integrated-rehabilitation"]
  private static let stages = [
    "adult-and-region", "acute", "recent-surgery", "specific-cause", "required-data",
  ]

  init(_ seed: UInt64) { random = Seeded(seed) }

  mutating func make() -> PackModel {
    var pack = PackModel()
    pack.isSplit = random.chance(40)
    for index in 0..<3 { pack.facts.append(fact("g.f\(index)")) }
    if random.chance(30) {
      pack.facts[0].onlyWhen = condition(Array(pack.facts.dropFirst()), depth: 0)
    }
    // No law may involve what a stop reads: with laws, stops read the last fact and laws the others.
    let free = Array(pack.facts.dropLast())
    if random.chance(40) { pack.constraints.append(("law", condition(free, depth: 1))) }
    pack.evidence = (0..<3).map { index in
      .init(
        name: "trial/e\(index)/function/mixed", certainty: certainty(), isSeen: random.chance(70),
        population: (0..<random.below(5)).map { _ in
          .init(when: condition(pack.facts, depth: 0), asks: random.chance(40))
        })
    }
    pack.pairings = ([""] + Self.partners).map { partner in
      .init(
        partner: partner,
        cautions: (0..<random.below(2)).map { _ in
          ("caution \(random.below(3))", random.chance(70) ? condition(pack.facts, depth: 0) : nil)
        },
        contraindication: partner.isEmpty || random.chance(75) ? nil : condition(pack.facts, depth: 0))
    }
    pack.gates.append(stop("s0", pack))
    if random.chance(40) { pack.gates.append(stop("suicide-risk", pack)) }
    for index in 0..<random.below(3) { pack.gates.append(gate("g\(index)", pack)) }
    for index in Self.partners.indices { pack.rules.append(rule(index, Self.partners[index], pack)) }
    for index in 0..<random.below(3) {
      pack.rules.append(rule(Self.partners.count + index, random.pick(Self.partners), pack))
    }
    if random.chance(40) {
      pack.vetoes.append(("v", random.pick(Self.partners), condition(pack.facts, depth: 1)))
    }
    if random.chance(40) {
      pack.passers.append(("p", random.pick(Self.partners), condition(pack.facts, depth: 1)))
    }
    if random.chance(40) { pack.conflicts.append(("c", condition(pack.facts, depth: 1))) }
    pack.hasOtherwise = random.chance(60)
    return pack
  }

  // MARK: parts

  private mutating func fact(_ name: String) -> PackModel.Fact {
    let kind: PackModel.Fact.Kind =
      switch random.below(3) {
      case 0: .boolean
      case 1: .code(["x", "y", "z"])
      default: .integer(0, 2 + random.below(2))
      }
    return .init(name: name, kind: kind)
  }

  private mutating func certainty() -> String {
    random.chance(40) ? "high" : random.pick(["high", "moderate", "low", "very-low", "not-stated"])
  }

  private mutating func stop(_ name: String, _ pack: PackModel) -> PackModel.Gate {
    .init(
      name: name, word: "stop", detail: random.pick(["emergency", "same-day", "urgent"]),
      when: condition(factsOfStops(pack), depth: 1), asks: name == "suicide-risk")
  }

  private func factsOfStops(_ pack: PackModel) -> [PackModel.Fact] {
    pack.constraints.isEmpty && pack.facts[0].onlyWhen == nil ? pack.facts : Array(pack.facts.suffix(1))
  }

  private mutating func gate(_ name: String, _ pack: PackModel) -> PackModel.Gate {
    let word = random.pick(["defer", "exclude", "need_data"])
    return .init(
      name: name, word: word, detail: random.pick(Self.stages), when: condition(pack.facts, depth: 1),
      anyOf: word == "need_data" && random.chance(50) ? [random.pick(pack.facts).name] : [],
      asks: random.chance(40))
  }

  private mutating func rule(_ index: Int, _ partner: String, _ pack: PackModel) -> PackModel.Rule {
    .init(
      name: "r\(index)",
      place: random.chance(25)
        ? nil : (random.pick(["psychological", "work"]), 10 * (pack.isSplit ? index / 2 + 1 : index + 1)),
      when: condition(pack.facts, depth: 2), partner: partner,
      strength: random.pick(["strong", "conditional"]),
      claims: Set((0..<(1 + random.below(2))).map { _ in random.pick(pack.evidence).name }).sorted())
  }

  mutating func condition(_ facts: [PackModel.Fact], depth: Int) -> PackModel.Condition {
    if depth == 0 || random.chance(30) { return comparison(facts) }
    let word = random.pick(["all", "all", "any", "any", "none", "first_known", "any_known"])
    return .group(word, (0..<(1 + random.below(3))).map { _ in condition(facts, depth: depth - 1) })
  }

  private mutating func comparison(_ facts: [PackModel.Fact]) -> PackModel.Condition {
    let fact = random.pick(facts)
    var methods = ["is", "is_not", "is_one_of"]
    if case .integer = fact.kind { methods += ["at_least", "at_most", "above", "below", "between"] }
    let method = random.pick(methods)
    let (first, second) = (random.below(fact.values.count), random.below(fact.values.count))
    switch method {
    case "between":
      return .comparison(
        fact.name, method, [fact.values[min(first, second)], fact.values[max(first, second)]])
    case "is_one_of":
      return .comparison(fact.name, method, Set([fact.values[first], fact.values[second]]).sorted())
    default: return .comparison(fact.name, method, [fact.values[first]])
    }
  }

  // MARK: edits

  /// A pack after one edit that may change answers.
  mutating func edited(_ before: PackModel) -> PackModel {
    var pack = before
    switch random.below(19) {
    case 0, 1, 2, 3:
      let facts = pack.facts
      change(&pack) { packs, _ in packs.condition(facts, depth: packs.random.below(2)) }
    case 4: pack.rules.append(rule(7, random.pick(Self.partners), pack))
    case 5: pack.rules.remove(at: random.below(pack.rules.count))
    case 6:
      let index = random.below(pack.rules.count)
      pack.rules[index].strength = pack.rules[index].strength == "strong" ? "conditional" : "strong"
    case 7:
      let index = random.below(pack.rules.count)
      pack.rules[index].place =
        pack.rules[index].place == nil ? ("work", 70 + index) : random.chance(50) ? nil : ("work", 5 + index)
    case 8: pack.rules[random.below(pack.rules.count)].claims = [random.pick(pack.evidence).name]
    case 9: pack.gates.append(gate("g7", pack))
    case 10: pack.gates[0].detail = random.pick(["emergency", "same-day", "urgent"])
    case 11: pack.evidence[random.below(3)].certainty = certainty()
    case 12:
      pack.evidence[random.below(3)].population.append(
        .init(when: condition(pack.facts, depth: 0), asks: random.chance(40)))
    case 13:
      pack.pairings[random.below(pack.pairings.count)].cautions = [
        ("caution \(random.below(4))", random.chance(60) ? condition(pack.facts, depth: 0) : nil)
      ]
    case 17: split(&pack)
    case 14: pack.conflicts = [("c", condition(pack.facts, depth: 1))]
    case 15:
      let free = Array(pack.facts.dropLast())
      pack.constraints = random.chance(50) ? [] : [("law", condition(free, depth: 0))]
    case 16:
      let index = random.below(pack.facts.count)
      switch pack.facts[index].kind {
      case .integer(let low, let high):
        pack.facts[index].kind = .integer(low - random.below(2), high + random.below(2))
      case .code(let codes): pack.facts[index].kind = .code(codes + ["w"])
      case .boolean: pack.facts[index].onlyWhen = nil
      }
    default:
      pack.facts.append(.init(name: "g.f8", kind: .boolean))
      if random.chance(60) {
        pack.rules[random.below(pack.rules.count)].when = .group(
          "any", [pack.rules[0].when, .comparison("g.f8", "is", ["true"])])
      }
    }
    return pack
  }

  /// Replaces a condition somewhere in the pack.
  private mutating func change(
    _ pack: inout PackModel, _ edit: (inout RandomPack, PackModel.Condition) -> PackModel.Condition
  ) {
    var places: [WritableKeyPath<PackModel, PackModel.Condition>] = []
    for index in pack.rules.indices { places.append(\.rules[index].when) }
    for index in pack.gates.indices where pack.gates[index].anyOf.isEmpty {
      places.append(\.gates[index].when)
    }
    for index in pack.passers.indices { places.append(\.passers[index].when) }
    for index in pack.vetoes.indices { places.append(\.vetoes[index].when) }
    for index in pack.conflicts.indices { places.append(\.conflicts[index].when) }
    for (index, item) in pack.evidence.enumerated() {
      for place in item.population.indices { places.append(\.evidence[index].population[place].when) }
    }
    let place = random.pick(places)
    pack[keyPath: place] = edit(&self, pack[keyPath: place])
  }

  /// The pack with other words, or rewritten with the same meaning.
  mutating func rewritten(_ before: PackModel) -> PackModel {
    var pack = before
    for _ in 0..<(1 + random.below(3)) {
      switch random.below(8) {
      case 0: change(&pack) { _, condition in .group("none", [.group("none", [condition])]) }
      case 1: change(&pack) { _, condition in condition.deMorgan }
      case 2: change(&pack) { _, condition in condition.reordered }
      case 3: change(&pack) { _, condition in condition.betweenSteps }
      case 4: change(&pack) { _, condition in .group("all", [condition, condition]) }
      case 5: pack.isReversed.toggle()
      case 6:
        pack.rules[0].because = "in other words"
        pack.facts[0].label = "another label"
        pack.pairings[0].what = "in other words"
      default: pack.gates[0].because = "in other words"
      }
    }
    return pack
  }

  /// A rule for `any` of its parts as one rule per part, in sequence: the same, unless another slot joins in.
  private mutating func split(_ pack: inout PackModel) {
    for index in pack.rules.indices {
      guard let place = pack.rules[index].place, case .group("any", let parts) = pack.rules[index].when,
        parts.count > 1, !pack.rules.contains(where: { $0.name == "s\(index)" })
      else { continue }
      pack.rules[index].when = parts[0]
      var other = pack.rules[index]
      other.name = "s\(index)"
      other.place = (place.slot, place.rank + 1)
      other.when = .group("any", Array(parts.dropFirst()))
      pack.rules.append(other)
      return
    }
  }
}

extension PackModel.Condition {
  /// `all { a, b }` as `none { none { a }, none { b } }`, down the whole tree.
  fileprivate var deMorgan: PackModel.Condition {
    guard case .group(let word, let parts) = self else { return self }
    let negated = parts.map { PackModel.Condition.group("none", [$0.deMorgan]) }
    switch word {
    case "all": return .group("none", negated)
    case "any": return .group("none", [.group("all", negated)])
    case "none": return .group("all", negated)
    default: return self
    }
  }

  /// The parts of combinations whose order means nothing, reversed.
  fileprivate var reordered: PackModel.Condition {
    guard case .group(let word, let parts) = self else { return self }
    let own = parts.map(\.reordered)
    return .group(word, word == "first_known" ? own : own.reversed())
  }

  /// A cut-off expressed from the other side of the step.
  fileprivate var betweenSteps: PackModel.Condition {
    switch self {
    case .comparison(let fact, "at_least", let values) where (Int(values[0]) ?? 0) > 0:
      .comparison(fact, "above", ["\((Int(values[0]) ?? 0) - 1)"])
    case .comparison(let fact, "below", let values) where (Int(values[0]) ?? 0) > 0:
      .comparison(fact, "at_most", ["\((Int(values[0]) ?? 0) - 1)"])
    case .comparison: self
    case .group(let word, let parts): .group(word, parts.map(\.betweenSteps))
    }
  }
}
