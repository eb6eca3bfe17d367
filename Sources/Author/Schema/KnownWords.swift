internal import PlumblineGuideline

/// The names that answers of the guidelines in force can hold.
struct KnownWords {
  /// Whether there are several guidelines.
  let isJoint: Bool
  let guidelines: [String]
  let facts: [String]
  /// Stops and gates.
  let gates: [String]
  let rules: [String]
  let evidence: [String]
  let outcomes: [String]
  let timepoints: [String]
  let stages: [String]
  let options: [String]

  init(_ together: Guidelines) {
    let all = together.members.map(\.guideline)
    isJoint = together.only == nil
    guidelines = together.members.map(\.id)
    facts = together.vocabulary.facts.map(\.name)
    gates = all.flatMap { ($0.stops + $0.gates).map(\.id) }
    rules = all.flatMap { ($0.rules + ($0.otherwise.map { [$0] } ?? [])).map(\.id) }
    evidence = all.flatMap(\.evidence.keys)
    outcomes = all.flatMap { $0.domain.outcomes.map(\.name) }
    timepoints = all.flatMap { $0.domain.allTimepoints.map(\.name) }
    stages = all.flatMap { $0.domain.stages.map(\.name) }
    options = all.flatMap(\.domain.options)
  }

  /// The definitions of these names, for `Shape.ref`.
  var definitions: [(String, Shape)] {
    [
      ("fact", .words(facts).described("A fact of the vocabulary in force.")),
      ("facts", .list(.ref("fact"))),
      ("gateId", .words(gates).described("A stop or gate of the packs in force.")),
      ("ruleId", .words(rules).described("A rule of the packs in force.")),
    ]
  }
}
