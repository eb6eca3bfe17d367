import PlumblineGuideline
import PlumblineTestSupport

/// A guideline in which every flag has its own alternative, so that each profile has its own answer.
enum Independent {
  static func guideline(facts count: Int) throws -> Guideline {
    let place = Place(file: "random/rules.lua", line: 1)
    let facts = (0..<count).map { Fact.of("g.f\($0)", .boolean) }
    let rules = (0..<count).map { index in
      Rule(
        id: "random/r\(index)", title: "r", role: .alternative,
        when: .comparison(
          Comparison(fact: index, operator: .is, operands: [.value(.boolean(true))], line: 1)),
        recommends: Domain.firstEdition.pairing("exercise+p\(index)"), strength: .conditional, claims: [],
        because: "b",
        sources: [], note: nil, place: place)
    }
    return Guideline(
      domain: .firstEdition, packs: [],
      vocabulary: Vocabulary(facts: facts, constraints: [], instruments: [:]), sources: [:],
      evidence: [:], pairings: [:], stops: [], gates: [], rules: rules, otherwise: nil, vetoes: [],
      conflicts: [],
      adaptations: [], goal: nil)
  }
}
