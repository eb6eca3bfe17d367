internal import PlumblineGuideline

/// What an unanswered fact would lead to.
extension Evaluator {
  private typealias Answer = (fact: Fact.Index, value: FactValue)

  /// Returns the missing facts, each that could change the primary pairing with the pairings that it could lead to: by itself, or
  /// else with one of the first questions answered.
  ///
  /// - Throws: the error of a failing script.
  func leading(_ findings: MissingAnalysis.Findings, _ profile: Profile, from primary: PairingName) throws
    -> [MissingFact]
  {
    // A question that stops or asks first can stand between a fact and what it leads to: then both are answered.
    let first = findings.facts.filter { $0.couldChange.contains(.disposition) }.prefix(Self.mostBetween)
    let betweens = first.map { ($0.fact, answers(to: $0.fact, profile, findings.answers)) }
    return try findings.facts.map { missing in
      guard missing.couldChange.contains(.primary) else { return missing }
      let answers = answers(to: missing.fact, profile, findings.answers)
      var found: Set<PairingName> = []
      for answer in answers { found.formUnion(try leads([answer], profile, findings.answers)) }
      for (other, betweens) in betweens where other != missing.fact && found.subtracting([primary]).isEmpty {
        for answer in answers {
          for between in betweens {
            found.formUnion(try leads([answer, between], profile, findings.answers))
          }
        }
      }
      var changed = missing
      changed.leadsTo = found.subtracting([primary]).sorted()
      return changed
    }
  }

  /// The most questions that are answered beside a fact.
  private static let mostBetween = 3

  /// Returns an answer for each class of values that an absent fact may still have.
  private func answers(to fact: Fact.Index, _ profile: Profile, _ diagrams: AnswerDiagrams?) -> [Answer] {
    if let diagrams { return diagrams.values(of: fact).map { (fact, $0) } }
    let values = representatives(of: fact, in: profile)
    return (profile[fact].range?.representatives(values) ?? values).map { (fact, $0) }
  }

  /// Returns the primary pairing with these answers; none if they break a law, or nothing is recommended.
  private func leads(_ answers: [Answer], _ profile: Profile, _ diagrams: AnswerDiagrams?) throws
    -> [PairingName]
  {
    if let diagrams { return [diagrams.primary(answers)].compactMap { $0 } }
    var profile = profile
    for (fact, value) in answers { profile[fact] = .known(value) }
    guard guideline.vocabulary.brokenLaws(in: profile).isEmpty else { return [] }
    let selection = try selected(profile).1
    guard selection.disposition == .recommend else { return [] }
    return [guideline.primaryName(selection.primary)]
  }
}
