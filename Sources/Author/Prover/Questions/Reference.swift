package import PlumblineEngine
package import PlumblineGuideline

/// The reference interpreter, which checks counterexamples: nothing counts that it does not confirm.
package struct Reference: Sendable {
  package let guideline: Guideline
  private let evaluator: Evaluator
  private let run: ScriptRunner

  package init(_ guideline: Guideline, run: @escaping ScriptRunner) {
    self.guideline = guideline
    self.run = run
    evaluator = Evaluator(examining: guideline, run: run)
  }

  package func signature(_ profile: Profile) throws -> Signature { try evaluator.signature(profile) }
  func reading(_ profile: Profile) throws -> Reading { try evaluator.reading(profile) }
  package func decision(_ profile: Profile, asOf: Day) throws -> Decision {
    try evaluator.decideWithoutMissing(profile, asOf: asOf)
  }

  /// Why there is no decision for a patient: the failure of a script; nil if there is one.
  func failure(of profile: Profile) -> String? {
    do {
      _ = try evaluator.signature(profile)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Whether legal patients are a counterexample to a question's claim.
  ///
  /// - Parameter profiles: one, or two if the question is about two.
  package func refutes(_ question: Question, _ profiles: [Profile]) throws -> Bool {
    guard let first = profiles.first,
      profiles.allSatisfy({ guideline.vocabulary.brokenLaws(in: $0).isEmpty })
    else { return false }
    switch question.kind {
    case .gap:
      return try guideline.otherwise == nil && isRecommended(first) && usable(first).isEmpty
    case .leftOver:
      let reading = try reading(first)
      return try isRecommended(first)
        && guideline.rules.allSatisfy {
          $0.when.map(reading.truth) != .unknown
            && $0.when.map(reading.truth) != .true
        }
    case .overruled(let site): return try changes(first, without: site)
    case .tie(let slot, let rank):
      let selection = try reading(first).selection(of: guideline)
      let ranked = Set(guideline.rules(slot: slot, rank: rank).map(\.id))
      return selection.primary.contains { chosen in
        ranked.contains(chosen.id)
          && selection.usable.contains { other in
            ranked.contains(other.id) && other.recommends != chosen.recommends
              && (selection.passed[other.id] == nil || selection.passed[chosen.id] != nil)
          }
      }
    case .idle: return false
    case .property(let property): return try refutes(property, profiles)
    }
  }

  /// Whether a patient's answer changes without a rule, a gate or a veto.
  package func changes(_ profile: Profile, without site: ConditionSite) throws -> Bool {
    let other = Evaluator(examining: guideline.replacing(site, with: nil), run: run)
    return try signature(profile) != other.signature(profile)
  }

  private func isRecommended(_ profile: Profile) throws -> Bool {
    try signature(profile).disposition == .recommend
  }

  /// The rules that are true and not vetoed, for a patient with a recommendation.
  func usable(_ profile: Profile) throws -> [Rule] { try reading(profile).selection(of: guideline).usable }

  /// The rules that recommend what a veto rules out, for a patient with a recommendation for whom both are true.
  func overruled(_ profile: Profile, by site: ConditionSite) throws -> [Rule] {
    try reading(profile).selection(of: guideline).overruled.filter { $0.by.contains(site) }.map(\.rule)
  }

  // MARK: properties

  private func refutes(_ property: Property, _ profiles: [Profile]) throws -> Bool {
    guard let first = profiles.first, try concerns(property, first) else { return false }
    switch property.promise {
    case .always(let claim): return try !claim.holds(of: signature(first))
    case .never(let claim): return try claim.holds(of: signature(first))
    case .knowingMore(let from, let isAlways, let claim, let except):
      guard let second = profiles.dropFirst().first, from.holds(of: try signature(first)) else {
        return false
      }
      for fact in guideline.vocabulary.givenFacts {
        let isKept = first[fact].value == second[fact].value
        if !isKept, first.isKnown(fact) || except.contains(fact) { return false }
        if !second.isKnown(fact), first.wasDeclined(fact) != second.wasDeclined(fact) { return false }
      }
      return try claim.holds(of: signature(second)) != isAlways
    case .same(let aspect, let whatever):
      guard let second = profiles.dropFirst().first, try concerns(property, second) else { return false }
      for fact in guideline.vocabulary.givenFacts where !whatever.contains(fact) {
        if first[fact].value != second[fact].value || first.wasDeclined(fact) != second.wasDeclined(fact) {
          return false
        }
      }
      return try !aspect.isSame(signature(first), signature(second))
    case .overrules: return false
    }
  }

  /// Whether a property covers a patient at all.
  package func concerns(_ property: Property, _ profile: Profile) throws -> Bool {
    if let given = property.given, try reading(profile).truth(given) != .true { return false }
    if property.deciding.isEmpty { return true }
    let disposition = try signature(profile).disposition
    return property.deciding.contains { Decision.Disposition($0) == disposition }
  }
}

extension Property.Aspect {
  func isSame(_ one: Signature, _ other: Signature) -> Bool {
    switch self {
    case .answer: one == other
    case .decision: one.disposition == other.disposition
    case .primary:
      one.disposition == other.disposition
        && one.pairings.first { $0.role == .primary }?.pairing
          == other.pairings.first { $0.role == .primary }?.pairing
    }
  }
}
