internal import PlumblineGuideline

/// One search over the diagrams of one profile.
struct MissingSearch {
  private let terms: TruthDiagrams
  private let signature: SignatureDiagrams
  private let knowledge: Knowledge
  /// The places of the deciding parts of the signature, and of all others, for each variable on which they depend.
  private let deciding: [[Int]]
  private let concerned: [[Int]]
  private let isInexact: Bool

  private var diagrams: Diagrams { terms.diagrams }
  private var decisions: [Diagrams.Node] { [signature.disposition] + signature.alerts }

  init(terms: TruthDiagrams, signature: SignatureDiagrams, knowledge: Knowledge) {
    self.terms = terms
    self.signature = signature
    self.knowledge = knowledge
    func places(_ nodes: [Diagrams.Node]) -> [[Int]] {
      var places = [[Int]](repeating: [], count: terms.variables.count)
      for (place, node) in nodes.enumerated() {
        for variable in terms.diagrams.support(node) { places[variable].append(place) }
      }
      return places
    }
    let deciding = places([signature.disposition] + signature.alerts)
    let concerned = places(signature.parts.map(\.node))
    isInexact = terms.variables.indices.contains { variable in
      terms.isInexact(variable) && !(deciding[variable].isEmpty && concerned[variable].isEmpty)
    }
    self.deciding = deciding
    self.concerned = concerned
  }

  func run() throws(Diagrams.BoundExceeded) -> [MissingFact] {
    var found: [Fact.Index: MissingFact] = [:]
    let recommending = try terms.choose(signature.recommends, signature.legal, try diagrams.terminal(0))
    let frozen = diagrams.frozen
    let roots = decisions + signature.parts.map(\.node) + [signature.legal, recommending]
    let representatives = frozen.representatives(roots, diagrams.meter)
    for variable in terms.variables.indices {
      var changes = Changes(
        signature: signature, legal: signature.legal, recommending: recommending, frozen: frozen,
        meter: diagrams.meter)
      try changes.look(
        at: variable, values: representatives[variable], deciding: deciding[variable].map { decisions[$0] },
        concerned: concerned[variable])
      guard !changes.parts.isEmpty else { continue }
      let answers = try self.answers(variable, [0] + representatives[variable])
      for fact in facts(behind: variable) {
        var entry =
          found[fact]
          ?? MissingFact(
            fact: fact, couldChange: [], exact: true, answers: 0, heads: false, example: nil)
        entry.exact = entry.exact && !isInexact
        entry.couldChange = MissingFact.Part.allCases.filter {
          changes.parts.contains($0) || entry.couldChange.contains($0)
        }
        entry.answers = max(entry.answers, answers)
        if entry.exact { entry.example = example(variable, changes) }
        found[fact] = entry
      }
    }
    // Steps that were only noted count, too.
    try diagrams.meter.step(0)
    return Array(found.values)
  }

  private func example(_ variable: Int, _ changes: Changes) -> MissingFact.Example? {
    guard let found = changes.example, let value = terms.value(variable, found.value) else { return nil }
    var others: [Fact.Index: FactValue] = [:]
    for (other, choice) in found.path {
      if case .fact(let fact) = terms.variables[other] { others[fact] = terms.value(other, choice) }
    }
    return .init(value: value, others: others)
  }

  /// Returns the facts to fill for a variable. Laws may narrow what a script reads, so the facts that they link count as well.
  private func facts(behind variable: Int) -> Set<Fact.Index> {
    func linked(_ reads: [Fact.Index]) -> Set<Fact.Index> {
      knowledge.givenFacts(behind: Set(reads + reads.flatMap(terms.laws.neighbours)))
    }
    switch terms.variables[variable] {
    case .fact(let fact):
      if let script = knowledge.vocabulary[fact].computation { return linked(script.reads) }
      return knowledge.givenFacts(behind: [fact])
    case .script(let script): return linked(script.reads)
    case .law(let comparison): return linked([comparison.fact])
    case .declined: return []
    }
  }

  /// Returns how many different signatures this variable alone can lead to while the others stay absent. Only parts that depend
  /// on the variable are evaluated: the others stay the same.
  private func answers(_ variable: Int, _ values: [Int]) throws(Diagrams.BoundExceeded) -> Int {
    var seen: Set<[Int]> = []
    let decisions = deciding[variable].map { self.decisions[$0] }
    let parts = concerned[variable].map { signature.parts[$0].node }
    for value in values {
      try diagrams.meter.step(Changes.stepsOfValue + decisions.count + parts.count)
      let point = { (other: Int) in other == variable ? value : 0 }
      guard diagrams.value(signature.legal, at: point) != 0 else { continue }
      var answer = decisions.map { diagrams.value($0, at: point) }
      if diagrams.value(signature.recommends, at: point) == 1 {
        answer += parts.map { diagrams.value($0, at: point) }
      }
      seen.insert(answer)
    }
    return seen.count
  }
}

/// The parts of an answer that filling one variable can change, for some legal assignment of the others.
private struct Changes {
  let signature: SignatureDiagrams
  let legal: Diagrams.Node
  /// 1 where the assignment is legal and the disposition is `recommend`.
  let recommending: Diagrams.Node
  let frozen: Diagrams.Frozen
  let meter: AnalysisMeter
  private(set) var parts: Set<MissingFact.Part> = []
  /// The first difference found: the value filled in, and the choices for other variables.
  private(set) var example: (value: Int, path: [(variable: Int, choice: Int)])?

  /// The steps for trying one value, besides the walks.
  static let stepsOfValue = 32

  init(
    signature: SignatureDiagrams, legal: Diagrams.Node, recommending: Diagrams.Node, frozen: Diagrams.Frozen,
    meter: AnalysisMeter
  ) {
    self.signature = signature
    self.legal = legal
    self.recommending = recommending
    self.frozen = frozen
    self.meter = meter
  }

  mutating func look(
    at variable: Int, values: [Int], deciding: [Diagrams.Node], concerned: [Int]
  ) throws(Diagrams.BoundExceeded) {
    if deciding.isEmpty, concerned.isEmpty { return }
    for value in values {
      try meter.step(Self.stepsOfValue + deciding.count + concerned.count)
      var witness = DifferenceSearch(frozen, variable: variable, value: value, meter)
      func differs(_ node: Diagrams.Node, where gate: Diagrams.Node) throws(Diagrams.BoundExceeded) -> Bool {
        guard try witness.exists(.init(absent: node, filled: node, gateAbsent: gate, gateFilled: gate)) else {
          return false
        }
        if example == nil { example = (value, witness.path) }
        return true
      }
      for node in deciding where !parts.contains(.disposition) {
        if try differs(node, where: legal) { parts.insert(.disposition) }
      }
      for index in concerned where !parts.contains(signature.parts[index].part) {
        if try differs(signature.parts[index].node, where: recommending) {
          parts.insert(signature.parts[index].part)
        }
      }
    }
  }
}

extension Knowledge {
  /// Returns the absent facts of the profile behind facts: the facts themselves, or those that their computations read.
  func givenFacts(behind facts: Set<Fact.Index>) -> Set<Fact.Index> {
    var given: Set<Fact.Index> = []
    var met: Set<Fact.Index> = []
    var waiting = Array(facts)
    while let fact = waiting.popLast() {
      guard values[fact] == nil, met.insert(fact).inserted else { continue }
      if let script = vocabulary[fact].computation { waiting += script.reads } else { given.insert(fact) }
    }
    return given
  }
}
