internal import Guideline

/// Finds the absent facts that could still change the signature of a decision.
///
/// A fact is missing if, for some legal assignment of the other absent facts (a value, or still absent), filling it
/// with some legal value gives another signature than leaving it absent. The diagrams are canonical over the classes
/// that the guideline's cut-offs make, so the answer is exact but where a bound says otherwise.
struct MissingAnalysis: Sendable {
  /// Nodes after which the analysis gives up being exact and keeps every fact that something reads.
  static let bound = 400_000

  private let guideline: Guideline
  let domains: Domains
  private let bound: Int

  init(_ guideline: Guideline, bound: Int = MissingAnalysis.bound) {
    self.guideline = guideline
    self.bound = bound
    domains = Domains(guideline)
  }

  /// - Parameter closed: absent facts that stay absent: they are not missing, and fill nothing in.
  func missing(
    _ knowledge: Knowledge, _ selection: Selection, closed: Set<Fact.Index> = []
  ) -> [MissingFact] {
    find(knowledge, selection, closed) { _, _ in true } ?? []
  }

  /// What is missing where a stop is true, of a guideline's stops alone; nil where some legal answer would lift every stop, so that
  /// the rest of the guideline matters.
  func missingOfStops(
    _ knowledge: Knowledge, _ selection: Selection, closed: Set<Fact.Index> = []
  ) -> [MissingFact]? {
    find(knowledge, selection, closed) { terms, signature throws(Diagrams.BoundExceeded) in
      let stop = SignatureDiagrams.index(.stop)
      let lifted = try terms.diagrams.map(signature.disposition) { $0 == stop ? 0 : 1 }
      let legal = try terms.choose(signature.legal, lifted, try terms.diagrams.terminal(0))
      return terms.diagrams.value(legal) == 0
    }
  }

  private func find(
    _ knowledge: Knowledge, _ selection: Selection, _ closed: Set<Fact.Index>,
    where holds: (TruthDiagrams, SignatureDiagrams) throws(Diagrams.BoundExceeded) -> Bool
  ) -> [MissingFact]? {
    let heads = selection.asking.reduce(into: Set<Fact.Index>()) { $0.formUnion(knowledge.asks($1)) }
    var found: [MissingFact]
    do {
      var terms = TruthDiagrams(guideline, domains, knowledge, closed: closed, bound: bound)
      let signature = try SignatureDiagrams(guideline, &terms)
      guard try holds(terms, signature) else { return nil }
      found = try Search(terms: terms, signature: signature, knowledge: knowledge).run()
    } catch {
      found = everything(knowledge)
    }
    found.removeAll { closed.contains($0.fact) }
    for index in found.indices { found[index].heads = heads.contains(found[index].fact) }
    return found.sorted { left, right in order(left) < order(right) }
  }

  /// First what a gate asks for, then what could change disposition or primary, then by outcomes split, then id.
  private func order(_ missing: MissingFact) -> (Int, Int, Int, String) {
    let decides = missing.couldChange.contains(.disposition) || missing.couldChange.contains(.primary)
    return (missing.heads ? 0 : 1, decides ? 0 : 1, -missing.answers, guideline.vocabulary[missing.fact].name)
  }

  /// What the bound keeps: every absent fact that anything reads.
  private func everything(_ knowledge: Knowledge) -> [MissingFact] {
    let facts = domains.used.reduce(into: Set<Fact.Index>()) {
      $0.formUnion(knowledge.givenFacts(behind: $1))
    }
    return facts.map {
      MissingFact(
        fact: $0, couldChange: MissingFact.Part.allCases, exact: false, answers: 0, heads: false, example: nil
      )
    }
  }
}

/// One search over the diagrams of one profile.
private struct Search {
  let terms: TruthDiagrams
  let signature: SignatureDiagrams
  let knowledge: Knowledge
  private let supports: [Set<Int>]

  private var diagrams: Diagrams { terms.diagrams }

  init(terms: TruthDiagrams, signature: SignatureDiagrams, knowledge: Knowledge) {
    self.terms = terms
    self.signature = signature
    self.knowledge = knowledge
    supports = signature.parts.map { terms.diagrams.support($0.node) }
  }

