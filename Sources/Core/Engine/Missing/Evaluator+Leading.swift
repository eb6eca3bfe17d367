internal import PlumblineGuideline

/// What an unanswered fact would lead to.
extension Evaluator {
  /// Adds to each missing fact that could change the primary pairing the pairings that it could lead to: by itself, or else with
  /// one of the first questions answered.
  ///
  /// - Throws: the error of a failing script.
  func leading(_ missing: [MissingFact], _ profile: Profile, from primary: PairingName) throws
    -> [MissingFact]
  {
    // A question that stops or asks first can stand between a fact and what it leads to: then both are answered.
    let first = missing.filter { $0.couldChange.contains(.disposition) }.prefix(Self.mostBetween).map(\.fact)
    return try missing.map { missing in
      guard missing.couldChange.contains(.primary) else { return missing }
      var changed = missing
      var found: Set<PairingName> = []
      let values = representatives(of: missing.fact, in: profile)
      for value in values { found.formUnion(try leads([missing.fact: value], profile)) }
      for other in first where other != missing.fact && found.subtracting([primary]).isEmpty {
        for (value, answer) in values.flatMap({ value in
          representatives(of: other, in: profile).map { (value, $0) }
        }) {
          found.formUnion(try leads([missing.fact: value, other: answer], profile))
        }
      }
      changed.leadsTo = found.subtracting([primary]).sorted()
      return changed
    }
  }

  /// The most questions that are answered beside a fact.
  private static let mostBetween = 3

  /// Returns the primary pairing with these answers; none if they break a law, or nothing is recommended.
  private func leads(_ answers: [Fact.Index: FactValue], _ profile: Profile) throws -> [PairingName] {
    var profile = profile
    for (fact, value) in answers { profile[fact] = .known(value) }
    guard guideline.vocabulary.brokenLaws(in: profile).isEmpty else { return [] }
    let selection = try selected(profile).1
    guard selection.disposition == .recommend else { return [] }
    return [guideline.primaryName(selection.primary)]
  }
}
