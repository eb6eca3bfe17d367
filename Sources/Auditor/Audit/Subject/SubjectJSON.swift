public import PlumblineJSON
internal import PlumblineLedger

extension SubjectBundle {
  /// The bundle as data: each record with its leaf, and its payload as it was sealed.
  public var json: JSONValue {
    [
      "schema": 1, "asked_for": .string(given), "made": .string(made), "ledger": .string(origin),
      "names": .strings(search.names.sorted()),
      "records": .array(
        records.map { record in
          [
            "record": .string(name(record)), "index": .number(record.index),
            "time": .string(record.leaf.time),
            "kind": .string(record.leaf.kind.rawValue),
            "leaf": .string(String(decoding: record.leaf.bytes, as: UTF8.self)),
            "payload": record.payload ?? .null,
          ]
        }),
      "signed_by": .array(
        signatures.map {
          .object([JSONMember("about", .number($0.record))] + ($0.signature.json.objectValue ?? []))
        }),
      "read_by": .array(
        accesses.map { access in
          [
            "record": .number(access.index), "time": .string(access.time), "command": .string(access.command),
            "by": .text(access.by), "account": .text(access.account), "reason": .text(access.reason),
          ]
        }),
      "held": .array(holds.map(change)), "erased": .array(erasures.map(change)),
      "near": .array(
        search.near.map {
          [
            "id": .string($0.id), "differs_in": .string(difference($0.id)),
            "records": .array($0.records.map { .number($0) }),
          ]
        }),
      "not_searched": .strings(limits), "beyond": .string(Self.beyond),
    ]
  }

  private func change(_ record: ReadRecord) -> JSONValue {
    [
      "record": .number(record.index), "time": .string(record.leaf.time),
      "reason": .text(record.payload?["reason"]?.stringValue),
      "authority": .text(record.payload?["authority"]?.stringValue),
      "by": .text(record.payload?["by"]?.stringValue),
    ]
  }
}
