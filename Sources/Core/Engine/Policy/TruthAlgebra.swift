package import PlumblineGuideline

/// The operations in which rules are chosen: on sets of patients, and on choices among numbers.
package protocol ChoiceAlgebra {
  /// For each patient yes or no: a set of patients.
  associatedtype Test
  /// For each patient a number.
  associatedtype Choice
  /// The error of an operation: a bound that is exceeded, or `Never`.
  associatedtype Failure: Error

  mutating func all(_ tests: [Test]) throws(Failure) -> Test
  mutating func any(_ tests: [Test]) throws(Failure) -> Test
  /// Returns the patients in the first set and not in the second.
  mutating func minus(_ whole: Test, _ part: Test) throws(Failure) -> Test
  mutating func everybody() throws(Failure) -> Test

  /// Returns the number of the first case whose test holds; another number where none does.
  mutating func first(_ cases: [(test: Test, number: Int)], otherwise: Int) throws(Failure) -> Choice
  /// Returns the patients for whom the choice is this number.
  mutating func isChosen(_ number: Int, _ choice: Choice) throws(Failure) -> Test
  /// Returns how many of the tests hold, counted up to a limit.
  mutating func count(_ tests: [Test], atMost limit: Int) throws(Failure) -> Choice
}

extension ChoiceAlgebra {
  package mutating func nobody() throws(Failure) -> Test { try any([]) }

  package mutating func not(_ test: Test) throws(Failure) -> Test { try minus(try everybody(), test) }
}

/// The operations in which the policy is written: on truths as functions of patients, besides those on sets and choices.
///
/// ``Policy`` decides which patient gets which answer by these operations alone. A conforming type chooses the representation:
/// decision diagrams, planes of bits, SMT terms.
package protocol TruthAlgebra: ChoiceAlgebra {
  /// For each patient true, false or unknown.
  associatedtype Truths

  /// Returns the truths of a whole condition.
  mutating func truths(_ condition: Condition) throws(Failure) -> Truths
  mutating func truths(_ comparison: Comparison) throws(Failure) -> Truths
  mutating func truths(_ script: Script) throws(Failure) -> Truths
  mutating func combined(_ combination: Combination, _ parts: [Truths]) throws(Failure) -> Truths
  /// Returns false where one of the facts is known, else unknown: the truths of `need_data`.
  mutating func isGiven(anyOf facts: [Fact.Index]) throws(Failure) -> Truths
  /// Returns the truths unchanged where the guideline still has the condition at this site, and false where it was taken out.
  mutating func standing(_ truths: Truths, _ site: ConditionSite) throws(Failure) -> Truths

  mutating func test(_ truths: Truths, _ question: TruthQuestion) throws(Failure) -> Test
}

/// A test of a truth.
package enum TruthQuestion: Sendable, Hashable, CaseIterable {
  case isTrue
  case isFalse
  case isUnknown
  case isNotTrue

  /// The test for this truth.
  package init(_ truth: Truth) {
    self =
      switch truth {
      case .true: .isTrue
      case .false: .isFalse
      case .unknown: .isUnknown
      }
  }

  package func holds(of truth: Truth) -> Bool {
    switch self {
    case .isTrue: truth == .true
    case .isFalse: truth == .false
    case .isUnknown: truth == .unknown
    case .isNotTrue: truth != .true
    }
  }
}

extension TruthAlgebra {
  package mutating func truths(_ condition: Condition) throws(Failure) -> Truths {
    switch condition {
    case .comparison(let comparison): return try truths(comparison)
    case .scripted(let script): return try truths(script)
    case .all(let parts), .any(let parts), .none(let parts), .firstKnown(let parts), .anyKnown(let parts):
      var truths: [Truths] = []
      for part in parts { truths.append(try self.truths(part)) }
      return try combined(condition.combination ?? .all, truths)
    }
  }

  /// Returns the truths of a gate: its condition and, for `need_data`, whether any of the facts that it needs is known.
  package mutating func truths(_ gate: Gate) throws(Failure) -> Truths {
    var parts: [Truths] = []
    if let when = gate.when { parts.append(try truths(when)) }
    if !gate.needed.isEmpty { parts.append(try isGiven(anyOf: gate.needed)) }
    return try parts.count == 1 ? parts[0] : combined(parts.isEmpty ? .any : .all, parts)
  }

  package mutating func standing(_ truths: Truths, _ site: ConditionSite) throws(Failure) -> Truths { truths }
}
