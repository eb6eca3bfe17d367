public import PlumblineGuideline

/// Runs a script with the facts that it reads; returns nil if its answer is unknown, and throws if the script fails.
public typealias ScriptRunner = @Sendable (Script, (Fact.Index) -> FactValue?) throws -> FactValue?

/// What is known of one patient: the profile's facts, what the laws add to them, the computed facts, and the answers of scripts.
struct Knowledge {
  let vocabulary: Vocabulary
  let profile: Profile
  /// The profile's facts after the laws.
  let narrowed: Narrowed
  private(set) var values: [FactValue?]
  private(set) var scripted: [Script: Truth] = [:]
  /// The error of the first failing script of a stop, if only stops were evaluated.
  private(set) var failure: (any Error)?

  /// Works out every computed fact and scripted condition of the guideline. Throws the error of a failing script.
  init(_ profile: Profile, _ guideline: Guideline, _ run: ScriptRunner) throws {
    self.init(profile, guideline.vocabulary)
    try compute(vocabulary.facts.indices.filter { vocabulary[$0].computation != nil }, run) { throw $0 }
    for script in guideline.scripts where scripted[script] == nil {
      try answer(script, run)
    }
  }

  /// Works out only what stops read. The result of a failing script stays unknown.
  init(stopsOf guideline: Guideline, _ profile: Profile, _ run: ScriptRunner) {
    self.init(profile, guideline.vocabulary)
    let facts = guideline.facts(behind: guideline.stops)
    var failure: (any Error)?
    compute(facts.filter { vocabulary[$0].computation != nil }.sorted(), run) { failure = failure ?? $0 }
    for script in guideline.stops.flatMap({ $0.when?.scripts ?? [] }) where scripted[script] == nil {
      do {
        try answer(script, run)
      } catch {
        failure = failure ?? error
      }
    }
    self.failure = failure
  }

  /// Only what the profile gives and the laws leave of it.
  init(_ profile: Profile, _ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary.standing(for: profile) ?? vocabulary
    self.profile = profile
    narrowed = Narrowed(profile, self.vocabulary.narrowing, self.vocabulary)
    values = narrowed.states.map(\.value)
  }

  private mutating func answer(_ script: Script, _ run: ScriptRunner) throws {
    let known = values
    switch try run(script, { known[$0] }) {
    case nil: scripted[script] = .unknown
    case .boolean(let flag)?: scripted[script] = Truth(flag)
    default: throw ScriptFailure(script, wanted: "true, false or nil")
    }
  }

  /// Works out computed facts, each after all facts that it reads: computed facts may read computed facts.
  private mutating func compute<Fault: Error>(
    _ facts: [Fact.Index], _ run: ScriptRunner, onFailure: (any Error) throws(Fault) -> Void
  ) throws(Fault) {
    var waiting = facts
    while !waiting.isEmpty {
      let blocking = Set(waiting)
      let (ready, blocked) = waiting.split { index in
        vocabulary[index].computation.map { $0.reads.allSatisfy { !blocking.contains($0) } } ?? true
      }
      if ready.isEmpty {
        guard let script = vocabulary[blocked[0]].computation else { return }
        return try onFailure(ScriptFailure(script, wanted: "a value that does not depend on itself"))
      }
      for index in ready {
        do {
          values[index] = try value(of: index, run)
        } catch {
          try onFailure(error)
        }
      }
      waiting = blocked
    }
  }

  private func value(of index: Fact.Index, _ run: ScriptRunner) throws -> FactValue? {
    guard let script = vocabulary[index].computation else { return values[index] }
    let value = try run(script) { values[$0] }
    if let value, !vocabulary[index].allows(value) {
      throw ScriptFailure(script, wanted: vocabulary[index].allowed)
    }
    return value
  }

  func state(_ index: Fact.Index) -> FactState {
    values[index].map { .known($0) } ?? narrowed.states[index]
  }

  // MARK: truth, and how it came about

  func truth(_ condition: Condition) -> Truth {
    condition.truth({ values[$0] }, settled: settled, scripts: { scripted[$0] ?? .unknown })
  }

  /// Returns the truth of a comparison of a fact that has no single value: known if it is the same for its whole range.
  private func settled(_ comparison: Comparison) -> Truth {
    if comparison.operator.looksAtGiving { return profile.truth(ofGiving: comparison) }
    guard comparison.facts.count == 1, let range = narrowed.states[comparison.fact].range else {
      return .unknown
    }
    return range.truth(comparison, of: vocabulary[comparison.fact])
  }

