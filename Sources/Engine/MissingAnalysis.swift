internal import Guideline

/// Finds the absent facts that could still change the signature of a decision.
///
/// A fact is missing if, for some legal assignment of the other absent facts (a value, or still absent), filling it
/// with some legal value gives another signature than leaving it absent. The diagrams are canonical over the classes
/// that the guideline's cut-offs make, so the answer is exact but where a bound says otherwise.
struct MissingAnalysis: Sendable {
  /// What was found, and whether everything was looked at.
  struct Findings {
    /// In the order in which they are asked.
    var facts: [MissingFact]
    /// False where the budget ended the analysis: then every absent fact that anything reads is kept.
    var isAnalysed: Bool
  }

  private let guideline: Guideline
  let domains: Domains
  private let budget: AnalysisBudget

  init(_ guideline: Guideline, budget: AnalysisBudget = .decision) {
    self.guideline = guideline
    self.budget = budget
    domains = Domains(guideline)
  }

  /// - Parameter closed: absent facts that stay absent: they are not missing, and fill nothing in.
  func missing(
    _ knowledge: Knowledge, _ selection: Selection, closed: Set<Fact.Index> = []
  ) -> [MissingFact] {
    findings(knowledge, selection, closed: closed).facts
  }

  /// What is missing, and whether that has been worked out or was kept by the budget.
  ///
  /// - Parameters:
  ///   - closed: absent facts that stay absent: they are not missing, and fill nothing in.
  ///   - budget: what it may take; nil: what the analysis was made with.
  func findings(
    _ knowledge: Knowledge, _ selection: Selection, closed: Set<Fact.Index> = [], budget: AnalysisBudget? = nil
  ) -> Findings {
    let heads = selection.asking.reduce(into: Set<Fact.Index>()) { $0.formUnion(knowledge.needs($1)) }
    var found: [MissingFact]
    var isAnalysed = true
    do {
      var terms = TruthDiagrams(
        guideline, domains, knowledge, closed: closed, budget: budget ?? self.budget)
      let signature = try SignatureDiagrams(guideline, &terms)
      found = try MissingSearch(terms: terms, signature: signature, knowledge: knowledge).run()
    } catch {
      found = everything(knowledge)
      isAnalysed = false
    }
    found.removeAll { closed.contains($0.fact) }
    for index in found.indices { found[index].heads = heads.contains(found[index].fact) }
    return Findings(facts: found.sorted { left, right in order(left) < order(right) }, isAnalysed: isAnalysed)
  }

  /// First what a gate asks for, then what could change disposition or primary, then by outcomes split, then id.
  private func order(_ missing: MissingFact) -> (Int, Int, Int, String) {
    let decides = missing.couldChange.contains(.disposition) || missing.couldChange.contains(.primary)
    return (missing.heads ? 0 : 1, decides ? 0 : 1, -missing.answers, guideline.vocabulary[missing.fact].name)
  }

  /// What the budget keeps: every absent fact that anything reads.
  private func everything(_ knowledge: Knowledge) -> [MissingFact] {
    let facts = knowledge.givenFacts(behind: domains.used)
    return facts.map {
      MissingFact(
        fact: $0, couldChange: MissingFact.Part.allCases, exact: false, answers: 0, heads: false, example: nil
      )
    }
  }
}
