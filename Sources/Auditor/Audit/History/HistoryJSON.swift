internal import PlumblineGuideline
public import PlumblineJSON
internal import PlumblineLedger
internal import PlumblinePresentation

extension PatientHistory {
  /// The history as data. Every value has its day; none is one of today.
  public var json: JSONValue {
    [
      "schema": 1, "patient": .text(patient), "scales": .array(scales.map(Self.json)),
      "answers": .array(entries.map(Self.json)), "notes": .strings(notes),
    ]
  }

  private static func json(_ scale: ScaleHistory) -> JSONValue {
    let grid = scale.fact.grid
    return [
      "fact": .string(scale.scale.name), "label": .string(scale.scale.label), "unit": .text(scale.scale.unit),
      "low": grid.map { .number($0.low) } ?? .null, "high": grid.map { .number($0.high) } ?? .null,
      "in_force": .bool(scale.isInForce), "counts_only_on_its_day": .bool(scale.isOfToday),
      "measurement_error": scale.error.map {
        [
          "kind": "MDC95", "value": .number($0.value), "source": .string($0.source),
          "converted_from_sem": .bool($0.isConverted), "population": .string($0.population),
          "says": .string($0.words),
        ]
      } ?? .null,
      "readings": .array(scale.readings.map { json($0, of: scale) }),
      "changes": .array(
        scale.changes.map { since, change in
          [
            "since": .string(since.description), "change": change.amount.map { .number($0) } ?? .null,
            "verdict": .string(change.verdict.rawValue),
          ]
        }),
    ]
  }

  private static func json(_ reading: ScaleHistory.Reading, of scale: ScaleHistory) -> JSONValue {
    var members = [JSONMember("day", .string(reading.day.description))]
    if case .known(let value) = reading.state {
      members.append(JSONMember("value", value.json))
    } else {
      members.append(JSONMember("range", .string(scale.words(reading.state))))
    }
    members.append(JSONMember("record", .text(reading.record)))
    members.append(JSONMember("replaced", .number(reading.replaced)))
    return .object(members)
  }

  private static func json(_ entry: HistoryEntry) -> JSONValue {
    [
      "day": .string(entry.day.description), "record": .string(entry.record),
      "kind": .string(entry.kind.rawValue), "decision": .string(entry.disposition),
      "advised": .strings(entry.advised), "alerts": .strings(entry.alerts),
      "changed": .array(
        entry.shifts.map {
          [
            "kind": .string($0.kind.rawValue), "subject": .text($0.subject), "before": .string($0.before),
            "after": .string($0.after),
          ]
        }),
      "sequels": .array(entry.sequels.map(json)),
    ]
  }

  private static func json(_ sequel: HistoryEntry.Sequel) -> JSONValue {
    .object(
      [
        JSONMember("kind", .string(sequel.kind.rawValue)), JSONMember("record", .string(sequel.record)),
        JSONMember("day", .text(sequel.day?.description)), JSONMember("code", .string(sequel.code)),
      ] + sequel.says.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value)) })
  }
}
