public import PlumblineGuideline

/// Answers rows by the reference interpreter, one patient at a time: the definition against which ``CompiledGuideline`` is checked.
public struct CohortReference: Sendable {
  private let evaluator: Evaluator
  private let gates: [String: Int]
  private let rules: [String: Int]
  private let evidence: [String: Int]

  private var guideline: Guideline { evaluator.guideline }

  public init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    func places(_ names: [String]) -> [String: Int] {
      Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }
    gates = places((evaluator.guideline.stops + evaluator.guideline.gates).map(\.id))
    rules = places(evaluator.guideline.rules.map(\.id))
    evidence = places(evaluator.guideline.claimedEvidence.map(\.name))
  }

  /// Returns the interpreter's decision for one profile as a row. Throws the error of a failing script.
  public func answer(_ profile: Profile) throws -> CohortAnswer {
    let (knowledge, selection) = try evaluator.selected(profile)
    return answer(knowledge, selection)
  }

  private func answer(_ knowledge: Knowledge, _ selection: Selection) -> CohortAnswer {
    var answer = CohortAnswer(disposition: selection.disposition)
    answer.alerts = selection.alerts.compactMap { gates[$0.id] }.sorted()
    var needs: Set<Fact.Index> = []
    for gate in selection.deciding + selection.asking { needs.formUnion(knowledge.needs(gate)) }
    if answer.disposition != .stop {
      answer.gates = selection.deciding.compactMap { gates[$0.id] }.sorted()
    }
    if answer.disposition == .recommend {
      for rule in guideline.rules { if let when = rule.when { needs.formUnion(knowledge.needs(when)) } }
      answer.primary = part(selection.primary, knowledge, selection)
      answer.alternatives = selection.alternatives.map { part([$0], knowledge, selection) }
      answer.conflicts = guideline.conflicts.indices.filter {
        knowledge.truth(guideline.conflicts[$0].when) == .true
      }
      answer.rivalries = selection.rivalries(guideline, knowledge).compactMap { chosen, other in
        guard let place = rules[chosen.id], let rival = rules[other.id] else { return nil }
        return CohortAnswer.Rivalry(chosen: place, other: rival)
      }
    }
    answer.needs = needs.sorted()
    return answer
  }

  private func part(_ chosen: [Rule], _ knowledge: Knowledge, _ selection: Selection) -> CohortAnswer.Part {
    let name = guideline.primaryName(chosen)
    let claims = guideline.claims(chosen).compactMap { item in
      evidence[item.name].map {
        CohortAnswer.Claim(
          evidence: $0, certainty: CertaintyPolicy.claim(item, knowledge.truth).certainty)
      }
    }
    let rules = chosen + (selection.supporting[name] ?? [])
    return CohortAnswer.Part(
      pairing: name, strength: guideline.strength(chosen),
      rules: rules.compactMap { self.rules[$0.id] }.sorted(),
      claims: claims.sorted { $0.evidence < $1.evidence })
  }
}
