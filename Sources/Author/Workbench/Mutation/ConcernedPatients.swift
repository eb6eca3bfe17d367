internal import PlumblineEngine
internal import PlumblineGuideline

/// The patients for whom changes of a guideline could matter.
final class ConcernedPatients {
  let space: PatientSpace
  private let guideline: Guideline
  private var reaching: [ConditionSite: PatientSpace.Patients] = [:]
  private var own: PatientAnswers?

  /// - Parameter mutants: the mutants that will be queried.
  init(_ guideline: Guideline, _ mutants: [Mutant]) throws(PatientSpace.TooLarge) {
    self.guideline = guideline
    let changed = mutants.compactMap { mutant in mutant.apply(to: guideline).flatMap(mutant.condition) }
    space = try PatientSpace(guideline, others: changed)
  }

  /// The patients whose decision evaluates the site with another result; all whose answer changes are among them.
  func concerned(by mutant: Mutant) throws(PatientSpace.TooLarge) -> PatientSpace.Patients {
    guard let changed = mutant.apply(to: guideline) else { return space.nobody }
    let reached: PatientSpace.Patients
    if let known = reaching[mutant.site] {
      reached = known
    } else {
      reached = try space.reaching(mutant.site)
      reaching[mutant.site] = reached
    }
    return try space.both(reached, try apart(changed, by: mutant))
  }

  private func apart(
    _ changed: Guideline, by mutant: Mutant
  ) throws(PatientSpace.TooLarge) -> PatientSpace.Patients {
    let site = mutant.site
    let (before, after) = (guideline.condition(at: site), mutant.condition(in: changed))
    // An adaptation is reported wherever a comparison that it changed was evaluated.
    if before?.adaptations != (after?.adaptations ?? []), before != nil { return space.everyone }
    if case .gate(let id) = site, let gate = guideline.gate(id) {
      guard let other = changed.gate(id) else {
        return try space.without(space.everyone, space.patients(gate, .false))
      }
      return try space.apart(gate, other)
    }
    guard let before else { return space.everyone }
    if mutant.edit == .dropAlways {
      return try space.without(space.everyone, space.patients(before, site.idle))
    }
    if site.actsOnlyWhenTrue {
      let mine = try space.patients(before, .true)
      guard let after else { return mine }
      let other = try space.patients(after, .true)
      return try space.either(space.without(mine, other), space.without(other, mine))
    }
    if let after { return try space.apart(before, after) }
    return try space.without(space.everyone, space.patients(before, site.idle))
  }

  /// Whether some of them match a profile, whatever is absent in it filled in or not.
  func hold(
    _ patients: PatientSpace.Patients, someCompletionOf profile: Profile
  ) throws(PatientSpace.TooLarge) -> Bool {
    try space.both(patients, space.completions(of: profile)) != space.nobody
  }

  /// The patients to whom the changed guideline gives an answer that a test can distinguish.
  func differing(from changed: Guideline) throws(PatientSpace.TooLarge) -> PatientSpace.Patients {
    let mine: PatientAnswers
    if let own {
      mine = own
    } else {
      mine = try space.visible(of: guideline)
      own = mine
    }
    return try space.differing(mine, space.visible(of: changed))
  }
}

extension ConditionSite {
  /// Whether the answer is the same if the condition is false and if it is unknown.
  var actsOnlyWhenTrue: Bool {
    switch self {
    case .rule, .conflict: true
    case .gate, .veto, .contraindication, .caution, .population: false
    }
  }

  /// The truth with which a condition has no effect.
  var idle: Truth {
    if case .population = self { .true } else { .false }
  }
}

extension Condition {
  fileprivate var adaptations: Set<String> { Set(comparisons.compactMap(\.adaptedBy)) }
}

extension Guideline {
  func condition(at site: ConditionSite) -> Condition? { sites.first { $0.site == site }?.condition }

  func gate(_ id: String) -> Gate? { (stops + gates).first { $0.id == id } }
}
