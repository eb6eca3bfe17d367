package import PlumblineGuideline

/// Turns conditions into diagrams over the facts that are absent; what is known is constant in them.
struct TruthDiagrams {
  typealias Node = Diagrams.Node

  /// What a variable stands for.
  enum Variable: Hashable {
    /// An absent fact; values are the representatives of its classes.
    case fact(Fact.Index)
    /// A script whose answer is unknown because something that it reads is absent: false or true.
    case script(Script)
  }

  let diagrams: Diagrams
  let variables: [Variable]
  private let knowledge: Knowledge
  let places: [Variable: Int]
  /// Set where scripts are tabulated over what they read; else they are variables of their own.
  let tables: ScriptTables?
  /// For each variable the values that it stands for, without absent.
  let values: [[FactValue]]
  private let rows: [ComparisonRow]
  /// For each fact the place of its variable; -1 where it has none.
  private let placeOfFact: [Int]
  private let inexactFacts: Set<Fact.Index>
  private let all: Int32
  private let any: Int32
  private let firstKnown: Int32
  private let anyKnown: Int32
  private let choice: Int32
  private let sum: Int32
  private let isTruth: [Truth: Int32]

  /// What a comparison takes beside its row.
  private static let stepsOfComparison = 16
  /// What comparing two values of two facts takes.
  private static let stepsOfPair = 12

  /// - Parameters:
  ///   - others: conditions beside those of the signature that will be asked for.
  ///   - closed: absent facts that stay absent, whatever else is learnt.
  ///   - budget: what the diagrams may take.
  ///   - mostNodes: a bound on nodes alone, beside the budget.
  init(
    _ guideline: Guideline, _ domains: Domains, _ knowledge: Knowledge, others: [Condition] = [],
    closed: Set<Fact.Index> = [], tables: ScriptTables? = nil, budget: AnalysisBudget,
    mostNodes: Int = Int(Int32.max)
  ) {
    self.knowledge = knowledge
    self.tables = tables
    var variables: [Variable] = []
    var values: [[FactValue]] = []
    var places: [Variable: Int] = [:]
    var inexact: Set<Fact.Index> = []
    func add(_ variable: Variable, _ classes: [FactValue]) {
      guard places[variable] == nil else { return }
      places[variable] = variables.count
      variables.append(variable)
      values.append(classes)
    }
    func add(_ fact: Fact.Index) {
      guard knowledge.values[fact] == nil, places[.fact(fact)] == nil, !closed.contains(fact) else { return }
      let computed = guideline.vocabulary[fact].computation
      if let computed, tables?.tabulates(computed) == true {
        for read in computed.reads.sorted() { add(read) }
        return
      }
      if let computed {
        // A computed fact is unknown for want of what it reads, or for good.
        if computed.reads.allSatisfy({ knowledge.values[$0] != nil }) { return }
        if computed.reads.contains(where: closed.contains) { return }
        inexact.insert(fact)
      }
      let classes = domains.classes(of: fact) { knowledge.values[$0] }
      if !classes.isExact { inexact.insert(fact) }
      add(.fact(fact), classes.values)
    }
    // The order of gates, then of rules: what is asked together stands together.
    for gate in guideline.stops + guideline.gates { for fact in gate.facts.sorted() { add(fact) } }
    for condition in guideline.signatureConditions + others {
      for fact in condition.facts.sorted() { add(fact) }
      for script in condition.scripts
      where tables?.tabulates(script) != true && knowledge.scripted[script] == .unknown
        && script.reads.contains(where: { knowledge.values[$0] == nil })
        && !script.reads.contains(where: closed.contains)
      {
        add(.script(script), [.boolean(false), .boolean(true)])
      }
    }
    for law in guideline.vocabulary.laws {
      for fact in law.facts.sorted() { add(fact) }
    }
    self.variables = variables
    self.values = values
    self.places = places
    inexactFacts = inexact
    rows = values.map { ComparisonRow($0) }
    var placeOfFact = [Int](repeating: -1, count: guideline.vocabulary.facts.count)
    for case (.fact(let fact), let place) in places { placeOfFact[fact] = place }
    self.placeOfFact = placeOfFact
    diagrams = Diagrams(sizes: values.map { $0.count + 1 }, budget: budget, mostNodes: mostNodes)
    diagrams.meter.note(values.reduce(0) { $0 + $1.count })
    all = diagrams.newOperation()
    any = diagrams.newOperation()
    firstKnown = diagrams.newOperation()
    anyKnown = diagrams.newOperation()
    choice = diagrams.newOperation()
    sum = diagrams.newOperation()
    isTruth = [
      .false: diagrams.newOperation(), .unknown: diagrams.newOperation(), .true: diagrams.newOperation(),
    ]
  }

