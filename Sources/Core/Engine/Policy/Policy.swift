package import PlumblineGuideline

/// The policy by which a guideline's gates and rules become an answer, defined once for every algebra.
///
/// ``PolicyOrder`` has the order of gates, slots and candidates; this type has which gates decide and which rules are usable;
/// ``RuleChoice`` has which of those are chosen. Results are kept, so that nothing is worked out twice. `Selection` and
/// `CertaintyPolicy` define the same for one patient, independently: the tests check every algebra against them.
package struct Policy<Algebra: TruthAlgebra>: RuleChoice {
  package typealias Test = Algebra.Test
  package typealias Choice = Algebra.Choice

  package let order: PolicyOrder
  private var gates: [Int: Algebra.Truths] = [:]
  /// By effect and part, where one is true.
  private var vetoed: [Veto.Effect: [String: Test]] = [:]
  private var objected: [PairingName: Test] = [:]
  private var usables: [Int: Test] = [:]
  package var winners: [Int: Choice] = [:]

  private var rules: [Rule] { order.guideline.rules }

  package init(_ order: PolicyOrder) { self.order = order }

  // MARK: gates

  /// Returns the truths of a gate.
  package mutating func truths(ofGate gate: Int, _ algebra: inout Algebra) throws(Algebra.Failure)
    -> Algebra.Truths
  {
    if let known = gates[gate] { return known }
    let truths = try algebra.standing(
      try algebra.truths(order.gates[gate]), .gate(order.gates[gate].id))
    gates[gate] = truths
    return truths
  }

  private mutating func test(_ clause: PolicyOrder.Clause, _ algebra: inout Algebra) throws(Algebra.Failure)
    -> Test
  {
    try algebra.test(try truths(ofGate: clause.gate, &algebra), clause.question)
  }

  /// Returns the disposition of the first clause that holds, as its place in ``Decision/Disposition``.
  package mutating func disposition(_ algebra: inout Algebra) throws(Algebra.Failure) -> Choice {
    var cases: [(test: Test, number: Int)] = []
    for stage in order.stages.indices {
      for clause in order.clauses(ofStage: stage) {
        cases.append((try test(clause, &algebra), clause.disposition.place))
      }
    }
    return try algebra.first(cases, otherwise: Decision.Disposition.recommend.place)
  }

  /// Returns the patients who pass every gate, and so get a recommendation.
  package mutating func recommends(_ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    var held: [Test] = []
    for gate in order.gates.indices { held.append(try holds(gate, &algebra)) }
    return try algebra.not(try algebra.any(held))
  }

  /// Returns the patients for whom a gate prevents a recommendation, whatever the other gates decide.
  package mutating func holds(_ gate: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    var tests: [Test] = []
    for clause in order.clauses(ofGate: gate) { tests.append(try test(clause, &algebra)) }
    return try algebra.any(tests)
  }

  /// The results of one stage, for the patients who reach it.
  package struct Stage {
    /// For each of its gates, the patients for whom it is true and its disposition is the one decided.
    package var leading: [Test]
    /// For each of its gates, the patients for whom it is unknown and no gate of the stage is true.
    package var open: [Test]
    /// By disposition, the patients who get it at this stage.
    package var decided: [Decision.Disposition: Test]
    /// The patients who pass on to the next stage.
    package var passing: Test
  }

  /// Returns the results of one stage.
  ///
  /// - Parameter reached: the patients who reach the stage.
  package mutating func stage(_ stage: Int, reached: Test, _ algebra: inout Algebra) throws(Algebra.Failure)
    -> Stage
  {
    let clauses = order.clauses(ofStage: stage)
    let blocked = Decision.Disposition.allCases.count
    var cases: [(test: Test, number: Int)] = []
    for clause in clauses {
      let number = clause.question == .isTrue ? clause.disposition.place : blocked
      cases.append((try algebra.all([reached, try test(clause, &algebra)]), number))
    }
    let choice = try algebra.first(cases, otherwise: blocked + 1)
    var result = Stage(leading: [], open: [], decided: [:], passing: reached)
    var trues: [Test] = []
    for gate in order.stages[stage] {
      let isTrue = try algebra.all(
        [reached, try algebra.test(try truths(ofGate: gate, &algebra), .isTrue)])
      trues.append(isTrue)
      let leads = try algebra.isChosen(order.gates[gate].disposition.place, choice)
      result.leading.append(try algebra.all([isTrue, leads]))
    }
    let undecided = try algebra.minus(reached, try algebra.any(trues))
    for gate in order.stages[stage] {
      let isUnknown = try algebra.test(try truths(ofGate: gate, &algebra), .isUnknown)
      result.open.append(try algebra.all([undecided, isUnknown]))
    }
    for disposition in Set(clauses.map(\.disposition)).sorted(by: { $0.place < $1.place }) {
      var parts = [try algebra.isChosen(disposition.place, choice)]
      if disposition == .needData { parts.append(try algebra.isChosen(blocked, choice)) }
      let patients = try algebra.any(parts)
      result.decided[disposition] = patients
      result.passing = try algebra.minus(result.passing, patients)
    }
    return result
  }

  // MARK: rules

  /// Returns the patients for whom a rule is true and nothing objects to its pairing, whatever the gates decide.
  package mutating func usable(_ rule: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    if let known = usables[rule] { return known }
    var test = try algebra.nobody()
    if let when = rules[rule].when {
      let truths = try algebra.standing(try algebra.truths(when), .rule(rules[rule].id))
      test = try algebra.minus(
        try algebra.test(truths, .isTrue), try objections(to: rules[rule].recommends, &algebra))
    }
    usables[rule] = test
    return test
  }

  package mutating func passedOver(_ rule: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    let passed = try parts(.passesOver, &algebra)
    return try algebra.any(rules[rule].recommends.parts.compactMap { passed[$0] })
  }

  /// Returns the patients for whom a veto or a contraindication objects to a pairing.
  package mutating func objections(to pairing: PairingName, _ algebra: inout Algebra)
    throws(Algebra.Failure) -> Test
  {
    if let known = objected[pairing] { return known }
    let vetoed = try parts(.rulesOut, &algebra)
    var tests: [Test] = pairing.parts.compactMap { vetoed[$0] }
    for one in order.guideline.contraindications(of: pairing) {
      tests.append(try test(one.condition, at: one.site, &algebra))
    }
    let test = try algebra.any(tests)
    objected[pairing] = test
    return test
  }

  /// Returns, by part, the patients for whom a veto of this effect is true; each veto is evaluated once.
  private mutating func parts(_ effect: Veto.Effect, _ algebra: inout Algebra) throws(Algebra.Failure)
    -> [String: Test]
  {
    if let known = vetoed[effect] { return known }
    var tests: [String: [Test]] = [:]
    for veto in order.guideline.vetoes where veto.effect == effect {
      tests[veto.part, default: []].append(try test(veto.when, at: .veto(veto.id), &algebra))
    }
    var parts: [String: Test] = [:]
    for (part, own) in tests.sorted(by: { $0.key < $1.key }) { parts[part] = try algebra.any(own) }
    vetoed[effect] = parts
    return parts
  }

  private func test(_ condition: Condition, at site: ConditionSite, _ algebra: inout Algebra)
    throws(Algebra.Failure) -> Test
  {
    try algebra.test(try algebra.standing(try algebra.truths(condition), site), .isTrue)
  }

  /// Returns the patients for whom a rule joins while its rival is true.
  package mutating func rivalry(_ rule: Int, _ rival: Int, _ algebra: inout Algebra) throws(Algebra.Failure)
    -> Test
  {
    let both = try algebra.all([try joins(rule, &algebra), try isTrue(rival, &algebra)])
    if !order.isPassable[rival] { return both }
    // One that is passed over, while the other is not, did not lose by its name.
    let second = try algebra.minus(try passedOver(rival, &algebra), try passedOver(rule, &algebra))
    return try algebra.minus(both, second)
  }

  /// Returns the patients for whom a rule is true, vetoed or not.
  package func isTrue(_ rule: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    guard let when = rules[rule].when else { return try algebra.nobody() }
    return try test(when, at: .rule(rules[rule].id), &algebra)
  }

  // MARK: certainty

  /// Returns how many levels a claim loses.
  package func levelsLost(_ item: EvidenceItem, _ algebra: inout Algebra) throws(Algebra.Failure) -> Choice {
    var losing: [Test] = []
    for criterion in item.population {
      losing.append(
        try algebra.test(try algebra.truths(criterion.when), PolicyOrder.losing(criterion)))
    }
    return try algebra.count(losing, atMost: PolicyOrder.mostLevels)
  }
}

extension Decision.Disposition {
  /// Its place among all dispositions.
  package var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
