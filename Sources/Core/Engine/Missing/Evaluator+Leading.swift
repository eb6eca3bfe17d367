internal import PlumblineGuideline

/// What an unanswered fact would lead to.
extension Evaluator {
  /// Adds to each missing fact that could change the primary pairing the pairings that it could lead to: by itself, while the other
  /// absent facts stay absent, or else as in its example.
  ///
  /// - Throws: the error of a failing script.
  func leading(_ missing: [MissingFact], _ profile: Profile, from primary: PairingName) throws -> [MissingFact] {
    try missing.map { missing in
      guard missing.couldChange.contains(.primary) else { return missing }
      var changed = missing
      var found: [PairingName] = []
      for value in representatives(of: missing.fact, in: profile) {
        if let name = try leads([missing.fact: value], profile), name != primary, !found.contains(name) {
          found.append(name)
        }
      }
      if found.isEmpty, let example = missing.example {
        let all = example.others.merging([missing.fact: example.value]) { $1 }
        found = try leads(all, profile).map { $0 == primary ? [] : [$0] } ?? []
      }
      changed.leadsTo = found.sorted()
      return changed
    }
  }

  /// Returns the primary pairing with these answers; nil if they break a law, or nothing is recommended.
  private func leads(_ answers: [Fact.Index: FactValue], _ profile: Profile) throws -> PairingName? {
    var profile = profile
    for (fact, value) in answers { profile[fact] = .known(value) }
    let (knowledge, selection) = try selected(profile)
    let vocabulary = guideline.vocabulary
    let isLegal =
      vocabulary.constraints.allSatisfy { knowledge.truth($0.holds) != .false }
      && answers.keys.allSatisfy { vocabulary[$0].onlyWhen.map { knowledge.truth($0) != .false } ?? true }
    guard isLegal, selection.disposition == .recommend else { return nil }
    return guideline.primaryName(selection.primary)
  }
}
