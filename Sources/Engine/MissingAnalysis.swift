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
  private let domains: Domains
  private let bound: Int

  init(_ guideline: Guideline, bound: Int = MissingAnalysis.bound) {
    self.guideline = guideline
    self.bound = bound
    domains = Domains(guideline)
  }

  func missing(_ knowledge: Knowledge, _ selection: Selection) -> [MissingFact] {
    let heads = selection.asking.reduce(into: Set<Fact.Index>()) { $0.formUnion(knowledge.needs($1)) }
    var found: [MissingFact]
    do {
      var terms = TruthDiagrams(guideline, domains, knowledge, bound: bound)
      let signature = try SignatureDiagrams(guideline, &terms)
      found = try Search(terms: terms, signature: signature, knowledge: knowledge).run()
    } catch {
      found = everything(knowledge)
    }
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
    let facts = domains.used.reduce(into: Set<Fact.Index>()) { $0.formUnion(knowledge.givenFacts(behind: $1)) }
    return facts.map {
      MissingFact(fact: $0, couldChange: MissingFact.Part.allCases, exact: false, answers: 0, heads: false)
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
    let deciding = diagrams.support(signature.disposition)
    let isInexact = (0..<terms.variables.count).contains { variable in
      terms.isInexact(variable) && (deciding.contains(variable) || supports.contains { $0.contains(variable) })
    }
    for variable in terms.variables.indices {
      let parts = try changes(variable, decides: deciding.contains(variable))
      guard !parts.isEmpty else { continue }
      let answers = self.answers(variable)
      for fact in facts(behind: variable) {
        var entry = found[fact] ?? MissingFact(fact: fact, couldChange: [], exact: !isInexact, answers: 0, heads: false)
        entry.couldChange = MissingFact.Part.allCases.filter { parts.contains($0) || entry.couldChange.contains($0) }
        entry.answers = max(entry.answers, answers)
        found[fact] = entry
      }
    }
    return Array(found.values)
  }

  private func facts(behind variable: Int) -> Set<Fact.Index> {
    switch terms.variables[variable] {
    case .fact(let fact): knowledge.givenFacts(behind: fact)
    case .script(let script): script.reads.reduce(into: []) { $0.formUnion(knowledge.givenFacts(behind: $1)) }
    }
  }

  /// The parts of the signature that filling this variable can change, for some legal assignment of the others.
  private func changes(_ variable: Int, decides: Bool) throws(Diagrams.BoundExceeded) -> Set<MissingFact.Part> {
    var changed: Set<MissingFact.Part> = []
    let concerned = signature.parts.indices.filter { supports[$0].contains(variable) }
    guard decides || !concerned.isEmpty else { return [] }
    for value in 1..<diagrams.sizes[variable] {
      let legal = try diagrams.holding(signature.legal, variable, at: value)
      if diagrams.value(legal) == 0 { continue }
      if decides, !changed.contains(.disposition) {
        for node in [signature.disposition] + signature.alerts where try differs(node, variable, value, where: legal) {
          changed.insert(.disposition)
        }
      }
      let before = try diagrams.holding(signature.recommends, variable, at: 0)
      let after = try diagrams.holding(signature.recommends, variable, at: value)
      let both = try terms.choose(before, try terms.choose(after, legal, try diagrams.terminal(0)), try diagrams.terminal(0))
      if diagrams.value(both) == 0 { continue }
      for index in concerned where !changed.contains(signature.parts[index].part) {
        if try differs(signature.parts[index].node, variable, value, where: both) {
          changed.insert(signature.parts[index].part)
        }
      }
    }
    return changed
  }

  private func differs(
    _ node: Diagrams.Node, _ variable: Int, _ value: Int, where allowed: Diagrams.Node
  ) throws(Diagrams.BoundExceeded) -> Bool {
    let before = try diagrams.holding(node, variable, at: 0)
    let after = try diagrams.holding(node, variable, at: value)
    if before == after { return false }
    let different = try diagrams.apply(diagrams.newOperation(), before, after, allowed) { before, after, allowed in
      before != after && allowed != 0 ? 1 : 0
    }
    return diagrams.value(different) != 0
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

extension Knowledge {
  /// The absent facts of the profile that a fact comes down to: itself, or what its computation reads.
  func givenFacts(behind fact: Fact.Index) -> Set<Fact.Index> {
    guard values[fact] == nil else { return [] }
    guard let script = vocabulary[fact].computation else { return [fact] }
    return script.reads.reduce(into: []) { $0.formUnion(givenFacts(behind: $1)) }
  }
}
