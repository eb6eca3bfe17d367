package import PlumblineGuideline

/// What the policy is stated in: true, false and unknown as functions of patients, sets of patients, and choices among numbers.
///
/// ``Policy`` says which patient gets which answer in these operations alone. An instance says what they are made of: decision
/// diagrams, planes of bits, SMT terms.
package protocol TruthAlgebra {
  /// For each patient true, false or unknown.
  associatedtype Truths
  /// Yes or no for each patient: a set of patients.
  associatedtype Test
  /// A number for each patient.
  associatedtype Choice
  /// What can go wrong: a bound that is exceeded, or `Never`.
  associatedtype Failure: Error

  // MARK: truths

  /// The truth of a whole condition.
  mutating func truths(_ condition: Condition) throws(Failure) -> Truths
  mutating func truths(_ comparison: Comparison) throws(Failure) -> Truths
  mutating func truths(_ script: Script) throws(Failure) -> Truths
  mutating func combined(_ combination: Combination, _ parts: [Truths]) throws(Failure) -> Truths
  /// False where one of the facts is known, else unknown: what `need_data` asks.
  mutating func isGiven(anyOf facts: [Fact.Index]) throws(Failure) -> Truths
  /// The same truths where a place of the guideline still stands; false everywhere where it has been taken out.
  mutating func standing(_ truths: Truths, _ site: ConditionSite) throws(Failure) -> Truths

  // MARK: tests

  mutating func test(_ truths: Truths, _ question: TruthQuestion) throws(Failure) -> Test
  mutating func all(_ tests: [Test]) throws(Failure) -> Test
  mutating func any(_ tests: [Test]) throws(Failure) -> Test
  /// In the first set and not in the second.
  mutating func minus(_ whole: Test, _ part: Test) throws(Failure) -> Test
  mutating func everybody() throws(Failure) -> Test

  // MARK: choices

  /// The number of the first case whose test holds, and another number where none does.
  mutating func first(_ cases: [(test: Test, number: Int)], otherwise: Int) throws(Failure) -> Choice
  /// For whom the choice is this number.
  mutating func isChosen(_ number: Int, _ choice: Choice) throws(Failure) -> Test
  /// How many of the tests hold, counted up to a limit.
  mutating func count(_ tests: [Test], atMost limit: Int) throws(Failure) -> Choice
}

/// What can be asked of a truth.
package enum TruthQuestion: Sendable, Hashable, CaseIterable {
  case isTrue
  case isFalse
  case isUnknown
  case isNotTrue

  /// Whether it is this one.
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

  /// Whether a gate applies: its condition is true, or none of the facts that it needs is known.
  package mutating func truths(_ gate: Gate) throws(Failure) -> Truths {
    var parts: [Truths] = []
    if let when = gate.when { parts.append(try truths(when)) }
    if case .needData(_, let anyOf) = gate.kind, !anyOf.isEmpty { parts.append(try isGiven(anyOf: anyOf)) }
    return try combined(.any, parts)
  }

  package mutating func standing(_ truths: Truths, _ site: ConditionSite) throws(Failure) -> Truths { truths }

  package mutating func nobody() throws(Failure) -> Test { try any([]) }

  package mutating func not(_ test: Test) throws(Failure) -> Test { try minus(try everybody(), test) }
}
