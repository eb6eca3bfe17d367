import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import PlumblineWorkbench
import Testing

/// The shipped packs: their own tests, and what holds for every possible patient.
struct ShippedPacksTests {
  @Test func `every test of the packs passes, including the twelve worked cases`() throws {
    let folders = try Shipped.folders()
    let evaluator = try Shipped.evaluator()
    let outcomes = try PackTestBench(of: folders, evaluator.guideline, asOf: "2026-11-20").run()
    for id in ["v01", "v02", "v04", "v05", "v06", "v08", "v11", "v12", "v14", "v15", "v16", "v17"] {
      #expect(outcomes.contains { $0.test.name.hasPrefix(id + "-") }, "no test for \(id)")
    }
    for outcome in outcomes { #expect(outcome.failures == [], "\(outcome.test.place): \(outcome.test.name)") }
  }

  /// A legal profile near the guideline's cut-offs, with some facts absent.
  private func profile(_ random: inout Seeded, _ vocabulary: Vocabulary, calm: Bool) throws -> Profile {
    while true {
      var members: [String: [JSONMember]] = [:]
      for index in vocabulary.givenFacts {
        let fact = vocabulary[index]
        if random.chance(calm ? 25 : 35) { continue }
        var value: FactValue
        switch fact.kind {
        case .boolean: value = .boolean(random.chance(fact.name.hasPrefix("red_flags.") ? 2 : 40))
        case .code(let codes): value = .code(random.pick(codes))
        case .integer(let low, let high), .decimal(let low, let high, _):
          let span = min((high.intValue ?? 100) - (low.intValue ?? 0), 70)
          value = .number(ExactNumber((low.intValue ?? 0) + random.below(span + 1)))
        }
        if calm, fact.name == "pain.specific_cause" { value = .boolean(false) }
        if calm, fact.name == "pain.region" { value = .code("lumbar") }
        let parts = fact.name.split(separator: ".").map(String.init)
        members[parts[0], default: []].append(JSONMember(parts[1], value.json))
      }
      let object = JSONValue.object(
        members.sorted { $0.key < $1.key }.map { JSONMember($0.key, .object($0.value)) })
      if let profile = try? ProfileReader(vocabulary, asOf: "2026-11-20").read(object.canonical) {
        return profile
      }
    }
  }

  @Test(arguments: 0..<24)
  func `filling a fact that is asked for and not missing never changes the signature`(round: Int) throws {
    let evaluator = try Shipped.evaluator()
    let vocabulary = evaluator.guideline.vocabulary
    let seed = Seeded.first &+ 9_000 &+ UInt64(round)
    var random = Seeded(seed)
    for step in 0..<12 {
      let profile = try profile(&random, vocabulary, calm: step % 2 == 0)
      let missing = Set(try evaluator.missing(profile).map(\.fact))
      // What nobody asks for stays absent here, as it does in the analysis.
      let others = vocabulary.givenFacts.filter {
        vocabulary[$0].isAsked && !profile.isKnown($0) && !missing.contains($0)
      }
      // Some assignment of the missing facts, and then one fact that is not missing.
      for _ in 0..<6 {
        guard !others.isEmpty else { break }
        var before = profile
        for fact in missing where random.chance(40) {
          before[fact] = .known(random.pick(vocabulary[fact].allValues))
        }
        var after = before
        let fact = random.pick(others)
        after[fact] = .known(random.pick(vocabulary[fact].allValues))
        guard vocabulary.brokenLaws(in: before).isEmpty, vocabulary.brokenLaws(in: after).isEmpty else {
          continue
        }
        #expect(
          try evaluator.signature(before) == evaluator.signature(after),
          "seed \(seed): \(vocabulary[fact].name) is not listed")
      }
    }
  }

