internal import PlumblineGuideline

/// The check that a dose says of what it is so much.
enum ActionDoses: Check {
  private static func dose(_ dose: String, _ mark: String = "") -> FindingKind.Example {
    .init(
      """
      pairing "exercise+stretching" {
        title       = "Exercise and stretching",
        what        = "Exercise, and stretching on most days.",
        for_patient = "You exercise, and you stretch on most days.",
        sources     = { "trial-2020" },
        actions     = { { kind = "programme", says = "Stretching", dose = "\(dose)", sources = { "trial-2020" } } },\(mark)
      }
      """, around: Examples.stretching)
  }

  static let bare = FindingKind(
    "dose-without-unit", .warning, "the dose of an action is a number without a unit",
    reason: """
      "10" may be milligrams, tablets or minutes, and is read as what the reader is used to. Write the dose as its source does, with the unit.
      """,
    mistake: dose("30", Examples.mark), fix: dose("30 minutes"))

  static let kinds = [bare]

  static func findings(in subject: Subject) -> [Finding] {
    let pairings = subject.guideline.pairings.values.filter { subject.isOwn($0.place) }
    return pairings.sorted { $0.name < $1.name }.flatMap { pairing in
      pairing.actions.compactMap { action -> Finding? in
        guard let dose = action.dose, isBare(dose) else { return nil }
        return Finding(
          bare,
          at: subject.location(
            pairing.place, of: "pairing", named: pairing.name.description, field: "actions", quoting: dose),
          "`dose` of '\(action.says)' in pairing '\(pairing.name)' is `\(dose)`: write of what, such as mg or minutes"
        )
      }
    }
  }

  /// Words of a dose that do not say of what it is so much.
  private static let others: Set<String> = [
    "to", "or", "and", "up", "from", "a", "per", "day", "daily", "once", "twice", "times", "each", "every",
    "morning", "evening",
    "night", "about", "maximum", "max", "more", "less", "at", "least", "most", "the", "in",
  ]

  /// Whether a text has a number, and no word but those between numbers.
  private static func isBare(_ dose: String) -> Bool {
    let words = dose.lowercased().split { !$0.isLetter }
    return dose.contains(where: \.isNumber)
      && words.allSatisfy { others.contains(String($0)) }
      && !dose.contains(where: { "%‰µ°".contains($0) })
  }
}
