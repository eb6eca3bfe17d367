import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// The promise of `missing`: exactly the absent facts that could still change the signature.
struct MissingTests {
  /// By brute force: every legal assignment of the absent facts, every fact, every value.
  private func missingByEnumeration(_ evaluator: Evaluator, _ profile: Profile) throws -> [Fact.Index: Set<
    MissingFact.Part
  >] {
    let vocabulary = evaluator.guideline.vocabulary
    let absent = vocabulary.facts.indices.filter { !profile.isKnown($0) }
    var points: [[FactValue?]: Signature] = [:]
    func visit(_ chosen: [FactValue?]) throws {
      if chosen.count < absent.count {
        try visit(chosen + [nil])
        let fact = absent[chosen.count]
        for value in vocabulary[fact].allValues where profile[fact].range?.contains(value) ?? true {
          try visit(chosen + [value])
        }
        return
      }
      var filled = profile
      for (index, value) in zip(absent, chosen) { if let value { filled[index] = .known(value) } }
      if vocabulary.brokenLaws(in: filled).isEmpty { points[chosen] = try evaluator.signature(filled) }
    }
    try visit([])
    var missing: [Fact.Index: Set<MissingFact.Part>] = [:]
    for (chosen, after) in points {
      for place in absent.indices where chosen[place] != nil {
        var without = chosen
        without[place] = nil
        if let before = points[without] {
          missing[absent[place], default: []].formUnion(before.parts(changedTo: after))
        }
      }
    }
    return missing.filter { !$0.value.isEmpty }
  }

  /// Seeds that once found a defect: a law between a whole number and a decimal between its steps.
  static let remembered: [UInt64] = [4_000_003]

  @Test(arguments: (0..<60).map { Seeded.first &+ UInt64($0) } + remembered)
  func `missing is what enumerating every legal profile finds, part by part`(seed: UInt64) throws {
    var random = RandomGuideline(random: Seeded(seed))
    for round in 0..<6 {
      random.declines = round > 3
      let guideline = random.make()
      let evaluator = Evaluator(examining: guideline) { _, _ in nil }
      let profile = random.profile(guideline.vocabulary, between: 12)
      let found = try evaluator.missing(profile)
      let expected = try missingByEnumeration(evaluator, profile)
      let names = { (index: Fact.Index) in guideline.vocabulary[index].name }
      #expect(Set(found.map(\.fact)) == Set(expected.keys), "seed \(seed)")
      for missing in found {
        #expect(missing.exact, "seed \(seed): \(names(missing.fact))")
        #expect(Set(missing.couldChange) == expected[missing.fact], "seed \(seed): \(names(missing.fact))")
      }
    }
  }

  @Test(arguments: 0..<40)
  func `the example of each missing fact is confirmed by the reference interpreter`(round: Int) throws {
    let seed = Seeded.first &+ 1_000 &+ UInt64(round)
    var random = RandomGuideline(random: Seeded(seed))
    for _ in 0..<10 {
      let guideline = random.make()
      let evaluator = Evaluator(examining: guideline) { _, _ in nil }
      let profile = random.profile(guideline.vocabulary, between: 12)
      for missing in try evaluator.missing(profile) {
        let example = try #require(missing.example, "seed \(seed)")
        var before = profile
        for (fact, value) in example.others { before[fact] = .known(value) }
        var after = before
        after[missing.fact] = .known(example.value)
        #expect(guideline.vocabulary.brokenLaws(in: after).isEmpty, "seed \(seed)")
        #expect(try evaluator.signature(before) != evaluator.signature(after), "seed \(seed)")
      }
    }
  }

  @Test(arguments: 0..<20)
  func `past its bound the analysis keeps every fact that the guideline reads, and says that it is not exact`(
    round: Int
  ) throws {
    let seed = Seeded.first &+ 2_000 &+ UInt64(round)
    var random = RandomGuideline(random: Seeded(seed))
    let guideline = random.make()
    let profile = random.profile(guideline.vocabulary)
    let knowledge = try Knowledge(profile, guideline) { _, _ in nil }
    let selection = Selection(guideline, knowledge)
    let exact = MissingAnalysis(guideline).missing(knowledge, selection)
    let bounded = MissingAnalysis(guideline, budget: .init(steps: 2, bytes: 2)).missing(knowledge, selection)
    #expect(Set(exact.map(\.fact)).isSubset(of: bounded.map(\.fact)), "seed \(seed)")
    #expect(bounded.allSatisfy { !$0.exact })
  }
}

extension Signature {
  /// Returns the parts that differ; apart from the disposition, only between answers with the same disposition.
  func parts(changedTo other: Signature) -> Set<MissingFact.Part> {
    var parts: Set<MissingFact.Part> = []
    if disposition != other.disposition || alerts != other.alerts { parts.insert(.disposition) }
    guard disposition == .recommend, other.disposition == .recommend else { return parts }
    func skeleton(_ signature: Signature, _ role: Decision.Recommendation.Role) -> Set<[String]> {
      Set(
        signature.pairings.filter { $0.role == role }.map {
          [$0.pairing.description, $0.strength.rawValue] + $0.claims.keys.sorted()
        })
    }
    func certainties(_ signature: Signature) -> [String: Certainty] {
      Dictionary(signature.pairings.flatMap(\.claims)) { first, _ in first }
    }
    if skeleton(self, .primary) != skeleton(other, .primary) { parts.insert(.primary) }
    if skeleton(self, .alternative) != skeleton(other, .alternative) { parts.insert(.alternatives) }
    if certainties(self) != certainties(other) { parts.insert(.certainty) }
    return parts
  }
}
