internal import PlumblineJSON

/// An answer as a person types it: a number, yes or no, a code or its label, a range (`10..14`, `function|pain`), a time in days, weeks,
/// months or years, a number with its unit, a date, or a word for having no answer.
package struct TypedAnswer: Sendable, Hashable {
  /// What it says of the fact. Whether the fact allows the value is not checked.
  package let state: FactState
  /// The value as it was given in another unit, and how it was converted; nil if it was given in the fact's own.
  package let given: String?

  package init(state: FactState, given: String? = nil) { (self.state, self.given) = (state, given) }

  /// Reads what a typed text says of a fact; nil if it says nothing.
  ///
  /// - Parameter asOf: the day from which dates and times are counted.
  package init?(_ typed: String, of fact: Fact, asOf: Day) {
    if let amount = TypedAmount(typed.split { $0.isWhitespace }.joined(separator: " "), for: fact)?.answer(
      of: fact)
    {
      self = amount
    } else if let state = Self.state(typed, of: fact, asOf: asOf) {
      self.init(state: state)
    } else {
      return nil
    }
  }

  private static func state(_ typed: String, of fact: Fact, asOf: Day) -> FactState? {
    let text = typed.split { $0.isWhitespace }.joined(separator: " ")
    let word = text.lowercased()
    if let absence = Absence(typed: word) { return .absent(absence) }
    if fact.isDate { return Day.days(of: text).flatMap { FactState(ageOf: $0, on: asOf) } }
    if fact.unit == "wk", let weeks = TypedWeeks(word, asOf: asOf) {
      return FactState(from: ExactNumber(weeks.low), to: ExactNumber(weeks.high))
    }
    return value(text, word, fact).map { .known($0) } ?? TypedRange(text, for: fact)?.state(of: fact)
  }

  private static func value(_ text: String, _ word: String, _ fact: Fact) -> FactValue? {
    switch fact.kind {
    case .boolean: Bool(typed: word).map { .boolean($0) }
    case .integer, .decimal: fact.number(typed: text).map { .number($0) }
    case .code: fact.code(typed: text).map { .code($0) }
    }
  }

  /// Returns the code or label that is nearest to a typed text; nil if none is near, and for other facts.
  package static func nearestCode(_ typed: String, of fact: Fact) -> String? {
    guard case .code(let codes) = fact.kind else { return nil }
    return nearest(to: typed.lowercased(), among: codes + codes.compactMap { fact.labels[$0] })
  }
}

extension Fact {
  /// Whether this fact can be known, or absent, in this way: every value and end of a range is one of its own.
  package func allows(_ state: FactState) -> Bool {
    switch state {
    case .known(let value): allows(value)
    case .within(.numbers(let low, let high)): allows(.number(low)) && allows(.number(high))
    case .within(.values(let values)): values.allSatisfy(allows)
    case .absent: true
    }
  }
}
