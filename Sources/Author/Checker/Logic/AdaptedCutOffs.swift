internal import PlumblineGuideline
internal import PlumblineJSON

/// The check that a site's own cut-off still divides patients.
enum AdaptedCutOffs: Check {
  private static func adapted(to value: Int, _ mark: String = "") -> FindingKind.Example {
    .init(
      """
      adapt "common/strength-for-weight" {\(mark)
        fact = body.weight, from = 120, to = \(value), reason = "local equipment", approved_by = "A. Author", approved_on = "2026-02-01",
      }
      """)
  }

  static let atEnd = FindingKind(
    "adapts-to-the-end", .warning, "a site's cut-off lies at the end of what the fact can be",
    reason: """
      On one side of it hardly any patient is left, so the rule acts for nobody, or for everybody. Most often a digit is missing or too many. \
      If the site wants the rule never to act, it says that in words nobody has to infer: leave the pack out, or ask its authors.
      """,
    mistake: adapted(to: 300, Examples.mark), fix: adapted(to: 100))

  static let kinds = [atEnd]

  static func findings(in subject: Subject) -> [Finding] {
    subject.guideline.adaptations.filter { subject.isOwn($0.place) }.compactMap { adaptation in
      let fact = subject.vocabulary[adaptation.fact]
      guard let grid = fact.grid, case .number(let cut) = adaptation.to,
        case .number(let before) = adaptation.from,
        isAtEnd(cut, grid), !isAtEnd(before, grid)
      else { return nil }
      return Finding(
        atEnd, at: subject.location(adaptation.place, naming: "adapt"),
        "'\(adaptation.target)' is adapted to \(cut), and \(fact.name) goes from \(grid.low) to \(grid.high): hardly any patient is left on one side"
      )
    }
  }

  /// Whether a number is the first or the last of a grid, or of a long one within a fiftieth of either.
  private static func isAtEnd(
    _ number: ExactNumber, _ grid: (low: ExactNumber, high: ExactNumber, step: ExactNumber)
  ) -> Bool {
    if number <= grid.low || number >= grid.high { return true }
    let (low, high) = (grid.low.doubleValue, grid.high.doubleValue)
    let near = (high - low) / 50
    return near >= grid.step.doubleValue
      && min(number.doubleValue - low, high - number.doubleValue) <= near
  }
}
