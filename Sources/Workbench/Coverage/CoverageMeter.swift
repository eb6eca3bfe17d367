internal import Engine
public import Guideline

/// Measures what the tests of a bench exercise.
public struct CoverageMeter {
  private let bench: PackTestBench
  private let guideline: Guideline
  private let isOwn: (Guideline.SitedCondition) -> Bool

  /// - Parameter isOwn: the conditions to measure.
  public init(
    _ bench: PackTestBench, _ guideline: Guideline,
    where isOwn: @escaping (Guideline.SitedCondition) -> Bool = { _ in true }
  ) {
    self.bench = bench
    self.guideline = guideline
    self.isOwn = isOwn
  }

  public func coverage() -> Coverage {
    var seen: [ConditionSite: [Set<Coverage.Goal>]] = [:]
    for group in bench.groups {
      let sites = group.guideline.sites.filter(isOwn)
      for test in group.tests {
        guard let reading = test.reading else { continue }
        let decision = reading.decision(of: group.guideline, asOf: test.asOf)
        let reached = Reach(decision, group.guideline)
        for sited in sites where reached.contains(sited.site) {
          learn(sited, reading, &seen[sited.site, default: []])
        }
      }
    }
    let space = try? PatientSpace(guideline)
    var feasibility = space.map { Feasibility(space: $0) }
    var isProved = space != nil
    let units = guideline.sites.filter(isOwn).map { sited in
      let leaves = sited.condition.leaves
      let found = seen[sited.site] ?? leaves.map { _ in [] }
      return Coverage.Unit(
        sited: sited,
        leaves: zip(leaves, found).map { leaf, goals in
          var states: [Coverage.Goal: Coverage.State] = [:]
          for goal in Coverage.Goal.outcomes + Coverage.Goal.independence {
            if goals.contains(goal) {
              states[goal] = .seen
              continue
            }
            do {
              let isPossible = try feasibility?.isPossible(goal, leaf.path, sited) ?? true
              states[goal] = isPossible ? .unseen : .impossible
            } catch {
              states[goal] = .unseen
              isProved = false
            }
          }
          return Coverage.Leaf(path: leaf.path, condition: leaf.leaf, states: states)
        }, isReached: seen[sited.site] != nil)
    }
    return Coverage(units: units, isProved: isProved)
  }

  private func learn(
    _ sited: Guideline.SitedCondition, _ reading: Reading, _ seen: inout [Set<Coverage.Goal>]
  ) {
    let leaves = sited.condition.leaves
    if seen.isEmpty { seen = leaves.map { _ in [] } }
    for (index, leaf) in leaves.enumerated() {
      let truth = reading.truth(leaf.leaf)
      seen[index].insert(.outcome(truth))
      guard truth != .unknown else { continue }
      let ends = [true, false].map { reading.truth(sited.condition.fixing(leaf.path, $0)) }
      if !ends.contains(.unknown), ends[0] != ends[1] { seen[index].insert(.decides(truth == .true)) }
    }
  }
}

/// The conditions that a decision looked at.
struct Reach {
  private let sites: Set<ConditionSite>

  init(_ decision: Decision, _ guideline: Guideline) {
    var sites: Set<ConditionSite> = []
    for entry in decision.trace where entry.kind == .stop || entry.kind == .gate {
      sites.insert(.gate(entry.id))
    }
    if decision.disposition == .recommend {
      sites.formUnion(guideline.rules.map { .rule($0.id) })
      sites.formUnion(guideline.vetoes.map { .veto($0.id) })
      sites.formUnion(guideline.conflicts.map { .conflict($0.id) })
      for pairing in guideline.pairings.values {
        sites.formUnion(pairing.contraindications.indices.map { .contraindication(pairing.name, $0) })
      }
    }
    for recommendation in decision.recommendations {
      var names: Set = [recommendation.pairing]
      for rule in guideline.rules where recommendation.rules.contains(rule.id) {
        names.insert(rule.recommends)
      }
      for name in names {
        let count = guideline.pairings[name]?.cautions.count ?? 0
        sites.formUnion((0..<count).map { .caution(name, $0) })
      }
      for claim in recommendation.claims {
        sites.formUnion(claim.evidence.population.indices.map { .population(claim.evidence.name, $0) })
      }
    }
    self.sites = sites
  }

  func contains(_ site: ConditionSite) -> Bool { sites.contains(site) }
}

/// Proves what no legal profile can show.
private struct Feasibility {
  let space: PatientSpace
  private var reaching: [ConditionSite: PatientSpace.Patients] = [:]

  init(space: PatientSpace) { self.space = space }

  mutating func isPossible(
    _ goal: Coverage.Goal, _ path: Condition.Path, _ sited: Guideline.SitedCondition
  ) throws(PatientSpace.TooLarge) -> Bool {
    guard let leaf = sited.condition[path] else { return false }
    let reached = try reaching(sited.site)
    switch goal {
    case .outcome(let truth):
      return try space.both(reached, space.patients(leaf, truth)) != space.nobody
    case .decides(let flag):
      let holding = try space.both(reached, space.patients(leaf, Truth(flag)))
      let (yes, no) = (sited.condition.fixing(path, true), sited.condition.fixing(path, false))
      for (whenTrue, whenFalse) in [(Truth.true, Truth.false), (.false, .true)] {
        let turning = try space.both(space.patients(yes, whenTrue), space.patients(no, whenFalse))
        if try space.both(holding, turning) != space.nobody { return true }
      }
      return false
    }
  }

  /// Those whose decision looks at a site.
  private mutating func reaching(_ site: ConditionSite) throws(PatientSpace.TooLarge) -> PatientSpace.Patients
  {
    if let known = reaching[site] { return known }
    let reached = try space.reaching(site)
    reaching[site] = reached
    return reached
  }
}
