internal import PlumblineGuideline

/// Finds the absent facts that could still change the signature of a decision, as far as they are asked for: a fact that is worked out
/// from others is left to them.
///
/// A fact is missing if, for some legal assignment of the other absent facts (a value, or still absent), filling it
/// with some legal value gives another signature than leaving it absent. The diagrams are canonical over the classes
/// that the guideline's cut-offs define, so the answer is exact unless a bound was reached.
struct MissingAnalysis: Sendable {
  /// The missing facts, and whether the analysis was completed.
  struct Findings {
    /// In the order in which they are asked.
    var facts: [MissingFact]
    /// False if the budget ended the analysis: then every absent fact that the guideline reads is kept.
    var isAnalysed: Bool
    /// Where answers lead; nil if the interpreter has to say.
    var answers: AnswerDiagrams?
  }

  private let guideline: Guideline
  let domains: Domains
  /// Facts that are not asked for: while they are absent they stay so, and are not missing.
  private let unasked: Set<Fact.Index>
  private let budget: AnalysisBudget

  init(_ guideline: Guideline, budget: AnalysisBudget = .decision) {
    self.guideline = guideline
    self.budget = budget
    domains = Domains(guideline)
    unasked = Set(guideline.vocabulary.facts.indices.filter { !guideline.vocabulary[$0].isAsked })
  }

  /// Returns the absent facts that the guideline reads and does not ask for.
  func notAsked(_ knowledge: Knowledge) -> [Fact.Index] {
    unasked.isEmpty ? [] : knowledge.givenFacts(behind: domains.used).intersection(unasked).sorted()
  }

  /// Returns the facts that stay absent: those that are closed, and those that nobody asks for.
  private func closed(_ closed: Set<Fact.Index>, _ knowledge: Knowledge) -> Set<Fact.Index> {
    unasked.isEmpty ? closed : closed.union(unasked.filter { knowledge.values[$0] == nil })
  }

  /// - Parameter closed: absent facts that stay absent: they are not missing, and no value is tried for them.
  func missing(
    _ knowledge: Knowledge, _ selection: Selection, closed: Set<Fact.Index> = []
  ) -> [MissingFact] {
    findings(knowledge, selection, closed: closed).facts
  }

  /// Returns the missing facts, and whether they were worked out or kept because the budget was reached.
  ///
  /// - Parameters:
  ///   - closed: absent facts that stay absent: they are not missing, and no value is tried for them.
  ///   - budget: the budget; nil for the one that the analysis was created with.
  func findings(
    _ knowledge: Knowledge, _ selection: Selection, closed: Set<Fact.Index> = [],
    budget: AnalysisBudget? = nil
  ) -> Findings {
    find(knowledge, selection, closed, budget ?? self.budget) { _, _ in true }
      ?? kept(knowledge, selection, closed)
  }

  /// Returns the missing facts while a stop is true, for a guideline of stops alone; nil if some legal answer would lift every
  /// stop, so that the rest of the guideline matters.
  func findingsOfStops(
    _ knowledge: Knowledge, _ selection: Selection, closed: Set<Fact.Index> = []
  ) -> Findings? {
    find(knowledge, selection, closed, budget) { terms, signature throws(Diagrams.BoundExceeded) in
      let stop = Decision.Disposition.stop.place
      let lifted = try terms.diagrams.map(signature.disposition) { $0 == stop ? 0 : 1 }
      let legal = try terms.choose(signature.legal, lifted, try terms.diagrams.terminal(0))
      return terms.diagrams.value(legal) == 0
    }
  }

  private func find(
    _ knowledge: Knowledge, _ selection: Selection, _ closed: Set<Fact.Index>, _ budget: AnalysisBudget,
    where holds: (TruthDiagrams, SignatureDiagrams) throws(Diagrams.BoundExceeded) -> Bool
  ) -> Findings? {
    let closed = self.closed(closed, knowledge)
    let guideline = guideline.standing(for: knowledge.profile) ?? guideline
    // What is too large value by value may still be worked out in coarser classes.
    var next: Domains? = domains
    while let domains = next {
      do {
        var terms = TruthDiagrams(guideline, domains, knowledge, closed: closed, budget: budget)
        let signature = try SignatureDiagrams(guideline, &terms)
        guard try holds(terms, signature) else { return nil }
        let found = try MissingSearch(terms: terms, signature: signature, knowledge: knowledge).run()
        var findings = reported(found, knowledge, selection, closed, isAnalysed: true)
        findings.answers = AnswerDiagrams(terms, signature, guideline)
        return findings
      } catch {
        next = domains.coarser
      }
    }
    return kept(knowledge, selection, closed)
  }

  /// Returns the findings if the budget ends the analysis: every absent fact that the guideline reads.
  func kept(_ knowledge: Knowledge, _ selection: Selection, _ closed: Set<Fact.Index>) -> Findings {
    reported(
      everything(knowledge), knowledge, selection, self.closed(closed, knowledge), isAnalysed: false)
  }

  private func reported(
    _ found: [MissingFact], _ knowledge: Knowledge, _ selection: Selection, _ closed: Set<Fact.Index>,
    isAnalysed: Bool
  ) -> Findings {
    let heads = selection.asking.reduce(into: Set<Fact.Index>()) { $0.formUnion(knowledge.asks($1)) }
    var found = found
    found.removeAll { closed.contains($0.fact) }
    // What is worked out is asked for by its parts, as long as one of them is missing.
    let missing = Set(found.map(\.fact))
    found.removeAll { !guideline.vocabulary.parts(of: $0.fact).isDisjoint(with: missing) }
    for index in found.indices { found[index].heads = heads.contains(found[index].fact) }
    let questions = selection.disposition == .stop ? [] : knowledge.questions(of: guideline)
    var next = Dictionary(questions.enumerated().map { ($1, $0) }) { first, _ in first }
    let settled = guideline.isFirstEdition ? [] : knowledge.settled(guideline)
    for fact in settled where next[fact] == nil { next[fact] = .max }
    return Findings(
      facts: found.sorted { left, right in order(left, next) < order(right, next) }, isAnalysed: isAnalysed)
  }

  /// The order of missing facts: first the open questions of stops, as their packs order them, then those that a gate asks about, then
  /// those that could change the disposition or the primary pairing, then by the number of different answers, then by name. What a
  /// stop asks whose question is settled comes last.
  private func order(_ missing: MissingFact, _ next: [Fact.Index: Int]) -> (Int, Int, Int, Int, String) {
    let decides = missing.couldChange.contains(.disposition) || missing.couldChange.contains(.primary)
    return (
      next[missing.fact] ?? guideline.vocabulary.facts.count, missing.heads ? 0 : 1, decides ? 0 : 1,
      -missing.answers,
      guideline.vocabulary[missing.fact].declaredName
    )
  }

  /// Returns every absent fact that the guideline reads.
  private func everything(_ knowledge: Knowledge) -> [MissingFact] {
    let facts = knowledge.givenFacts(behind: domains.used)
    return facts.map {
      MissingFact(
        fact: $0, couldChange: MissingFact.Part.allCases, exact: false, answers: 0, heads: false, example: nil
      )
    }
  }
}
