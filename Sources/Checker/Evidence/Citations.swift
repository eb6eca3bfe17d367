internal import Guideline

/// Evidence and sources that nothing rests on.
enum Citations: Check {
  static let evidenceUnused = FindingKind(
    "evidence-unused", .warning,
    "an evidence item is claimed by no rule",
    reason: """
      Evidence that no rule claims never reaches an answer. Either a rule lost its claim, or the item is left over. Claim it \
      where it supports something, or take it away.
      """,
    mistake: .init(
      """
      evidence "trial-2020/walking/pain/mid-term" { -- ←
        source       = "trial-2020",
        intervention = "exercise with walking", comparator = "exercise alone",
        outcome      = "pain", timepoint = "mid-term",
        certainty    = "low", certainty_seen = "the article, table 3",
        population   = { { says = "pain in the lower back", when = pain.region :is "lumbar" } },
      }
      """),
    mend: .init(""))

  static let kinds = [evidenceUnused]

  static func findings(in subject: Subject) -> [Finding] {
    let guideline = subject.guideline
    let claimed = Set(guideline.rules.flatMap(\.claims) + (guideline.otherwise?.claims ?? []))
    return guideline.evidence.values.filter { !claimed.contains($0.name) && subject.isOwn($0.place) }.map {
      Finding(
        evidenceUnused, at: subject.location($0.place, naming: $0.name),
        "evidence '\($0.name)' is claimed by no rule of the packs in force")
    }
  }
}
