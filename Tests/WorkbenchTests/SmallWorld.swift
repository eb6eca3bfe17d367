import PlumblineTestSupport

@testable import PlumblineEngine
@testable import PlumblineGuideline
@testable import PlumblineWorkbench

/// A random guideline with every legal profile, few enough to be tried one by one.
struct SmallWorld {
  let guideline: Guideline
  let profiles: [Profile]

  /// Guidelines with at most this many profiles, with conflicts and cautions as well.
  static func make(_ random: inout RandomGuideline, most: Int) -> SmallWorld {
    while true {
      let guideline = random.make().decorated(&random)
      let sizes = guideline.vocabulary.facts.map { $0.allValues.count + 1 }
      if sizes.reduce(1, *) > most { continue }
      return SmallWorld(guideline: guideline, profiles: guideline.vocabulary.legalProfiles)
    }
  }

  func evaluator(_ guideline: Guideline) -> Evaluator { Evaluator(examining: guideline) { _, _ in nil } }

  func bench(_ tests: [PackTest]) -> PackTestBench {
    PackTestBench(guideline, tests: tests, asOf: BenchPack.day)
  }
}

extension Guideline {
  fileprivate func decorated(_ random: inout RandomGuideline) -> Guideline {
    var changed = self
    for index in 0..<random.random.below(2) {
      changed.conflicts.append(
        Conflict(
          id: "random/conflict-\(index)", title: "conflict", when: random.condition(vocabulary, depth: 1),
          because: "because", sources: [], place: Place(file: "random/rules.lua", line: 95)))
    }
    for name in changed.pairings.keys.sorted() where random.random.chance(40) {
      changed.pairings[name]?.cautions = (0..<(1 + random.random.below(2))).map { index in
        Pairing.Caution(says: "caution \(index % 2) of \(name)", when: random.condition(vocabulary, depth: 1))
      }
    }
    return changed
  }
}

/// All that a test can see of a decision, computed again from the decision itself.
struct Visible: Hashable {
  private var texts: [[String]]

  init(_ decision: Decision) {
    let recommendations = decision.recommendations
    texts = [
      [decision.disposition.rawValue],
      decision.gates.map { "\($0.id) \($0.because)" },
      decision.alerts.map { "\($0.id) \($0.because)" },
      recommendations.map { "\($0.role) \($0.pairing) \($0.strength.rawValue)" },
      recommendations.map { "\($0.rules) \($0.passedOver.map(\.id)) \($0.strongParts)" },
      Set(recommendations.flatMap(\.claims).map { "\($0.evidence.name) \($0.certainty.rawValue)" }).sorted(),
      recommendations.flatMap(\.because),
      decision.conflicts.map(\.id),
      Set(decision.cautions + recommendations.flatMap(\.cautions)).sorted(),
      decision.missing.map { "\($0.fact)" }.sorted(),
    ]
  }
}
