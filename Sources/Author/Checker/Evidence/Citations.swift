internal import PlumblineGuideline

/// The check for evidence, sources and pairings that nothing uses, and rules that claim no evidence.
enum Citations: Check {
  static let evidenceUnused = FindingKind(
    "evidence-unused", .warning,
    "an evidence item is claimed by no rule",
    reason: """
      Evidence that no rule claims never reaches an answer. Either a rule lost its claim, or the item is left over. Claim it \
      where it supports something, or remove it.
      """,
    mistake: .init(Examples.evidence(mark: Examples.mark)),
    fix: Examples.claimed([:]))

  static let sourceUnused = FindingKind(
    "source-unused", .note,
    "a source is used by nothing",
    reason: """
      A source that no evidence, rule, gate, pairing or fact names is never shown. Either a declaration lost its source, or \
      the source is left over.
      """,
    mistake: .init(
      """
      source "guide-2019" { -- ←
        citation = "Guide G. Walking for back pain. 2019.",
        doi      = "10.1000/example.2019",
      }
      """),
    fix: Examples.source([:]))

  static let pairingUnused = FindingKind(
    "pairing-unused", .warning,
    "a pairing is recommended by no rule, and no two rules join to it",
    reason: """
      Its cautions and its words for the patient are never shown. Either a rule is missing, or the pairing is left over.
      """,
    mistake: .init(
      """
      pairing "exercise+stretching" { -- ←
        title       = "Exercise and stretching",
        what        = "Exercise, and stretching.",
        for_patient = "You exercise, and you stretch.",
        sources     = { "trial-2020" },
      }
      """),
    fix: .init(
      """
      pairing "exercise+stretching" {
        title       = "Exercise and stretching",
        what        = "Exercise, and stretching.",
        for_patient = "You exercise, and you stretch.",
        sources     = { "trial-2020" },
      }
      """,
      around: Examples.evidence(name: "trial-2020/stretching/pain/mid-term") + "\n\n"
        + Examples.rule([
          "title": "\"Much pain: pair exercise with stretching\",", "recommend": "\"exercise+stretching\",",
          "claims": "{ \"trial-2020/stretching/pain/mid-term\" },",
        ]), tests: Examples.test(primary: "exercise+stretching")))

  static let claimAbsent = FindingKind(
    "claim-absent", .warning,
    "a rule recommends a pairing and claims no evidence",
    reason: """
      A recommendation without a claim shows no outcome, no time and no certainty: the reader cannot judge it. Claim the \
      evidence that it rests on; if there is none, do not recommend.
      """,
    mistake: .init(Examples.rule(["claims": "{}, -- ←"]), tests: Examples.test()),
    fix: .init(Examples.rule(), tests: Examples.test()))

  static let kinds = [evidenceUnused, sourceUnused, pairingUnused, claimAbsent]

  static func findings(in subject: Subject) -> [Finding] {
    evidence(subject) + sources(subject) + pairings(subject)
      + subject.ownRules.filter(\.claims.isEmpty).map {
        Finding(
          claimAbsent, at: subject.location($0, field: "claims"),
          "\($0.word) '\($0.ownName)' recommends '\($0.recommends)' and claims no evidence")
      }
  }

  private static func evidence(_ subject: Subject) -> [Finding] {
    let claimed = Set(
      subject.guideline.everyRule.flatMap(\.claims)
        + subject.guideline.options.flatMap { $0.evidence + $0.temperedBy })
    return subject.guideline.evidence.values.filter { !claimed.contains($0.name) && subject.isOwn($0.place) }
      .map {
        Finding(
          evidenceUnused, at: subject.location($0.place, naming: $0.name),
          "evidence '\($0.name)' is claimed by no rule and shown by no option of the packs in force")
      }
  }

  private static func sources(_ subject: Subject) -> [Finding] {
    let guideline = subject.guideline
    var used: Set<String> = []
    for item in guideline.evidence.values { used.insert(item.source) }
    for rule in guideline.everyRule { used.formUnion(rule.sources) }
    for gate in guideline.stops + guideline.gates { used.formUnion(gate.sources) }
    for veto in guideline.vetoes { used.formUnion(veto.sources) }
    for conflict in guideline.conflicts { used.formUnion(conflict.sources) }
    for pairing in guideline.pairings.values { used.formUnion(pairing.everySource) }
    for option in guideline.options { used.formUnion(option.sources) }
    for fact in guideline.vocabulary.facts {
      used.formUnion(fact.sources)
      if let error = fact.measurementError { used.insert(error.source) }
    }
    return guideline.sources.values.filter { !used.contains($0.name) && subject.isOwn($0.place) }.map {
      Finding(
        sourceUnused, at: subject.location($0.place, naming: $0.name),
        "source '\($0.name)' is used by nothing in the packs in force")
    }
  }

  private static func pairings(_ subject: Subject) -> [Finding] {
    let recommended = Set(subject.guideline.everyRule.map(\.recommends))
    return subject.guideline.pairings.values.filter { pairing in
      guard subject.isOwn(pairing.place), !recommended.contains(pairing.name) else { return false }
      let parts = recommended.filter { pairing.isJoined(from: $0) }
      return parts.reduce(into: Set<String>()) { $0.formUnion($1.parts) } != Set(pairing.name.parts)
    }.map {
      Finding(
        pairingUnused, at: subject.location($0.place, naming: $0.name.description),
        "pairing '\($0.name)' is recommended by no rule, and no rules join to it")
    }
  }
}
