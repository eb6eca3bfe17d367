public import PlumblineEngine
public import PlumblineGuideline

extension JointEvaluator {
  /// Returns a contradiction of which one side makes a stop true that is not true without it, or a stop's question one that comes first, with
  /// the profile that has that side; nil if there is none.
  public func conflictThatStops(_ intake: Intake) -> (conflict: IntakeConflict, claimed: Profile)? {
    guard !intake.conflicts.isEmpty, let day = intake.profile.asOf else { return nil }
    let before = urgent(intake.profile, day)
    for conflict in intake.conflicts {
      for claim in conflict.claims {
        var claimed = intake.profile
        claimed[claim.fact] = .known(claim.value)
        if !urgent(claimed, day).isSubset(of: before) { return (conflict, claimed) }
      }
    }
    return nil
  }

  /// The names of the stops that are true, and of those whose question comes before any recommendation.
  private func urgent(_ profile: Profile, _ day: Day) -> Set<String> {
    evaluators.reduce(into: []) { found, evaluator in
      let refusal = evaluator.refusal(.profile, Readings(plain: profile), asOf: day, problems: [])
      found.formUnion(refusal.alerts.map(\.id))
      found.formUnion(
        refusal.notices.filter { $0.placement == .first }.map { "first: \($0.title ?? $0.says)" })
    }
  }
}
