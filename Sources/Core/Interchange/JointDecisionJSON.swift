public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineJSON

/// Writes the answers of all guidelines in force as JSON: of one guideline its decision, of several one object with the stops of all,
/// each one's decision, and how they relate (Documentation/Decision.md, *several guidelines*).
public struct JointDecisionJSON {
  private let guidelines: Guidelines

  public init(_ guidelines: Guidelines) { self.guidelines = guidelines }

  /// Returns the answers without `record_status` and `record`, which `DecisionJSON.line` adds.
  public func value(_ joint: JointDecision) -> JSONValue {
    if let decision = joint.only { return DecisionJSON(guidelines.members[0].guideline).value(decision) }
    return [
      "schema": 1, "profile": joint.profile.map { .string($0) } ?? .null,
      "as_of": .string(joint.asOf.description),
      "alerts": .array(joint.alerts.map { Self.adding($0.guideline, to: DecisionJSON.alert($0.alert)) }),
      "decisions": .array(joint.parts.map { part($0, joint) }),
      "relations": .array(joint.relations.map(relation)),
      "engine": .string(Evaluator.version),
    ]
  }

  private func part(_ part: JointDecision.Part, _ joint: JointDecision) -> JSONValue {
    switch part.outcome {
    case .decided(let decision):
      guard let guideline = guidelines[part.guideline]?.guideline else { return .null }
      return Self.adding(part.guideline, to: DecisionJSON(guideline).value(decision))
    case .failed(let failure):
      return Self.adding(
        part.guideline,
        to: [
          "schema": 1, "decision": "failed", "script": .string(failure.script),
          "place": .string(failure.place.description),
          "reason": .string(failure.reason),
        ])
    }
  }

  private static func adding(_ guideline: String, to value: JSONValue) -> JSONValue {
    value.adding("guideline_id", .string(guideline))
  }

  private func relation(_ relation: Relation) -> JSONValue {
    [
      "kind": .string(relation.kind.rawValue), "parts": .strings(relation.parts),
      "guidelines": .array(
        relation.sides.map {
          ["guideline_id": .string($0.guideline), "stance": .string($0.stance.word), "by": .strings($0.by)]
        }),
    ]
  }
}

extension JSONValue {
  /// Returns an object with one more member; as it is without a value.
  func adding(_ key: String, _ value: JSONValue?) -> JSONValue {
    guard let value, case .object(let members) = self else { return self }
    return .object(members + [JSONMember(key, value)])
  }
}