  /// Whether a variable's values are only an approximation of what it can be.
  func isInexact(_ variable: Int) -> Bool {
    switch variables[variable] {
    case .fact(let fact): inexactFacts.contains(fact)
    case .script: true
    }
  }

  /// Whether a law cannot be told exactly over classes; it is then left out, which keeps more facts, never fewer.
  func isOpaque(_ law: Condition) -> Bool {
    !law.scripts.isEmpty || law.facts.contains { inexactFacts.contains($0) }
  }

  /// The value that an index of a variable stands for; nil for absent.
  func value(_ variable: Int, _ index: Int) -> FactValue? { index == 0 ? nil : values[variable][index - 1] }

  // MARK: conditions; values are Truth's raw values

  mutating func condition(_ condition: Condition) throws(Diagrams.BoundExceeded) -> Node {
    switch condition {
    case .comparison(let comparison): return try self.comparison(comparison)
    case .scripted(let script):
      if let tables, tables.tabulates(script) { return try tables.truth(of: script, self) }
      guard let place = places[.script(script)] else {
        return try truth(knowledge.truth(condition))
      }
      return try diagrams.choose(place, [Truth.unknown, .false, .true].map { Int($0.rawValue) })
    case .all(let parts):
      return try fold(parts, all, .true) { left, right, _ in min(left, right) }
    case .any(let parts):
      return try fold(parts, any, .false) { left, right, _ in max(left, right) }
    case .none(let parts):
      return try diagrams.map(try fold(parts, any, .false) { left, right, _ in max(left, right) }) { 2 - $0 }
    case .firstKnown(let parts):
      return try fold(parts, firstKnown, .unknown) { left, right, _ in left == 1 ? right : left }
    case .anyKnown(let parts):
      return try fold(parts, anyKnown, .unknown) { left, right, _ in
        if left == 2 || right == 2 { return 2 }
        return left == 0 || right == 0 ? 0 : 1
      }
    }
  }

  private mutating func fold(
    _ parts: [Condition], _ operation: Int32, _ start: Truth, _ combine: (Int, Int, Int) -> Int
  ) throws(Diagrams.BoundExceeded) -> Node {
    var answer = try truth(start)
    for part in parts {
      let node = try condition(part)
      answer = try diagrams.apply(operation, answer, node, node, combine)
    }
    return answer
  }

  private func truth(_ truth: Truth) throws(Diagrams.BoundExceeded) -> Node {
    try diagrams.terminal(Int(truth.rawValue))
  }

