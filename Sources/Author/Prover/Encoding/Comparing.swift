internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

extension World {
  /// Encodes a comparison, which is known if every fact that it needs is known.
  func compare(
    _ comparison: Comparison, _ text: inout SMTText, _ terms: (Fact.Index) -> FactTerms?
  ) -> Planes {
    var known: [Term] = []
    for fact in comparison.facts.sorted() {
      guard let terms = terms(fact) else { return .unknown }
      known.append(terms.known)
    }
    let isKnown = text.and(known)
    let holds = holds(comparison, &text)
    return Planes(isTrue: text.and([isKnown, holds]), isFalse: text.and([isKnown, text.not(holds)]))
  }

  private func holds(_ comparison: Comparison, _ text: inout SMTText) -> Term {
    let fact = comparison.fact
    let operands = comparison.operands
    if !comparison.addends.isEmpty { return holdsOfSum(comparison, &text) }
    switch comparison.operator {
    case .is: return equals(fact, operands[0], &text)
    case .isNot: return text.not(equals(fact, operands[0], &text))
    case .isOneOf: return text.or(operands.map { equals(fact, $0, &text) })
    case .wasDeclined, .wasARange: return SMTText.no
    case .atLeast: return order(fact, .atLeast, operands[0], &text)
    case .atMost: return order(fact, .atMost, operands[0], &text)
    case .above: return order(fact, .above, operands[0], &text)
    case .below: return order(fact, .below, operands[0], &text)
    case .between:
      guard operands.count == 2 else { return SMTText.no }
      return text.and([order(fact, .atLeast, operands[0], &text), order(fact, .atMost, operands[1], &text)])
    }
  }

  /// Whether a comparison of a sum with numbers holds, all in whole units.
  private func holdsOfSum(_ comparison: Comparison, _ text: inout SMTText) -> Term {
    let sides: [(Fact.Index, Int128)] =
      [(comparison.fact, 1)] + comparison.addends.map { ($0.fact, $0.isSubtracted ? -1 : 1) }
    let grids = sides.compactMap { vocabulary[$0.0].grid }
    var numbers: [ExactNumber] = []
    for case .value(.number(let number)) in comparison.operands { numbers.append(number) }
    guard grids.count == sides.count, numbers.count == comparison.operands.count, let low = numbers.first,
      let high = numbers.last
    else { return SMTText.no }
    let scale = (grids.flatMap { [$0.low.scale, $0.step.scale] } + numbers.map(\.scale)).max() ?? 0
    var offset: Int128 = 0
    var terms: [(weight: Int128, number: Term)] = []
    for ((fact, sign), grid) in zip(sides, grids) {
      offset += sign * grid.low.aligned(scale)
      terms.append((sign * grid.step.aligned(scale), value(fact)))
    }
    let sum = text.sum(terms)
    func reaches(_ number: ExactNumber) -> Term {
      text.atMost(SMTText.literal(number.aligned(scale) - offset), sum)
    }
    func stays(_ number: ExactNumber) -> Term {
      text.atMost(sum, SMTText.literal(number.aligned(scale) - offset))
    }
    switch comparison.operator {
    case .atLeast: return reaches(low)
    case .atMost: return stays(low)
    case .above: return text.not(stays(low))
    case .below: return text.not(reaches(low))
    case .between: return text.and([reaches(low), stays(high)])
    case .is: return text.and([reaches(low), stays(low)])
    case .isNot: return text.not(text.and([reaches(low), stays(low)]))
    case .isOneOf: return text.or(numbers.map { number in text.and([reaches(number), stays(number)]) })
    case .wasDeclined, .wasARange: return SMTText.no
    }
  }

  private func value(_ fact: Fact.Index) -> Term { facts[fact]?.value ?? "0" }

  private func equals(_ fact: Fact.Index, _ operand: Comparison.Operand, _ text: inout SMTText) -> Term {
    switch (operand, vocabulary[fact].kind) {
    case (.value(let other), _):
      guard vocabulary[fact].allows(other), let literal = vocabulary[fact].literal(other) else {
        return SMTText.no
      }
      return text.equal(value(fact), literal)
    case (.fact(let other), .boolean):
      guard case .boolean = vocabulary[other].kind else { return SMTText.no }
      return text.equal(value(fact), value(other))
    case (.fact(let other), .code(let codes)):
      guard case .code(let others) = vocabulary[other].kind else { return SMTText.no }
      return text.or(
        codes.enumerated().compactMap { index, code in
          others.firstIndex(of: code).map { place in
            text.and([text.equal(value(fact), "\(index)"), text.equal(value(other), "\(place)")])
          }
        })
    case (.fact(let other), _):
      guard let (left, right) = amounts(fact, other, &text) else { return SMTText.no }
      return text.equal(left, right)
    }
  }

