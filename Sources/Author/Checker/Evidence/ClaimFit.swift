internal import PlumblineEngine
internal import PlumblineGuideline

/// The check of claims against the patients, the pairing and the goal of their rule.
enum ClaimFit: Check {
  static let populationContradicted = FindingKind(
    "population-contradicted", .warning,
    "a rule claims evidence about people whom its own condition excludes",
    reason: """
      Every patient for whom the rule is true differs from the people who were studied, and gets a lower certainty. Claim \
      evidence about these patients; or, if there is none, say in `because` that the evidence is indirect.
      """,
    mistake: .init(
      Examples.rule([
        "when": "all { pain.intensity :at_least(7), pain.region :is \"cervical\" },",
        "claims": "{ \"trial-2020/walking/function/mid-term\" }, -- ←",
      ]),
      tests: Examples.test(", goal = { primary = \"function\" }").replacing(
        "intensity = 8", with: "intensity = 8, region = \"cervical\"")),
    fix: .init(
      Examples.rule([
        "when": "all { pain.intensity :at_least(7), pain.region :is \"lumbar\" },",
        "claims": "{ \"trial-2020/walking/function/mid-term\" },",
      ]),
      tests: Examples.test(", goal = { primary = \"function\" }").replacing(
        "intensity = 8", with: "intensity = 8, region = \"lumbar\"")))

  static let anotherPairing = FindingKind(
    "claim-for-another-pairing", .warning,
    "a rule claims evidence about a partner that it does not recommend",
    reason: """
      The second part of an evidence item's name is what was studied. If it belongs to another pairing, the certainty is \
      attached to something that was not studied. Most often a claim was copied.
      """,
    mistake: .init(
      Examples.rule(["claims": "{ \"review-2021/strength/function/mid-term\" }, -- ←"]),
      tests: Examples.test()),
    fix: .init(Examples.rule(), tests: Examples.test()))

  static let goalUnanswered = FindingKind(
    "goal-unanswered", .warning,
    "a rule asks for a goal, and none of its claims is about it",
    reason: """
      The rule is true only for patients with this goal, yet it claims other outcomes. Claim evidence for the goal's outcome \
      (`goal_outcomes`), or say in `because` that none is claimed for it.
      """,
    mistake: .init(
      Examples.rule([
        "when": "all { pain.intensity :at_least(7), goal.primary :is \"return-to-work\" },",
        "claims": "{ \"trial-2020/walking/function/mid-term\" }, -- ←",
      ]), tests: Examples.test(", goal = { primary = \"return-to-work\" }")),
    fix: .init(
      Examples.rule([
        "when": "all { pain.intensity :at_least(7), goal.primary :is \"function\" },",
        "claims": "{ \"trial-2020/walking/function/mid-term\" },",
      ]), tests: Examples.test(", goal = { primary = \"function\" }")))

  static let kinds = [populationContradicted, anotherPairing, goalUnanswered]

  static func findings(in subject: Subject) -> [Finding] {
    subject.ownRules.flatMap {
      populations(of: $0, subject) + partners(of: $0, subject) + goal(of: $0, subject)
    }
  }

  // MARK: who was studied

  private static let indirect: Phrase = "indirect|indirectly|indirectness|extrapolated|extrapolation"

  private static func populations(of rule: Rule, _ subject: Subject) -> [Finding] {
    guard let when = rule.when, let space = try? subject.space(),
      let holding = try? space.patients(when, .true), holding != space.nobody
    else { return [] }
    let texts = [rule.title, rule.because, rule.note ?? ""]
    if texts.flatMap(Clause.all).contains(where: { clause in
      indirect.matches(in: clause).contains { !clause.isDenied($0) }
    }) {
      return []
    }
    return rule.claims.compactMap { subject.guideline.evidence[$0] }.flatMap { item in
      item.population.compactMap { criterion -> Finding? in
        guard let studied = try? space.patients(criterion.when, .true), studied != space.nobody,
          let both = try? space.both(holding, studied), both == space.nobody
        else { return nil }
        let line = criterion.when.line > 0 ? criterion.when.line : item.place.line
        return Finding(
          populationContradicted, at: subject.location(rule, claiming: item.name),
          "rule '\(rule.ownName)' claims '\(item.name)', which studied people with \"\(criterion.says)\": the rule holds for none of them",
          related: [
            .init(
              location: subject.location(Place(file: item.place.file, line: line)), message: "who was studied"
            )
          ])
      }
    }
  }

