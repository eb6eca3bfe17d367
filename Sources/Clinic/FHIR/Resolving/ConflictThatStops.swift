public import PlumblineEngine
public import PlumblineGuideline

extension JointEvaluator {
  /// Returns a contradiction of which one side makes a stop true that is not true without it, with the profile that has that side; nil
  /// if there is none.
  public func conflictThatStops(_ intake: Intake) -> (conflict: IntakeConflict, claimed: Profile)? {
    let before = stops(intake.profile)
    for conflict in intake.conflicts {
      for claim in conflict.claims {
        var claimed = intake.profile
        claimed[claim.fact] = .known(claim.value)
        if !stops(claimed).isSubset(of: before) { return (conflict, claimed) }
      }
    }
    return nil
  }

  /// The names of the stops that are true.
  private func stops(_ profile: Profile) -> Set<String> {
    evaluators.reduce(into: []) { $0.formUnion((try? $1.stops(profile))?.alerts.map(\.id) ?? []) }
  }
}
