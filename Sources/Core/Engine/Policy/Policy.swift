package import PlumblineGuideline

/// The policy by which a guideline's gates and rules become an answer, stated once for every way of working it out.
///
/// ``PolicyOrder`` says what stands before what; here is what follows for patients. What has been worked out is kept, so that
/// nothing is worked out twice. `Selection` and `CertaintyPolicy` say the same for one patient, in their own words: the tests
/// hold every algebra to them.
package struct Policy<Algebra: TruthAlgebra> {
  package typealias Test = Algebra.Test
  package typealias Choice = Algebra.Choice

  package let order: PolicyOrder
  private var gates: [Int: Algebra.Truths] = [:]
  private var vetoed: [String: Test]?
  private var objected: [PairingName: Test] = [:]
  private var usables: [Int: Test] = [:]
  private var winners: [Int: Choice] = [:]

  private var rules: [Rule] { order.guideline.rules }

  package init(_ order: PolicyOrder) { self.order = order }

  // MARK: gates

  /// Whether a gate applies.
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

  /// What is decided: the disposition of the first clause that holds, by its place in ``Decision/Disposition``.
  package mutating func disposition(_ algebra: inout Algebra) throws(Algebra.Failure) -> Choice {
    var cases: [(test: Test, number: Int)] = []
    for stage in order.stages.indices {
      for clause in order.clauses(ofStage: stage) {
        cases.append((try test(clause, &algebra), clause.disposition.place))
      }
    }
    return try algebra.first(cases, otherwise: Decision.Disposition.recommend.place)
  }

  /// For whom every gate lets through: something is recommended to them.
  package mutating func recommends(_ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    var held: [Test] = []
    for gate in order.gates.indices { held.append(try holds(gate, &algebra)) }
    return try algebra.not(try algebra.any(held))
  }

  /// For whom a gate keeps from a recommendation, whatever the others say.
  package mutating func holds(_ gate: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    var tests: [Test] = []
    for clause in order.clauses(ofGate: gate) { tests.append(try test(clause, &algebra)) }
    return try algebra.any(tests)
  }

  /// What one stage comes to, for those who reach it.
  package struct Stage {
    /// For each of its gates, for whom it is true and what it says is decided.
    package var leading: [Test]
    /// For each of its gates, for whom it is unknown and no gate of the stage is true.
    package var open: [Test]
    /// By disposition, who gets it here.
    package var decided: [Decision.Disposition: Test]
    /// Who goes on.
    package var passing: Test
  }

  /// - Parameter reached: who reaches the stage.
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

  /// For whom a rule is true and nothing speaks against its pairing, whatever the gates say.
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

  /// For whom something speaks against a pairing.
  package mutating func objections(to pairing: PairingName, _ algebra: inout Algebra)
    throws(Algebra.Failure) -> Test
  {
    if let known = objected[pairing] { return known }
    let vetoed = try vetoedParts(&algebra)
    var tests: [Test] = pairing.parts.compactMap { vetoed[$0] }
    for one in order.guideline.contraindications(of: pairing) {
      tests.append(try test(one.condition, at: one.site, &algebra))
    }
    let test = try algebra.any(tests)
    objected[pairing] = test
    return test
  }

  /// By part, for whom a veto against it is true: each veto is looked at once, whatever it is against.
  private mutating func vetoedParts(_ algebra: inout Algebra) throws(Algebra.Failure) -> [String: Test] {
    if let vetoed { return vetoed }
    var tests: [String: [Test]] = [:]
    for veto in order.guideline.vetoes {
      tests[veto.part, default: []].append(try test(veto.when, at: .veto(veto.id), &algebra))
    }
    var parts: [String: Test] = [:]
    for (part, own) in tests.sorted(by: { $0.key < $1.key }) { parts[part] = try algebra.any(own) }
    vetoed = parts
    return parts
  }

  private func test(_ condition: Condition, at site: ConditionSite, _ algebra: inout Algebra)
    throws(Algebra.Failure) -> Test
  {
    try algebra.test(try algebra.standing(try algebra.truths(condition), site), .isTrue)
  }

  /// Which rule wins a slot: 1 + its place; 0 where none does.
  package mutating func winner(ofSlot slot: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Choice {
    if let known = winners[slot] { return known }
    var cases: [(test: Test, number: Int)] = []
    for rule in order.slots[slot].candidates { cases.append((try usable(rule, &algebra), rule + 1)) }
    let winner = try algebra.first(cases, otherwise: 0)
    winners[slot] = winner
    return winner
  }

  /// For whom a rule joins the primary pairing; nobody for one that is no candidate.
  package mutating func joins(_ rule: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    guard let slot = order.slotOfRule[rule] else { return try algebra.nobody() }
    return try algebra.isChosen(rule + 1, try winner(ofSlot: slot, &algebra))
  }

  /// Which rule leads the alternative with a pairing: 1 + its place; 0 where there is none.
  ///
  /// - Parameter isPrimary: for whom the primary pairing is this one.
  package mutating func alternative(
    _ pairing: PairingName, isPrimary: Test, _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> Choice {
    var cases: [(test: Test, number: Int)] = [(isPrimary, 0)]
    for rule in order.contenders[pairing] ?? [] {
      var test = try usable(rule, &algebra)
      if order.slotOfRule[rule] != nil { test = try algebra.minus(test, try joins(rule, &algebra)) }
      cases.append((test, rule + 1))
    }
    return try algebra.first(cases, otherwise: 0)
  }

  /// For whom one rule joins while a rival of it is true.
  package mutating func rivalry(_ rule: Int, _ rival: Int, _ algebra: inout Algebra) throws(Algebra.Failure)
    -> Test
  {
    try algebra.all([try joins(rule, &algebra), try isTrue(rival, &algebra)])
  }

  /// For whom a rule is true, vetoed or not.
  package func isTrue(_ rule: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    guard let when = rules[rule].when else { return try algebra.nobody() }
    return try test(when, at: .rule(rules[rule].id), &algebra)
  }

  // MARK: the joined pairing

  /// For whom no rule joins: they get what is recommended otherwise.
  package mutating func noneJoins(_ algebra: inout Algebra) throws(Algebra.Failure) -> Test {
    var joined: [Test] = []
    for rule in rules.indices where order.slotOfRule[rule] != nil { joined.append(try joins(rule, &algebra)) }
    return try algebra.not(try algebra.any(joined))
  }

  /// For whom a rule of this kind joins, or, where none joins, what is recommended otherwise is of this kind.
  package mutating func primary(
    _ has: (Rule) -> Bool, otherwise: Bool, _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> Test {
    var tests: [Test] = []
    for rule in rules.indices where order.slotOfRule[rule] != nil && has(rules[rule]) {
      tests.append(try joins(rule, &algebra))
    }
    if otherwise { tests.append(try noneJoins(&algebra)) }
    return try algebra.any(tests)
  }

  // MARK: certainty

  /// How many levels a claim loses.
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
