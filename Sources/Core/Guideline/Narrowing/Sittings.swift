/// Laws of arithmetic hold for what was taken together: a total and a part of different days say nothing of each other.
extension Vocabulary {
  /// Returns the vocabulary with only the laws that hold for a profile; nil if all of them do.
  ///
  /// A law of arithmetic does not hold if the profile gives facts of it from different sittings. What counts only if it was given on
  /// the day of the answer does not follow from anything older either.
  public func standing(for profile: Profile) -> Vocabulary? {
    if profile.origins.isEmpty { return nil }
    let holding = constraints.filter { !isApart($0, in: profile) }
    if holding.count == constraints.count { return nil }
    return keeping(holding)
  }

  private func isApart(_ law: Constraint, in profile: Profile) -> Bool {
    guard !law.worksOut, law.holds.comparisons.contains(where: { $0.facts.count > 1 }) else { return false }
    let facts = law.holds.facts
    let given = facts.filter { profile.isGiven($0) }
    if Set(given.map { profile.origins[$0]?.sitting }).count > 1 { return true }
    let asksToday = facts.contains { !given.contains($0) && self[$0].fhir?.maxAge == .visit }
    return asksToday && given.contains { !(profile.origins[$0]?.isOfVisit ?? true) }
  }
}

extension Guideline {
  /// Returns the guideline with only the laws that hold for a profile; nil if all of them do.
  package func standing(for profile: Profile) -> Guideline? {
    guard let vocabulary = vocabulary.standing(for: profile) else { return nil }
    var other = self
    other.vocabulary = vocabulary
    return other
  }
}