  func truth(_ gate: Gate) -> Truth {
    if gate.needed.isEmpty { return gate.when.map(truth) ?? .false }
    return .all([gate.when.map(truth) ?? .true, isGiven(anyOf: gate.needed)])
  }

  /// Returns false if one of the facts is known, else unknown.
  private func isGiven(anyOf facts: [Fact.Index]) -> Truth {
    facts.contains { values[$0] != nil } ? .false : .unknown
  }

  /// Returns how a condition was decided, node by node.
  func trace(_ condition: Condition) -> TraceNode {
    switch condition {
    case .comparison(let comparison):
      return .comparison(comparison, truth: truth(condition), known: state(comparison.fact))
    case .scripted(let script): return .script(script, truth: truth(condition))
    default:
      let parts = condition.children.map(trace)
      return .combination(
        condition.combination ?? .all, truth: condition.combined(parts.map(\.truth)), parts: parts)
    }
  }

  func trace(_ gate: Gate) -> TraceNode {
    if gate.needed.isEmpty { return gate.when.map(trace) ?? .known([], truth: truth(gate)) }
    let known = TraceNode.known(gate.needed, truth: isGiven(anyOf: gate.needed))
    return gate.when.map { .combination(.all, truth: truth(gate), parts: [trace($0), known]) } ?? known
  }

  /// Returns the absent facts that keep a condition unknown: those of its unknown leaves, computed facts traced to what they read.
  func needs(_ condition: Condition) -> Set<Fact.Index> {
    guard truth(condition) == .unknown else { return [] }
    if condition.children.isEmpty { return absent(condition.facts) }
    return condition.children.reduce(into: []) { $0.formUnion(needs($1)) }
  }

  func needs(_ gate: Gate) -> Set<Fact.Index> {
    guard truth(gate) == .unknown else { return [] }
    return gate.needed.isEmpty ? gate.when.map(needs) ?? [] : absent(Set(gate.needed))
  }

  /// Returns the absent facts to ask about to settle an unknown gate.
  func asks(_ gate: Gate) -> Set<Fact.Index> {
    guard let when = gate.when, truth(gate) == .unknown else { return needs(gate) }
    return needs(gate).intersection(absent(when.askedFacts).union(gate.facts.subtracting(when.facts)))
  }

  /// Whether a fact may have a value for this patient: its `only_when` is not false.
  func canHaveValue(_ fact: Fact.Index) -> Bool {
    vocabulary[fact].onlyWhen.map { truth($0) != .false } ?? true
  }

  private func absent(_ facts: Set<Fact.Index>) -> Set<Fact.Index> { givenFacts(behind: facts) }
}

extension Guideline {
  /// Every condition of the guideline that a decision evaluates.
  var conditions: [Condition] {
    var conditions = stops.compactMap(\.when) + gates.compactMap(\.when) + rules.compactMap(\.when)
    conditions += vetoes.map(\.when) + conflicts.map(\.when)
    conditions += pairings.values.flatMap {
      $0.contraindications.map(\.when) + $0.cautions.compactMap(\.when)
    }
    conditions += evidence.values.flatMap { $0.population.map(\.when) }
    return conditions
  }

  /// Every script that a decision runs, always in the same order, so that the same failing script is named.
  var scripts: [Script] {
    var scripts =
      (stops.compactMap(\.when) + gates.compactMap(\.when) + rules.compactMap(\.when)).flatMap(\.scripts)
    scripts += (vetoes.map(\.when) + conflicts.map(\.when)).flatMap(\.scripts)
    let ofPairings = pairings.values.map { pairing in
      (
        pairing.name,
        (pairing.contraindications.map(\.when) + pairing.cautions.compactMap(\.when)).flatMap(\.scripts)
      )
    }
    scripts += ofPairings.filter { !$1.isEmpty }.sorted { $0.0 < $1.0 }.flatMap(\.1)
    let ofEvidence = evidence.values.map { ($0.name, $0.population.flatMap { $0.when.scripts }) }
    return scripts + ofEvidence.filter { !$1.isEmpty }.sorted { $0.0 < $1.0 }.flatMap(\.1)
  }
}

extension Array {
  /// Returns the elements for which a test holds, and the others, each in order.
  func split(_ holds: (Element) -> Bool) -> (yes: [Element], no: [Element]) {
    (filter(holds), filter { !holds($0) })
  }
}

extension ScriptFailure {
  /// A script returned something other than what it declares.
  init(_ script: Script, wanted: String) {
    self.init(
      script: script.name, place: Place(file: "\(script.pack)/\(script.file)", line: script.line),
      reason: "it must return \(wanted)")
  }
}
