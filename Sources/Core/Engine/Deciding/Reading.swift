public import PlumblineGuideline

/// One profile as a guideline reads it: the truth of any condition over the guideline's facts, and the decisions of changed
/// copies of the guideline.
public struct Reading: Sendable {
  private let knowledge: Knowledge

  init(_ knowledge: Knowledge) { self.knowledge = knowledge }

  public func truth(_ condition: Condition) -> Truth { knowledge.truth(condition) }
  public func truth(_ gate: Gate) -> Truth { knowledge.truth(gate) }
  /// Returns a fact's value, computed ones included; nil if it is absent.
  public func value(_ fact: Fact.Index) -> FactValue? { knowledge.values[fact] }
  /// Returns what is known of a fact, with what other answers leave of it.
  public func state(_ fact: Fact.Index) -> FactState { knowledge.state(fact) }

  /// Returns how a condition was decided, node by node.
  public func trace(_ condition: Condition) -> TraceNode { knowledge.trace(condition) }

  public func trace(_ gate: Gate) -> TraceNode { knowledge.trace(gate) }

  /// Whether an answer reports two conditions alike: with the same truth and, if that is unknown, with the same missing facts.
  public func isAlike(_ one: Condition, _ other: Condition) -> Bool {
    let truth = knowledge.truth(one)
    return truth == knowledge.truth(other)
      && (truth != .unknown || knowledge.needs(one) == knowledge.needs(other))
  }

  /// Whether an answer reports two gates alike.
  public func isAlike(_ one: Gate, _ other: Gate) -> Bool {
    knowledge.truth(one) == knowledge.truth(other) && knowledge.needs(one) == knowledge.needs(other)
      && knowledge.asks(one) == knowledge.asks(other)
  }

  /// Returns the decision of a changed copy of the guideline, without missing facts. The copy must not have scripts of its own.
  public func decision(of guideline: Guideline, asOf: Day) -> Decision {
    let selection = Selection(guideline, knowledge)
    return Wording(guideline: guideline, knowledge: knowledge, selection: selection).decision(asOf: asOf)
  }

  /// Returns what a guideline selects: the oracle for whatever works it out for many patients at once.
  package func selection(of guideline: Guideline) -> Selection { Selection(guideline, knowledge) }

  /// Returns the facts that could still change the answer of a changed copy of the guideline.
  public func missing(of guideline: Guideline) -> [MissingFact] {
    MissingAnalysis(guideline).missing(knowledge, Selection(guideline, knowledge))
  }
}

extension Evaluator {
  /// Returns the reading of one profile. Throws the error of a failing script.
  public func reading(_ profile: Profile) throws -> Reading {
    Reading(try Knowledge(profile, guideline, run))
  }

  /// Returns the facts that could still change the signature, worked out within another budget than a decision's: for callers
  /// that try many profiles before one question.
  package func missing(
    _ profile: Profile, closed: Set<Fact.Index>, within budget: AnalysisBudget
  ) throws -> [MissingFact] {
    let (knowledge, selection) = try selected(profile)
    return missing(knowledge, selection, closed: closed, within: budget).facts
  }

  /// Returns the decision without its missing facts, which take most of the time: for callers that run many guidelines on the
  /// same profiles.
  public func decideWithoutMissing(_ profile: Profile, asOf: Day) throws -> Decision {
    try reading(profile).decision(of: guideline, asOf: asOf)
  }
}
