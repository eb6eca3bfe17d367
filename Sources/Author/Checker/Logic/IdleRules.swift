internal import PlumblineEngine
internal import PlumblineGuideline

/// The check for rules that change no answer.
enum IdleRules: Check {
  static let unreachable = FindingKind(
    "rule-unreachable", .error,
    "a rule holds for no patient whom the gates let through",
    reason: """
      Every patient for whom the rule is true is stopped, deferred, excluded or asked for more before any rule is evaluated. \
      The rule never acts. Either its condition or a gate's cut-off is wrong.
      """,
    mistake: .init(Examples.rule("patient.age :below(16)").marked("rule \"")),
    fix: .init(Examples.rule("patient.age :below(26)")))

  static let vetoed = FindingKind(
    "rule-always-vetoed", .error,
    "a rule's pairing is vetoed whenever the rule holds",
    reason: """
      An `advise_against` or a contraindication is true whenever the rule is, so its pairing is never recommended. The two \
      contradict each other: one of them has a wrong cut-off, or the rule is left over.
      """,
    mistake: .init(
      Examples.rule("mood.phq_9 :at_least(15)").marked("rule \""), around: Examples.vetoInLowMood),
    fix: .init(Examples.rule("mood.phq_9 :at_least(5)"), around: Examples.vetoInLowMood))

  static let duplicate = FindingKind(
    "rule-duplicate", .warning,
    "two rules hold for the same patients and recommend the same pairing",
    reason: """
      The second adds nothing. When one of them is changed later, the other stays behind, and the answer depends on which \
      comes first. Remove one of them, or merge their claims.
      """,
    mistake: .init(
      Examples.rule("pain.intensity :at_least(7)") + "\n\n"
        + Examples.rule("pain.intensity :above(6)", name: "walking-for-severe-pain", slot: "severe").marked(
          "rule \"")),
    fix: .init(Examples.rule("pain.intensity :at_least(7)")))

  static let shadowed = FindingKind(
    "rule-shadowed", .warning,
    "a rule is never chosen: one that comes before it in its slot always holds",
    reason: """
      The first rule of a slot by rank that is true and not vetoed is chosen. Whenever this one holds, an earlier one holds as well, so it never \
      joins the primary pairing. Put the narrower condition first, or give the rule `role = "alternative"` if it is one.
      """,
    mistake: .init(
      Examples.rule("pain.intensity :at_least(5)") + "\n\n"
        + Examples.strength("pain.intensity :at_least(7)", rank: 2).marked("rule \"")),
    fix: .init(
      Examples.strength("pain.intensity :at_least(7)", rank: 1) + "\n\n"
        + Examples.rule("pain.intensity :at_least(5)").replacing("rank = 1", with: "rank = 2")))

  static let withoutEffect = FindingKind(
    "rule-without-effect", .warning,
    "removing a rule would change no answer",
    reason: """
      Whenever the rule could act, other rules already recommend the same pairing with the same claims. It is left over, or \
      its condition is narrower than was meant.
      """,
    mistake: .init(
      Examples.alternative("all { fear.tsk_17 :above(40), body.weight :below(120) }").marked("rule \"")),
    fix: .init(Examples.alternative("all { fear.tsk_17 :above(30), body.weight :below(120) }")))

  static let kinds = [unreachable, vetoed, duplicate, shadowed, withoutEffect]

  static func findings(in subject: Subject) -> [Finding] {
    let made = subject.within { () throws(PatientSpace.TooLarge) in try RuleSets(subject) }
    guard let sets = made, sets.recommended != sets.space.nobody else { return [] }
    var found: [Finding] = []
    var others: [Rule] = []
    var rest = subject.guideline
    for rule in subject.guideline.rules where subject.isOwn(rule.place) {
      // A rule that can hold for no patient at all is reported for its condition.
      if sets.holds(rule) == sets.space.nobody { continue }
      let reported =
        subject.within { () throws(PatientSpace.TooLarge) in try finding(rule, sets, subject) } ?? nil
      if let reported {
        found.append(reported)
        if reported.kind == duplicate { rest = rest.replacing(.rule(rule.id), with: nil) }
      } else {
        others.append(rule)
      }
    }
    let idle = subject.within { () throws(PatientSpace.TooLarge) in
      try withoutEffect(others, rest, sets, subject)
    }
    return found + (idle ?? [])
  }

  private static func finding(
    _ rule: Rule, _ sets: RuleSets, _ subject: Subject
  ) throws(PatientSpace.TooLarge) -> Finding? {
    if let finding = try unreachable(rule, sets, subject) { return finding }
    if let finding = try vetoed(rule, sets, subject) { return finding }
    if let finding = duplicate(rule, sets, subject) { return finding }
    return try shadowed(rule, sets, subject)
  }

  private static func related(_ rules: [Rule], _ words: String, _ subject: Subject) -> [Finding.Related] {
    rules.prefix(3).map {
      .init(location: subject.location(ofDeclaration: $0.id, $0.place), message: "\(words) \($0.id)")
    }
  }

