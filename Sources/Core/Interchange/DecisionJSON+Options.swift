internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// The treatments that were considered, and what comes after, as JSON.
extension DecisionJSON {
  func option(_ option: Decision.Option) -> JSONValue {
    [
      "option": .string(option.name), "title": .string(option.title),
      "pairings": .strings(option.pairings.map(\.description)), "standing": .string(option.standing.rawValue),
      "because": .array(
        option.grounds.map {
          .object([
            JSONMember("fact", .string(vocabulary[$0.fact].name)), $0.state.member(of: vocabulary[$0.fact]),
          ])
        }),
      "reason": .text(option.reason), "claims": .array(option.claims.map(claim)),
      "tempered_by": .array(option.temperedBy.map(claim)), "burden": .text(option.burden),
      "for_patient": .string(option.forPatient), "note": .text(option.note),
      "sources": .strings(option.sources),
    ]
  }

  func plan(_ plan: Decision.Plan) -> JSONValue {
    [
      "delivery": .array(
        plan.delivery.map { ["says": .string($0.says), "sources": .strings($0.sources)] }),
      "reassess": .strings(plan.reassess),
      "measure": .array(
        plan.measures.map { measure in
          [
            "fact": .string(vocabulary[measure.fact].name), "known": measure.value.json,
            "error": measure.error.map { error in
              [
                "kind": .string(error.kind.rawValue), "value": .number(error.value),
                "population": .string(error.population), "confirmed": .bool(error.seen != nil),
                "source": .string(error.source),
              ]
            } ?? .null,
          ]
        }),
    ]
  }
}