  // MARK: what was studied

  private static func partners(of rule: Rule, _ subject: Subject) -> [Finding] {
    let known = Set(subject.guideline.pairings.keys.flatMap(\.parts))
    return rule.claims.compactMap { claim in
      let parts = claim.split(separator: "/").map(String.init)
      guard parts.count == 4, known.contains(parts[1]), !rule.recommends.parts.contains(parts[1]) else {
        return nil
      }
      return Finding(
        anotherPairing, at: subject.location(rule, claiming: claim),
        "\(rule.word) '\(rule.ownName)' recommends '\(rule.recommends)' and claims '\(claim)', which is about \(parts[1])"
      )
    }
  }

  // MARK: what the patient wants

  private static let nothingClaimed: Phrase =
    "no|none|nothing|not ~3 claim|claims|claimed|made|studied|measured|stated"

  private static func goal(of rule: Rule, _ subject: Subject) -> [Finding] {
    guard let when = rule.when, let goal = subject.guideline.goal, !rule.claims.isEmpty,
      case .code(let codes) = subject.vocabulary[goal].kind, !when.can(be: true, whileKnowing: goal, as: nil)
    else { return [] }
    let possible = codes.filter { when.can(be: true, whileKnowing: goal, as: .code($0)) }
    let outcomes = possible.map { subject.vocabulary[goal].goalOutcomes[$0] }
    let claimed = Set(rule.claims.compactMap { subject.guideline.evidence[$0]?.outcome })
    guard !possible.isEmpty, possible.count < codes.count,
      outcomes.allSatisfy({ outcome in outcome.map { !claimed.contains($0) } ?? false })
    else { return [] }
    let texts = [rule.title, rule.because, rule.note ?? ""].flatMap(Clause.all)
    guard !texts.contains(where: { nothingClaimed.isIn($0) }) else { return [] }
    let name = subject.vocabulary[goal].name
    let words = possible.map { subject.vocabulary[goal].words(for: .code($0)) }.joined(separator: " or ")
    return [
      Finding(
        goalUnanswered, at: subject.location(rule, field: "claims"),
        "rule '\(rule.ownName)' is only for the goal \(words) ('\(name)'), and claims nothing about it")
    ]
  }
}

extension Condition {
  /// Whether some values of all other facts make the condition true (or false) while one fact has a value, or none; true if
  /// that is not known.
  func can(be truth: Bool, whileKnowing fact: Fact.Index, as value: FactValue?) -> Bool {
    func every(_ parts: [Condition], _ truth: Bool) -> Bool {
      parts.allSatisfy { $0.can(be: truth, whileKnowing: fact, as: value) }
    }
    func some(_ parts: [Condition], _ truth: Bool) -> Bool {
      parts.contains { $0.can(be: truth, whileKnowing: fact, as: value) }
    }
    switch self {
    case .comparison(let comparison):
      guard comparison.facts == [fact] else { return true }
      return comparison.truth { _ in value } == Truth(truth)
    case .scripted: return true
    case .all(let parts): return truth ? every(parts, true) : some(parts, false)
    case .any(let parts): return truth ? some(parts, true) : every(parts, false)
    case .none(let parts): return truth ? every(parts, false) : some(parts, true)
    case .firstKnown(let parts), .anyKnown(let parts): return some(parts, truth)
    }
  }
}
