public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineJSON

/// Writes decisions as JSON: the contract of Documentation/Decision.md, canonical (RFC 8785) but for `record_status` and
/// `record`, which come last.
public struct DecisionJSON {
  private let guideline: Guideline
  var vocabulary: Vocabulary { guideline.vocabulary }
  /// Where the facts of the decision's profile came from.
  private var origins: [Fact.Index: Origin] = [:]

  public init(_ guideline: Guideline) { self.guideline = guideline }

  /// Returns the decision's bytes without `record_status` and `record`, over which a digest is taken.
  public func canonical(_ decision: Decision) -> [UInt8] { value(decision).canonical }

  /// Returns the printed line: the canonical text with `record_status` and `record` as its last members.
  ///
  /// - Parameters:
  ///   - status: `recorded`, `declined` or `failed`; nil to leave the member out, as engines before 0.2 did.
  ///   - record: the record's name, if there is a record.
  public static func line(_ decision: JSONValue, status: String?, record: String?) -> [UInt8] {
    let status = status.map { Array(",\"record_status\":".utf8) + JSONValue.string($0).canonical } ?? []
    let record = record.map { JSONValue.string($0) } ?? .null
    return decision.canonical.dropLast() + status + Array(",\"record\":".utf8) + record.canonical
      + Array("}\n".utf8)
  }

  /// Returns the decision without `record_status` and `record`.
  public func value(_ decision: Decision) -> JSONValue {
    var writer = self
    writer.origins = decision.origins
    return writer.complete(decision)
  }

  private func complete(_ decision: Decision) -> JSONValue {
    let value = members(decision)
    guard case .object(let members) = value else { return value }
    // Only if they apply, so that all other answers keep their bytes.
    var others: [JSONMember] = []
    if !decision.isAnalysed { others.append(JSONMember("analysis", "not-analysed")) }
    if !decision.notAsked.isEmpty { others.append(JSONMember("not_asked", names(decision.notAsked))) }
    if !decision.options.isEmpty {
      others.append(JSONMember("options", .array(decision.options.map(option))))
    }
    if let plan = decision.plan { others.append(JSONMember("plan", self.plan(plan))) }
    if !decision.narrowed.isEmpty {
      others.append(JSONMember("narrowed", .array(decision.narrowed.map { $0.json(vocabulary) })))
    }
    if !decision.notices.isEmpty {
      others.append(JSONMember("notices", Self.notices(decision.notices, vocabulary)))
    }
    return .object(members + others)
  }

  private func members(_ decision: Decision) -> JSONValue {
    [
      "schema": 1,
      "profile": decision.profile.map { .string($0) } ?? .null,
      "as_of": .string(decision.asOf.description),
      "decision": .string(decision.disposition.rawValue),
      "recommendations": .array(decision.recommendations.map(recommendation)),
      "advised_against": .array(
        decision.advisedAgainst.map {
          [
            "rule": .string($0.id), "part": .string($0.part), "title": .string($0.title),
            "because": .string($0.because), "sources": .strings($0.sources),
          ]
        }),
      "alerts": .array(decision.alerts.map(Self.alert)),
      "gates": .array(decision.gates.map(gate)),
      "undecided": .array(
        decision.undecided.map {
          ["rule": .string($0.rule), "title": .string($0.title), "needs": names($0.needs)]
        }),
      "conflicts": .array(
        decision.conflicts.map {
          ["id": .string($0.id), "title": .string($0.title), "because": .string($0.because)]
        }),
      "cautions": .strings(decision.cautions),
      "missing": .array(decision.missing.map(missing)),
      "trace": .array(decision.trace.map(entry)),
      "guideline": [
        "packs": .array(
          guideline.packs.map {
            ["id": .string($0.id), "version": .string($0.version.description), "digest": .string($0.digest)]
          }),
        "adaptations": .array(guideline.adaptations.map(adaptation)),
      ],
      "engine": .string(Evaluator.version),
    ]
  }

  // MARK: parts

