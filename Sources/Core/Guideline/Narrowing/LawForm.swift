internal import PlumblineJSON

/// A law as conditions on places, without negations. Facts are numbered within the law's group.
package indirect enum LawForm: Sendable, Hashable {
  /// A sum of places lies between two bounds.
  case span(Span)
  /// A code or boolean is one of those allowed, by place.
  case member(Int, allowed: [Bool])
  case all([LawForm])
  case any([LawForm])
  /// It says nothing that narrowing understands.
  case open

  /// `Σ weight · place`, at least and at most so much.
  package struct Span: Sendable, Hashable {
    package struct Term: Sendable, Hashable {
      package var fact: Int
      package var weight: Int
    }

    package var terms: [Term]
    package var atLeast: Int?
    package var atMost: Int?
  }

  /// Whether it says all that the law says.
  package var isWhole: Bool {
    switch self {
    case .span, .member: true
    case .all(let parts), .any(let parts): parts.allSatisfy(\.isWhole)
    case .open: false
    }
  }

  /// The facts in it, by their numbers.
  package var facts: Set<Int> {
    switch self {
    case .span(let span): Set(span.terms.map(\.fact))
    case .member(let fact, _): [fact]
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.facts) }
    case .open: []
    }
  }
}

/// Brings laws into their form.
struct LawReading {
  let vocabulary: Vocabulary
  /// The number of each fact within the group; nil if laws cannot narrow it.
  let number: (Fact.Index) -> Int?

  /// Returns the form of a condition being true, or being false.
  func form(_ condition: Condition, isTrue: Bool) -> LawForm {
    switch condition {
    case .comparison(let comparison): return form(comparison, isTrue: isTrue)
    case .scripted, .firstKnown: return .open
    case .all(let parts):
      let forms = parts.map { form($0, isTrue: isTrue) }
      return isTrue ? .all(forms) : .any(forms)
    case .anyKnown(let parts):
      // The same as `any` for a patient of whom everything is known; it may be false where that is unknown.
      return .all([form(.any(parts), isTrue: isTrue), .open])
    case .any(let parts):
      let forms = parts.map { form($0, isTrue: isTrue) }
      return isTrue ? .any(forms) : .all(forms)
    case .none(let parts):
      let forms = parts.map { form($0, isTrue: !isTrue) }
      return isTrue ? .all(forms) : .any(forms)
    }
  }

  private func form(_ comparison: Comparison, isTrue: Bool) -> LawForm {
    if !comparison.operator.isMonotone { return .open }
    if comparison.facts.count == 1, comparison.addends.isEmpty, vocabulary[comparison.fact].grid == nil {
      return member(comparison, isTrue: isTrue)
    }
    guard let sum = Sum(comparison, vocabulary, number) else { return .open }
    return isTrue ? sum.holds(comparison.operator) : sum.fails(comparison.operator)
  }

  private func member(_ comparison: Comparison, isTrue: Bool) -> LawForm {
    guard let fact = number(comparison.fact), let places = Places(vocabulary[comparison.fact]) else {
      return .open
    }
    var operands: [FactValue] = []
    for case .value(let value) in comparison.operands { operands.append(value) }
    guard operands.count == comparison.operands.count else { return .open }
    let allowed = (0..<places.count).map { place in
      places.value(at: place).map { comparison.holds($0, operands) == isTrue } ?? true
    }
    return .member(fact, allowed: allowed)
  }
}

/// The left side of a comparison less its operands, as a sum of places.
private struct Sum {
  private var weights: [Int: Int] = [:]
  /// For each operand, the value of the sum at which left and right side are equal.
  private var bounds: [Int] = []

  /// The largest bound; sums of any number of places stay far inside 64 bits.
  private static let most = 1 << 52

  init?(_ comparison: Comparison, _ vocabulary: Vocabulary, _ number: (Fact.Index) -> Int?) {
    var sides: [(fact: Fact.Index, sign: Int)] = [(comparison.fact, 1)]
    sides += comparison.addends.map { ($0.fact, $0.isSubtracted ? -1 : 1) }
    var values: [ExactNumber] = []
    for operand in comparison.operands {
      switch operand {
      case .fact(let other):
        guard comparison.operands.count == 1 else { return nil }
        sides.append((other, -1))
        values.append(0)
      case .value(.number(let value)): values.append(value)
      case .value: return nil
      }
    }
    let grids = sides.compactMap { Places(vocabulary[$0.fact]) }
    guard grids.count == sides.count, grids.allSatisfy(\.isNumber) else { return nil }
    let scale = max(grids.map(\.digits).max() ?? 0, values.map(\.scale).max() ?? 0)
    var offset = 0
    for ((fact, sign), grid) in zip(sides, grids) {
      guard let place = number(fact), let units = grid.units(scale), units.low.magnitude < Self.most,
        units.step < Self.most / max(grid.count, 1)
      else { return nil }
      offset += sign * units.low
      weights[place, default: 0] += sign * units.step
    }
    for value in values {
      guard let units = value.units(scale), units.magnitude < Self.most else { return nil }
      bounds.append(Int(units) - offset)
    }
    weights = weights.filter { $0.value != 0 }
  }

  private func span(_ atLeast: Int?, _ atMost: Int?) -> LawForm {
    let terms = weights.sorted { $0.key < $1.key }.map { LawForm.Span.Term(fact: $0.key, weight: $0.value) }
    return .span(.init(terms: terms, atLeast: atLeast, atMost: atMost))
  }

  func holds(_ sign: Comparison.Operator) -> LawForm {
    switch sign {
    case .atLeast: span(bounds[0], nil)
    case .above: span(bounds[0] + 1, nil)
    case .atMost: span(nil, bounds[0])
    case .below: span(nil, bounds[0] - 1)
    case .between: span(bounds[0], bounds[1])
    case .is: span(bounds[0], bounds[0])
    case .isOneOf: .any(bounds.map { span($0, $0) })
    case .isNot: .any([span(nil, bounds[0] - 1), span(bounds[0] + 1, nil)])
    case .wasDeclined, .wasARange: .open
    }
  }

  func fails(_ sign: Comparison.Operator) -> LawForm {
    switch sign {
    case .atLeast: holds(.below)
    case .above: holds(.atMost)
    case .atMost: holds(.above)
    case .below: holds(.atLeast)
    case .between: .any([span(nil, bounds[0] - 1), span(bounds[1] + 1, nil)])
    case .is: holds(.isNot)
    case .isNot: holds(.is)
    case .isOneOf: .all(bounds.map { .any([span(nil, $0 - 1), span($0 + 1, nil)]) })
    case .wasDeclined, .wasARange: .open
    }
  }
}
