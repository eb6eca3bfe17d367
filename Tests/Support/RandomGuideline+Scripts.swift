public import PlumblineGuideline
import PlumblineJSON

extension RandomGuideline {
  /// Returns a guideline in which a rule and a gate also use scripts, and one fact is computed from others.
  public mutating func makeScripted() -> Guideline {
    var guideline = make()
    let given = guideline.vocabulary.facts.count
    func script(_ name: String, _ function: Int, _ reads: [Fact.Index]) -> Script {
      Script(
        name: name, pack: "random", file: "random/scripts.lua", function: function, reads: reads, says: name,
        line: 1)
    }
    var computed = Fact.of("group.worked_out", .integer(low: 0, high: 3))
    computed.computation = script("worked_out", random.below(1000), reads(given))
    guideline = guideline.withFact(computed)
    let asks = Condition.scripted(script("asks", random.below(1000), reads(given)))
    let comparison = Comparison(
      fact: given, operator: .atLeast, operands: [.value(.number(ExactNumber(1 + random.below(3))))], line: 1)
    let rule = random.below(guideline.rules.count)
    if let when = guideline.rules[rule].when {
      guideline.rules[rule].when =
        random.chance(50)
        ? .any([when, asks]) : .all([.any([when, .comparison(comparison)]), .any([asks, when])])
    }
    let other = random.below(guideline.rules.count)
    if let when = guideline.rules[other].when {
      guideline.rules[other].when = .anyKnown([.comparison(comparison), when])
    }
    return guideline
  }

  private mutating func reads(_ count: Int) -> [Fact.Index] {
    Set((0..<2).map { _ in random.below(count) }).sorted()
  }

  /// Replaces Lua: an answer that follows from the script and the values that it reads. It stops reading at the first
  /// absent value, and does not always read the second.
  public static func run(_ script: Script, _ value: (Fact.Index) -> FactValue?) -> FactValue? {
    var hash = UInt64(script.function &+ 17)
    for fact in script.reads {
      guard let read = value(fact) else { return nil }
      for byte in "\(read)".utf8 { hash = (hash &* 31 &+ UInt64(byte)) % 1_000_003 }
      if hash.isMultiple(of: 3) { break }
    }
    return script.name == "worked_out"
      ? .number(ExactNumber(Int(hash % 4))) : .boolean(hash.isMultiple(of: 2))
  }

  /// Returns three facts, two of them with more values than are tried one by one, and laws that compare them.
  public mutating func makeLinked() -> Guideline {
    let facts = [
      Fact.of("group.a", .integer(low: 0, high: 69)), Fact.of("group.b", .integer(low: 0, high: 69)),
      Fact.of("group.c", .integer(low: 0, high: 2)),
    ]
    func law(_ name: String, _ comparing: Comparison.Operator, _ one: Fact.Index, _ other: Fact.Index)
      -> Constraint
    {
      let holds = Comparison(fact: one, operator: comparing, operands: [.fact(other)], line: 1)
      return Constraint(
        name: name, holds: .comparison(holds), because: name, place: Place(file: "random/facts.lua", line: 1))
    }
    var laws = [law("first", random.pick([.above, .atLeast, .isNot]), 0, 1)]
    if random.chance(50) { laws.append(law("second", random.pick([.above, .atLeast]), 1, 2)) }
    let vocabulary = Vocabulary(facts: facts, constraints: laws, instruments: [:])
    func at(_ fact: Fact.Index, _ comparing: Comparison.Operator, _ value: Int) -> Condition {
      .comparison(
        Comparison(fact: fact, operator: comparing, operands: [.value(.number(ExactNumber(value)))], line: 1))
    }
    let cut = 5 + random.below(60)
    let rules = [
      Condition.all([
        at(0, random.pick([.below, .atMost]), cut), at(1, .atLeast, max(0, cut - random.below(4))),
      ]),
      .any([
        at(0, .is, random.below(70)), .all([at(1, .above, random.below(70)), at(2, .is, random.below(3))]),
      ]),
    ]
    return Guideline(
      domain: .firstEdition, packs: [], vocabulary: vocabulary, sources: [:], evidence: [:], pairings: [:],
      stops: [], gates: [],
      rules: rules.enumerated().map { index, when in
        Rule(
          id: "random/rule-\(index)", title: "rule", role: .candidate(slot: "psychological", rank: 1 + index),
          when: when, recommends: Domain.firstEdition.pairing("exercise+\(["a", "b"][index])"),
          strength: .conditional,
          claims: [],
          because: "because", sources: [], note: nil, place: Place(file: "random/rules.lua", line: 1))
      }, otherwise: nil, vetoes: [], conflicts: [], adaptations: [], goal: nil)
  }
}

extension Guideline {
  /// Returns the same with one more fact, at the end of the list.
  fileprivate func withFact(_ fact: Fact) -> Guideline {
    let vocabulary = Vocabulary(
      facts: self.vocabulary.facts + [fact], constraints: self.vocabulary.constraints, instruments: [:])
    return Guideline(
      domain: domain, packs: packs, vocabulary: vocabulary, sources: sources, evidence: evidence,
      pairings: pairings,
      stops: stops, gates: gates, rules: rules, otherwise: otherwise, vetoes: vetoes, conflicts: conflicts,
      adaptations: adaptations, goal: goal)
  }
}
