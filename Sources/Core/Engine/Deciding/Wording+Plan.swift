internal import PlumblineGuideline

/// What comes after a recommendation: how it is given, as far as a source states it, and when the patient is looked at again.
extension Wording {
  /// Nil if the domain does not say when, and no pairing says how.
  func plan(_ primary: Decision.Recommendation?) -> Decision.Plan? {
    guard let primary else { return nil }
    let parts = guideline.pairings[primary.pairing].map { [$0] } ?? []
    let rules = primary.rules.compactMap { id in guideline.rules.first { $0.id == id } }
    let pairings =
      parts + rules.compactMap { guideline.pairings[$0.recommends] }.filter { !parts.contains($0) }
    var delivery: [PairRationale.Statement] = []
    for statement in pairings.flatMap(\.delivery) where !delivery.contains(statement) {
      delivery.append(statement)
    }
    if guideline.domain.reassess.isEmpty, delivery.isEmpty { return nil }
    return Decision.Plan(delivery: delivery, reassess: guideline.domain.reassess, measures: measures())
  }

  /// The scores that are known and can change, and that no stop reads: what is watched for danger is asked again at every visit, not
  /// compared.
  private func measures() -> [Decision.Plan.Measure] {
    let watched = guideline.facts(settling: guideline.stops)
    return vocabulary.facts.indices.compactMap { index in
      let fact = vocabulary[index]
      guard fact.grid != nil, fact.unit == nil, fact.canChange, fact.isAsked, !watched.contains(index),
        case .known(let value) = knowledge.state(index)
      else { return nil }
      return .init(fact: index, value: value, error: fact.measurementError)
    }
  }
}
