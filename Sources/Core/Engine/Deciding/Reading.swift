public import PlumblineGuideline

/// One profile as a guideline reads it: the truth of any condition over the guideline's facts, and what changed copies of the
/// guideline would decide.
public struct Reading: Sendable {
  private let knowledge: Knowledge

  init(_ knowledge: Knowledge) { self.knowledge = knowledge }

  public func truth(_ condition: Condition) -> Truth { knowledge.truth(condition) }
  public func truth(_ gate: Gate) -> Truth { knowledge.truth(gate) }
  /// A fact's value, computed ones included; nil when absent.
  public func value(_ fact: Fact.Index) -> FactValue? { knowledge.values[fact] }

  /// How a condition was decided, node by node.
  public func trace(_ condition: Condition) -> TraceNode { knowledge.trace(condition) }

  public func trace(_ gate: Gate) -> TraceNode { knowledge.trace(gate) }

  /// Whether an answer says the same of two conditions: the same truth, and where it is unknown, because the same facts are missing.
  public func isAlike(_ one: Condition, _ other: Condition) -> Bool {
    let truth = knowledge.truth(one)
    return truth == knowledge.truth(other)
      && (truth != .unknown || knowledge.needs(one) == knowledge.needs(other))
  }

  /// Whether an answer says the same of two gates.
  public func isAlike(_ one: Gate, _ other: Gate) -> Bool {
    knowledge.truth(one) == knowledge.truth(other) && knowledge.needs(one) == knowledge.needs(other)
  }

  /// What a changed copy of the guideline decides, without what is missing. It must have no script that the guideline has not.
  public func decision(of guideline: Guideline, asOf: Day) -> Decision {
    let selection = Selection(guideline, knowledge)
    return Wording(guideline: guideline, knowledge: knowledge, selection: selection).decision(asOf: asOf)
  }

  /// The facts that could still change the answer of a changed copy of the guideline.
  public func missing(of guideline: Guideline) -> [MissingFact] {
    MissingAnalysis(guideline).missing(knowledge, Selection(guideline, knowledge))
  }
}

extension Evaluator {
  /// How the guideline reads one profile. Throws what a failing script throws.
  public func reading(_ profile: Profile) throws -> Reading {
    Reading(try Knowledge(profile, guideline, run))
  }

  /// The facts that could still change the signature, worked out within another budget than a decision's: for whoever looks
  /// at many profiles before one question.
  package func missing(
    _ profile: Profile, closed: Set<Fact.Index>, within budget: AnalysisBudget
  ) throws -> [MissingFact] {
    let (knowledge, selection) = try selected(profile)
    return missing(knowledge, selection, closed: closed, within: budget).facts
  }

  /// The decision but for what is missing, which costs most of the time: for whoever holds many guidelines against the same
  /// profiles.
  public func decideWithoutMissing(_ profile: Profile, asOf: Day) throws -> Decision {
    try reading(profile).decision(of: guideline, asOf: asOf)
  }
}
