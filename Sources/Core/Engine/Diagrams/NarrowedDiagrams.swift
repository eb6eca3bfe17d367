internal import PlumblineGuideline

/// What laws leave of absent facts, as diagrams; worked out for a group of facts when first needed.
final class NarrowedDiagrams {
  typealias Node = Diagrams.Node

  /// What is left of the facts of one group.
  struct Group {
    var bounds: [Bounds<Node, Node>]
    /// Where each fact certainly has a value; nil for a fact that always has one.
    var exists: [Node?]
    /// Where laws leave no value for some fact.
    var contradicts: Node
  }

  private let narrowing: Narrowing
  private let vocabulary: Vocabulary
  /// Groups in which a fact has classes that are too coarse for sums, or no exact classes.
  private let coarse: Set<Int>
  /// For each group the numbers of the facts that its laws can narrow.
  private let narrowable: [Set<Int>]
  private var groups: [Int: Group] = [:]

  init(_ narrowing: Narrowing, _ vocabulary: Vocabulary, coarse facts: Set<Fact.Index>) {
    self.narrowing = narrowing
    self.vocabulary = vocabulary
    narrowable = narrowing.groups.map { group in
      group.laws.reduce(into: []) { $0.formUnion($1.form.facts) }
    }
    let numbers = narrowable
    coarse = Set(
      narrowing.groups.indices.filter { place in
        numbers[place].contains { facts.contains(narrowing.groups[place].facts[$0]) }
      })
  }

  /// Whether laws can narrow a fact.
  func concerns(_ fact: Fact.Index) -> Bool {
    guard let seat = narrowing.seat(of: fact) else { return false }
    return narrowable[seat.group].contains(seat.number)
  }

  /// Whether laws can narrow a fact in a way that its classes do not show.
  func isCoarse(_ fact: Fact.Index) -> Bool {
    narrowing.seat(of: fact).map { coarse.contains($0.group) && concerns(fact) } ?? false
  }

  /// Whether laws leave no value exactly where a law is false, so that it need not be checked by itself.
  func covers(_ law: Narrowing.Source) -> Bool {
    narrowing.groups.indices.contains { place in
      !coarse.contains(place) && narrowing.groups[place].laws.contains { $0.source == law && $0.form.isWhole }
    }
  }

  /// The facts of the same group.
  func neighbours(of fact: Fact.Index) -> [Fact.Index] { narrowing.neighbours(of: fact) }

  /// Returns where laws leave no value for some fact.
  func contradicts(_ terms: TruthDiagrams) throws(Diagrams.BoundExceeded) -> Node {
    var found: [Node] = []
    for place in narrowing.groups.indices where !coarse.contains(place) {
      found.append(try group(place, terms).contradicts)
    }
    return try terms.any(found)
  }

  /// Returns where laws leave one value for a fact that is not given; nil if they cannot.
  func isForced(_ fact: Fact.Index, _ terms: TruthDiagrams) throws(Diagrams.BoundExceeded) -> Node? {
    guard concerns(fact), !isCoarse(fact), let seat = narrowing.seat(of: fact) else { return nil }
    let group = try group(seat.group, terms)
    let isOne: Node
    switch group.bounds[seat.number] {
    case .span(let low, let high):
      isOne = try terms.diagrams.apply(terms.diagrams.newOperation(), low, high, high) { low, high, _ in
        low == high ? 1 : 0
      }
    case .members(let members):
      isOne = try terms.isChosen(1, try terms.count(members, atMost: 2))
    }
    return try terms.all([isOne] + (group.exists[seat.number].map { [$0] } ?? []))
  }

  /// Returns the truths of a comparison of a fact by what laws leave of it, whatever its own value.
  func truths(_ comparison: Comparison, _ terms: TruthDiagrams) throws(Diagrams.BoundExceeded) -> Node {
    let unknown = try terms.diagrams.terminal(Int(Truth.unknown.rawValue))
    guard let seat = narrowing.seat(of: comparison.fact) else { return unknown }
    let group = try group(seat.group, terms)
    let fact = vocabulary[comparison.fact]
    let own = narrowing.groups[seat.group]
    let isGiven = terms.knowledge.profile[comparison.fact].range != nil
    let truths: Node
    switch group.bounds[seat.number] {
    case .span(let low, let high):
      guard case .span(let initialLow, let initialHigh) = own.initial[seat.number] else { return unknown }
      let spans = SpanTruths(
        comparison: comparison, fact: fact, places: own.places[seat.number], isGiven: isGiven,
        initial: (initialLow, initialHigh))
      truths = try terms.diagrams.apply(terms.diagrams.newOperation(), low, high, high) { low, high, _ in
        spans.truth(DiagramBounds.number(low), DiagramBounds.number(high))
      }
    case .members(let members):
      guard case .members(let initial) = own.initial[seat.number] else { return unknown }
      let mayBe = zip(members, initial).filter(\.1).map(\.0)
      let isNarrowed =
        isGiven ? try terms.everybody() : try terms.minus(try terms.everybody(), try terms.all(mayBe))
      let settled = try self.truths(comparison, members, own.places[seat.number], terms)
      truths = try terms.choose(isNarrowed, settled, unknown)
    }
    guard let exists = group.exists[seat.number] else { return truths }
    return try terms.choose(exists, truths, unknown)
  }

