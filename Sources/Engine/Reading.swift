public import Guideline

/// One profile as a guideline reads it: the truth of any condition over the guideline's facts.
public struct Reading {
  private let knowledge: Knowledge

  init(_ knowledge: Knowledge) { self.knowledge = knowledge }

  public func truth(_ condition: Condition) -> Truth { knowledge.truth(condition) }
  public func truth(_ gate: Gate) -> Truth { knowledge.truth(gate) }
  /// A fact's value, computed ones included; nil when absent.
  public func value(_ fact: Fact.Index) -> FactValue? { knowledge.values[fact] }

  /// How a condition was decided, node by node.
  public func trace(_ condition: Condition) -> TraceNode { knowledge.trace(condition) }
}

extension Evaluator {
  /// How the guideline reads one profile. Throws what a failing script throws.
  public func reading(_ profile: Profile) throws -> Reading {
    Reading(try Knowledge(profile, guideline, run))
  }

  /// The decision but for what is missing, which costs most of the time: for whoever holds many guidelines against the same
  /// profiles.
  public func decideWithoutMissing(_ profile: Profile, asOf: String) throws -> Decision {
    let knowledge = try Knowledge(profile, guideline, run)
    let selection = Selection(guideline, knowledge)
    return Wording(guideline: guideline, knowledge: knowledge, selection: selection).decision(asOf: asOf)
  }
}
