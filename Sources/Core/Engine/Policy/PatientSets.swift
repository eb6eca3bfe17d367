package import PlumblineGuideline

/// A truth as two sets of patients: those for whom it is true, and those for whom it is false. For the rest it is unknown.
package struct TruthPair<Test> {
  package var isTrue: Test
  package var isFalse: Test

  package init(isTrue: Test, isFalse: Test) {
    self.isTrue = isTrue
    self.isFalse = isFalse
  }
}

extension TruthPair: Sendable where Test: Sendable {}

/// Sets of patients, in any representation, with the operations on them.
package protocol PatientSets {
  associatedtype Test

  mutating func all(_ tests: [Test]) -> Test
  mutating func any(_ tests: [Test]) -> Test
  /// Returns the patients in the first set and not in the second.
  mutating func minus(_ whole: Test, _ part: Test) -> Test
  func everybody() -> Test
  func nobody() -> Test
}

extension PatientSets {
  package mutating func not(_ test: Test) -> Test { minus(everybody(), test) }

  /// Combines truths by Kleene's logic, as sets.
  package mutating func combined(_ combination: Combination, _ parts: [TruthPair<Test>]) -> TruthPair<Test> {
    switch combination {
    case .all: return TruthPair(isTrue: all(parts.map(\.isTrue)), isFalse: any(parts.map(\.isFalse)))
    case .any: return TruthPair(isTrue: any(parts.map(\.isTrue)), isFalse: all(parts.map(\.isFalse)))
    case .noneOf: return TruthPair(isTrue: all(parts.map(\.isFalse)), isFalse: any(parts.map(\.isTrue)))
    case .anyKnown:
      let isTrue = any(parts.map(\.isTrue))
      return TruthPair(isTrue: isTrue, isFalse: minus(any(parts.map(\.isFalse)), isTrue))
    case .firstKnown:
      guard var answer = parts.last else { return TruthPair(isTrue: nobody(), isFalse: nobody()) }
      for part in parts.dropLast().reversed() {
        answer = TruthPair(
          isTrue: any([part.isTrue, minus(answer.isTrue, part.isFalse)]),
          isFalse: any([part.isFalse, minus(answer.isFalse, part.isTrue)]))
      }
      return answer
    }
  }

  package mutating func unknown(_ truths: TruthPair<Test>) -> Test {
    not(any([truths.isTrue, truths.isFalse]))
  }

  /// Returns, by number, the patients for whom it is the number of the first case that holds.
  fileprivate mutating func first(_ cases: [(test: Test, number: Int)], otherwise: Int) -> [Int: Test] {
    var chosen: [Int: [Test]] = [:]
    var before = nobody()
    for (test, number) in cases {
      chosen[number, default: []].append(minus(test, before))
      before = any([before, test])
    }
    chosen[otherwise, default: []].append(not(before))
    var choice: [Int: Test] = [:]
    for (number, tests) in chosen.sorted(by: { $0.key < $1.key }) { choice[number] = any(tests) }
    return choice
  }

  /// Returns, by number, the patients for whom exactly that number of tests hold; for the limit, that number or more.
  fileprivate mutating func count(_ tests: [Test], atMost limit: Int) -> [Int: Test] {
    var reached = [everybody()] + (0..<limit).map { _ in nobody() }
    for test in tests {
      for number in (1...limit).reversed() {
        reached[number] = any([reached[number], all([reached[number - 1], test])])
      }
    }
    var choice = [limit: reached[limit]]
    for number in 0..<limit { choice[number] = minus(reached[number], reached[number + 1]) }
    return choice
  }
}

/// An algebra built from sets alone: a truth is a pair of sets, a choice a set for each number.
package protocol SetAlgebraOfPatients: TruthAlgebra
where Truths == TruthPair<Test>, Choice == [Int: Test], Failure == Never {
  associatedtype Sets: PatientSets where Sets.Test == Test

  var sets: Sets { get set }
}

extension SetAlgebraOfPatients {
  package mutating func combined(_ combination: Combination, _ parts: [Truths]) -> Truths {
    sets.combined(combination, parts)
  }

  package mutating func test(_ truths: Truths, _ question: TruthQuestion) -> Test {
    switch question {
    case .isTrue: truths.isTrue
    case .isFalse: truths.isFalse
    case .isUnknown: sets.unknown(truths)
    case .isNotTrue: sets.not(truths.isTrue)
    }
  }

  package mutating func all(_ tests: [Test]) -> Test { sets.all(tests) }
  package mutating func any(_ tests: [Test]) -> Test { sets.any(tests) }
  package mutating func minus(_ whole: Test, _ part: Test) -> Test { sets.minus(whole, part) }
  package mutating func everybody() -> Test { sets.everybody() }

  package mutating func first(_ cases: [(test: Test, number: Int)], otherwise: Int) -> Choice {
    sets.first(cases, otherwise: otherwise)
  }

  package mutating func isChosen(_ number: Int, _ choice: Choice) -> Test { choice[number] ?? sets.nobody() }

  package mutating func count(_ tests: [Test], atMost limit: Int) -> Choice {
    sets.count(tests, atMost: limit)
  }
}
