import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// The promise of `whyNot`: every minimal set of facts whose change makes a pairing shown, with the nearest values.
struct WhyNotTests {
  private typealias FactSet = Set<Fact.Index>

  /// Returns what is shown for one profile: written again from the words of the policy, independently of the code under test.
  private struct Shown {
    var primary: Set<PairingName> = []
    var alternatives: Set<PairingName> = []

    init(_ evaluator: Evaluator, _ profile: Profile) throws {
      let knowledge = try Knowledge(profile, evaluator.guideline, evaluator.run)
      let selection = Selection(evaluator.guideline, knowledge)
      guard selection.disposition == .recommend else { return }
      primary = Set(
        selection.primary.map(\.recommends) + [evaluator.guideline.primaryName(selection.primary)])
      alternatives = Set(selection.alternatives.map(\.recommends))
    }

    func holds(_ pairing: PairingName, _ place: WhyNot.Place) -> Bool {
      primary.contains(pairing) || (place == .any && alternatives.contains(pairing))
    }
  }

  /// A legal profile in which some facts have another value.
  private struct Point {
    var changed: FactSet
    /// The distance in steps of the facts' scales, over all facts.
    var distance: Int
    var shown: Shown
  }

  /// Every legal profile with any other values of any facts, decided one by one.
  private func points(_ evaluator: Evaluator, _ profile: Profile) throws -> [Point] {
    let vocabulary = evaluator.guideline.vocabulary
    let facts = vocabulary.givenFacts
    var points: [Point] = []
    func visit(_ at: Int, _ filled: Profile, _ changed: FactSet, _ distance: Int) throws {
      if at == facts.count {
        guard vocabulary.brokenLaws(in: filled).isEmpty else { return }
        points.append(
          Point(changed: changed, distance: distance, shown: try Shown(evaluator, filled)))
        return
      }
      let fact = facts[at]
      try visit(at + 1, filled, changed, distance)
      for value in vocabulary[fact].allValues where value != profile[fact].value {
        var other = filled
        other[fact] = .known(value)
        let steps = Self.steps(vocabulary[fact], profile[fact].value, value)
        try visit(at + 1, other, changed.union([fact]), distance + steps)
      }
    }
    try visit(0, profile, [], 0)
    return points
  }

  private static func steps(_ fact: Fact, _ here: FactValue?, _ there: FactValue) -> Int {
    guard case .number(let there) = there, case .number(let here)? = here, let grid = fact.grid else {
      return 0
    }
    return Int((abs(there.doubleValue - here.doubleValue) / grid.step.doubleValue).rounded())
  }

  /// The smallest total distance for each minimal set.
  private func ways(_ points: [Point], _ pairing: PairingName, _ place: WhyNot.Place) -> [FactSet: Int] {
    var least: [FactSet: Int] = [:]
    for point in points where point.shown.holds(pairing, place) {
      least[point.changed] = min(least[point.changed] ?? .max, point.distance)
    }
    return least.filter { set, _ in !least.keys.contains { $0.isStrictSubset(of: set) } }
  }

  private func check(_ evaluator: Evaluator, _ profile: Profile, _ note: String) throws {
    let guideline = evaluator.guideline
    let points = try points(evaluator, profile)
    for pairing in Set(guideline.rules.map(\.recommends)).sorted() {
      for place in WhyNot.Place.allCases {
        let expected = ways(points, pairing, place)
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
          }
        }
      }
    }
  }

  /// Checks that the nearest values work, that no others of the set are nearer, and that each listed value works.
  private func confirm(
    _ way: WhyNot.Way, _ evaluator: Evaluator, _ profile: Profile, _ pairing: PairingName,
    _ place: WhyNot.Place, _ expected: [FactSet: Int], _ note: String
  ) throws {
    let vocabulary = evaluator.guideline.vocabulary
    var after = profile
    var distance = 0
    for change in way.changes {
      after[change.fact] = .known(change.to)
      distance += Self.steps(vocabulary[change.fact], change.from.value, change.to)
    }
    #expect(vocabulary.brokenLaws(in: after).isEmpty, "\(note)")
    #expect(try Shown(evaluator, after).holds(pairing, place), "\(note)")
    #expect(expected[Set(way.changes.map(\.fact))] == distance, "\(note)")
    for change in way.changes where !change.works.isEmpty {
      for value in vocabulary[change.fact].allValues where value != profile[change.fact].value {
        var other = after
        other[change.fact] = .known(value)
        let isLegal = vocabulary.brokenLaws(in: other).isEmpty
        let works = try isLegal && Shown(evaluator, other).holds(pairing, place)
        #expect(change.works.contains { $0.holds(value) } == works, "\(note): \(value)")
      }
    }
  }

  @Test(arguments: (0..<25).map { Seeded.first &+ 50_000 &+ UInt64($0) })
  func `the ways are those that trying every profile finds, with the nearest values`(seed: UInt64) throws {
    var random = RandomGuideline(random: Seeded(seed))
    for round in 0..<5 {
      let guideline = random.make()
      let evaluator = Evaluator(examining: guideline) { _, _ in nil }
      let profile = random.profile(guideline.vocabulary, known: round.isMultiple(of: 2) ? 45 : 90)
      try check(evaluator, profile, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: (0..<15).map { Seeded.first &+ 60_000 &+ UInt64($0) })
  func `scripts and computed facts are resolved to the facts that they read`(seed: UInt64) throws {
    var random = RandomGuideline(random: Seeded(seed))
    for round in 0..<4 {
      let guideline = random.makeScripted()
      let evaluator = Evaluator(examining: guideline, run: RandomGuideline.run)
      let profile = random.profile(guideline.vocabulary, known: 60)
      try check(evaluator, profile, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: (0..<8).map { Seeded.first &+ 70_000 &+ UInt64($0) })
  func `laws between large ranges hide no way and no nearer value`(seed: UInt64) throws {
    var random = RandomGuideline(random: Seeded(seed))
    let guideline = random.makeLinked()
    let evaluator = Evaluator(examining: guideline) { _, _ in nil }
    let profile = random.profile(guideline.vocabulary, known: 80)
    try check(evaluator, profile, "seed \(seed)")
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
