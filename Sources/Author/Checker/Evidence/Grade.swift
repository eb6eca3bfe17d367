internal import PlumblineGuideline

/// The check of strength and certainty against GRADE.
enum Grade: Check {
  static let strongOnLow = FindingKind(
    "strong-on-low-certainty", .warning,
    "a strong recommendation rests on low certainty and names no situation that justifies it",
    reason: """
      GRADE allows a strong recommendation on low or very low certainty in five paradigmatic situations only (Andrews 2013). \
      Name the one that applies in `situation`, with the reason in `because`; or make the recommendation conditional. A \
      certainty that is not stated counts as low here.
      """,
    mistake: .init(Examples.rule(["strength": "\"strong\", -- ←"]), tests: Examples.test()),
    fix: .init(
      Examples.rule(["strength": "\"strong\",", "situation": "\"equivalent-less-risk\","]),
      tests: Examples.test()))

  static let strongInPart = FindingKind(
    "strong-with-low-claims", .note,
    "some claims of a strong recommendation are of low certainty",
    reason: """
      In GRADE the certainty of a recommendation is the lowest among its critical outcomes. Make sure that no claim of low \
      certainty is about a critical outcome; otherwise make the recommendation conditional, or name its `situation`.
      """,
    mistake: .init(
      Examples.rule([
        "title": "\"Much pain: strength training\",", "recommend": "\"exercise+strength\",",
        "strength": "\"strong\", -- ←",
        "claims": "{ \"review-2021/strength/function/mid-term\", \"review-2021/strength/pain/mid-term\" },",
        "sources": "{ \"review-2021\" },",
      ]), tests: Examples.test(primary: "exercise+strength")),
    fix: .init(
      Examples.rule([
        "title": "\"Much pain: strength training\",", "recommend": "\"exercise+strength\",",
        "strength": "\"strong\",",
        "claims": "{ \"review-2021/strength/function/mid-term\" },", "sources": "{ \"review-2021\" },",
      ]), tests: Examples.test(primary: "exercise+strength")))

  static let situationIdle = FindingKind(
    "situation-without-need", .warning,
    "a rule names a `situation` and needs none",
    reason: """
      A situation justifies a strong recommendation on low certainty. For a conditional recommendation, or with moderate or \
      high certainty, there is nothing to justify: either the strength or the claims are not what was meant.
      """,
    mistake: .init(
      Examples.rule(["situation": "\"equivalent-less-risk\", -- ←"]), tests: Examples.test()),
    fix: .init(Examples.rule(), tests: Examples.test()))

  static let situationAgainst = FindingKind(
    "situation-argues-against", .error,
    "a `situation` argues against what the rule recommends",
    reason: """
      `uncertain-benefit-certain-harm` and `catastrophic-harm` justify a strong recommendation against something. A rule \
      recommends in favour. Use `advise_against`, or name the situation that was meant.
      """,
    mistake: .init(
      Examples.rule(["strength": "\"strong\",", "situation": "\"catastrophic-harm\", -- ←"]),
      tests: Examples.test()),
    fix: .init(
      Examples.rule(["strength": "\"strong\",", "situation": "\"equivalent-less-risk\","]),
      tests: Examples.test()))

  static let kinds = [strongOnLow, strongInPart, situationIdle, situationAgainst]

  static func findings(in subject: Subject) -> [Finding] {
    subject.ownRules.flatMap { rule in
      advice(of: rule, subject).flatMap { findings(rule, $0.who, $0.strength, $0.claims, subject) }
    }
  }

  /// What a rule says of the whole, or of each part: each with the claims that it rests on.
  private static func advice(
    of rule: Rule, _ subject: Subject
  ) -> [(who: String, strength: Strength, claims: [String])] {
    let who = "\(rule.word) '\(rule.ownName)'"
    if rule.parts.isEmpty { return [(who, rule.strength, rule.claims)] }
    let base = subject.guideline.domain.base
    return rule.parts.sorted { $0.key < $1.key }.map { part, advice in
      ("\(who), part '\(part)',", advice.strength, rule.claims(for: part, base: base))
    }
  }

  private static func findings(
    _ rule: Rule, _ who: String, _ strength: Strength, _ claims: [String], _ subject: Subject
  ) -> [Finding] {
    let certainties = claims.compactMap { subject.guideline.evidence[$0]?.certainty }
    guard !certainties.isEmpty else { return [] }
    let best = certainties.compactMap(\.level).max() ?? 0
    let isLow = best <= 2
    let isLowInPart = certainties.contains { ($0.level ?? 4) <= 2 }
    var found: [Finding] = []
    if strength == .strong, rule.situation == nil, isLow {
      let certainty = certainties.max { ($0.level ?? 0) < ($1.level ?? 0) }?.words ?? ""
      found.append(
        Finding(
          strongOnLow, at: subject.location(rule, field: "strength"),
          "\(who) recommends strongly on certainty that is at best \(certainty), and names no `situation`"))
    } else if strength == .strong, rule.situation == nil, isLowInPart {
      found.append(
        Finding(
          strongInPart, at: subject.location(rule, field: "strength"),
          "\(who) recommends strongly, and some of its claims are of low or very low certainty"))
    }
    if let situation = rule.situation {
      let at = subject.location(rule, field: "situation")
      if rule.strength == .conditional, rule.strongParts.isEmpty {
        found.append(
          Finding(situationIdle, at: at, "\(who) names a `situation` for a conditional recommendation"))
      } else if !isLow, !isLowInPart {
        found.append(
          Finding(
            situationIdle, at: at,
            "\(who) names a `situation` though none of its claims is of low certainty"))
      }
      if [.uncertainBenefitCertainHarm, .catastrophicHarm].contains(situation) {
        found.append(
          Finding(
            situationAgainst, at: at,
            "\(who) recommends for '\(rule.recommends)', but '\(situation.rawValue)' justifies only advice against"
          ))
      }
    }
    return found
  }
}