  private func comparison(_ comparison: Comparison) throws(Diagrams.BoundExceeded) -> Node {
    try diagrams.meter.step(Self.stepsOfComparison + comparison.operands.count)
    if let tables, tables.tabulates(comparison.fact) { return try tables.comparison(comparison, self) }
    let facts = comparison.facts.filter { placeOfFact[$0] >= 0 }.sorted()
    guard let first = facts.first else { return try truth(comparison.truth { knowledge.values[$0] }) }
    let place = placeOfFact[first]
    guard facts.count > 1 else {
      try diagrams.meter.step(rows[place].count)
      if let truths = rows[place].truths(comparison) { return try diagrams.choose(place, truths) }
      try diagrams.meter.step(rows[place].count * Self.stepsOfPair)
      let truths = values[place].map { value in
        comparison.truth { $0 == first ? value : knowledge.values[$0] }
      }
      return try diagrams.choose(place, [Int(Truth.unknown.rawValue)] + truths.map { Int($0.rawValue) })
    }
    let otherPlace = placeOfFact[facts[1]]
    let left = try diagrams.choose(place, Array(0...values[place].count))
    let right = try diagrams.choose(otherPlace, Array(0...values[otherPlace].count))
    return try diagrams.apply(diagrams.newOperation(), left, right, right) { one, two, _ in
      diagrams.meter.note(Self.stepsOfPair)
      let truth = comparison.truth { fact in
        if fact == first { return one == 0 ? nil : values[place][one - 1] }
        return two == 0 ? nil : values[otherPlace][two - 1]
      }
      return Int(truth.rawValue)
    }
  }

  mutating func gate(_ gate: Gate) throws(Diagrams.BoundExceeded) -> Node {
    var answer = try condition(gate.when ?? .any([]))
    if case .needData(_, let anyOf) = gate.kind, !anyOf.isEmpty {
      var known = try diagrams.terminal(0)
      for fact in anyOf { known = try choose(try isKnown(fact), try diagrams.terminal(1), known) }
      let need = try choose(known, try truth(.false), try truth(.unknown))
      answer = try diagrams.apply(any, answer, need, need) { left, right, _ in max(left, right) }
    }
    return answer
  }

  // MARK: yes or no; values are 0 and 1

  func isTrue(_ node: Node) throws(Diagrams.BoundExceeded) -> Node { try isTruth(.true, node) }
  func isUnknown(_ node: Node) throws(Diagrams.BoundExceeded) -> Node { try isTruth(.unknown, node) }
  func isFalse(_ node: Node) throws(Diagrams.BoundExceeded) -> Node { try isTruth(.false, node) }

  func isTruth(_ truth: Truth, _ node: Node) throws(Diagrams.BoundExceeded) -> Node {
    try diagrams.apply(isTruth[truth] ?? 0, node, node, node) { value, _, _ in
      value == Int(truth.rawValue) ? 1 : 0
    }
  }

  func isKnown(_ fact: Fact.Index) throws(Diagrams.BoundExceeded) -> Node {
    if let tables, tables.tabulates(fact) {
      return try diagrams.map(try tables.value(of: fact, self)) { $0 == 0 ? 0 : 1 }
    }
    let place = placeOfFact[fact]
    guard place >= 0 else {
      return try diagrams.terminal(knowledge.values[fact] == nil ? 0 : 1)
    }
    return try diagrams.choose(place, [0] + values[place].map { _ in 1 })
  }

  /// The second diagram where the first is not 0, else the third.
  func choose(_ test: Node, _ yes: Node, _ no: Node) throws(Diagrams.BoundExceeded) -> Node {
    if yes == no { return yes }
    if let always = diagrams.value(test) { return always != 0 ? yes : no }
    return try diagrams.apply(choice, test, yes, no) { test, yes, no in test != 0 ? yes : no }
  }

  // MARK: certainty; values are 1 + the place in `Certainty.allCases`

  mutating func certainty(_ item: EvidenceItem) throws(Diagrams.BoundExceeded) -> Node {
    var lost = try diagrams.terminal(0)
    for criterion in item.population {
      let losing = try diagrams.map(try condition(criterion.when)) { truth in
        truth == 0 || (truth == 1 && !criterion.asksWhenUnknown) ? 1 : 0
      }
      lost = try diagrams.apply(sum, lost, losing, losing) { left, right, _ in
        min(left + right, CertaintyPolicy.mostLevels)
      }
    }
    return try diagrams.map(lost) { levels in
      let certainty = CertaintyPolicy.start(item).lowered(by: levels)
      return 1 + (Certainty.allCases.firstIndex(of: certainty) ?? 0)
    }
  }
}

extension Certainty {
  package func lowered(by levels: Int) -> Certainty {
    (0..<levels).reduce(self) { certainty, _ in certainty.lowered }
  }
}
