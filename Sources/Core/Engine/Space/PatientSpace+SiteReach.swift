public import PlumblineGuideline

extension PatientSpace {
  /// Returns the patients whose decision reads a site: a stage's gates after all earlier stages have been passed, rules only if
  /// something is recommended, a criterion or caution only if its evidence or pairing is shown.
  ///
  /// The condition at the site itself plays no part in it.
  public func reaching(_ site: ConditionSite) throws(TooLarge) -> Patients {
    switch site {
    case .gate(let id):
      if let gate = guideline.gates.first(where: { $0.id == id }), let stage = gate.kind.stage {
        try reaching(stage)
      } else {
        everyone
      }
    case .population(let name, _): try shown(name)
    case .caution(let pairing, let index):
      guideline.pairings[pairing]?.cautions[index].isAlways == true ? everyone : try shown(pairing)
    case .rule, .veto, .conflict, .contraindication: try recommended()
    }
  }

  /// Returns the patients for whom two conditions differ: in truth, or both unknown because different facts are missing.
  public func apart(_ one: Condition, _ other: Condition) throws(TooLarge) -> Patients {
    try apart { (open) throws(Diagrams.BoundExceeded) in
      [
        (try open.terms.truths(one), try open.needs(one)),
        (try open.terms.truths(other), try open.needs(other)),
      ]
    }
  }

  /// Returns the patients for whom two gates differ.
  public func apart(_ one: Gate, _ other: Gate) throws(TooLarge) -> Patients {
    let needing = try apart { (open) throws(Diagrams.BoundExceeded) in
      [
        (try open.terms.truths(one), try open.needs(one)),
        (try open.terms.truths(other), try open.needs(other)),
      ]
    }
    let asking = try apart { (open) throws(Diagrams.BoundExceeded) in
      [
        (try open.terms.truths(one), try open.asks(one)),
        (try open.terms.truths(other), try open.asks(other)),
      ]
    }
    return try either(needing, asking)
  }

  private func apart(
    _ sides: (inout OpenFacts) throws(Diagrams.BoundExceeded) -> [(
      truth: Diagrams.Node, needs: [Fact.Index: Diagrams.Node]
    )]
  ) throws(TooLarge) -> Patients {
    try legally { () throws(Diagrams.BoundExceeded) in
      var open = OpenFacts(terms: terms, vocabulary: guideline.vocabulary)
      let both = try sides(&open)
      let nothing = try terms.diagrams.terminal(0)
      var apart = try terms.differs(both[0].truth, both[1].truth)
      for fact in Set(both[0].needs.keys).union(both[1].needs.keys).sorted() {
        let differs = try terms.differs(both[0].needs[fact] ?? nothing, both[1].needs[fact] ?? nothing)
        apart = try terms.either(apart, differs)
      }
      return apart
    }
  }

  /// Returns the profiles with the same known facts as this one; absent facts may be anything.
  public func completions(of profile: Profile) throws(TooLarge) -> Patients {
    try legally { () throws(Diagrams.BoundExceeded) in
      var found = try terms.diagrams.terminal(1)
      for variable in terms.variables.indices {
        guard case .fact(let fact) = terms.variables[variable], case .known(let value) = profile[fact],
          guideline.vocabulary[fact].computation == nil
        else { continue }
        let choice = terms.choice(variable, value)
        let size = terms.diagrams.sizes[variable]
        let holds = try terms.diagrams.choose(variable, (0..<size).map { $0 == choice ? 1 : 0 })
        found = try terms.both(found, holds)
      }
      return found
    }
  }
}

extension TruthDiagrams {
  /// Returns the class of a value: the last whose representative it reaches; for codes and booleans the value itself.
  fileprivate func choice(_ variable: Int, _ value: FactValue) -> Int {
    let choices = 1..<diagrams.sizes[variable]
    if case .number(let number) = value {
      return choices.last { choice in
        if case .number(let start)? = self.value(variable, choice) { start <= number } else { false }
      } ?? 0
    }
    return choices.first { self.value(variable, $0) == value } ?? 0
  }