  private func names(_ facts: [Fact.Index]) -> JSONValue { .strings(facts.map { vocabulary[$0].name }) }

  private func gate(_ finding: Decision.GateFinding) -> JSONValue {
    [
      "id": .string(finding.id), "truth": .string(finding.truth.word), "title": .string(finding.title),
      "because": .string(finding.because), "action": .string(finding.action),
      "sources": .strings(finding.sources),
      "needs": names(finding.needs),
    ]
  }

  private func recommendation(_ recommendation: Decision.Recommendation) -> JSONValue {
    guard case .object(var members) = members(recommendation) else { return .null }
    if !recommendation.watch.isEmpty { members.append(JSONMember("watch", .strings(recommendation.watch))) }
    if let rule = recommendation.outrankedBy { members.append(JSONMember("outranked_by", .string(rule))) }
    if !recommendation.passedOver.isEmpty {
      members.append(JSONMember("passed_over", .array(recommendation.passedOver.map(passedOver))))
    }
    if !recommendation.parts.isEmpty {
      members.append(JSONMember("parts", .array(recommendation.parts.map(part))))
    }
    if !recommendation.actions.isEmpty {
      members.append(JSONMember("actions", .array(recommendation.actions.map(action))))
    }
    return .object(members)
  }

  private func passedOver(_ reason: Decision.PassedOver) -> JSONValue {
    [
      "id": .string(reason.id), "part": .string(reason.part), "title": .string(reason.title),
      "because": .string(reason.because), "action": .text(reason.action), "sources": .strings(reason.sources),
    ]
  }

  private func part(_ part: Decision.Part) -> JSONValue {
    [
      "part": .string(part.part), "strength": .string(part.strength.rawValue),
      "claims": .strings(part.claims), "rules": .strings(part.rules),
    ]
  }

  private func action(_ action: Pairing.Action) -> JSONValue {
    [
      "kind": .string(action.kind.rawValue), "says": .string(action.says),
      "coding": .array(
        action.coding.map {
          [
            "system": .string($0.system), "code": .string($0.code), "display": .string($0.display),
            "confirmed": .bool($0.confirmed),
          ]
        }),
      "dose": .text(action.dose), "frequency": .text(action.frequency), "monitor": .text(action.monitor),
      "review_after": .text(action.reviewAfter), "sources": .strings(action.sources),
    ]
  }

  private func members(_ recommendation: Decision.Recommendation) -> JSONValue {
    [
      "pairing": .string(recommendation.pairing.description), "title": .string(recommendation.title),
      "consists_of": .strings(recommendation.what), "for_patient": .strings(recommendation.forPatient),
      "role": .string(recommendation.role.rawValue), "strength": .string(recommendation.strength.rawValue),
      "direction": "for", "claims": .array(recommendation.claims.map(claim)),
      "because": .string(recommendation.because.joined(separator: " ")),
      "rules": .strings(recommendation.rules),
      "cautions": .strings(recommendation.cautions), "sources": .strings(recommendation.sources),
    ]
  }

  func claim(_ claim: Claim) -> JSONValue {
    let item = claim.evidence
    let effect: JSONValue =
      item.effect.map { effect in
        [
          "measure": .string(effect.measure), "value": .number(effect.value), "ci_low": .number(effect.low),
          "ci_high": .number(effect.high), "better": .string(effect.better.rawValue),
          "comparator": .string(item.comparator),
        ]
      } ?? .null
    return [
      "evidence": .string(item.name), "outcome": .string(item.outcome.name),
      "timepoint": .string(item.timepoint.name), "certainty": .string(claim.certainty.rawValue),
      "start": .string(item.certainty.rawValue), "adjustments": .array(claim.adjustments.map(adjustment)),
      "asked": .strings(claim.asked), "at_limit": .bool(claim.isAtLimit), "effect": effect,
      "effect_confirmed": .bool(item.effect?.seen != nil),
      "rating_confirmed": .bool(item.certaintySeen != nil), "source": .string(item.source),
    ]
  }

