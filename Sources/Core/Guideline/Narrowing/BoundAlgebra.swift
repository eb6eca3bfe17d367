/// The operations in which laws narrow the bounds of facts: on whole numbers and on yes or no, for each patient.
///
/// ``Narrower`` says how laws narrow by these operations alone. A conforming type chooses the representation: the numbers of one
/// patient, decision diagrams, SMT terms.
package protocol BoundAlgebra {
  associatedtype Number: Equatable
  associatedtype Test: Equatable
  associatedtype Failure: Error

  /// Returns the sum of numbers, each times its weight.
  mutating func sum(_ terms: [(weight: Int, number: Number)]) throws(Failure) -> Number
  /// Returns where a number is at least another one.
  mutating func isAtLeast(_ number: Number, _ bound: Int) throws(Failure) -> Test
  mutating func isAtMost(_ low: Number, _ high: Number) throws(Failure) -> Test
  /// Returns `low`, or where a test holds the quotient `(bound − rest) / divisor` rounded up, if that is higher; at most `end`.
  mutating func raised(
    _ low: Number, where test: Test, to bound: Int, minus rest: Number, by divisor: Int, end: Int
  ) throws(Failure) -> Number
  /// Returns `high`, or where a test holds the quotient `(bound − rest) / divisor` rounded down, if that is lower; at least −1.
  mutating func lowered(
    _ high: Number, where test: Test, to bound: Int, minus rest: Number, by divisor: Int
  ) throws(Failure) -> Number

  mutating func all(_ tests: [Test]) throws(Failure) -> Test
  mutating func any(_ tests: [Test]) throws(Failure) -> Test
  mutating func not(_ test: Test) throws(Failure) -> Test
}

/// What a fact may be: the bounds of a number's place, or for each code whether it is still possible.
package enum Bounds<Number, Test> {
  case span(low: Number, high: Number)
  case members([Test])
}

extension Bounds: Sendable where Number: Sendable, Test: Sendable {}

/// What is known of a fact before laws are applied.
package struct Standing<Algebra: BoundAlgebra> {
  package var bounds: Bounds<Algebra.Number, Algebra.Test>
  /// Where it certainly has a value: the profile gives one, or a range.
  package var isGiven: Algebra.Test

  package init(bounds: Bounds<Algebra.Number, Algebra.Test>, isGiven: Algebra.Test) {
    self.bounds = bounds
    self.isGiven = isGiven
  }
}

