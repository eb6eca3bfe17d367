internal import PlumblineGuideline
internal import PlumblineJSON

/// For one patient, the few values of each fact that represent its whole range: of each class that the guideline's cut-offs
/// define, the value nearest to the patient's own.
///
/// Exact. Facts that a law compares with each other are taken value by value if their range is small. If it is large,
/// they are taken at every place where an order between them could begin to hold: cut-offs, ends of ranges and the patient's
/// own values, and as many steps to each side as there are facts in the law. Facts that scripts read are taken value by value.
struct Surroundings {
  /// The values of one fact.
  struct Choices {
    var values: [FactValue]
    /// For each value the ends of its class; nil if the values do not divide the range.
    var extents: [(low: ExactNumber, high: ExactNumber)]?
  }

  private(set) var choices: [Fact.Index: Choices] = [:]

  /// - Parameter scripts: the scripts that are tried with every value that they read.
  init(_ guideline: Guideline, _ domains: Domains, _ profile: Profile, scripts: Set<Script>) {
    let vocabulary = guideline.vocabulary
    let read = Set(scripts.flatMap(\.reads))
    for fact in vocabulary.givenFacts {
      switch vocabulary[fact].kind {
      case .boolean: choices[fact] = Choices(values: [.boolean(false), .boolean(true)])
      case .code(let codes): choices[fact] = Choices(values: codes.map { .code($0) })
      case .integer, .decimal:
        guard let grid = vocabulary[fact].grid else { continue }
        let own = profile[fact].span
        if !read.isDisjoint(with: Self.component(of: fact, domains)),
          let all = domains.values(grid, most: ScriptTables.mostValues)
        {
          choices[fact] = Choices(all)
        } else if let linked = domains.linked[fact], !linked.isEmpty {
          choices[fact] = Self.linked(fact, domains, vocabulary, profile)
        } else {
          choices[fact] = Self.classes(domains.breaks[fact] ?? [], grid, own)
        }
      }
    }
  }

  // MARK: facts on their own

  private typealias Grid = (low: ExactNumber, high: ExactNumber, step: ExactNumber)

  /// - Parameter own: the patient's value, or the ends of its range.
  private static func classes(
    _ breaks: Set<ExactNumber>, _ grid: Grid, _ own: (low: ExactNumber, high: ExactNumber)?
  ) -> Choices {
    let inner = breaks.filter {
      $0 > grid.low && $0 <= grid.high && $0.isMultiple(of: grid.step, from: grid.low)
    }
    let starts = [grid.low] + inner.sorted()
    let ends = starts.dropFirst().compactMap { $0 - grid.step } + [grid.high]
    let extents = zip(starts, ends).map { (low: $0, high: $1) }
    let values = extents.map { extent in
      FactValue.number(
        own.map { extent.high < $0.low ? extent.high : max(extent.low, min($0.low, extent.high)) }
          ?? extent.low)
    }
    return Choices(values: values, extents: extents)
  }

  // MARK: facts that laws compare with each other

  private static func linked(
    _ fact: Fact.Index, _ domains: Domains, _ vocabulary: Vocabulary, _ profile: Profile
  ) -> Choices? {
    let component = component(of: fact, domains)
    guard let grid = vocabulary[fact].grid else { return nil }
    let grids = component.compactMap { vocabulary[$0].grid }
    if grids.allSatisfy({ domains.values($0) != nil }), let all = domains.values(grid) {
      return Choices(all)
    }
    var anchors: Set<ExactNumber> = []
    for other in component {
      guard let otherGrid = vocabulary[other].grid else { continue }
      let breaks = domains.breaks[other] ?? []
      anchors.formUnion([otherGrid.low, otherGrid.high])
      anchors.formUnion(breaks)
      anchors.formUnion(breaks.compactMap { $0 - otherGrid.step })
      if let own = profile[other].span { anchors.formUnion([own.low, own.high]) }
    }
    var values: Set<ExactNumber> = []
    for anchor in anchors {
      for step in Set(grids.map(\.step)) {
        var up: ExactNumber? = anchor
        var down: ExactNumber? = anchor
        for _ in 0...component.count {
          values.formUnion([up, down].compactMap { $0 }.flatMap { nearest(to: $0, on: grid) })
          up = up.flatMap { $0 + step }
          down = down.flatMap { $0 - step }
        }
      }
    }
    return Choices(values: values.sorted().map { .number($0) })
  }

  private static func component(of fact: Fact.Index, _ domains: Domains) -> Set<Fact.Index> {
    var found: Set = [fact]
    var waiting = [fact]
    while let next = waiting.popLast() {
      for other in domains.linked[next] ?? [] where found.insert(other).inserted { waiting.append(other) }
    }
    return found
  }

  /// Returns the values of a grid next to a number: the number itself, or its neighbours on both sides.
  private static func nearest(to number: ExactNumber, on grid: Grid) -> [ExactNumber] {
    if number <= grid.low { return [grid.low] }
    if number >= grid.high { return [grid.high] }
    if number.isMultiple(of: grid.step, from: grid.low) { return [number] }
    // Between two steps: bisect the grid.
    var (low, high) = (0, steps(from: grid.low, to: grid.high, by: grid.step))
    while high - low > 1 {
      let middle = low + (high - low) / 2
      guard let value = grid.step.times(middle).flatMap({ grid.low + $0 }) else { return [] }
      if value < number { low = middle } else { high = middle }
    }
    return [low, high].compactMap { grid.step.times($0).flatMap { grid.low + $0 } }
  }

  /// Returns the number of steps between two values of a grid.
  static func steps(from one: ExactNumber, to other: ExactNumber, by step: ExactNumber) -> Int {
    let apart = (other < one ? one - other : other - one) ?? 0
    return Int((apart.doubleValue / step.doubleValue).rounded())
  }
}

extension Surroundings.Choices {
  /// Every value is its own class.
  fileprivate init(_ all: [ExactNumber]) {
    self.init(values: all.map { .number($0) }, extents: all.map { (low: $0, high: $0) })
  }
}

extension ExactNumber {
  fileprivate func times(_ count: Int) -> ExactNumber? {
    ExactNumber(unscaled: Int128(mantissa) * Int128(count), scale: Int(scale))
  }
}

extension FactState {
  /// The known number twice, or the ends of a range; nil for anything else.
  var span: (low: ExactNumber, high: ExactNumber)? {
    switch self {
    case .known(.number(let number)): (number, number)
    case .within(.numbers(let low, let high)): (low, high)
    default: nil
    }
  }
}
