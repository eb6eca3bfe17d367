internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// Writes conditions as evaluated: truth, values, cut-offs and margins.
struct ConditionJSON {
  let vocabulary: Vocabulary

  func value(_ condition: ReadCondition) -> JSONValue {
    switch condition {
    case .combination(let combination, let truth, let parts):
      return [
        "kind": .string(combination.rawValue), "truth": .string(truth.word), "of": .array(parts.map(value)),
        "monotone": .bool(combination.isMonotone),
      ]
    case .script(let script, let truth, let reads):
      return [
        "kind": "scripted", "name": .string(script.name), "says": .string(script.says),
        "truth": .string(truth.word), "reads": .array(reads.map(read)),
      ]
    case .known(let facts, let truth):
      return ["kind": "known", "truth": .string(truth.word), "reads": .array(facts.map(read))]
    case .comparison(let comparison): return self.comparison(comparison)
    }
  }

  /// `{"value": 16}`, `{"range": {"at_least": 2}}` or `{"absent": "not-asked"}`.
  func state(_ state: FactState, of fact: Fact.Index) -> JSONValue {
    switch state {
    case .known(let value): ["value": value.json]
    case .within(let range): ["range": range.json(of: vocabulary[fact])]
    case .absent(let reason): ["absent": .string(reason.rawValue)]
    }
  }

  private func read(_ read: ReadFact) -> JSONValue {
    let value: JSONValue = [
      "fact": .string(vocabulary[read.fact].name), "is": state(read.state, of: read.fact),
    ]
    return value.adding("given_as", read.given.map { .string($0) })
  }

  private func comparison(_ read: ReadComparison) -> JSONValue {
    let comparison = read.comparison
    let fact = vocabulary[comparison.fact]
    let operands = comparison.operands.map { operand -> JSONValue in
      switch operand {
      case .value(let value): value.json
      case .fact(let other): ["fact": .string(vocabulary[other].name)]
      }
    }
    let value: JSONValue = [
      "kind": "comparison", "fact": .string(fact.name), "label": .string(fact.label),
      "unit": fact.unit.map { .string($0) } ?? .null, "operator": .string(comparison.operator.rawValue),
      "operands": .array(operands), "truth": .string(read.truth.word),
      "is": state(read.known, of: comparison.fact),
      "margin": read.margin.map(margin) ?? .null,
      "worked_out_from": .array(read.workedOutFrom.map(self.read)),
      "adapted_by": comparison.adaptedBy.map { .string($0) } ?? .null,
    ]
    return value.adding("given_as", read.given.map { .string($0) })
      .adding("follows_from", read.narrowed.map { .array($0.since.map(self.read)) })
  }

  private func margin(_ margin: Margin) -> JSONValue {
    let error =
      margin.error.map { error -> JSONValue in
        [
          "value": .number(error.value), "kind": .string(error.kind.rawValue),
          "population": .string(error.population), "source": .string(error.source),
          "confirmed": .bool(error.seen != nil),
        ]
      } ?? .null
    return [
      "cut_off": .number(margin.cutOff), "distance": .number(margin.distance),
      "turns_at": margin.turnsAt.map { .number($0) } ?? .null, "fragile": .bool(margin.isFragile),
      "measurement_error": error,
    ]
  }
}
