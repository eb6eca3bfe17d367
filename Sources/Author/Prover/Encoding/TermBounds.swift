internal import PlumblineEngine
internal import PlumblineGuideline

/// The algebra of bounds in SMT-LIB: a number is an integer term, a test a term of truth.
struct TermBounds: BoundAlgebra {
  typealias Number = SMTText.Term
  typealias Test = SMTText.Term
  typealias Failure = Never

  var text: SMTText

  mutating func sum(_ terms: [(weight: Int, number: Number)]) -> Number {
    text.sum(terms.map { (Int128($0.weight), $0.number) })
  }

  mutating func isAtLeast(_ number: Number, _ bound: Int) -> Test {
    text.atMost(SMTText.literal(Int128(bound)), number)
  }

  mutating func isAtMost(_ low: Number, _ high: Number) -> Test { text.atMost(low, high) }

  mutating func raised(
    _ low: Number, where test: Test, to bound: Int, minus rest: Number, by divisor: Int, end: Int
  ) -> Number {
    if test == SMTText.no { return low }
    // Rounded up: minus the quotient of the opposite, rounded down.
    let opposite = text.sum([(1, rest)], plus: Int128(-bound))
    let raised = text.sum([(-1, text.quotient(opposite, divisor))])
    let capped = text.choose(text.atMost("\(end)", raised), "\(end)", raised)
    return text.choose(text.and([test, text.not(text.atMost(capped, low))]), capped, low)
  }

  mutating func lowered(
    _ high: Number, where test: Test, to bound: Int, minus rest: Number, by divisor: Int
  ) -> Number {
    if test == SMTText.no { return high }
    let lowered = text.quotient(text.sum([(-1, rest)], plus: Int128(bound)), divisor)
    let capped = text.choose(text.atMost(lowered, "(- 1)"), "(- 1)", lowered)
    return text.choose(text.and([test, text.not(text.atMost(high, capped))]), capped, high)
  }

  mutating func all(_ tests: [Test]) -> Test { text.and(tests) }
  mutating func any(_ tests: [Test]) -> Test { text.or(tests) }
  func not(_ test: Test) -> Test { text.not(test) }
}

/// What laws leave of the facts of one patient who gives values or nothing, as terms.
struct NarrowedTerms {
  typealias Term = SMTText.Term

  private var bounds: [Fact.Index: Bounds<Term, Term>] = [:]
  private var exists: [Fact.Index: Term] = [:]
  /// Whether laws leave no value for some fact.
  private(set) var contradicts = SMTText.no
  private let narrowing: Narrowing

  /// - Parameter facts: the terms of the facts that are looked at; nothing is known of all others.
  init(_ vocabulary: Vocabulary, _ facts: [Fact.Index: World.FactTerms], _ text: inout SMTText) {
    narrowing = vocabulary.narrowing
    var empty: [Term] = []
    for group in narrowing.groups {
      let standing = group.facts.indices.map { number in
        Self.standing(
          vocabulary[group.facts[number]], facts[group.facts[number]], group.initial[number], &text)
      }
      var narrower = Narrower<TermBounds>(group, standing)
      var algebra = TermBounds(text: text)
      narrower.run(&algebra)
      for (number, fact) in group.facts.enumerated() {
        bounds[fact] = narrower.bounds[number]
        exists[fact] = narrower.exists(number, &algebra)
      }
      empty.append(narrower.contradicts(&algebra))
      text = algebra.text
    }
    contradicts = text.or(empty)
  }

  private static func standing(
    _ fact: Fact, _ terms: World.FactTerms?, _ initial: Bounds<Int, Bool>, _ text: inout SMTText
  ) -> Standing<TermBounds> {
    let known = terms?.known ?? SMTText.no
    let value = terms?.value ?? "0"
    switch initial {
    case .span(let low, let high):
      return Standing(
        bounds: .span(low: text.choose(known, value, "\(low)"), high: text.choose(known, value, "\(high)")),
        isGiven: known)
    case .members(let members):
      let tests = members.enumerated().map { place, mayBe in
        let isIt =
          fact.kind == .boolean
          ? (place == 1 ? value : text.not(value)) : text.equal(value, "\(place)")
        return text.or([
          text.and([known, isIt]), text.and([text.not(known), mayBe ? SMTText.yes : SMTText.no]),
        ])
      }
      return Standing(bounds: .members(tests), isGiven: known)
    }
  }

