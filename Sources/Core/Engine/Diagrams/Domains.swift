internal import PlumblineGuideline
internal import PlumblineJSON

/// The few classes into which a guideline's own cut-offs divide each fact's range.
///
/// Two values of one class give every comparison of the guideline the same truth, so one of them represents all.
struct Domains {
  /// The boundaries between the classes of a number: the first value of each class but the lowest.
  private(set) var breaks: [Fact.Index: Set<ExactNumber>] = [:]
  /// Facts that a constraint compares with another fact.
  private(set) var linked: [Fact.Index: Set<Fact.Index>] = [:]
  /// Facts in a law on a sum or a difference: each of their values is a class.
  private(set) var summed: Set<Fact.Index> = []
  /// Facts that the guideline reads.
  private(set) var used: Set<Fact.Index> = []
  /// Values that represent a fact's range instead of its classes: those around one patient.
  var representatives: [Fact.Index: [FactValue]] = [:]
  private let vocabulary: Vocabulary

  /// The largest number of values of a fact for which each value may be a class.
  static let mostValues = 64
  /// The same, for a fact of a sum in which at most one other is unknown, so that each value settles it.
  static let mostValuesOfLast = 512
  /// Whether sums are as coarse as if more were unknown: less exact, and cheaper.
  private var isCoarse = false

  /// The same domains with coarser sums; nil if no sum would be coarser.
  var coarser: Domains? {
    let isFine = summed.contains { fact in vocabulary[fact].grid.map { values($0) == nil } ?? false }
    guard isFine, !isCoarse else { return nil }
    var coarse = self
    coarse.isCoarse = true
    return coarse
  }

  /// - Parameter others: further conditions, besides those of the signature, whose cut-offs count as well.
  init(_ guideline: Guideline, others: [Condition] = []) {
    vocabulary = guideline.vocabulary
    for condition in guideline.signatureConditions + others {
      used.formUnion(condition.facts)
      for comparison in condition.comparisons { learn(comparison) }
    }
    for gate in guideline.stops + guideline.gates { used.formUnion(gate.facts) }
    for comparison in vocabulary.laws.flatMap(\.comparisons) { learn(comparison) }
  }

  private mutating func learn(_ comparison: Comparison) {
    guard comparison.addends.isEmpty else {
      // Which values of one fact matter depends on all others.
      let facts = comparison.facts
      for fact in facts {
        linked[fact, default: []].formUnion(facts.subtracting([fact]))
        summed.insert(fact)
      }
      return
    }
    guard let step = vocabulary[comparison.fact].grid?.step else { return }
    func after(_ number: ExactNumber) -> ExactNumber? { number + step }
    for operand in comparison.operands {
      switch operand {
      case .fact(let other):
        linked[comparison.fact, default: []].insert(other)
        linked[other, default: []].insert(comparison.fact)
      case .value(.number(let number)):
        let ends: [ExactNumber?] =
          switch comparison.operator {
          case .atLeast, .below: [number]
          case .above, .atMost: [after(number)]
          case .between:
            operand == comparison.operands.first
              ? [number, comparison.operands.last == operand ? after(number) : nil] : [after(number)]
          case .is, .isNot, .isOneOf, .wasDeclined, .wasARange: [number, after(number)]
          }
        breaks[comparison.fact, default: []].formUnion(ends.compactMap { $0 })
      case .value: break
      }
    }
  }

  /// Returns one value for each class of a fact, and whether this is exact for the laws between facts, too.
  ///
  /// - Parameter known: the values of other facts, with which laws compare this one.
  func classes(of fact: Fact.Index, known: (Fact.Index) -> FactValue?) -> (values: [FactValue], isExact: Bool)
  {
    if let chosen = representatives[fact] { return (chosen, true) }
    switch vocabulary[fact].kind {
    case .boolean: return ([.boolean(false), .boolean(true)], true)
    case .code(let codes): return (codes.map { .code($0) }, true)
    case .integer, .decimal: break
    }
    guard let grid = vocabulary[fact].grid else { return ([], true) }
    var starts = breaks[fact] ?? []
    var isExact = true
    let open = (linked[fact] ?? []).count { known($0) == nil }
    let most = summed.contains(fact) && open <= 1 && !isCoarse ? Self.mostValuesOfLast : Self.mostValues
    for other in linked[fact] ?? [] {
      if !summed.contains(fact), case .number(let number)? = known(other) {
        if let first = firstValue(from: number, on: grid) {
          starts.formUnion([first, first + grid.step].compactMap { $0 })
        } else {
          isExact = false
        }
      } else if let all = values(grid, most: most) {
        starts.formUnion(all)
      } else {
        isExact = false
      }
    }
    let inner = starts.filter {
      $0 > grid.low && $0 <= grid.high && $0.isMultiple(of: grid.step, from: grid.low)
    }
    return (([grid.low] + inner.sorted()).map { .number($0) }, isExact)
  }

  /// Returns the lowest value of a grid that is not below a number, which may lie between the grid's steps.
  private func firstValue(
    from number: ExactNumber, on grid: (low: ExactNumber, high: ExactNumber, step: ExactNumber)
  ) -> ExactNumber? {
    if number.isMultiple(of: grid.step, from: grid.low) { return number }
    if let all = values(grid) { return all.first { $0 >= number } ?? grid.high }
    return grid.step == 1 && grid.low.isInteger ? ExactNumber(Int(number.doubleValue.rounded(.up))) : nil
  }

  /// Returns every value of a small grid; nil for a large one.
  func values(
    _ grid: (low: ExactNumber, high: ExactNumber, step: ExactNumber), most: Int = Domains.mostValues
  ) -> [ExactNumber]? {
    var values: [ExactNumber] = []
    var next: ExactNumber? = grid.low
    while let value = next, value <= grid.high {
      if values.count == most { return nil }
      values.append(value)
      next = value + grid.step
    }
    return values
  }
}

extension Guideline {
  /// The conditions on which the signature depends: all but those of cautions and conflicts.
  var signatureConditions: [Condition] {
    var conditions =
      stops.compactMap(\.when) + gates.compactMap(\.when) + rules.compactMap(\.when) + vetoes.map(\.when)
    // By name, since this order decides that of the variables.
    conditions += pairings.values.filter { !$0.contraindications.isEmpty }.sorted { $0.name < $1.name }
      .flatMap { $0.contraindications.map(\.when) }
    let claimed = Set(rules.flatMap(\.claims) + (otherwise?.claims ?? []))
    conditions += claimed.sorted().compactMap { evidence[$0] }.flatMap { $0.population.map(\.when) }
    return conditions
  }
}