  private func truths(
    _ comparison: Comparison, _ members: [Node], _ places: Places, _ terms: TruthDiagrams
  ) throws(Diagrams.BoundExceeded) -> Node {
    let holding = members.indices.map { place in
      places.value(at: place).map { value in comparison.truth { _ in value } == .true } ?? false
    }
    let mayHold = try terms.any(members.indices.filter { holding[$0] }.map { members[$0] })
    let mayFail = try terms.any(members.indices.filter { !holding[$0] }.map { members[$0] })
    let unknown = try terms.diagrams.terminal(Int(Truth.unknown.rawValue))
    let isTrue = try terms.diagrams.terminal(Int(Truth.true.rawValue))
    let isFalse = try terms.diagrams.terminal(Int(Truth.false.rawValue))
    return try terms.choose(
      mayFail, try terms.choose(mayHold, unknown, isFalse), try terms.choose(mayHold, isTrue, unknown))
  }

  // MARK: groups

  private func group(_ place: Int, _ terms: TruthDiagrams) throws(Diagrams.BoundExceeded) -> Group {
    if let known = groups[place] { return known }
    let group = narrowing.groups[place]
    var algebra = DiagramBounds(terms: terms)
    var standing: [Standing<DiagramBounds>] = []
    for (number, fact) in group.facts.enumerated() {
      standing.append(try self.standing(fact, group.places[number], group.initial[number], terms))
    }
    var narrower = Narrower<DiagramBounds>(group, standing)
    try narrower.run(&algebra)
    var made = Group(bounds: narrower.bounds, exists: [], contradicts: try narrower.contradicts(&algebra))
    for number in group.facts.indices {
      made.exists.append(group.lacking[number] == nil ? nil : try narrower.exists(number, &algebra))
    }
    groups[place] = made
    return made
  }

  /// Returns what is known of a fact before the laws: for each choice of its variable, and as the profile says for the first.
  private func standing(
    _ fact: Fact.Index, _ places: Places, _ initial: Bounds<Int, Bool>, _ terms: TruthDiagrams
  ) throws(Diagrams.BoundExceeded) -> Standing<DiagramBounds> {
    let diagrams = terms.diagrams
    let own = places.standing(terms.knowledge.profile[fact], initial)
    let variable = terms.placeOfFact[fact]
    let chosen = variable < 0 ? [] : terms.values[variable].map { places.place(of: $0) ?? 0 }
    func node(_ first: Int, _ rest: (Int) -> Int) throws(Diagrams.BoundExceeded) -> Node {
      variable < 0 ? try diagrams.terminal(first) : try diagrams.choose(variable, [first] + chosen.map(rest))
    }
    let bounds: Bounds<Node, Node>
    switch own.bounds {
    case .span(let low, let high):
      bounds = .span(
        low: try node(DiagramBounds.kept(low)) { DiagramBounds.kept($0) },
        high: try node(DiagramBounds.kept(high)) { DiagramBounds.kept($0) })
    case .members(let members):
      var nodes: [Node] = []
      for (place, isLeft) in members.enumerated() {
        nodes.append(try node(isLeft ? 1 : 0) { $0 == place ? 1 : 0 })
      }
      bounds = .members(nodes)
    }
    return Standing(bounds: bounds, isGiven: try node(own.isGiven ? 1 : 0) { _ in 1 })
  }
}

/// The truths of a comparison by the first and the last place that laws leave of its fact; each pair is worked out once. A class,
/// so that asking copies nothing.
private final class SpanTruths {
  private let comparison: Comparison
  private let fact: Fact
  private let places: Places
  private let isGiven: Bool
  private let initial: (first: Int, last: Int)
  private var known: [Int: Int] = [:]

  init(
    comparison: Comparison, fact: Fact, places: Places, isGiven: Bool, initial: (first: Int, last: Int)
  ) {
    self.comparison = comparison
    self.fact = fact
    self.places = places
    self.isGiven = isGiven
    self.initial = initial
  }

  func truth(_ first: Int, _ last: Int) -> Int {
    let key = first << 32 | max(last, 0)
    if let truth = known[key] { return truth }
    var truth = Truth.unknown
    if isGiven || first > initial.first || last < initial.last,
      case .number(let least)? = places.value(at: first), case .number(let most)? = places.value(at: last)
    {
      truth = FactRange.numbers(low: least, high: most).truth(comparison, of: fact)
    }
    known[key] = Int(truth.rawValue)
    return Int(truth.rawValue)
  }
}

extension Guideline {
  /// The comparisons that laws may settle in a way that classes do not show.
  func comparisonsOfLaws(_ others: [Condition], _ laws: NarrowedDiagrams) -> [Comparison] {
    (signatureConditions + others).flatMap(\.comparisons).filter { comparison in
      comparison.facts.count == 1 && laws.isCoarse(comparison.fact)
    }
  }
}
