import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// The laws of strong Kleene logic, and their consequence: knowing more never takes back what was known.
struct KleeneTests {
  @Test(arguments: Truth.allCases, Truth.allCases)
  func `all is the least and any the greatest of its operands, and none is not any`(left: Truth, right: Truth)
  {
    #expect(Truth.all([left, right]) == min(left, right))
    #expect(Truth.any([left, right]) == max(left, right))
    #expect(Truth.none([left, right]) == !Truth.any([left, right]))
    #expect(!Truth.all([left, right]) == Truth.any([!left, !right]))
  }

  @Test func `the whole table of all, any, first_known and any_known`() {
    let f = Truth.false, u = Truth.unknown, t = Truth.true
    let table: [(Truth, Truth, all: Truth, any: Truth, first: Truth, anyKnown: Truth)] = [
      (f, f, f, f, f, f), (f, u, f, u, f, f), (f, t, f, t, f, t), (u, f, f, u, f, f), (u, u, u, u, u, u),
      (u, t, u, t, t, t),
      (t, f, f, t, t, t), (t, u, u, t, t, t), (t, t, t, t, t, t),
    ]
    for row in table {
      #expect(Truth.all([row.0, row.1]) == row.all)
      #expect(Truth.any([row.0, row.1]) == row.any)
      #expect(Truth.firstKnown([row.0, row.1]) == row.first)
      #expect(Truth.anyKnown([row.0, row.1]) == row.anyKnown)
    }
  }

  @Test func `without operands all is true, any is false, first_known and any_known are unknown`() {
    #expect(Truth.all([]) == .true)
    #expect(Truth.any([]) == .false)
    #expect(Truth.none([]) == .true)
    #expect(Truth.firstKnown([]) == .unknown)
    #expect(Truth.anyKnown([]) == .unknown)
  }

  @Test(arguments: 0..<200)
  func `knowing more never turns true into false or false into true, except for first_known and any_known`(
    round: Int
  ) throws {
    let seed = Seeded.first &+ 5_000 &+ UInt64(round)
    var random = RandomGuideline(random: Seeded(seed))
    let guideline = random.make()
    // Many are not: each round searches until it finds one that is.
    var condition = random.condition(guideline.vocabulary, depth: 3)
    while !condition.isMonotone { condition = random.condition(guideline.vocabulary, depth: 3) }
    let before = random.profile(guideline.vocabulary)
    var after = before
    for index in guideline.vocabulary.facts.indices where !before.isKnown(index) {
      if random.random.chance(50) {
        after[index] = .known(random.random.pick(guideline.vocabulary[index].allValues))
      }
    }
    // Of answers that contradict each other nothing follows.
    guard guideline.vocabulary.brokenLaws(in: after).isEmpty else { return }
    let first = try Knowledge(before, guideline) { _, _ in nil }.truth(condition)
    let second = try Knowledge(after, guideline) { _, _ in nil }.truth(condition)
    #expect(first == .unknown || first == second, "seed \(seed)")
  }

  @Test func `an absent fact makes a comparison unknown, whatever the comparison`() {
    for comparing in Comparison.Operator.allCases where comparing.isMonotone {
      let comparison = Comparison(
        fact: 0, operator: comparing, operands: [.value(.number(1)), .value(.number(2))], line: 1)
      #expect(comparison.truth { _ in nil } == .unknown)
    }
  }

  @Test(arguments: [("14", false), ("15", true), ("16", true)])
  func `at_least holds from its cut-off on`(text: String, holds: Bool) throws {
    let value = try #require(ExactNumber(text))
    let comparison = Comparison(fact: 0, operator: .atLeast, operands: [.value(.number(15))], line: 1)
    #expect(comparison.truth { _ in .number(value) } == Truth(holds))
  }

  @Test(arguments: ["0.1", "0.3", "0.7", "20.5", "28.89"])
  func `a decimal at its cut-off is not off by a rounding error`(text: String) throws {
    let value = try #require(ExactNumber(text))
    let double = try #require(Double(text))
    let same = try #require(ExactNumber(double))
    let comparison = Comparison(fact: 0, operator: .above, operands: [.value(.number(same))], line: 1)
    #expect(comparison.truth { _ in .number(value) } == .false)
  }
}

extension Condition {
  var isMonotone: Bool {
    switch self {
    case .comparison(let comparison): comparison.operator.isMonotone
    case .firstKnown, .anyKnown, .scripted: false
    default: children.allSatisfy(\.isMonotone)
    }
  }
}