  func run() throws(Diagrams.BoundExceeded) -> [MissingFact] {
    var found: [Fact.Index: MissingFact] = [:]
    let deciding = diagrams.support(signature.disposition).union(
      signature.alerts.reduce(into: Set<Int>()) { $0.formUnion(diagrams.support($1)) })
    let isInexact = (0..<terms.variables.count).contains { variable in
      terms.isInexact(variable)
        && (deciding.contains(variable) || supports.contains { $0.contains(variable) })
    }
    let recommending = try terms.choose(signature.recommends, signature.legal, try diagrams.terminal(0))
    let frozen = diagrams.frozen
    for variable in terms.variables.indices {
      var changes = Changes(
        signature: signature, legal: signature.legal, recommending: recommending, frozen: frozen)
      changes.look(
        at: variable, size: diagrams.sizes[variable], decides: deciding.contains(variable),
        concerned: signature.parts.indices.filter { supports[$0].contains(variable) })
      guard !changes.parts.isEmpty else { continue }
      let answers = self.answers(variable)
      for fact in facts(behind: variable) {
        var entry =
          found[fact]
          ?? MissingFact(
            fact: fact, couldChange: [], exact: true, answers: 0, heads: false, example: nil)
        entry.exact = entry.exact && !isInexact && !changes.isExhausted
        entry.couldChange = MissingFact.Part.allCases.filter {
          changes.parts.contains($0) || entry.couldChange.contains($0)
        }
        entry.answers = max(entry.answers, answers)
        if entry.exact { entry.example = example(variable, changes) }
        found[fact] = entry
      }
    }
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

  private func facts(behind variable: Int) -> Set<Fact.Index> {
    switch terms.variables[variable] {
    case .fact(let fact): knowledge.givenFacts(behind: fact)
    case .script(let script): script.reads.reduce(into: []) { $0.formUnion(knowledge.givenFacts(behind: $1)) }
    }
  }

  /// How many different signatures this variable alone can lead to while the others stay absent.
  private func answers(_ variable: Int) -> Int {
    var seen: Set<[Int]> = []
    for value in 0..<diagrams.sizes[variable] {
      let point = { (other: Int) in other == variable ? value : 0 }
      guard diagrams.value(signature.legal, at: point) != 0 else { continue }
      var answer = ([signature.disposition] + signature.alerts).map { diagrams.value($0, at: point) }
      if diagrams.value(signature.recommends, at: point) == 1 {
        answer += signature.parts.map { diagrams.value($0.node, at: point) }
      }
      seen.insert(answer)
    }
    return seen.count
  }
}

/// What filling one variable can change, for some legal assignment of the others.
private struct Changes {
  let signature: SignatureDiagrams
  let legal: Diagrams.Node
  /// 1 where the assignment is legal and the answer recommends.
  let recommending: Diagrams.Node
  let frozen: Diagrams.Frozen
  private(set) var parts: Set<MissingFact.Part> = []
  private(set) var isExhausted = false
  /// The first difference that was found: the value filled, and the choices for other variables.
  private(set) var example: (value: Int, path: [(variable: Int, choice: Int)])?

  init(
    signature: SignatureDiagrams, legal: Diagrams.Node, recommending: Diagrams.Node, frozen: Diagrams.Frozen
  ) {
    self.signature = signature
    self.legal = legal
    self.recommending = recommending
    self.frozen = frozen
  }

  mutating func look(at variable: Int, size: Int, decides: Bool, concerned: [Int]) {
    for value in 1..<size {
      var witness = Witness(frozen, variable: variable, value: value)
      func differs(_ node: Diagrams.Node, where gate: Diagrams.Node) -> Bool {
        guard witness.exists(.init(absent: node, filled: node, gateAbsent: gate, gateFilled: gate)) else {
          return false
        }
        if example == nil, !witness.isExhausted { example = (value, witness.path) }
        return true
      }
      if decides, !parts.contains(.disposition),
        ([signature.disposition] + signature.alerts).contains(where: { differs($0, where: legal) })
      {
        parts.insert(.disposition)
      }
      for index in concerned where !parts.contains(signature.parts[index].part) {
        if differs(signature.parts[index].node, where: recommending) {
          parts.insert(signature.parts[index].part)
        }
      }
      isExhausted = isExhausted || witness.isExhausted
    }
  }
}

extension Knowledge {
  /// The absent facts of the profile that a fact comes down to: itself, or what its computation reads.
  func givenFacts(behind fact: Fact.Index) -> Set<Fact.Index> {
    guard values[fact] == nil else { return [] }
    guard let script = vocabulary[fact].computation else { return [fact] }
    return script.reads.reduce(into: []) { $0.formUnion(givenFacts(behind: $1)) }
  }
}