  private func order(
    _ fact: Fact.Index, _ sign: Comparison.Operator, _ operand: Comparison.Operand, _ text: inout SMTText
  ) -> Term {
    switch operand {
    case .fact(let other):
      guard let (left, right) = amounts(fact, other, &text) else { return SMTText.no }
      switch sign {
      case .atLeast: return text.atMost(right, left)
      case .atMost: return text.atMost(left, right)
      case .above: return text.not(text.atMost(left, right))
      default: return text.not(text.atMost(right, left))
      }
    case .value(let other):
      guard let grid = vocabulary[fact].grid, case .number(let number) = other else { return SMTText.no }
      let scale = max(number.scale, grid.low.scale, grid.step.scale)
      let distance = number.aligned(scale) - grid.low.aligned(scale)
      let step = grid.step.aligned(scale)
      let (below, onGrid) = (distance.dividedDown(by: step), distance.isMultiple(of: step))
      // The lowest place from which it holds, or the highest up to which it holds.
      switch sign {
      case .atLeast: return from(onGrid ? below : below + 1, fact, &text)
      case .above: return from(below + 1, fact, &text)
      case .atMost: return text.not(from(below + 1, fact, &text))
      default: return text.not(from(onGrid ? below : below + 1, fact, &text))
      }
    }
  }

  /// Whether a number is at this place of its grid or higher.
  private func from(_ place: Int128, _ fact: Fact.Index, _ text: inout SMTText) -> Term {
    if place <= 0 { return SMTText.yes }
    if place >= vocabulary[fact].places { return SMTText.no }
    return text.not(text.atMost(value(fact), SMTText.literal(place - 1)))
  }

  /// Two numbers as whole numbers of one unit; nil if one of them is not a number.
  private func amounts(_ one: Fact.Index, _ other: Fact.Index, _ text: inout SMTText) -> (Term, Term)? {
    guard let left = vocabulary[one].grid, let right = vocabulary[other].grid else { return nil }
    let scale = max(left.low.scale, left.step.scale, right.low.scale, right.step.scale)
    return (
      text.sum([(left.step.aligned(scale), value(one))], plus: left.low.aligned(scale)),
      text.sum([(right.step.aligned(scale), value(other))], plus: right.low.aligned(scale))
    )
  }
}

extension Fact {
  var sort: String { kind == .boolean ? "Bool" : "Int" }

  /// The number of values that it can take.
  var places: Int128 {
    switch kind {
    case .boolean: return 2
    case .code(let codes): return Int128(codes.count)
    case .integer, .decimal:
      guard let grid else { return 0 }
      let scale = max(grid.low.scale, grid.high.scale, grid.step.scale)
      let step = max(grid.step.aligned(scale), 1)
      return (grid.high.aligned(scale) - grid.low.aligned(scale)) / step + 1
    }
  }

  /// A value that it can take, as SMT-LIB writes it: a number by its place on the grid, a code by its place in the list.
  func literal(_ value: FactValue) -> String? {
    switch (kind, value) {
    case (.boolean, .boolean(let flag)): return flag ? SMTText.yes : SMTText.no
    case (.code(let codes), .code(let code)): return codes.firstIndex(of: code).map(String.init)
    case (_, .number(let number)):
      guard let grid else { return nil }
      let scale = max(number.scale, grid.low.scale, grid.step.scale)
      let place = (number.aligned(scale) - grid.low.aligned(scale)) / max(grid.step.aligned(scale), 1)
      return SMTText.literal(place)
    default: return nil
    }
  }

  /// The value at a literal; nil if there is none.
  func value(_ literal: String) -> FactValue? {
    switch kind {
    case .boolean:
      return literal == SMTText.yes ? .boolean(true) : literal == SMTText.no ? .boolean(false) : nil
    case .code(let codes):
      return Int(literal).flatMap { codes.indices.contains($0) ? .code(codes[$0]) : nil }
    case .integer, .decimal:
      guard let grid, let place = Int128(literal) else { return nil }
      let scale = max(grid.low.scale, grid.step.scale)
      let unscaled = grid.low.aligned(scale) + place * grid.step.aligned(scale)
      return ExactNumber(unscaled: unscaled, scale: Int(scale)).map { .number($0) }
    }
  }
}

extension ExactNumber {
  /// The digits with this many decimals, which must be no fewer than it has.
  fileprivate func aligned(_ scale: UInt8) -> Int128 {
    (self.scale..<scale).reduce(Int128(mantissa)) { digits, _ in digits * 10 }
  }
}

extension Int128 {
  /// The quotient, rounded down.
  fileprivate func dividedDown(by step: Int128) -> Int128 {
    let quotient = self / step
    return self % step < 0 ? quotient - 1 : quotient
  }
}
