internal import PlumblineEngine
public import PlumblineGuideline

/// The measurement of what a bench's tests exercise.
public struct CoverageMeter {
  private let bench: PackTestBench
  private let guideline: Guideline
  private let isOwn: (Place) -> Bool

  /// - Parameter isOwn: which conditions are measured, by the place of their declaration.
  public init(
    _ bench: PackTestBench, _ guideline: Guideline, where isOwn: @escaping (Place) -> Bool = { _ in true }
  ) {
    self.bench = bench
    self.guideline = guideline
    self.isOwn = isOwn
  }

  public func coverage() -> Coverage {
    let seen = goalsSeen()
    var feasibility = (try? PatientSpace(guideline)).map { Feasibility(space: $0) }
    var isProved = feasibility != nil
    let units = Measured.all(of: guideline, where: isOwn).map { measured in
      let found = seen[measured.site]
      let leaves = measured.leaves.enumerated().map { index, leaf in
        var leaf = leaf
        for goal in leaf.goals {
          if found?[index].contains(goal) == true {
            leaf.states[goal] = .seen
            continue
          }
          do {
            let isPossible = try feasibility?.isPossible(goal, measured, index) ?? true
            leaf.states[goal] = isPossible ? .unseen : .impossible
          } catch {
            leaf.states[goal] = .unseen
            isProved = false
          }
        }
        return leaf
      }
      return Coverage.Unit(
        site: measured.site, place: measured.place, leaves: leaves, isReached: found != nil)
    }
    return Coverage(units: units, isProved: isProved)
  }

  /// What the tests show, for each leaf of each site that a decision evaluated.
  private func goalsSeen() -> [ConditionSite: [Set<Coverage.Goal>]] {
    var seen: [ConditionSite: [Set<Coverage.Goal>]] = [:]
    for group in bench.groups {
      let all = Measured.all(of: group.guideline, where: isOwn)
      for test in group.tests {
        guard let reading = test.reading else { continue }
        let reached = Reach(reading.decision(of: group.guideline, asOf: test.asOf), group.guideline)
        for measured in all where reached.contains(measured.site) {
          var goals = seen[measured.site] ?? measured.leaves.map { _ in [] }
          for index in goals.indices { goals[index].formUnion(measured.goals(index, reading)) }
          seen[measured.site] = goals
        }
      }
    }
    return seen
  }
}

/// One site with its leaves.
private struct Measured {
  var site: ConditionSite
  var place: Place
  var condition: Condition
  /// In the order of writing; the last may be an `any_of`.
  var leaves: [Coverage.Leaf]
  var paths: [Condition.Path]
  /// The gate with only its `any_of`.
  var bare: Gate?

  /// By file, line and name.
  static func all(of guideline: Guideline, where isOwn: (Place) -> Bool) -> [Measured] {
    var all = guideline.sites.filter { isOwn($0.place) }.map { sited in
      let leaves = sited.condition.leaves
      return Measured(
        site: sited.site, place: sited.place, condition: sited.condition,
        leaves: leaves.map { leaf in
          let line = leaf.leaf.line > 0 ? leaf.leaf.line : sited.place.line
          return Coverage.Leaf(
            subject: .condition(leaf.leaf), place: Place(file: sited.place.file, line: line), states: [:])
        }, paths: leaves.map(\.path))
    }
    for gate in guideline.gates where isOwn(gate.place) {
      if gate.needed.isEmpty { continue }
      let leaf = Coverage.Leaf(subject: .anyOf(gate.needed), place: gate.place, states: [:])
      let bare = gate.withoutCondition
      if let index = all.firstIndex(where: { $0.site == .gate(gate.id) }) {
        all[index].leaves.append(leaf)
        all[index].bare = bare
      } else {
        all.append(
          Measured(
            site: .gate(gate.id), place: gate.place, condition: .all([]), leaves: [leaf], paths: [],
            bare: bare))
      }
    }
    return all.sorted { ($0.place, $0.site.words) < ($1.place, $1.site.words) }
  }

  /// What one profile shows about a leaf.
  func goals(_ index: Int, _ reading: Reading) -> Set<Coverage.Goal> {
    switch leaves[index].subject {
    case .anyOf: return bare.map { [.outcome(reading.truth($0))] } ?? []
    case .condition(let leaf):
      let truth = reading.truth(leaf)
      guard truth != .unknown else { return [.outcome(.unknown)] }
      let ends = [true, false].map { reading.truth(condition.fixing(paths[index], $0)) }
      let decides = !ends.contains(.unknown) && ends[0] != ends[1]
      return decides ? [.outcome(truth), .decides(truth == .true)] : [.outcome(truth)]
    }
  }
}

/// The conditions that a decision evaluated.
private struct Reach {
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
      if let otherwise = guideline.otherwise, recommendation.rules.contains(otherwise.id) {
        names.insert(otherwise.recommends)
      }
      for name in names {
        let count = guideline.pairings[name]?.cautions.count ?? 0
        sites.formUnion((0..<count).map { .caution(name, $0) })
      }
      for claim in recommendation.claims {
        sites.formUnion(claim.evidence.population.indices.map { .population(claim.evidence.name, $0) })
      }
    }
    if decision.disposition != .recommend, decision.disposition != .stop {
      // What is always said is said where nothing is recommended, too.
      for pairing in guideline.pairings.values {
        sites.formUnion(
          pairing.cautions.indices.filter { pairing.cautions[$0].isAlways }.map { .caution(pairing.name, $0) }
        )
      }
    }
    self.sites = sites
  }

  func contains(_ site: ConditionSite) -> Bool { sites.contains(site) }
}

/// The proof of what no legal profile can show.
private struct Feasibility {
  let space: PatientSpace
  private var reaching: [ConditionSite: PatientSpace.Patients] = [:]

  init(space: PatientSpace) { self.space = space }

  mutating func isPossible(
    _ goal: Coverage.Goal, _ measured: Measured, _ index: Int
  ) throws(PatientSpace.TooLarge) -> Bool {
    let reached = try reaching(measured.site)
    switch (measured.leaves[index].subject, goal) {
    case (.anyOf, .outcome(let truth)):
      guard let bare = measured.bare else { return true }
      return try space.both(reached, space.patients(bare, truth)) != space.nobody
    case (.anyOf, .decides): return false
    case (.condition(let leaf), .outcome(let truth)):
      return try space.both(reached, space.patients(leaf, truth)) != space.nobody
    case (.condition(let leaf), .decides(let flag)):
      let holding = try space.both(reached, space.patients(leaf, Truth(flag)))
      let path = measured.paths[index]
      let (yes, no) = (measured.condition.fixing(path, true), measured.condition.fixing(path, false))
      for (whenTrue, whenFalse) in [(Truth.true, Truth.false), (.false, .true)] {
        let turning = try space.both(space.patients(yes, whenTrue), space.patients(no, whenFalse))
        if try space.both(holding, turning) != space.nobody { return true }
      }
      return false
    }
  }

  private mutating func reaching(_ site: ConditionSite) throws(PatientSpace.TooLarge) -> PatientSpace.Patients
  {
    if let known = reaching[site] { return known }
    let reached = try space.reaching(site)
    reaching[site] = reached
    return reached
  }
}
