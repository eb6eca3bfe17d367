public import PlumblineJSON
public import PlumblineText

/// All that a fact may still be, if that is more than one value: a range of numbers, or a set of codes.
public enum FactRange: Hashable, Sendable {
  /// Every value of the fact's grid from `low` to `high`, both inclusive.
  case numbers(low: ExactNumber, high: ExactNumber)
  /// At least two codes of the fact's list, in its order; or both booleans.
  case values([FactValue])

  /// Returns how a fact compares with plain values: true or false if that is so for everything that it may still be.
  ///
  /// - Parameter fact: the fact that the range belongs to; its grid says which numbers lie in the range.
  package func truth(_ comparison: Comparison, of fact: Fact) -> Truth {
    // Laws leave ranges, too: whether this one was given is not known here.
    if comparison.operator.looksAtGiving { return .false }
    var operands: [FactValue] = []
    for operand in comparison.operands {
      guard case .value(let value) = operand else { return .unknown }
      operands.append(value)
    }
    switch self {
    case .values(let values):
      let truths = values.map { Truth(comparison.holds($0, operands)) }
      return truths.allSatisfy { $0 == truths[0] } ? truths[0] : .unknown
    case .numbers(let low, let high): return truth(comparison, operands, low, high, fact)
    }
  }

  private func truth(
    _ comparison: Comparison, _ operands: [FactValue], _ low: ExactNumber, _ high: ExactNumber, _ fact: Fact
  ) -> Truth {
    let ends = [low, high].map { comparison.holds(.number($0), operands) }
    switch comparison.operator {
    case .atLeast, .atMost, .above, .below: return ends[0] == ends[1] ? Truth(ends[0]) : .unknown
    case .between:
      if ends[0], ends[1] { return .true }
      guard case .number(let first) = operands[0], case .number(let last) = operands[1] else { return .false }
      return meets(first, last, low, high, fact) ? .unknown : .false
    case .is, .isOneOf, .isNot, .wasDeclined, .wasARange:
      let listed = Set(operands.compactMap { if case .number(let number) = $0 { number } else { nil } })
        .filter { $0 >= low && $0 <= high && fact.allows(.number($0)) }
      let isListed: Truth =
        listed.isEmpty
        ? .false : Places.count(from: low, to: high, of: fact) == listed.count ? .true : .unknown
      return comparison.operator == .isNot ? !isListed : isListed
    }
  }

  /// Whether some value of the fact's grid lies both between two numbers and in the range.
  private func meets(
    _ first: ExactNumber, _ last: ExactNumber, _ low: ExactNumber, _ high: ExactNumber, _ fact: Fact
  ) -> Bool {
    guard let places = Places(fact) else { return true }
    return max(places.first(from: first), places.first(from: low))
      <= min(places.last(upTo: last), places.last(upTo: high))
  }

  /// Whether a value lies in the range.
  public func contains(_ value: FactValue) -> Bool {
    switch self {
    case .numbers(let low, let high):
      if case .number(let number) = value { number >= low && number <= high } else { false }
    case .values(let values): values.contains(value)
    }
  }

  /// The first value.
  package var first: FactValue? {
    switch self {
    case .numbers(let low, _): .number(low)
    case .values(let values): values.first
    }
  }

  /// Returns one value of the range for each class that it meets.
  ///
  /// - Parameter classes: the first value of each class, ascending; for codes and booleans every value.
  package func representatives(_ classes: [FactValue]) -> [FactValue] {
    switch self {
    case .values(let values): return classes.filter(values.contains)
    case .numbers(let low, let high):
      let inner = classes.filter {
        if case .number(let number) = $0 { number > low && number <= high } else { false }
      }
      return [.number(low)] + inner
    }
  }

  /// Returns the range in words: `at least 25`, `60 to 70`, `function or pain`.
  public func words(of fact: Fact, in language: Language = .english) -> String {
    switch self {
    case .numbers(let low, let high):
      let (from, to) = (language.number("\(low)"), language.number("\(high)"))
      if let grid = fact.grid {
        if high >= grid.high, low > grid.low { return language("at least {value}", ["value": from]) }
        if low <= grid.low, high < grid.high { return language("at most {value}", ["value": to]) }
      }
      return language("{low} to {high}", ["low": from, "high": to])
    case .values(let values):
      let words = values.map { fact.words(for: $0, in: language) }
      return language(
        "{list} or {last}",
        ["list": words.dropLast().joined(separator: ", "), "last": words.last ?? ""])
    }
  }

  /// The range as a profile gives it: `{"between": [60, 70]}`, `{"one_of": ["function", "pain"]}`.
  public func json(of fact: Fact) -> JSONValue {
    switch self {
    case .numbers(let low, let high):
      if let grid = fact.grid {
        if high >= grid.high, low > grid.low { return ["at_least": .number(low)] }
        if low <= grid.low, high < grid.high { return ["at_most": .number(high)] }
      }
      return ["between": [.number(low), .number(high)]]
    case .values(let values): return ["one_of": .array(values.map(\.json))]
    }
  }
}