  private func adjustment(_ adjustment: Claim.Adjustment) -> JSONValue {
    switch adjustment.reason {
    case .ratingNotConfirmed:
      ["reason": "rating-not-confirmed", "to": .string(adjustment.to.rawValue)]
    case .population(let says, let truth):
      [
        "reason": "population", "criterion": .string(says), "truth": .string(truth.word),
        "to": .string(adjustment.to.rawValue),
      ]
    }
  }

  private func missing(_ missing: MissingFact) -> JSONValue {
    let fact = vocabulary[missing.fact]
    return .object(
      [
        JSONMember("fact", .string(fact.name)), JSONMember("question", .string(fact.question)),
        JSONMember("could_change", .strings(missing.couldChange.map(\.rawValue))),
        JSONMember("exact", .bool(missing.exact)),
        JSONMember("example", missing.example.map(example) ?? .null),
      ]
        + (missing.leadsTo.isEmpty
          ? [] : [JSONMember("leads_to", .strings(missing.leadsTo.map(\.description)))]))
  }

  private func example(_ example: MissingFact.Example) -> JSONValue {
    let others = example.others.map { JSONMember(vocabulary[$0.key].name, $0.value.json) }
    return ["value": example.value.json, "with": .object(others.sorted { $0.key < $1.key })]
  }

  private func adaptation(_ adaptation: Adaptation) -> JSONValue {
    [
      "id": .string(adaptation.id), "target": .string(adaptation.target),
      "fact": .string(vocabulary[adaptation.fact].name), "from": adaptation.from.json,
      "to": adaptation.to.json,
      "reason": .string(adaptation.reason), "approved_by": .string(adaptation.approvedBy),
      "approved_on": .string(adaptation.approvedOn.description),
    ]
  }

  // MARK: trace

  /// Returns how one rule or gate was decided.
  public func entry(_ entry: TraceEntry) -> JSONValue {
    [
      "rule": .string(entry.id), "kind": .string(entry.kind.rawValue), "truth": .string(entry.truth.word),
      "condition": trace(entry.condition),
    ]
  }

  /// Returns how one condition was decided, node by node.
  public func trace(_ node: TraceNode) -> JSONValue {
    switch node {
    case .combination(let combination, let truth, let parts):
      return .object(
        [
          JSONMember("kind", .string(combination.rawValue)), JSONMember("truth", .string(truth.word)),
          JSONMember("of", .array(parts.map(trace))),
        ] + (combination.isMonotone ? [] : [JSONMember("monotone", false)]))
    case .script(let script, let truth):
      return [
        "kind": "scripted", "name": .string(script.name), "says": .string(script.says),
        "reads": names(script.reads), "truth": .string(truth.word),
      ]
    case .known(let facts, let truth):
      return ["kind": "known", "facts": names(facts), "truth": .string(truth.word)]
    case .comparison(let comparison, let truth, let known):
      return .object(
        [
          JSONMember("kind", "comparison"), JSONMember("fact", .string(vocabulary[comparison.fact].name)),
          JSONMember("operator", .string(comparison.operator.rawValue)),
          JSONMember("value", operands(comparison)), JSONMember("truth", .string(truth.word)),
          known.member(of: vocabulary[comparison.fact]),
        ] + (origins[comparison.fact].map { [JSONMember("origin", $0.shown)] } ?? [])
          + (comparison.adaptedBy.map { [JSONMember("adapted_by", .string($0))] } ?? [])
          + (comparison.operator.isMonotone ? [] : [JSONMember("monotone", false)]))
    }
  }

  private func operands(_ comparison: Comparison) -> JSONValue {
    let values = comparison.operands.map { operand -> JSONValue in
      switch operand {
      case .value(let value): value.json
      case .fact(let fact): ["fact": .string(vocabulary[fact].name)]
      }
    }
    return comparison.operator == .isOneOf || values.count != 1 ? .array(values) : values[0]
  }
}
