internal import Engine
internal import Guideline

/// Tries the mutants of one condition: which tests notice them, and where none does, whether any patient would.
struct SiteTrial {
  private let site: SiteMutants
  private let bench: PackTestBench
  private let asOf: String
  private let patients: SitePatients?

  init(_ site: SiteMutants, _ bench: PackTestBench, asOf: String) {
    self.site = site
    self.bench = bench
    self.asOf = asOf
    patients = SitePatients(site)
  }

  func findings() -> [MutationReport.Finding] {
    site.mutants.map { .init(mutant: $0, fate: fate($0)) }
  }

  private func fate(_ mutant: Mutant) -> MutationReport.Fate {
    for group in bench.groups {
      guard let changed = mutant.apply(to: group.guideline) else { continue }
      let change = SiteChange(site.site, group.guideline, changed)
      for test in group.tests where change.isSeen(by: test) && test.failsByDecision(changed) {
        return .killed(by: test.test.title)
      }
    }
    if let killer = noticingMissing(mutant) { return .killed(by: killer) }
    return survival(mutant)
  }

  // MARK: what is missing

  /// The first test that notices by what is missing.
  private func noticingMissing(_ mutant: Mutant) -> String? {
    for group in bench.groups {
      guard let changed = mutant.apply(to: group.guideline) else { continue }
      for test in group.tests where test.expectation.asksForMissing {
        if isMissingSafe(test, mutant, group.guideline) { continue }
        if !test.outcome(changed).passed { return test.test.title }
      }
    }
    return nil
  }

  /// Whether nobody who fits a test's profile, with whatever is absent filled in, is told apart by the change: then the same
  /// facts are missing.
  private func isMissingSafe(_ test: PackTestBench.Prepared, _ mutant: Mutant, _ guideline: Guideline) -> Bool
  {
    guard guideline.adaptations.isEmpty, let profile = test.profile, let patients,
      let reading = test.reading, reading.missing(of: guideline).allSatisfy(\.exact),
      let concerned = try? patients.concerned(by: mutant)
    else { return false }
    return (try? patients.hold(concerned, someCompletionOf: profile)) == false
  }

  // MARK: whom a mutant concerns

  /// What is known of a mutant that no test noticed.
  private func survival(_ mutant: Mutant) -> MutationReport.Fate {
    guard let changed = mutant.apply(to: site.base) else { return .equivalent }
    guard let patients else { return .survived(nil) }
    do {
      let concerned = try patients.concerned(by: mutant)
      guard let likely = patients.space.example(of: concerned) else { return .equivalent }
      if let test = test(for: likely, mutant, changed) { return .survived(test) }
      let differing = try patients.differing(from: changed)
      guard let example = patients.space.example(of: differing) else { return .equivalent }
      return .survived(test(for: example, mutant, changed))
    } catch {
      return .survived(nil)
    }
  }

  private func test(for profile: Profile, _ mutant: Mutant, _ changed: Guideline) -> KillingTest? {
    KillingTest(profile, site.base, changed, mutant, asOf: asOf)
  }
}

/// The patients for whom the changes at one site could matter.
private final class SitePatients {
  let space: PatientSpace
  private let site: SiteMutants
  private var reaching: PatientSpace.Patients?
  private var own: PatientAnswers?

  /// Nil where the guideline is too large to be looked at as a whole.
  init?(_ site: SiteMutants) {
    let changed = site.mutants.compactMap { mutant in
      mutant.apply(to: site.base)?.condition(at: site.site)
    }
    guard let space = try? PatientSpace(site.base, others: changed) else { return nil }
    self.site = site
    self.space = space
  }

  /// Those whose decision looks at the site and finds something else there; all whose answer is another are among them.
  func concerned(by mutant: Mutant) throws(PatientSpace.TooLarge) -> PatientSpace.Patients {
    guard let changed = mutant.apply(to: site.base) else { return space.nobody }
    let reached: PatientSpace.Patients
    if let reaching {
      reached = reaching
    } else {
      reached = try space.reaching(site.site)
      reaching = reached
    }
    return try space.both(reached, try apart(changed))
  }