  /// Whether laws can narrow a fact.
  func concerns(_ fact: Fact.Index) -> Bool { bounds[fact] != nil }

  /// Whether one value is left.
  func isForced(_ fact: Fact.Index, _ text: inout SMTText) -> Term {
    guard let bounds = bounds[fact], let exists = exists[fact] else { return SMTText.no }
    switch bounds {
    case .span(let low, let high): return text.and([exists, text.equal(low, high)])
    case .members(let members):
      let alone = members.indices.map { place in
        var others = members.map { text.not($0) }
        others[place] = members[place]
        return text.and(others)
      }
      return text.and([exists, text.or(alone)])
    }
  }

  /// The value of a fact of which only one is left.
  func value(_ fact: Fact.Index, isBoolean: Bool, _ text: inout SMTText) -> Term {
    switch bounds[fact] {
    case .span(let low, _)?: return low
    case .members(let members)?:
      if isBoolean { return members.count > 1 ? members[1] : SMTText.no }
      var value = "0"
      for place in members.indices.dropFirst() { value = text.choose(members[place], "\(place)", value) }
      return value
    case nil: return "0"
    }
  }

  /// The truth of a comparison of one fact for all that laws leave of it.
  func planes(_ comparison: Comparison, _ vocabulary: Vocabulary, _ text: inout SMTText) -> World.Planes {
    let fact = comparison.fact
    guard let seat = narrowing.seat(of: fact), let bounds = bounds[fact], let exists = exists[fact] else {
      return .unknown
    }
    let group = narrowing.groups[seat.group]
    let places = group.places[seat.number]
    func holds(_ place: Int) -> Bool {
      places.value(at: place).map { value in comparison.truth { _ in value } == .true } ?? false
    }
    switch (bounds, group.initial[seat.number]) {
    case (.members(let members), .members(let initial)):
      let mayHold = text.or(members.indices.filter { holds($0) }.map { members[$0] })
      let mayFail = text.or(members.indices.filter { !holds($0) }.map { members[$0] })
      let isNarrowed = text.not(text.and(members.indices.filter { initial[$0] }.map { members[$0] }))
      return World.Planes(
        isTrue: text.and([exists, isNarrowed, text.not(mayFail)]),
        isFalse: text.and([exists, isNarrowed, text.not(mayHold)]))
    case (.span(let low, let high), .span(let initialLow, let initialHigh)):
      let isNarrowed = text.or([
        text.not(text.atMost(low, "\(initialLow)")), text.not(text.atMost("\(initialHigh)", high)),
      ])
      let runs = self.runs(comparison, vocabulary[fact], places)
      func inside(_ runs: [ClosedRange<Int>]) -> Term {
        text.or(
          runs.map { run in
            text.and([text.atMost("\(run.lowerBound)", low), text.atMost(high, "\(run.upperBound)")])
          })
      }
      return World.Planes(
        isTrue: text.and([exists, isNarrowed, inside(runs.holding)]),
        isFalse: text.and([exists, isNarrowed, inside(runs.failing)]))
    default: return .unknown
    }
  }

  /// The places for which a comparison holds, and those for which it fails, as runs.
  private func runs(
    _ comparison: Comparison, _ fact: Fact, _ places: Places
  ) -> (holding: [ClosedRange<Int>], failing: [ClosedRange<Int>]) {
    var turns: Set<Int> = [0]
    for case .value(.number(let number)) in comparison.operands {
      turns.formUnion([places.first(from: number), places.last(upTo: number) + 1])
    }
    let starts = turns.filter { $0 >= 0 && $0 < places.count }.sorted()
    var (holding, failing): ([ClosedRange<Int>], [ClosedRange<Int>]) = ([], [])
    for (place, start) in starts.enumerated() {
      let end = place + 1 < starts.count ? starts[place + 1] - 1 : places.count - 1
      let value = places.value(at: start)
      let isHeld = value.map { value in comparison.truth { _ in value } == .true } ?? false
      func add(_ runs: inout [ClosedRange<Int>]) {
        if let last = runs.last, last.upperBound == start - 1 {
          runs[runs.count - 1] = last.lowerBound...end
        } else {
          runs.append(start...end)
        }
      }
      if isHeld { add(&holding) } else { add(&failing) }
    }
    return (holding, failing)
  }
}
