internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineWorkbench

/// The cut-off of an example rule.
struct ExampleLine {
  var fact: Fact.Index
  /// The condition in the pack language, true on one side of the cut-off.
  var condition: String
  /// A value on that side, next to the cut-off, and one on the other side.
  var inside: FactValue
  var outside: FactValue
  /// The words after the fact's label: "of 5 or more".
  var words: String

  /// The middle of a range; between the first code and the others.
  init(_ index: Fact.Index, _ vocabulary: Vocabulary) throws(ScaffoldRefusal) {
    let fact = vocabulary[index]
    if fact.computation != nil {
      throw ScaffoldRefusal("fact '\(fact.name)' is computed by a script; choose one that is given")
    }
    self.fact = index
    switch fact.kind {
    case .boolean:
      (inside, outside, words) = (.boolean(true), .boolean(false), "is yes")
    case .code(let codes):
      guard codes.count > 1 else { throw Self.oneValue(fact) }
      (inside, outside) = (.code(codes[0]), .code(codes[1]))
      words = "is \(fact.words(for: .code(codes[0])))"
    case .integer(let low, let high), .decimal(let low, let high, _):
      let step = fact.grid?.step ?? ExactNumber(1)
      guard let cut = Self.middle(low, high, step) else { throw Self.oneValue(fact) }
      (inside, outside, words) = (.number(cut.at), .number(cut.below), "of \(cut.at) or more")
    }
    let value = Notation(vocabulary).text(inside)
    condition =
      switch inside {
      case .number: "\(fact.name) :at_least(\(value))"
      case .boolean: "\(fact.name) :is(\(value))"
      case .code: "\(fact.name) :is \(value)"
      }
  }

  private static func oneValue(_ fact: Fact) -> ScaffoldRefusal {
    ScaffoldRefusal("fact '\(fact.name)' has only one value, so no cut-off; choose another fact with --fact")
  }

  /// The step at the middle of a range, or 5,000 steps up in a long one, and the step below it.
  private static func middle(
    _ low: ExactNumber, _ high: ExactNumber, _ step: ExactNumber
  ) -> (at: ExactNumber, below: ExactNumber)? {
    var below = low
    guard var at = low + step, at <= high, let ends = low + high else { return nil }
    for _ in 0..<5000 {
      guard let next = at + step, let twice = next + next, twice <= ends else { break }
      below = at
      at = next
    }
    return (at, below)
  }
}
