import PlumblineTestSupport
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline
@testable import PlumblineWorkbench

/// Coverage, checked against the definition of masking MC/DC over every legal profile.
struct MaskingTests {
  /// A tree's truth from the truths of its leaves in the order of writing: a second reading of the tables of the pack language.
  private func truth(_ condition: Condition, _ leaves: inout ArraySlice<Truth>) -> Truth {
    switch condition {
    case .comparison, .scripted: return leaves.removeFirst()
    default: break
    }
    var parts: [Truth] = []
    for child in condition.children { parts.append(truth(child, &leaves)) }
    let (isTrue, isFalse) = (parts.contains(.true), parts.contains(.false))
    switch condition {
    case .all: return isFalse ? .false : parts.contains(.unknown) ? .unknown : .true
    case .any: return isTrue ? .true : parts.contains(.unknown) ? .unknown : .false
    case .none: return isTrue ? .false : parts.contains(.unknown) ? .unknown : .true
    case .firstKnown: return parts.first { $0 != .unknown } ?? .unknown
    default: return isTrue ? .true : isFalse ? .false : .unknown
    }
  }

  private func whole(_ condition: Condition, _ leaves: [Truth]) -> Truth {
    var rest = leaves[...]
    return truth(condition, &rest)
  }

  /// What one profile shows about each leaf.
  private func goals(_ condition: Condition, _ reading: Reading) -> [Set<Coverage.Goal>] {
    let truths = condition.leaves.map { reading.truth($0.leaf) }
    return truths.indices.map { index in
      var goals: Set<Coverage.Goal> = [.outcome(truths[index])]
      if truths[index] != .unknown {
        var (yes, no) = (truths, truths)
        yes[index] = .true
        no[index] = .false
        let ends = [whole(condition, yes), whole(condition, no)]
        if Set(ends) == [.true, .false] { goals.insert(.decides(truths[index] == .true)) }
      }
      return goals
    }
  }

  /// Whether a decision evaluates a rule, veto, conflict or gate.
  private func looks(_ decision: Decision, at site: ConditionSite) -> Bool? {
    switch site {
    case .gate(let id): decision.trace.contains { $0.id == id && ($0.kind == .gate || $0.kind == .stop) }
    case .rule, .veto, .conflict, .contraindication: decision.disposition == .recommend
    case .population(let name, _):
      decision.recommendations.contains { $0.claims.contains { $0.evidence.name == name } }
    case .caution: nil
    }
  }

  @Test(arguments: 0..<8)
  func `what is seen and what is impossible agree with trying every profile`(round: Int) throws {
    var random = RandomGuideline(random: Seeded(Seeded.first &+ 900 &+ UInt64(round)))
    let world = SmallWorld.make(&random, most: 400)
    var seed = random.random
    let chosen = (0..<5).map { _ in seed.pick(world.profiles) }
    let evaluator = world.evaluator(world.guideline)
    var bench = world.bench([])
    bench.groups[0].tests = try chosen.map { profile in
      var prepared = PackTestBench.prepare(
        PackTest(
          name: "t", pack: "random", given: .object([]), expect: .object([]), place: Place(file: "t", line: 1)
        ),
        evaluator, BenchPack.day)
      prepared.reading = try evaluator.reading(profile)
      return prepared
    }
    let coverage = CoverageMeter(bench, world.guideline).coverage()
    #expect(coverage.isProved)
    let decisions = try world.profiles.map { try evaluator.decideWithoutMissing($0, asOf: BenchPack.day) }
    let tested = try chosen.map { ($0, try evaluator.decideWithoutMissing($0, asOf: BenchPack.day)) }
    for sited in world.guideline.sites {
      let unit = try #require(coverage.units.first { $0.site == sited.site })
      func shown(_ all: [(Profile, Decision)]) throws -> [Set<Coverage.Goal>] {
        var shown = sited.condition.leaves.map { _ in Set<Coverage.Goal>() }
        for (profile, decision) in all where looks(decision, at: sited.site) == true {
          for (index, goals) in goals(sited.condition, try evaluator.reading(profile)).enumerated() {
            shown[index].formUnion(goals)
          }
        }
        return shown
      }
      if looks(decisions[0], at: sited.site) == nil { continue }
      let (seen, possible) = try (shown(tested), shown(Array(zip(world.profiles, decisions))))
      for (index, leaf) in unit.leaves.prefix(seen.count).enumerated() {
        for goal in leaf.goals {
          let state: Coverage.State =
            seen[index].contains(goal) ? .seen : possible[index].contains(goal) ? .unseen : .impossible
          #expect(
            leaf.state(goal) == state, "\(sited.site.words) leaf \(index) \(goal), seed \(seed.seed)")
        }
      }
    }
  }
}
