public import Guideline

/// Runs a script with the facts that it reads; nil when its answer is unknown. Throws when the script fails.
public typealias ScriptRunner = @Sendable (Script, (Fact.Index) -> FactValue?) throws -> FactValue?

/// What is known of one patient: the profile's facts, the computed ones, and the answers of scripts.
struct Knowledge {
  let vocabulary: Vocabulary
  let profile: Profile
  private(set) var values: [FactValue?]
  private(set) var scripted: [Script: Truth] = [:]

  /// A script that gave something other than what it declares to give.
  struct ScriptDefect: Error, CustomStringConvertible {
    var script: String
    var wanted: String
    var description: String { "script '\(script)' must give \(wanted)" }
  }

  /// Works out every computed fact and scripted condition of the guideline. Throws what a failing script throws.
  init(_ profile: Profile, _ guideline: Guideline, _ run: ScriptRunner) throws {
    vocabulary = guideline.vocabulary
    self.profile = profile
    values = profile.states.map(\.value)
    try compute(run)
    for script in guideline.scripts where scripted[script] == nil {
      let known = values
      switch try run(script, { known[$0] }) {
      case nil: scripted[script] = .unknown
      case .boolean(let flag)?: scripted[script] = Truth(flag)
      default: throw ScriptDefect(script: script.name, wanted: "true, false or nil")
      }
    }
  }

  /// Computed facts may read computed facts: each is worked out once all that it reads have been.
  private mutating func compute(_ run: ScriptRunner) throws {
    // In the order of facts, as far as what they read lets them: those that read nothing computed first, then those that read
    // only such, and so on.
    let computed = vocabulary.facts.indices.filter { vocabulary[$0].computation != nil }
    if computed.isEmpty { return }
    let isComputed = Set(computed)
    var open: [Fact.Index: Int] = [:]
    var readers: [Fact.Index: [Fact.Index]] = [:]
    for index in computed {
      let reads = Set(vocabulary[index].computation?.reads ?? []).filter(isComputed.contains)
      open[index] = reads.count
      for read in reads { readers[read, default: []].append(index) }
    }
    var ready = computed.filter { open[$0] == 0 }
    var left = computed.count
    while !ready.isEmpty {
      var next: [Fact.Index] = []
      for index in ready {
        try compute(index, run)
        left -= 1
        for reader in readers[index] ?? [] {
          open[reader, default: 0] -= 1
          if open[reader] == 0 { next.append(reader) }
        }
      }
      ready = next.sorted()
    }
    if left > 0, let blocked = computed.first(where: { open[$0, default: 0] > 0 }) {
      throw ScriptDefect(
        script: vocabulary[blocked].name, wanted: "a value that does not depend on itself")
    }
  }

  private mutating func compute(_ index: Fact.Index, _ run: ScriptRunner) throws {
    guard let script = vocabulary[index].computation else { return }
    let known = values
    let value = try run(script, { known[$0] })
    if let value, !vocabulary[index].allows(value) {
      throw ScriptDefect(script: script.name, wanted: vocabulary[index].allowed)
    }
    values[index] = value
  }

  func state(_ index: Fact.Index) -> FactState {
    values[index].map { .known($0) } ?? profile[index]
  }

  // MARK: truth, and how it came about

  func truth(_ condition: Condition) -> Truth {
    condition.truth({ values[$0] }, scripts: { scripted[$0] ?? .unknown })
  }

  func truth(_ gate: Gate) -> Truth {
    var truths = gate.when.map { [truth($0)] } ?? []
    if case .needData(_, let anyOf) = gate.kind, !anyOf.isEmpty {
      truths.append(anyOf.contains { values[$0] != nil } ? .false : .unknown)
    }
    return .any(truths)
  }

  /// How a condition was decided, node by node.
  func trace(_ condition: Condition) -> TraceNode {
    switch condition {
    case .comparison(let comparison):
      return .comparison(comparison, truth: truth(condition), known: state(comparison.fact))
    case .scripted(let script): return .script(script, truth: truth(condition))
    default:
      let parts = condition.children.map(trace)
      return .combination(word: condition.word, truth: condition.combined(parts.map(\.truth)), parts: parts)
    }
  }

  func trace(_ gate: Gate) -> TraceNode {
    if case .needData(_, let anyOf) = gate.kind, !anyOf.isEmpty { return .known(anyOf, truth: truth(gate)) }
    return gate.when.map(trace) ?? .known([], truth: truth(gate))
  }

  /// The absent facts that keep a condition unknown: those of its unknown leaves, computed facts traced to what they read.
  func needs(_ condition: Condition) -> Set<Fact.Index> {
    guard truth(condition) == .unknown else { return [] }
    if condition.children.isEmpty { return absent(condition.facts) }
    return condition.children.reduce(into: []) { $0.formUnion(needs($1)) }
  }

  func needs(_ gate: Gate) -> Set<Fact.Index> {
    guard truth(gate) == .unknown else { return [] }
    var facts = gate.when.map(needs) ?? []
    if case .needData(_, let anyOf) = gate.kind { facts.formUnion(absent(Set(anyOf))) }
    return facts
  }

  private func absent(_ facts: Set<Fact.Index>) -> Set<Fact.Index> { givenFacts(behind: facts) }
}

extension Guideline {
  /// Every condition of the guideline that a decision looks at.
  var conditions: [Condition] {
    var conditions = stops.compactMap(\.when) + gates.compactMap(\.when) + rules.compactMap(\.when)
    conditions += vetoes.map(\.when) + conflicts.map(\.when)
    conditions += pairings.values.flatMap {
      $0.contraindications.map(\.when) + $0.cautions.compactMap(\.when)
    }
    conditions += evidence.values.flatMap { $0.population.map(\.when) }
    return conditions
  }

  /// Every script that a decision looks at, in the same order wherever it is asked for: one that fails is named.
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
  /// The elements for which a test holds, and the others, each in order.
  func split(_ holds: (Element) -> Bool) -> (yes: [Element], no: [Element]) {
    (filter(holds), filter { !holds($0) })
  }
}
