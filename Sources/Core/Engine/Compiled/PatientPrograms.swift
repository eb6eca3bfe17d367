internal import PlumblineGuideline

/// The programs that answer the patients of a block, and what is given to them from outside.
struct PatientPrograms: Sendable {
  /// The slots that take the patients with facts in between.
  struct Opens: Sendable {
    /// The patients for whom a comparison is not settled.
    private(set) var comparisons: [Comparison: Int] = [:]
    /// The patients for whom a fact has no single value.
    private(set) var facts: [Fact.Index: Int] = [:]

    /// The patients for whom a comparison that asks how a fact was given is true.
    private(set) var looks: [Comparison: Int] = [:]

    var slots: [Int] { Array(comparisons.values) + Array(facts.values) + Array(looks.values) }

    init(_ conditions: ConditionPlanes, _ program: PlaneProgram) {
      for (comparison, node) in conditions.openComparisons {
        comparisons[comparison] = conditions.graph.slot(of: node, in: program)
      }
      for (look, node) in conditions.looks {
        looks[look] = conditions.graph.slot(of: node, in: program)
      }
      for (fact, node) in conditions.openFacts { facts[fact] = conditions.graph.slot(of: node, in: program) }
    }
  }

  let answers: PlaneProgram
  let opensOfAnswers: Opens
  /// The slots of `answers` that take the answers of scripts.
  let scripts: [Script: (isTrue: Int?, isFalse: Int?)]
  /// The patients for whom each item of `work` matters.
  let relevance: PlaneProgram
  let opensOfRelevance: Opens
  let work: [Relevance.Work]

  init(_ order: PolicyOrder, _ scales: [Scale], evidence: [EvidenceItem], rivals: [Int], opens: Bool) {
    let selection = SelectionPlanes(order, scales, evidence: evidence, rivals: rivals, opens: opens)
    let conditions = selection.conditions
    let answers = PlaneProgram(conditions.graph, for: selection.wanted)
    self.answers = answers
    opensOfAnswers = Opens(conditions, answers)
    scripts = conditions.scripts.mapValues { truths in
      (
        isTrue: conditions.graph.slot(of: truths.isTrue, in: answers),
        isFalse: conditions.graph.slot(of: truths.isFalse, in: answers)
      )
    }
    let relevance = Relevance(order.guideline, scales, evidence: evidence, opens: opens)
    self.relevance = PlaneProgram(relevance.graph, for: relevance.matters.map(\.patients))
    opensOfRelevance = Opens(relevance.conditions, self.relevance)
    work = relevance.matters.map(\.what)
  }
}