  private func apart(_ changed: Guideline) throws(PatientSpace.TooLarge) -> PatientSpace.Patients {
    let (before, after) = (site.base.condition(at: site.site), changed.condition(at: site.site))
    // An adaptation is told wherever a comparison that it touched was looked at.
    if before?.adaptations != (after?.adaptations ?? []) { return space.everyone }
    if case .gate(let id) = site.site, let gate = site.base.gate(id) {
      guard let other = changed.gate(id) else {
        return try space.without(space.everyone, space.patients(gate, .false))
      }
      return try space.apart(gate, other)
    }
    guard let before else { return space.everyone }
    if site.site.actsOnlyWhenTrue {
      let mine = try space.patients(before, .true)
      guard let after else { return mine }
      let other = try space.patients(after, .true)
      return try space.either(space.without(mine, other), space.without(other, mine))
    }
    if let after { return try space.apart(before, after) }
    return try space.without(space.everyone, space.patients(before, site.site.idle))
  }

  func hold(
    _ patients: PatientSpace.Patients, someCompletionOf profile: Profile
  ) throws(PatientSpace.TooLarge) -> Bool {
    try space.both(patients, space.completions(of: profile)) != space.nobody
  }

  /// Those to whom the changed guideline gives an answer that a test can tell apart.
  func differing(from changed: Guideline) throws(PatientSpace.TooLarge) -> PatientSpace.Patients {
    let mine: PatientAnswers
    if let own {
      mine = own
    } else {
      mine = try space.visible(of: site.base)
      own = mine
    }
    return try space.differing(mine, space.visible(of: changed))
  }
}

/// One change as the tests of a group see it.
private struct SiteChange {
  private let site: ConditionSite
  private let before: Condition?
  private let after: Condition?
  private let gates: (before: Gate, after: Gate?)?
  /// Whether more than the site's truth is told of it.
  private let isTold: Bool

  init(_ site: ConditionSite, _ guideline: Guideline, _ changed: Guideline) {
    self.site = site
    before = guideline.condition(at: site)
    after = changed.condition(at: site)
    if case .gate(let id) = site, let gate = guideline.gate(id) {
      gates = (gate, changed.gate(id))
    } else {
      gates = nil
    }
    isTold = !guideline.adaptations.isEmpty
  }

  /// False where a test's decision is the same by all means: the site comes out as before.
  func isSeen(by test: PackTestBench.Prepared) -> Bool {
    guard let reading = test.reading, !isTold else { return true }
    if let gates {
      guard let after = gates.after else { return reading.truth(gates.before) != .false }
      return !reading.isAlike(gates.before, after)
    }
    guard let before else { return true }
    if site.actsOnlyWhenTrue {
      return (reading.truth(before) == .true) != (after.map(reading.truth) == .true)
    }
    guard let after else { return reading.truth(before) != site.idle }
    return !reading.isAlike(before, after)
  }
}

extension ConditionSite {
  /// Whether an answer says the same of a condition that is false and one that is unknown.
  fileprivate var actsOnlyWhenTrue: Bool {
    switch self {
    case .rule, .conflict: true
    case .gate, .veto, .contraindication, .caution, .population: false
    }
  }

  /// The truth with which a condition does nothing, as if it were not there.
  fileprivate var idle: Truth {
    if case .population = self { .true } else { .false }
  }
}

extension Condition {
  fileprivate var adaptations: Set<String> { Set(comparisons.compactMap(\.adaptedBy)) }
}

extension Guideline {
  fileprivate func condition(at site: ConditionSite) -> Condition? {
    sites.first { $0.site == site }?.condition
  }

  fileprivate func gate(_ id: String) -> Gate? { (stops + gates).first { $0.id == id } }
}
