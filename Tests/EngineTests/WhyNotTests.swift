import JSON
import TestSupport
import Testing

@testable import Engine
@testable import Guideline

/// What `whyNot` promises: every minimal set of facts whose change shows a pairing, and the nearest values that do it.
struct WhyNotTests {
  private typealias FactSet = Set<Fact.Index>

  /// By brute force: every profile in which any facts have any other value, decided one by one.
  ///
  /// Gives for each minimal set the least total distance, in steps of the facts' scales.
  private func waysByEnumeration(
    _ evaluator: Evaluator, _ profile: Profile, _ pairing: PairingName, _ place: WhyNot.Place
  ) throws -> [FactSet: Int] {
    let guideline = evaluator.guideline
    let vocabulary = guideline.vocabulary
    let facts = vocabulary.givenFacts
    var least: [FactSet: Int] = [:]
    func visit(_ at: Int, _ filled: Profile, _ changed: FactSet, _ distance: Int) throws {
      if at == facts.count {
        guard vocabulary.brokenLaws(in: filled).isEmpty else { return }
        guard least[changed].map({ distance < $0 }) ?? true else { return }
        if try isShown(evaluator, filled, pairing, place) { least[changed] = distance }
        return
      }
      let fact = facts[at]
      try visit(at + 1, filled, changed, distance)
      for value in vocabulary[fact].allValues where value != profile[fact].value {
        var other = filled
        other[fact] = .known(value)
        var steps = 0
        if case .number(let there) = value, case .number(let here)? = profile[fact].value,
          let grid = vocabulary[fact].grid
        {
          steps = Int((abs(there.doubleValue - here.doubleValue) / grid.step.doubleValue).rounded())
        }
        try visit(at + 1, other, changed.union([fact]), distance + steps)
      }
    }
    try visit(0, profile, [], 0)
    return least.filter { set, _ in !least.keys.contains { $0.isStrictSubset(of: set) } }
  }

  /// Said once more from the words of the policy, apart from the code under test.
  private func isShown(
    _ evaluator: Evaluator, _ profile: Profile, _ pairing: PairingName, _ place: WhyNot.Place
  ) throws -> Bool {
    let knowledge = try Knowledge(profile, evaluator.guideline, evaluator.run)
    let selection = Selection(evaluator.guideline, knowledge)
    guard selection.disposition == .recommend else { return false }
    if evaluator.guideline.primaryName(selection.primary) == pairing { return true }
    if selection.primary.contains(where: { $0.recommends == pairing }) { return true }
    return place == .any && selection.alternatives.contains { $0.recommends == pairing }
  }

  private func check(_ evaluator: Evaluator, _ profile: Profile, _ note: String) throws -> Int {
    let guideline = evaluator.guideline
    var checked = 0
    for pairing in Set(guideline.rules.map(\.recommends)).sorted() {
      for place in WhyNot.Place.allCases {
        let expected = try waysByEnumeration(evaluator, profile, pairing, place)
        let found = try evaluator.whyNot(
          pairing, place, for: profile, asOf: "2026-11-20", most: 10_000)
        let note = "\(note): \(pairing) as \(place)"
        switch found.answer {
        case .shownAlready: #expect(expected[[]] == 0, "\(note)")
        case .never: #expect(expected.isEmpty, "\(note)")
        case .notWorkedOut(let reason): Issue.record("\(note): \(reason)")
        case .ways(let ways):
          #expect(ways.isComplete && ways.count == expected.count, "\(note)")
          #expect(Set(ways.listed.map { Set($0.changes.map(\.fact)) }) == Set(expected.keys), "\(note)")
          #expect(ways.listed.map(\.changes.count) == ways.listed.map(\.changes.count).sorted(), "\(note)")
          for way in ways.listed {
            try confirm(way, evaluator, profile, pairing, place, expected, note)
            checked += 1
          }
        }
      }
    }
    return checked
  }

  /// The nearest values do it, no others of the set lie nearer, and each value that is said to work works.
  private func confirm(
    _ way: WhyNot.Way, _ evaluator: Evaluator, _ profile: Profile, _ pairing: PairingName,
    _ place: WhyNot.Place, _ expected: [FactSet: Int], _ note: String
  ) throws {
    let vocabulary = evaluator.guideline.vocabulary
    var after = profile
    var distance = 0
    for change in way.changes {
      after[change.fact] = .known(change.to)
      guard case .number(let there) = change.to, case .number(let here)? = change.from.value,
        let grid = vocabulary[change.fact].grid
      else { continue }
      distance += Surroundings.steps(from: here, to: there, by: grid.step)
    }
    #expect(vocabulary.brokenLaws(in: after).isEmpty, "\(note)")
    #expect(try isShown(evaluator, after, pairing, place), "\(note)")
    #expect(expected[Set(way.changes.map(\.fact))] == distance, "\(note)")
    for change in way.changes where !change.works.isEmpty {
      for value in vocabulary[change.fact].allValues where value != profile[change.fact].value {
        var other = after
        other[change.fact] = .known(value)
        let isLegal = vocabulary.brokenLaws(in: other).isEmpty
        let works = try isLegal && isShown(evaluator, other, pairing, place)
        #expect(change.works.contains { $0.holds(value) } == works, "\(note): \(value)")
      }
    }
  }

  @Test(arguments: (0..<60).map { Seeded.first &+ 50_000 &+ UInt64($0) })
  func `the ways are those that trying every profile finds, with the nearest values`(seed: UInt64) throws {
    var random = RandomGuideline(random: Seeded(seed))
    for round in 0..<6 {
      let guideline = random.make()
      let evaluator = Evaluator(guideline) { _, _ in nil }
      let profile = random.profile(guideline.vocabulary, known: round.isMultiple(of: 2) ? 45 : 90)
      _ = try check(evaluator, profile, "seed \(seed), round \(round)")
    }
  }
}

extension WhyNot.Change.Values {
  fileprivate func holds(_ value: FactValue) -> Bool {
    switch (self, value) {
    case (.value(let own), _): own == value
    case (.range(let low, let high), .number(let number)): low <= number && number <= high
    default: false
    }
  }
}
