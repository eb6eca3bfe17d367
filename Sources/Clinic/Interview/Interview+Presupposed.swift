internal import PlumblineEngine
internal import PlumblineGuideline

/// No question takes for granted what nobody has said.
extension Interview {
  /// Returns the fact that has to be asked before another, since that has a value only where its own answer allows it.
  /// One that is missing itself is asked in its own place.
  func presupposed(
    by fact: Fact.Index, besides missing: Set<Fact.Index>, _ evaluator: Evaluator
  ) throws -> Fact.Index? {
    guard let law = vocabulary[fact].onlyWhen, try evaluator.reading(profile).truth(law) == .unknown else {
      return nil
    }
    let open = law.facts.subtracting([fact]).filter {
      !profile.isGiven($0) && vocabulary[$0].isAsked && !closed.contains($0) && !missing.contains($0)
    }
    return open.min { order.place(of: $0) < order.place(of: $1) }
  }
}
