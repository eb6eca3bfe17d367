internal import PlumblineGuideline
internal import PlumblineJSON

/// The check for questionnaires whose scores do not fit into their facts.
enum Scores: Check {
  static let outOfRange = FindingKind(
    "score-out-of-range", .error,
    "a questionnaire can score more, or less, than its fact may hold",
    reason: """
      A patient with such answers is refused, though every single answer is allowed. Either the score leaves out an item or \
      counts one too many, or the range of the fact is wrong.
      """,
    mistake: example(high: 10, mark: Examples.mark), fix: example(high: 12))

  static let kinds = [outOfRange]

  private static func example(high: Int, mark: String = "") -> FindingKind.Example {
    .init(
      """
      fact "pain.short_scale" {
        type     = "integer", range = { 0, \(high) },
        label    = "Short pain scale",
        question = "What is the total of the short pain scale?",
      }

      instrument "short_scale" {
        title  = "Short pain scale", items = 4, range = { 0, 3 },
        scores = { { fact = pain.short_scale, items = "all" } },\(mark)
        better = "lower", items_may_be_shown = false, licence = "free", citation = "Scale S. 2001.",
      }
      """,
      around: Examples.rule([
        "when": "pain.short_scale :at_least(7),", "because": "\"Pain: {pain.short_scale}.\",",
      ]),
      tests: Examples.test().replacing("intensity", with: "short_scale"))
  }

  static func findings(in subject: Subject) -> [Finding] {
    subject.vocabulary.instruments.values.filter { subject.isOwn($0.place) }.flatMap { instrument in
      instrument.scales.compactMap { scale -> Finding? in
        let fact = subject.vocabulary[scale.fact]
        guard let grid = fact.grid else { return nil }
        let (low, high) = range(of: scale, instrument)
        guard ExactNumber(low) < grid.low || ExactNumber(high) > grid.high else { return nil }
        return Finding(
          outOfRange,
          at: subject.location(
            instrument.place, of: "instrument", named: instrument.name, field: "scores", quoting: fact.name,
            isLocal: false),
          "instrument '\(instrument.name)' can score \(low) to \(high), but '\(fact.name)' is \(fact.allowed)"
        )
      }
    }
  }

  /// The lowest and the highest score that all answers together can reach.
  private static func range(of scale: Instrument.Scale, _ instrument: Instrument) -> (low: Int, high: Int) {
    var (low, high) = (0, 0)
    for item in scale.items {
      let isCounted = instrument.positiveFrom[item] != nil
      let range = instrument.ranges[item - 1]
      low += isCounted ? 0 : range.low
      high += isCounted ? 1 : range.high
    }
    switch scale.unit {
    case .sum: return (low, high)
    case .percent: return (high > 0 ? 100 * low / high : 0, 100)
    }
  }
}
