internal import PlumblineEngine
internal import PlumblineGuideline

/// The check for vetoes, cautions, conflicts and populations that are true for none of the patients whom they could concern.
enum IdleWords: Check {
  static let veto = FindingKind(
    "veto-never-acts", .warning,
    "an `advise_against` or a contraindication is true for no patient to whom the pairing could be recommended",
    reason: """
      No rule that recommends the pairing holds while it is true, or the gates hold those patients back: it vetoes nothing. \
      Its cut-off points the wrong way, or the rule that it was made for has changed.
      """,
    mistake: .init(
      Examples.vetoInLowMood.replacing("mood.phq_9 :at_least(10)", with: "fear.tsk_17 :below(30)").marked(
        "advise")),
    fix: .init(Examples.vetoInLowMood))

  static let caution = FindingKind(
    "caution-never-shown", .warning,
    "the condition of a caution is false for every patient to whom its pairing is shown",
    reason: """
      A caution is shown unless its condition is false. Here it is false for every patient who gets the pairing, so the \
      caution is never shown. Its cut-off points the wrong way, or contradicts the rule's.
      """,
    mistake: .init(
      Examples.caution("pain.intensity :below(3)").marked("says = \"Start"), around: Examples.stretching),
    fix: .init(Examples.caution("pain.intensity :above(8)"), around: Examples.stretching))

  static let conflict = FindingKind(
    "conflict-never-shown", .warning,
    "a conflict is true for no patient whom the gates let through",
    reason: """
      A conflict is shown with a recommendation. Patients for whom this one is true get no recommendation: it is never shown.
      """,
    mistake: .init(
      Examples.conflict("all { patient.age :below(16), mood.phq_9 :at_least(20) }").marked("conflict")),
    fix: .init(Examples.conflict("all { pain.intensity :at_most(2), mood.phq_9 :at_least(20) }")))

  static let population = FindingKind(
    "population-never-met", .note,
    "a criterion of a population is true for no patient to whom the evidence is shown",
    reason: """
      The certainty of the evidence is lowered for every patient to whom it is shown. That may be meant: the evidence is \
      about other people. It may also be a cut-off on the wrong side.
      """,
    mistake: .init(
      Examples.population("patient.age :below(16)").marked("says = \"the age"), around: Examples.strolling),
    fix: .init(Examples.population("patient.age :below(60)"), around: Examples.strolling))

  static let kinds = [veto, caution, conflict, population]

  static func findings(in subject: Subject) -> [Finding] {
    let made = subject.within { () throws(PatientSpace.TooLarge) in try RuleSets(subject) }
    guard let sets = made, sets.recommended != sets.space.nobody else { return [] }
    let alone = Set(
      subject.guideline.vetoes.filter { $0.effect == .isShown }.map { ConditionSite.veto($0.id) })
    let sites = subject.guideline.sites.filter { subject.isOwn($0.place) && !alone.contains($0.site) }
    return sites.compactMap { sited in
      subject.within { () throws(PatientSpace.TooLarge) in try finding(sited, sets, subject) } ?? nil
    }
  }

  private static func finding(
    _ sited: Guideline.SitedCondition, _ sets: RuleSets, _ subject: Subject
  ) throws(PatientSpace.TooLarge) -> Finding? {
    let space = sets.space
    let holding = try space.patients(sited.condition, .true)
    // A condition that can hold for no patient at all is reported elsewhere.
    if holding == space.nobody { return nil }
    let name = subject.guideline.words(of: sited.site)
    let location = subject.location(ofDeclaration: "/" + sited.declarationName, sited.place)
    switch sited.site {
    case .veto, .contraindication:
      let rules = subject.guideline.rules.filter { rule in
        switch sited.site {
        case .contraindication(let pairing, _): rule.recommends == pairing
        default:
          subject.guideline.vetoes.contains {
            sited.site == .veto($0.id) && rule.recommends.parts.contains($0.part)
          }
        }
      }
      let reached = try sets.reached(by: rules)
      // Rules that reach no patient are reported themselves.
      if !rules.isEmpty, reached == space.nobody { return nil }
      guard try space.both(holding, reached) == space.nobody else { return nil }
      let why =
        rules.isEmpty
        ? "no rule recommends the part" : "no rule that recommends the part holds while it is true"
      if case .veto = sited.site {
        return Finding(veto, at: location, "\(name) can act for no patient: \(why)")
      }
      return Finding(veto, at: subject.location(of: sited), "\(name) can act for no patient: \(why)")
    case .conflict:
      guard try space.both(holding, sets.recommended) == space.nobody else { return nil }
      return Finding(
        conflict, at: location,
        "\(name) is never shown: the gates hold back every patient for whom it is true")
    case .caution(let pairing, let index):
      let own = subject.guideline.pairings[pairing]?.cautions[index]
      // Other answers show it.
      if own?.isAlways ?? false { return nil }
      let shown = try space.shown(pairing)
      let seen =
        try own?.hidesWhenUnknown ?? false
        ? space.both(shown, space.patients(sited.condition, .true))
        : space.without(shown, space.patients(sited.condition, .false))
      guard shown != space.nobody, seen == space.nobody else { return nil }
      return Finding(
        caution, at: subject.location(of: sited),
        "\(name) is never shown: its condition is false for every patient who gets the pairing")
    case .population(let evidence, _):
      let shown = try space.shown(evidence)
      guard shown != space.nobody, try space.both(shown, holding) == space.nobody else { return nil }
      return Finding(
        population, at: subject.location(of: sited),
        "\(name) is true for no patient to whom the evidence is shown: its certainty is always lowered")
    case .gate, .rule: return nil
    }
  }
}