/// Applies the laws of one group to what is known of its facts.
///
/// A fact that has no `only_when` has a value, whether or not it was asked for. A fact that has one takes part only where it is
/// given, or where that condition is certainly true; elsewhere it may have no value, and a law that needs it says nothing.
package struct Narrower<Algebra: BoundAlgebra> {
  private let group: Narrowing.Group
  /// By number in the group.
  package private(set) var bounds: [Bounds<Algebra.Number, Algebra.Test>]
  private let isGiven: [Algebra.Test]

  package init(_ group: Narrowing.Group, _ standing: [Standing<Algebra>]) {
    self.group = group
    bounds = standing.map(\.bounds)
    isGiven = standing.map(\.isGiven)
  }

  /// Applies every law until nothing changes, at most once for each fact.
  ///
  /// - Parameter changed: called for each fact whose bounds a law changes.
  package mutating func run(
    _ algebra: inout Algebra, changed: (_ fact: Int, _ law: Int) -> Void = { _, _ in }
  ) throws(Algebra.Failure) {
    // A law is left out while nothing on which it depends has changed since it was applied.
    var isDue = [Bool](repeating: true, count: group.laws.count)
    for _ in group.facts.indices {
      var hasChanged = false
      for place in isDue.indices where isDue[place] {
        isDue[place] = false
        let law = group.laws[place]
        let applies: [Algebra.Test] = law.applies.map { [isGiven[$0]] } ?? []
        let test = try algebra.all(applies)
        for fact in try narrow(law.form, where: test, &algebra) {
          changed(fact, place)
          for dependent in group.dependents[fact] { isDue[dependent] = true }
          hasChanged = true
        }
      }
      if !hasChanged { return }
    }
  }

  /// Returns where a fact certainly has a value.
  package func exists(_ fact: Int, _ algebra: inout Algebra) throws(Algebra.Failure) -> Algebra.Test {
    try exists(fact, asking: [], &algebra)
  }

  /// - Parameter others: the facts for whose sake this is asked; of them only what is given counts, so that conditions that
  ///   depend on each other come to an end.
  private func exists(
    _ fact: Int, asking others: Set<Int>, _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> Algebra.Test {
    guard let lacking = group.lacking[fact] else { return try algebra.all([]) }
    if others.contains(fact) { return isGiven[fact] }
    let isPossible = try isPossible(lacking, asking: others.union([fact]), &algebra)
    return try algebra.any([isGiven[fact], try algebra.not(isPossible)])
  }

  /// Returns where no value is left for some fact that has one: no patient can be so.
  package func contradicts(_ algebra: inout Algebra) throws(Algebra.Failure) -> Algebra.Test {
    var empty: [Algebra.Test] = []
    for fact in group.facts.indices {
      let isLeft =
        switch bounds[fact] {
        case .span(let low, let high): try algebra.isAtMost(low, high)
        case .members(let members): try algebra.any(members)
        }
      empty.append(try algebra.not(isLeft))
    }
    return try algebra.any(empty)
  }

  // MARK: one law

  /// Returns the least, or the greatest, sum of some terms.
  private func end(
    _ terms: [LawForm.Span.Term], isLeast: Bool, _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> Algebra.Number {
    var numbers: [(weight: Int, number: Algebra.Number)] = []
    for term in terms {
      guard case .span(let low, let high) = bounds[term.fact] else { continue }
      numbers.append((term.weight, (term.weight > 0) == isLeast ? low : high))
    }
    return try algebra.sum(numbers)
  }

  private func exist(
    _ facts: Set<Int>, asking others: Set<Int> = [], _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> [Algebra.Test] {
    var tests: [Algebra.Test] = []
    for fact in facts.sorted() where group.lacking[fact] != nil {
      tests.append(try exists(fact, asking: others, &algebra))
    }
    return tests
  }

  /// Returns where a form may be true, or may say nothing because a fact in it may have no value.
  private func isPossible(
    _ form: LawForm, asking others: Set<Int> = [], _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> Algebra.Test {
    switch form {
    case .open: return try algebra.all([])
    case .all(let parts):
      var tests: [Algebra.Test] = []
      for part in parts { tests.append(try isPossible(part, asking: others, &algebra)) }
      return try algebra.all(tests)
    case .any(let parts):
      var tests: [Algebra.Test] = []
      for part in parts { tests.append(try isPossible(part, asking: others, &algebra)) }
      return try algebra.any(tests)
    case .member(let fact, let allowed):
      guard case .members(let members) = bounds[fact] else { return try algebra.all([]) }
      let isLeft = try algebra.any(zip(members, allowed).filter { $1 }.map { $0.0 })
      return try orLacking(isLeft, form, asking: others, &algebra)
    case .span(let span):
      var tests: [Algebra.Test] = []
      if let bound = span.atLeast {
        tests.append(try algebra.isAtLeast(try end(span.terms, isLeast: false, &algebra), bound))
      }
      if let bound = span.atMost {
        let isAbove = try algebra.isAtLeast(try end(span.terms, isLeast: true, &algebra), bound + 1)
        tests.append(try algebra.not(isAbove))
      }
      return try orLacking(try algebra.all(tests), form, asking: others, &algebra)
    }
  }

  private func orLacking(
    _ test: Algebra.Test, _ form: LawForm, asking others: Set<Int>, _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> Algebra.Test {
    let exist = try exist(form.facts, asking: others, &algebra)
    return exist.isEmpty ? test : try algebra.any([test, try algebra.not(try algebra.all(exist))])
  }

  /// Narrows so that a form is not false where a test holds. Returns the facts whose bounds changed.
  private mutating func narrow(
    _ form: LawForm, where test: Algebra.Test, _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> [Int] {
    switch form {
    case .open: return []
    case .all(let parts):
      var changed: [Int] = []
      for part in parts { changed += try narrow(part, where: test, &algebra) }
      return changed
    case .any(let parts):
      // Where no other part is possible, this one must hold.
      var possible: [Algebra.Test] = []
      for part in parts { possible.append(try isPossible(part, &algebra)) }
      var changed: [Int] = []
      for (place, part) in parts.enumerated() {
        var others = possible
        others.remove(at: place)
        let isOnly = try algebra.not(try algebra.any(others))
        changed += try narrow(part, where: try algebra.all([test, isOnly]), &algebra)
      }
      return changed
    case .member(let fact, let allowed):
      let test = try algebra.all([test] + (try exist([fact], &algebra)))
      guard case .members(let members) = bounds[fact] else { return [] }
      var left: [Algebra.Test] = []
      let isElsewhere = try algebra.not(test)
      for (member, isAllowed) in zip(members, allowed) {
        left.append(isAllowed ? member : try algebra.all([member, isElsewhere]))
      }
      bounds[fact] = .members(left)
      return left == members ? [] : [fact]
    case .span(let span):
      let test = try algebra.all([test] + (try exist(form.facts, &algebra)))
      var changed: [Int] = []
      for (place, term) in span.terms.enumerated() {
        if try narrow(term, span, at: place, where: test, &algebra) { changed.append(term.fact) }
      }
      return changed
    }
  }

  /// Narrows one fact of a sum by the bounds of all others.
  private mutating func narrow(
    _ term: LawForm.Span.Term, _ span: LawForm.Span, at place: Int, where test: Algebra.Test,
    _ algebra: inout Algebra
  ) throws(Algebra.Failure) -> Bool {
    guard case .span(let low, let high) = bounds[term.fact] else { return false }
    var (newLow, newHigh) = (low, high)
    var others = span.terms
    others.remove(at: place)
    let turned = others.map { LawForm.Span.Term(fact: $0.fact, weight: -$0.weight) }
    let (isPositive, size) = (term.weight > 0, abs(term.weight))
    let end = group.places[term.fact].count
    if let bound = span.atMost {
      if isPositive {
        let rest = try self.end(others, isLeast: true, &algebra)
        newHigh = try algebra.lowered(newHigh, where: test, to: bound, minus: rest, by: size)
      } else {
        let rest = try self.end(turned, isLeast: false, &algebra)
        newLow = try algebra.raised(newLow, where: test, to: -bound, minus: rest, by: size, end: end)
      }
    }
    if let bound = span.atLeast {
      if isPositive {
        let rest = try self.end(others, isLeast: false, &algebra)
        newLow = try algebra.raised(newLow, where: test, to: bound, minus: rest, by: size, end: end)
      } else {
        let rest = try self.end(turned, isLeast: true, &algebra)
        newHigh = try algebra.lowered(newHigh, where: test, to: -bound, minus: rest, by: size)
      }
    }
    bounds[term.fact] = .span(low: newLow, high: newHigh)
    return newLow != low || newHigh != high
  }
}
