/// The algebra of a single patient: a set says whether the patient is in it, and a choice is a number.
struct OnePatient: ChoiceAlgebra {
  typealias Failure = Never

  func all(_ tests: [Bool]) -> Bool { !tests.contains(false) }
  func any(_ tests: [Bool]) -> Bool { tests.contains(true) }
  func minus(_ whole: Bool, _ part: Bool) -> Bool { whole && !part }
  func everybody() -> Bool { true }

  func first(_ cases: [(test: Bool, number: Int)], otherwise: Int) -> Int {
    cases.first { $0.test }?.number ?? otherwise
  }

  func isChosen(_ number: Int, _ choice: Int) -> Bool { choice == number }
  func count(_ tests: [Bool], atMost limit: Int) -> Int { min(tests.count { $0 }, limit) }
}
