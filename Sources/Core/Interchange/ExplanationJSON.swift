public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineJSON

/// Writes explanations as JSON: the contract of `Documentation/explanation.schema.json`, canonical (RFC 8785).
public struct ExplanationJSON {
  private let guideline: Guideline
  private let nodes: ConditionJSON
  private var vocabulary: Vocabulary { guideline.vocabulary }

  public init(_ guideline: Guideline) {
    self.guideline = guideline
    nodes = ConditionJSON(vocabulary: guideline.vocabulary)
  }

  /// Returns the printed line.
  public func line(_ explanation: Explanation) -> [UInt8] { value(explanation).canonical + [10] }

  /// Returns the printed line for the explanations of several guidelines' answers; of one guideline in force, its explanation.
  public static func line(
    _ explained: [(guideline: Guideline, explanation: Explanation)], isSingle: Bool
  ) -> [UInt8] {
    let values = explained.map { ExplanationJSON($0.guideline).value($0.explanation) }
    if isSingle, let value = values.first { return value.canonical + [10] }
    let named = zip(explained, values).map { $1.adding("guideline_id", .string($0.guideline.domain.name)) }
    let joint: JSONValue = ["schema": 1, "kind": "explanations", "explanations": .array(named)]
    return joint.canonical + [10]
  }

  public func value(_ explanation: Explanation) -> JSONValue {
    let decision = explanation.why.decision
    return [
      "schema": 1, "kind": "explanation", "profile": .text(decision.profile),
      "as_of": .string(decision.asOf.description),
      "answer": answer(decision), "why": why(explanation.why),
      "why_not": .array(explanation.whyNot.map(whyNot)),
      "what_if": explanation.whatIf.map(whatIf) ?? .null,
      "guideline": DecisionJSON(guideline).value(decision)["guideline"] ?? .null,
      "engine": .string(Evaluator.version),
    ]
  }

  private func name(_ fact: Fact.Index) -> JSONValue { .string(vocabulary[fact].name) }

  /// Returns the decision in short; `recommend` prints the whole.
  private func answer(_ decision: Decision) -> JSONValue {
    let alternatives = decision.recommendations.filter { $0.role == .alternative }
    return [
      "decision": .string(decision.disposition.rawValue),
      "primary": .text(decision.primary?.pairing.description),
      "alternatives": .strings(alternatives.map(\.pairing.description)),
      "alerts": .strings(decision.alerts.map(\.id)), "gates": .strings(decision.gates.map(\.id)),
      "claims": .array(
        decision.recommendations.flatMap { recommendation in
          recommendation.claims.map { claim in
            [
              "pairing": .string(recommendation.pairing.description),
              "evidence": .string(claim.evidence.name),
              "certainty": .string(claim.certainty.rawValue),
              "start": .string(claim.evidence.certainty.rawValue),
            ]
          }
        }),
      "missing": .array(decision.missing.map { name($0.fact) }),
    ]
  }

  // MARK: why

  private func why(_ why: Why) -> JSONValue {
    [
      "gates": .array(why.gates.map(gate)), "rules": .array(why.rules.map(rule)),
      "vetoes": .array(why.vetoes.map(veto)),
      "conflicts": .array(
        why.conflicts.map { ["id": .string($0.id), "condition": nodes.value($0.condition)] }),
      "fragile": .array(
        why.fragile.map {
          [
            "fact": name($0.fact), "reading": .number($0.reading), "changes_answer": .bool($0.changesAnswer),
          ]
        }),
      "rationale": .array(why.rationales.map(rationale)),
    ]
  }

  private func gate(_ reading: Why.GateReading) -> JSONValue {
    let kind: (String, String?, String?) =
      switch reading.gate.kind {
      case .stop(let urgency): ("stop", urgency.rawValue, nil)
      case .defer(let stage): ("defer", nil, stage.name)
      case .exclude(let stage): ("exclude", nil, stage.name)
      case .needData(let stage, _): ("need_data", nil, stage.name)
      }
    return [
      "id": .string(reading.gate.id), "title": .string(reading.gate.title), "kind": .string(kind.0),
      "urgency": .text(kind.1), "stage": .text(kind.2), "truth": .string(reading.condition.truth.word),
      "decided": .bool(reading.decided), "condition": nodes.value(reading.condition),
    ]
  }

  private func rule(_ reading: Why.RuleReading) -> JSONValue {
    let place: (slot: String?, rank: Int?) =
      if case .candidate(let slot, let rank) = reading.rule.role { (slot, rank) } else { (nil, nil) }
    let standing: (word: String, by: [String], needs: [Fact.Index]) =
      switch reading.standing {
      case .joined: ("joined", [], [])
      case .supports: ("supports", [], [])
      case .alternative: ("alternative", [], [])
      case .outranked(let by): ("outranked", [by], [])
      case .vetoed(let by): ("vetoed", by, [])
      case .passedOver(let by, let winner): ("passed-over", by + [winner], [])
      case .held: ("held", [], [])
      case .undecided(let needs): ("undecided", [], needs)
      case .notTrue: ("not-true", [], [])
      }
    return [
      "id": .string(reading.rule.id), "title": .string(reading.rule.title),
      "recommends": .string(reading.rule.recommends.description), "slot": .text(place.slot),
      "rank": place.rank.map { .number($0) } ?? .null,
      "truth": .string(reading.condition.truth.word), "standing": .string(standing.word),
      "by": .strings(standing.by), "needs": .array(standing.needs.map(name)),
      "nearest_miss": .array(reading.condition.nearestMiss.map(nodes.value)),
      "condition": nodes.value(reading.condition),
    ]
  }

