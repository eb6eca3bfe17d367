internal import PlumblineJSON

/// What each fact of one patient may be, once the laws have been applied to what the profile gives.
public struct Narrowed: Sendable {
  /// By fact: a value, a range, or absent as the profile says.
  public private(set) var states: [FactState]
  /// For each fact that laws narrowed, the laws that did so, in the order in which they first did.
  public private(set) var laws: [Fact.Index: [Narrowing.Source]] = [:]
  /// For each group of facts that the profile makes contradict each other, a law that leaves no value for one of them.
  public private(set) var contradictions: [Narrowing.Source] = []

  /// Narrows the facts of a profile.
  public init(_ profile: Profile, _ narrowing: Narrowing, _ vocabulary: Vocabulary) {
    states = profile.states
    for group in narrowing.groups {
      var (isGiven, isOpen) = (group.speaksFirst, false)
      for fact in group.facts {
        if case .known = states[fact] { isGiven = true } else { isOpen = true }
        if case .within = states[fact] { isGiven = true }
      }
      if isGiven, isOpen { narrow(group, vocabulary) }
    }
  }

  /// Narrows the facts of one group.
  package init(_ vocabulary: Vocabulary, group: Narrowing.Group, state: (Fact.Index) -> FactState) {
    states = vocabulary.facts.indices.map(state)
    narrow(group, vocabulary)
  }

  private mutating func narrow(_ group: Narrowing.Group, _ vocabulary: Vocabulary) {
    var narrower = Narrower<PatientBounds>(
      group,
      group.facts.indices.map { number in
        group.places[number].standing(states[group.facts[number]], group.initial[number])
      })
    var algebra = PatientBounds()
    narrower.run(&algebra) { number, law in
      let (fact, source) = (group.facts[number], group.laws[law].source)
      if !laws[fact, default: []].contains(source) { laws[fact, default: []].append(source) }
    }
    if narrower.contradicts(&algebra) {
      contradictions += group.facts.compactMap { laws[$0]?.last }.suffix(1)
      for fact in group.facts { laws[fact] = nil }
      return
    }
    for (number, fact) in group.facts.enumerated() where laws[fact] != nil {
      // A fact that may have no value stays absent, whatever a value of it would be.
      if narrower.exists(number, &algebra) {
        states[fact] = group.places[number].state(narrower.bounds[number]) ?? states[fact]
      } else {
        laws[fact] = nil
      }
    }
  }
}

extension Places {
  /// Returns what a profile says of a fact: its bounds, and whether it has a value.
  ///
  /// - Parameter initial: the bounds of a fact of which nothing is known.
  package func standing(_ state: FactState, _ initial: Bounds<Int, Bool>) -> Standing<PatientBounds> {
    func bounds(_ low: Int, _ high: Int, _ isLeft: (Int) -> Bool) -> Bounds<Int, Bool> {
      isNumber ? .span(low: low, high: high) : .members((0..<count).map(isLeft))
    }
    switch state {
    case .known(let value):
      let own = place(of: value) ?? 0
      return Standing(bounds: bounds(own, own) { $0 == own }, isGiven: true)
    case .within(.numbers(let low, let high)):
      return Standing(bounds: bounds(first(from: low), last(upTo: high)) { _ in true }, isGiven: true)
    case .within(.values(let values)):
      let left = Set(values.compactMap { place(of: $0) })
      return Standing(bounds: bounds(0, count - 1) { left.contains($0) }, isGiven: true)
    case .absent: return Standing(bounds: initial, isGiven: false)
    }
  }

  /// Returns the bounds of all values for which a condition on the fact alone is not false.
  func bounds(_ allowed: Condition?) -> Bounds<Int, Bool> {
    let isAllowed = { place in
      guard let allowed, let value = value(at: place) else { return true }
      return allowed.truth { _ in value } != .false
    }
    guard isNumber else { return .members((0..<count).map(isAllowed)) }
    guard allowed != nil else { return .span(low: 0, high: count - 1) }
    let low = (0..<count).first(where: isAllowed) ?? 0
    return .span(low: low, high: (low..<count).last(where: isAllowed) ?? low)
  }

  /// Returns the state of a fact with these bounds; nil if nothing is left.
  fileprivate func state(_ bounds: Bounds<Int, Bool>) -> FactState? {
    switch bounds {
    case .span(let low, let high):
      guard case .number(let first)? = value(at: low), case .number(let last)? = value(at: high) else {
        return nil
      }
      return low == high ? .known(.number(first)) : .within(.numbers(low: first, high: last))
    case .members(let members):
      let left = members.indices.filter { members[$0] }.compactMap { value(at: $0) }
      return left.count == 1 ? .known(left[0]) : left.isEmpty ? nil : .within(.values(left))
    }
  }
}

/// The numbers of one patient.
package struct PatientBounds: BoundAlgebra {
  package typealias Failure = Never

  package func sum(_ terms: [(weight: Int, number: Int)]) -> Int {
    terms.reduce(0) { $0 + $1.weight * $1.number }
  }
  package func isAtLeast(_ number: Int, _ bound: Int) -> Bool { number >= bound }
  package func isAtMost(_ low: Int, _ high: Int) -> Bool { low <= high }

  package func raised(_ low: Int, where test: Bool, to bound: Int, minus rest: Int, by divisor: Int, end: Int)
    -> Int
  {
    test ? min(max(low, Rounding.up(bound - rest, divisor)), end) : low
  }

  package func lowered(_ high: Int, where test: Bool, to bound: Int, minus rest: Int, by divisor: Int) -> Int
  {
    test ? max(min(high, Rounding.down(bound - rest, divisor)), -1) : high
  }

  package func all(_ tests: [Bool]) -> Bool { !tests.contains(false) }
  package func any(_ tests: [Bool]) -> Bool { tests.contains(true) }
  package func not(_ test: Bool) -> Bool { !test }
}

/// Division of whole numbers by a positive one.
package enum Rounding {
  package static func down(_ number: Int, _ divisor: Int) -> Int {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }

  package static func up(_ number: Int, _ divisor: Int) -> Int { -down(-number, divisor) }
}