  // MARK: yes or no

  func both(_ one: Node, _ other: Node) throws(Diagrams.BoundExceeded) -> Node {
    try choose(one, other, try diagrams.terminal(0))
  }

  func either(_ one: Node, _ other: Node) throws(Diagrams.BoundExceeded) -> Node {
    try choose(one, try diagrams.terminal(1), other)
  }

  func not(_ node: Node) throws(Diagrams.BoundExceeded) -> Node {
    try choose(node, try diagrams.terminal(0), try diagrams.terminal(1))
  }

  /// Returns 1 where two diagrams have different values.
  func differs(_ one: Node, _ other: Node) throws(Diagrams.BoundExceeded) -> Node {
    if one == other { return try diagrams.terminal(0) }
    return try diagrams.apply(diagrams.newOperation(), one, other, other) { left, right, _ in
      left == right ? 0 : 1
    }
  }
}

/// The absent facts that keep conditions unknown, as diagrams: `Knowledge.needs` for all patients.
struct OpenFacts {
  typealias Node = Diagrams.Node

  var terms: TruthDiagrams
  let vocabulary: Vocabulary

  /// Returns for each fact 1 where its absence keeps the condition unknown.
  mutating func needs(_ condition: Condition) throws(Diagrams.BoundExceeded) -> [Fact.Index: Node] {
    let unknown = try terms.isUnknown(try terms.truths(condition))
    var needs: [Fact.Index: Node] = [:]
    if condition.children.isEmpty {
      for fact in condition.facts.sorted() { try absent(fact, where: unknown, &needs) }
    } else {
      for child in condition.children {
        for (fact, node) in try self.needs(child).sorted(by: { $0.key < $1.key }) {
          try add(fact, try terms.both(unknown, node), &needs)
        }
      }
    }
    return needs
  }

  mutating func needs(_ gate: Gate) throws(Diagrams.BoundExceeded) -> [Fact.Index: Node] {
    let unknown = try terms.isUnknown(try terms.truths(gate))
    var needs: [Fact.Index: Node] = [:]
    if let when = gate.when, gate.needed.isEmpty {
      for (fact, node) in try self.needs(when).sorted(by: { $0.key < $1.key }) {
        try add(fact, try terms.both(unknown, node), &needs)
      }
    }
    for fact in gate.needed { try absent(fact, where: unknown, &needs) }
    return needs
  }

  /// Returns for each fact 1 where it is to be asked about to settle the gate: `Knowledge.asks` for all patients.
  mutating func asks(_ gate: Gate) throws(Diagrams.BoundExceeded) -> [Fact.Index: Node] {
    let needs = try needs(gate)
    guard let when = gate.when else { return needs }
    let everybody = try terms.everybody()
    var asked: [Fact.Index: Node] = [:]
    for fact in when.askedFacts.sorted() { try absent(fact, where: everybody, &asked) }
    for fact in gate.facts.subtracting(when.facts).sorted() { asked[fact] = everybody }
    var both: [Fact.Index: Node] = [:]
    for (fact, node) in asked.sorted(by: { $0.key < $1.key }) {
      if let need = needs[fact] { both[fact] = try terms.both(need, node) }
    }
    return both
  }

  /// Adds an absent fact; for a computed fact, the absent facts that it reads.
  private mutating func absent(
    _ fact: Fact.Index, where holds: Node, _ needs: inout [Fact.Index: Node]
  ) throws(Diagrams.BoundExceeded) {
    let absent = try terms.both(holds, try terms.not(try terms.isKnown(fact)))
    if let script = vocabulary[fact].computation {
      for read in script.reads { try self.absent(read, where: absent, &needs) }
    } else {
      try add(fact, absent, &needs)
    }
  }

  private func add(
    _ fact: Fact.Index, _ node: Node, _ needs: inout [Fact.Index: Node]
  ) throws(Diagrams.BoundExceeded) {
    if let known = needs[fact] { needs[fact] = try terms.either(known, node) } else { needs[fact] = node }
  }
}
