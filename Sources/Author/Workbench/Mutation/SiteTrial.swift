internal import PlumblineEngine
internal import PlumblineGuideline

/// The trial of one condition's mutants: which tests notice them, and if none does, whether any patient would.
struct SiteTrial {
  private let site: SiteMutants
  private let bench: PackTestBench
  private let asOf: Day
  private let patients: ConcernedPatients?

  /// - Parameter patients: nil if the guideline is too large to analyse as a whole.
  init(_ site: SiteMutants, _ bench: PackTestBench, _ patients: ConcernedPatients?, asOf: Day) {
    self.site = site
    self.bench = bench
    self.patients = patients
    self.asOf = asOf
  }

  func findings() -> [MutationReport.Finding] {
    site.mutants.map { .init(mutant: $0, fate: fate($0)) }
  }

  private func fate(_ mutant: Mutant) -> MutationReport.Fate {
    for group in bench.groups {
      guard let changed = mutant.apply(to: group.guideline) else { continue }
      let change = SiteChange(mutant, group.guideline, changed)
      for test in group.tests where change.isSeen(by: test) && test.failsByDecision(changed) {
        return .killed(by: test.test.title)
      }
    }
    if let killer = noticingMissing(mutant) { return .killed(by: killer) }
    return survival(mutant)
  }

  // MARK: what is missing

  /// The first test that notices the mutant by what is missing.
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

  /// Whether no patient who fits a test's profile, with whatever is absent filled in, is affected by the change: then the same
  /// facts are missing.
  private func isMissingSafe(_ test: PackTestBench.Prepared, _ mutant: Mutant, _ guideline: Guideline) -> Bool
  {
    guard guideline.adaptations.isEmpty, let profile = test.profile, let patients,
      let reading = test.reading, reading.missing(of: guideline).allSatisfy(\.exact),
      let concerned = try? patients.concerned(by: mutant)
    else { return false }
    return (try? patients.hold(concerned, someCompletionOf: profile)) == false
  }

  // MARK: the patients whom a mutant concerns

  /// Returns the fate of a mutant that no test noticed.
  private func survival(_ mutant: Mutant) -> MutationReport.Fate {
    guard let changed = mutant.apply(to: site.base) else { return .equivalent }
    // The limits of the shared space may be used up by earlier queries.
    if let patients, let fate = try? survival(mutant, changed, patients) { return fate }
    if let fresh = try? ConcernedPatients(site.base, [mutant]),
      let fate = try? survival(mutant, changed, fresh)
    {
      return fate
    }
    return .survived(nil)
  }

  private func survival(
    _ mutant: Mutant, _ changed: Guideline, _ patients: ConcernedPatients
  ) throws(PatientSpace.TooLarge) -> MutationReport.Fate {
    let concerned = try patients.concerned(by: mutant)
    guard let likely = patients.space.example(of: concerned) else { return .equivalent }
    if let test = test(for: likely, mutant, changed) { return .survived(test) }
    let differing = try patients.differing(from: changed)
    guard let example = patients.space.example(of: differing) else { return .equivalent }
    return .survived(test(for: example, mutant, changed))
  }

  private func test(for profile: Profile, _ mutant: Mutant, _ changed: Guideline) -> KillingTest? {
    KillingTest(profile, site.base, changed, mutant, asOf: asOf)
  }
}

/// One change as the tests of a group see it.
private struct SiteChange {
  private let site: ConditionSite
  private let before: Condition?
  private let after: Condition?
  private let gates: (before: Gate, after: Gate?)?
  /// Whether the answer shows more of it than the site's truth.
  private let isReported: Bool

  init(_ mutant: Mutant, _ guideline: Guideline, _ changed: Guideline) {
    site = mutant.site
    before = guideline.condition(at: site)
    after = mutant.condition(in: changed)
    if case .gate(let id) = site, let gate = guideline.gate(id) {
      gates = (gate, changed.gate(id))
    } else {
      gates = nil
    }
    isReported = !guideline.adaptations.isEmpty || mutant.edit == .dropAlways
  }

  /// False if a test's decision is certainly the same: the site has the same result as before.
  func isSeen(by test: PackTestBench.Prepared) -> Bool {
    guard let reading = test.reading, !isReported else { return true }
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