  private static func unreachable(
    _ rule: Rule, _ sets: RuleSets, _ subject: Subject
  ) throws(PatientSpace.TooLarge) -> Finding? {
    let space = sets.space
    guard try space.both(sets.holds(rule), sets.recommended) == space.nobody else { return nil }
    var gates: [Gate] = []
    for gate in subject.guideline.stops + subject.guideline.gates {
      var kept = try space.patients(gate, .true)
      if gate.asksWhenUnknown == nil { kept = try space.either(kept, space.patients(gate, .unknown)) }
      if try space.isWithin(sets.holds(rule), kept) { gates.append(gate) }
    }
    let by =
      gates.first.map { "gate \($0.id) holds back every patient for whom it holds" }
      ?? "the gates together hold back every patient for whom it holds"
    return Finding(
      unreachable, at: subject.location(ofDeclaration: rule.id, rule.place),
      "rule \(rule.id) can act for no patient: \(by)",
      related: gates.prefix(3).map {
        .init(location: subject.location(ofDeclaration: $0.id, $0.place), message: "gate \($0.id)")
      })
  }

  private static func vetoed(
    _ rule: Rule, _ sets: RuleSets, _ subject: Subject
  ) throws(PatientSpace.TooLarge) -> Finding? {
    guard sets.acts(rule) == sets.space.nobody else { return nil }
    let vetoes = subject.guideline.vetoes(of: rule)
    return Finding(
      vetoed, at: subject.location(ofDeclaration: rule.id, rule.place),
      "rule \(rule.id) never recommends \(rule.recommends): whenever it holds, the pairing is advised against or contraindicated",
      related: vetoes.prefix(3).map {
        .init(location: subject.location($0.place, naming: "advise_against"), message: subject.words($0.when))
      })
  }

  private static func duplicate(_ rule: Rule, _ sets: RuleSets, _ subject: Subject) -> Finding? {
    func order(_ rule: Rule) -> (Int, String) {
      if case .candidate(_, let rank) = rule.role { (rank, rule.id) } else { (Int.max, rule.id) }
    }
    let twin = subject.guideline.rules.first { other in
      other.id != rule.id && other.recommends == rule.recommends && sets.holds(other) == sets.holds(rule)
        && (!subject.isOwn(other.place) || order(other) < order(rule))
    }
    return twin.map {
      Finding(
        duplicate, at: subject.location(ofDeclaration: rule.id, rule.place),
        "rule \(rule.id) holds for the same patients as rule \($0.id), and recommends the same pairing",
        related: related([$0], "rule", subject))
    }
  }

  private static func shadowed(
    _ rule: Rule, _ sets: RuleSets, _ subject: Subject
  ) throws(PatientSpace.TooLarge) -> Finding? {
    let space = sets.space
    var before: [Rule] = []
    for other in sets.before(rule) {
      if try space.both(sets.acts(other), sets.acts(rule)) == space.nobody { continue }
      before.append(other)
    }
    guard !before.isEmpty, try space.taken(by: rule) == space.nobody else { return nil }
    var single: Rule?
    for other in before where single == nil {
      if try space.isWithin(sets.acts(rule), sets.acts(other)) { single = other }
    }
    let by = single.map { "rule \($0.id)" } ?? "one of the rules \(before.map(\.id).joined(separator: ", "))"
    return Finding(
      shadowed, at: subject.location(ofDeclaration: rule.id, rule.place),
      "rule \(rule.id) is never chosen in its slot: whenever it holds, \(by) holds and comes first",
      related: related(single.map { [$0] } ?? before, "comes first:", subject))
  }

  /// Finds rules that can be removed one after the other; of those that replace each other the last by id is reported.
  private static func withoutEffect(
    _ rules: [Rule], _ guideline: Guideline, _ sets: RuleSets, _ subject: Subject
  ) throws(PatientSpace.TooLarge) -> [Finding] {
    var found: [Finding] = []
    var rest = guideline
    var suspects: [Rule] = []
    for rule in rules where try othersMayStandIn(for: rule, sets, subject) { suspects.append(rule) }
    if suspects.isEmpty { return [] }
    let answers = try sets.space.answers(of: guideline)
    for rule in suspects.reversed() {
      let without = rest.replacing(.rule(rule.id), with: nil)
      let others = try sets.space.answers(of: without)
      guard try sets.space.differing(answers, others) == sets.space.nobody else { continue }
      rest = without
      found.append(
        Finding(
          withoutEffect, at: subject.location(ofDeclaration: rule.id, rule.place),
          "rule \(rule.id) changes no answer: other rules recommend \(rule.recommends) with the same claims whenever it holds"
        ))
    }
    return found
  }

  /// Whether other rules recommend parts of the same pairing whenever a rule acts; if not, removing it changes answers.
  private static func othersMayStandIn(
    for rule: Rule, _ sets: RuleSets, _ subject: Subject
  ) throws(PatientSpace.TooLarge) -> Bool {
    if subject.guideline.otherwise?.recommends == rule.recommends || rule.recommends.parts.count < 2 {
      return true
    }
    var covered = sets.space.nobody
    for other in sets.rules
    where other.id != rule.id && Set(other.recommends.parts).isSubset(of: rule.recommends.parts) {
      covered = try sets.space.either(covered, sets.acts(other))
    }
    return try sets.space.isWithin(sets.acts(rule), covered)
  }
}
