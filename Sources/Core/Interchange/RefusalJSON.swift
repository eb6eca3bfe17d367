public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineJSON

/// Writes refusals as JSON: the stops to act on, then all problems.
public struct RefusalJSON {
  private let vocabulary: Vocabulary

  public init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// Returns the refusal without `record_status` and `record`, which `DecisionJSON.line` adds.
  public func value(_ refusal: Refusal) -> JSONValue {
    guard case .object(let members) = members(refusal), !refusal.notices.isEmpty else {
      return members(refusal)
    }
    return .object(members + [JSONMember("notices", DecisionJSON.notices(refusal.notices, vocabulary))])
  }

  private func members(_ refusal: Refusal) -> JSONValue {
    [
      "schema": 1, "decision": "refused", "refused": .string(refusal.subject.rawValue),
      "profile": refusal.profile.map { .string($0) } ?? .null, "as_of": .string(refusal.asOf.description),
      "alerts": .array(refusal.alerts.map(DecisionJSON.alert)),
      "possible_alerts": .array(
        refusal.possible.map { possible in
          [
            "id": .string(possible.id), "urgency": .string(possible.urgency.rawValue),
            "title": .string(possible.title), "reason": .string(possible.reason.rawValue),
            "facts": .array(possible.facts.map { .string(vocabulary[$0].name) }),
          ]
        }),
      "open_stops": .array(refusal.open.map { .string($0) }),
      "problems": .array(
        refusal.problems.map { problem in
          [
            "place": problem.place.map { .string($0) } ?? .null, "path": .string(problem.path),
            "message": .string(problem.message),
          ]
        }),
      "engine": .string(Evaluator.version),
    ]
  }
}