  @Test(arguments: 0..<24)
  func `every missing fact has an example that the reference interpreter confirms`(round: Int) throws {
    let evaluator = try Shipped.evaluator()
    let vocabulary = evaluator.guideline.vocabulary
    let seed = Seeded.first &+ 19_000 &+ UInt64(round)
    var random = Seeded(seed)
    for step in 0..<6 {
      let profile = try profile(&random, vocabulary, calm: step % 2 == 0)
      for missing in try evaluator.missing(profile) {
        #expect(missing.exact, "seed \(seed)")
        let example = try #require(missing.example, "seed \(seed): \(vocabulary[missing.fact].name)")
        var before = profile
        for (fact, value) in example.others { before[fact] = .known(value) }
        var after = before
        after[missing.fact] = .known(example.value)
        #expect(
          vocabulary.brokenLaws(in: before).isEmpty && vocabulary.brokenLaws(in: after).isEmpty,
          "seed \(seed)")
        #expect(
          try evaluator.signature(before) != evaluator.signature(after),
          "seed \(seed): \(vocabulary[missing.fact].name)")
      }
    }
  }

  @Test func `a fact is also missing if a law lets it matter only once another is filled`() throws {
    let site = Shipped.pack(
      "site",
      [
        "pack.lua": """
        pack "site" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }
        constraint "k" { holds = any_known { cognition.pcs :at_most(30), disability.rmdq :at_least(1) }, because = "b" }
        """
      ])
    let evaluator = Shipped.evaluator(try GuidelineLoader.load(try Shipped.folders() + [site]))
    let decision = try Shipped.decide(
      evaluator,
      #"""
      {"patient": {"age": 44}, "pain": {"region": "lumbar", "duration_weeks": 60, "specific_cause": false},
       "red_flags": {"cauda_equina": false, "progressive_motor_deficit": false, "fracture": false, "malignancy": false,
                     "infection": false, "inflammatory": false},
       "surgery": {"spinal": false}, "fear": {"tsk_17": 46}, "mood": {"phq_2": 1},
       "work": {"status": "employed-full-time", "absence_weeks": 0}, "goal": {"primary": "function"}}
      """#)
    let missing = decision.missing.map { evaluator.guideline.vocabulary[$0.fact].name }
    #expect(missing.contains("cognition.pcs"))
  }

  @Test func `a true stop shows no pairing, whatever else is known`() throws {
    let evaluator = try Shipped.evaluator()
    let vocabulary = evaluator.guideline.vocabulary
    var random = Seeded(Seeded.first)
    let flags = vocabulary.givenFacts.filter { vocabulary[$0].name.hasPrefix("red_flags.") }
    for _ in 0..<200 {
      var profile = try profile(&random, vocabulary, calm: true)
      profile[random.pick(flags)] = .known(.boolean(true))
      let decision = try evaluator.decide(profile, asOf: "2026-11-20")
      #expect(decision.disposition == .stop)
      #expect(decision.recommendations.isEmpty)
      #expect(decision.trace.allSatisfy { $0.kind == .stop })
    }
  }

  @Test func `no certainty is ever above its evidence, nor above moderate if the rating is not confirmed`()
    throws
  {
    let evaluator = try Shipped.evaluator()
    var random = Seeded(Seeded.first &+ 1)
    for _ in 0..<300 {
      let profile = try profile(&random, evaluator.guideline.vocabulary, calm: true)
      for claim in try evaluator.decide(profile, asOf: "2026-11-20").recommendations.flatMap(\.claims) {
        #expect(claim.certainty.level ?? 0 <= claim.evidence.certainty.level ?? 0)
        if claim.evidence.certaintySeen == nil { #expect(claim.certainty != .high) }
        #expect(claim.evidence.timepoint.name != "long-term")
      }
    }
  }

  @Test func `the order of packs, files and declarations never matters`() throws {
    let folders = try Shipped.folders()
    let profile = Command.contents(Shipped.examples + "/after-fusion-off-work.json")
    let first = try GuidelineLoader.load(folders)
    let second = try GuidelineLoader.load(folders.reversed())
    let one = DecisionJSON(first).canonical(try Shipped.decide(Shipped.evaluator(first), profile))
    let two = DecisionJSON(second).canonical(try Shipped.decide(Shipped.evaluator(second), profile))
    #expect(one == two)
  }
}