  private func veto(_ reading: Why.VetoReading) -> JSONValue {
    [
      "id": .string(reading.id), "title": .string(reading.title), "against": .string(reading.against),
      "truth": .string(reading.condition.truth.word), "condition": nodes.value(reading.condition),
    ]
  }

  private func rationale(_ rationale: PairingRationale) -> JSONValue {
    func statements(_ statements: [PairRationale.Statement]) -> JSONValue {
      .array(statements.map { ["says": .string($0.says), "sources": .strings($0.sources)] })
    }
    return [
      "pairing": .string(rationale.pairing.description),
      "parts": .array(
        rationale.parts.map { part in
          [
            "part": .string(part.name), "adds": statements(part.adds),
            "lost_without": statements(part.lostWithout),
          ]
        }),
    ]
  }

  // MARK: why not

  private func whyNot(_ whyNot: WhyNot) -> JSONValue {
    var value: [JSONMember] = [
      JSONMember("pairing", .string(whyNot.pairing.description)),
      JSONMember("as", .string(whyNot.place.rawValue)),
      JSONMember("gates", .array(whyNot.gates.map(gate))),
      JSONMember("rules", .array(whyNot.rules.map(rule))),
      JSONMember("in_front", .array(whyNot.inFront.map(rule))),
      JSONMember("vetoes", .array(whyNot.vetoes.map(veto))),
    ]
    func add(_ answer: String, _ members: [JSONMember] = []) {
      value += [JSONMember("answer", .string(answer))] + members
    }
    switch whyNot.answer {
    case .shownAlready(let role): add("shown-already", [JSONMember("role", .string(role.rawValue))])
    case .notWorkedOut(let reason): add("not-worked-out", [JSONMember("reason", .string(reason.description))])
    case .never(.noRule): add("never", [JSONMember("because", "no-rule"), JSONMember("reasons", .array([]))])
    case .never(.onlyWithLess):
      add("never", [JSONMember("because", "only-with-less"), JSONMember("reasons", .array([]))])
    case .never(.nobody(let reasons)):
      let rules = reasons.map { reason -> JSONValue in
        ["rule": .string(reason.rule), "reason": .string(Self.word(reason.reason))]
      }
      add("never", [JSONMember("because", "nobody"), JSONMember("reasons", .array(rules))])
    case .ways(let ways):
      add(
        "ways",
        [
          JSONMember("count", .number(ways.count)),
          JSONMember("searched", .number(ways.searched)),
          JSONMember("complete", .bool(ways.isComplete)), JSONMember("ways", .array(ways.listed.map(way))),
        ])
    }
    return .object(value)
  }

  private static func word(_ reason: WhyNot.RuleReason.Reason) -> String {
    switch reason {
    case .neverTrue: "never-true"
    case .alwaysVetoed: "always-vetoed"
    case .alwaysGated: "always-gated"
    case .alwaysOutranked: "always-outranked"
    }
  }

  private func way(_ way: WhyNot.Way) -> JSONValue {
    [
      "changes": .array(way.changes.map(change)), "turns": .array(way.turns.map(turn)),
      "pairing": .string(way.pairing.description), "role": .string(way.role.rawValue),
    ]
  }

  private func change(_ change: WhyNot.Change) -> JSONValue {
    let works = change.works.map { values -> JSONValue in
      switch values {
      case .value(let value): ["value": value.json]
      case .range(let low, let high): ["low": .number(low), "high": .number(high)]
      }
    }
    return [
      "fact": name(change.fact), "from": nodes.state(change.from, of: change.fact), "to": change.to.json,
      "works": .array(works), "lever": .bool(change.isLever),
    ]
  }

  // MARK: what if

  private func whatIf(_ whatIf: WhatIf) -> JSONValue {
    [
      "changes": .array(
        whatIf.changes.map {
          [
            "fact": name($0.fact), "from": nodes.state($0.from, of: $0.fact),
            "to": nodes.state($0.to, of: $0.fact),
          ]
        }),
      "same_answer": .bool(whatIf.isSameAnswer), "before": answer(whatIf.before),
      "after": answer(whatIf.after), "turns": .array(whatIf.turns.map(turn)),
    ]
  }

  private func turn(_ turn: Turn) -> JSONValue {
    [
      "site": .string(turn.site.words), "title": .string(turn.title), "from": .string(turn.from.word),
      "to": .string(turn.to.word),
      "comparisons": .array(
        turn.leaves.map { ["before": nodes.value($0.before), "after": nodes.value($0.after)] }),
    ]
  }
}
