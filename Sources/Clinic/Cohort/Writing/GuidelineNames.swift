internal import PlumblineEngine
internal import PlumblineGuideline

/// The names for the numbers in a ``CohortAnswer``.
struct GuidelineNames: Sendable {
  /// Stops, then gates.
  let gates: [String]
  /// The urgencies of the stops.
  let urgencies: [String]
  let rules: [String]
  let evidence: [String]
  let facts: [String]
  let conflicts: [String]

  init(_ compiled: CompiledGuideline) {
    let guideline = compiled.guideline
    gates = (guideline.stops + guideline.gates).map(\.id)
    urgencies = guideline.stops.map { if case .stop(let urgency) = $0.kind { urgency.rawValue } else { "" } }
    rules = guideline.rules.map(\.id)
    evidence = compiled.evidence.map(\.name)
    facts = guideline.vocabulary.facts.map(\.name)
    conflicts = guideline.conflicts.map(\.id)
  }

  /// Returns the conflicts of an answer with the names that its decision uses.
  func conflicts(of answer: CohortAnswer) -> [String] {
    answer.conflicts.map { conflicts[$0] } + answer.rivalries.map { "\(rules[$0.chosen]) \(rules[$0.other])" }
  }
}
