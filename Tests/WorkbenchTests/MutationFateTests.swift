import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline
@testable import PlumblineWorkbench

/// The fates of mutants, checked by trying every legal profile.
struct MutationFateTests {
  private func profileJSON(_ profile: Profile) -> JSONValue {
    var groups: [JSONMember] = []
    for (index, fact) in profile.vocabularyFacts where profile[index].value != nil {
      guard let value = profile[index].value, let dot = fact.firstIndex(of: ".") else { continue }
      groups.append(JSONMember(String(fact[fact.index(after: dot)...]), value.json))
    }
    return .object([JSONMember("group", .object(groups))])
  }

  /// Tests that a random guideline passes: its decision for some profiles, in one or two fields.
  private func tests(_ world: SmallWorld, _ random: inout Seeded) throws -> [PackTest] {
    let evaluator = world.evaluator(world.guideline)
    return try (0..<4).map { number in
      let profile = random.pick(world.profiles)
      let decision = try evaluator.decide(profile, asOf: BenchPack.day)
      let found = Found(decision: decision, vocabulary: world.guideline.vocabulary)
      var expect = [JSONMember("decision", found.value("decision") ?? .null)]
      for field in ["primary", "rules", "gates", "alternatives"] where random.chance(50) {
        if let value = found.value(field), value != .null { expect.append(JSONMember(field, value)) }
      }
      if random.chance(40) {
        expect.append(
          JSONMember(
            "missing",
            .array(decision.missing.map { .string(world.guideline.vocabulary[$0.fact].name) })))
      }
      return PackTest(
        name: "test-\(number)", pack: "random", given: profileJSON(profile), expect: .object(expect),
        place: Place(file: "random/tests/cases.lua", line: number + 1))
    }
  }

  @Test(arguments: 0..<8)
  func `a change is equivalent exactly if no legal profile shows another answer`(round: Int) throws {
    var seed = Seeded(Seeded.first &+ UInt64(round))
    var random = RandomGuideline(random: seed)
    let world = SmallWorld.make(&random, most: 400)
    seed = random.random
    let bench = world.bench(try tests(world, &seed))
    let outcomes = bench.run()
    #expect(outcomes.allSatisfy { $0.passed }, "\(outcomes.flatMap(\.failures)) seed \(seed.seed)")
    let run = try MutationRun(bench, world.guideline, asOf: BenchPack.day) { _ in true }
    let before = try world.profiles.map {
      Visible(try world.evaluator(world.guideline).decideWithoutMissing($0, asOf: BenchPack.day))
    }
    for finding in run.run().findings {
      let changed = try #require(finding.mutant.apply(to: world.guideline))
      let evaluator = world.evaluator(changed)
      let differs = try zip(world.profiles, before).contains { profile, visible in
        try Visible(evaluator.decideWithoutMissing(profile, asOf: BenchPack.day)) != visible
      }
      // The first test that fails, with each run in full.
      let killer = bench.groups[0].tests.first { !$0.outcome(changed).passed }?.test.title
      let words = "\(finding.mutant.site.words): \(finding.mutant.words), seed \(seed.seed)"
      switch finding.fate {
      case .killed: #expect(killer != nil, "\(words)")
      case .equivalent: #expect(!differs && killer == nil, "\(words)")
      case .survived(let test):
        #expect(differs && killer == nil, "\(words)")
        let given = try #require(test, "\(words)")
        let fresh = PackTest(
          name: given.name, pack: "random", given: given.given, expect: given.expect,
          place: finding.mutant.place)
        #expect(world.bench([fresh]).run().allSatisfy { $0.passed }, "\(words)")
        let other = PackTestBench(changed, tests: [fresh], asOf: BenchPack.day)
        #expect(other.run().allSatisfy { !$0.passed }, "\(words)")
      }
    }
  }

  /// What is missing depends only on the answers of all profiles, so equal answers have the same missing facts.
  @Test(arguments: 0..<3)
  func `an equivalent change leaves what is missing unchanged`(round: Int) throws {
    var random = RandomGuideline(random: Seeded(Seeded.first &+ 500 &+ UInt64(round)))
    let world = SmallWorld.make(&random, most: 120)
    let run = try MutationRun(world.bench([]), world.guideline, asOf: BenchPack.day) { _ in true }
    for finding in run.run().equivalentMutants.prefix(6) {
      let changed = try #require(finding.mutant.apply(to: world.guideline))
      let (mine, other) = (world.evaluator(world.guideline), world.evaluator(changed))
      for profile in world.profiles {
        let facts = try mine.missing(profile).map(\.fact).sorted()
        #expect(try other.missing(profile).map(\.fact).sorted() == facts, "seed \(random.random.seed)")
      }
    }
  }
}

extension MutationReport {
  fileprivate var equivalentMutants: [Finding] { equivalent }
}

extension Profile {
  fileprivate var vocabularyFacts: [(Fact.Index, String)] {
    states.indices.map { ($0, "group.f\($0)") }
  }
}
