internal import Engine
internal import Guideline

/// Conditions that come out the same for every patient whom their answer is known of.
enum ConstantConditions: Check {
  static let neverHolds = FindingKind(
    "condition-never-holds", .error,
    "a condition is true for no legal profile",
    reason: """
      The comparisons exclude each other, or the vocabulary's own laws exclude them: whatever is known of a patient, the \
      condition is false or unknown. A rule behind it never speaks, and nobody is told. Look for a cut-off on the wrong side \
      or an `all` that should be an `any`.
      """,
    mistake: .init(
      Examples.rule("all { pain.intensity :above(7), pain.intensity :below(4) }").marked("when")),
    mend: .init(Examples.rule("any { pain.intensity :above(7), pain.intensity :below(4) }")))

  static let kinds = [neverHolds]

  static func findings(in subject: Subject) -> [Finding] {
    guard let space = try? subject.space() else { return [] }
    return subject.guideline.sites.filter { subject.isOwn($0.place) }.compactMap { sited in
      guard let holding = try? space.patients(sited.condition, .true), holding == space.nobody else {
        return nil
      }
      let line = sited.condition.line > 0 ? sited.condition.line : sited.place.line
      return Finding(
        neverHolds, at: subject.location(Place(file: sited.place.file, line: line)),
        "\(sited.site.words) can hold for no patient: its comparisons exclude each other")
    }
  }
}
