internal import PlumblineGuideline

/// The truths of comparisons: by the values of their facts, and by what laws leave of facts without one.
extension TruthDiagrams {
  /// The steps of a comparison, besides its row.
  private static let stepsOfComparison = 16
  /// The steps of comparing two values of two facts.
  private static let stepsOfPair = 12

  func truths(_ comparison: Comparison) throws(Diagrams.BoundExceeded) -> Node {
    try diagrams.meter.step(Self.stepsOfComparison + comparison.operands.count)
    if let tables, tables.tabulates(comparison.fact) { return try tables.comparison(comparison, self) }
    if comparison.readsOneFact { return try truthsUnderLaws(comparison) }
    let facts = comparison.facts.filter { placeOfFact[$0] >= 0 }.sorted()
    guard let first = facts.first else { return try truth(comparison.truth { value($0) }) }
    let place = placeOfFact[first]
    guard facts.count > 1 else {
      try diagrams.meter.step(rows[place].count * Self.stepsOfPair)
      let truths = values[place].map { value in
        comparison.truth { $0 == first ? value : self.value($0) }
      }
      return try diagrams.choose(place, [Int(Truth.unknown.rawValue)] + truths.map { Int($0.rawValue) })
    }
    return try truthsOfSeveral(comparison, facts)
  }

  /// Returns the truths of a comparison of several facts that are absent. Their values are distinguished one fact at a time: a number
  /// stands for one combination of values.
  private func truthsOfSeveral(
    _ comparison: Comparison, _ facts: [Fact.Index]
  ) throws(Diagrams.BoundExceeded) -> Node {
    let places = facts.map { placeOfFact[$0] }
    var combinations: [[Int]] = [[]]
    var all = try diagrams.terminal(0)
    for place in places {
      let choices = try diagrams.choose(place, Array(0...values[place].count))
      var numbers: [[Int]: Int] = [:]
      let before = combinations
      combinations = []
      all = try diagrams.apply(diagrams.newOperation(), all, choices, choices) { number, choice, _ in
        // One that is absent settles the rest.
        let combination = choice == 0 || before[number].contains(0) ? [0] : before[number] + [choice]
        if let known = numbers[combination] { return known }
        numbers[combination] = combinations.count
        combinations.append(combination)
        return combinations.count - 1
      }
      try diagrams.meter.step(combinations.count * Self.stepsOfPair)
    }
    let positions = Dictionary(facts.enumerated().map { ($1, $0) }) { first, _ in first }
    let truths = combinations.map { combination in
      guard !combination.contains(0) else { return Int(Truth.unknown.rawValue) }
      let truth = comparison.truth { fact in
        guard let position = positions[fact] else { return value(fact) }
        return values[places[position]][combination[position] - 1]
      }
      return Int(truth.rawValue)
    }
    return try diagrams.map(all) { truths[$0] }
  }

  /// Returns the truths of a comparison where its fact is known; 3 where it is not.
  func truthsOfKnown(_ comparison: Comparison) throws(Diagrams.BoundExceeded) -> Node {
    let place = placeOfFact[comparison.fact]
    guard place >= 0 else { return try diagrams.terminal(Self.notKnown) }
    try diagrams.meter.step(rows[place].count)
    var truths = rows[place].truths(comparison) ?? [Self.notKnown]
    truths[0] = Self.notKnown
    return try diagrams.choose(place, truths)
  }

  static let notKnown = 3

  /// Returns the truths of a comparison of one fact: by its value, or else by what laws leave of it.
  func truthsUnderLaws(_ comparison: Comparison) throws(Diagrams.BoundExceeded) -> Node {
    let fact = comparison.fact
    guard isNarrowed else {
      let own = try truthsOfKnown(comparison)
      let plain = comparison.truth { value($0) }
      return try diagrams.map(own) { $0 == Self.notKnown ? Int(plain.rawValue) : $0 }
    }
    if placeOfFact[fact] < 0, knowledge.values[fact] != nil || !laws.concerns(fact),
      places[.declined(fact)] == nil
    {
      return try diagrams.terminal(Int(knowledge.truth(.comparison(comparison)).rawValue))
    }
    let own = try truthsOfKnown(comparison)
    let rest: Node
    if comparison.operator.looksAtGiving {
      return try truthsOfGiving(comparison, own)
    }
    if !laws.concerns(fact) {
      rest = try diagrams.terminal(Int(knowledge.truth(.comparison(comparison)).rawValue))
    } else if laws.isCoarse(fact) {
      rest = try truthsOfCoarse(comparison)
    } else {
      rest = try laws.truths(comparison, self)
    }
    if own == (try diagrams.terminal(Self.notKnown)) { return rest }
    return try diagrams.apply(diagrams.newOperation(), own, rest, rest) { own, rest, _ in
      own == Self.notKnown ? rest : own
    }
  }

  /// Returns how a fact was given: neither declined nor a range where it is known, and else as the profile says, or as its variable does.
  private func truthsOfGiving(_ comparison: Comparison, _ own: Node) throws(Diagrams.BoundExceeded) -> Node {
    let (isTrue, isFalse) = (Int(Truth.true.rawValue), Int(Truth.false.rawValue))
    var declined = try diagrams.terminal(Int(knowledge.truth(.comparison(comparison)).rawValue))
    if comparison.operator == .wasDeclined, let place = places[.declined(comparison.fact)] {
      declined = try diagrams.choose(place, [isFalse, isTrue])
    }
    return try choose(try isKnown(comparison.fact), try diagrams.terminal(isFalse), declined)
  }

  /// Returns the truths of a comparison that laws may settle in a way that classes do not show: any.
  private func truthsOfCoarse(_ comparison: Comparison) throws(Diagrams.BoundExceeded) -> Node {
    guard let place = places[.law(comparison.withoutPlace)] else {
      return try diagrams.terminal(Int(knowledge.truth(.comparison(comparison)).rawValue))
    }
    return try diagrams.choose(place, [Truth.unknown, .false, .true].map { Int($0.rawValue) })
  }
}
