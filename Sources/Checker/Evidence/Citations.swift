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
    mistake: .init("…"), mend: .init("…"))

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
