internal import PlumblineFHIR
internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineTransparency

extension FHIRExport {
  func provenance(_ record: RecordSummary, _ leaf: Leaf, _ payload: JSONValue?) -> JSONValue {
    if record.kind == .signature { return signature(record, leaf) }
    var agents: [JSONValue] = [
      [
        "type": ["coding": [coding("provenance-participant-type", "assembler", "Assembler")]],
        "who": ["display": .string(leaf.engine), "type": "Device"],
      ]
    ]
    if let person = Self.filled(record.person) {
      // The person who overrides, or reports an outcome, is the author; the person who asks entered a question, and is not the answer's author.
      let role = record.kind.isAboutAnswer ? ("author", "Author") : ("enterer", "Enterer")
      agents.append([
        "type": ["coding": [coding("provenance-participant-type", role.0, role.1)]],
        "who": ["display": .string(person)],
      ])
    }
    var sources: [JSONValue] = leaf.packs.map {
      ["role": "source", "what": reference(FHIRName.pack, $0, nil)]
    }
    // Of an amendment, the replacing answer is the target, and a revision of the one with the wrong input.
    if let about = record.about {
      sources.append(["role": record.replacement == nil ? "source" : "revision", "what": name(about)])
    }
    return resource(
      "Provenance", "provenance", record,
      [
        ("target", [name(record.replacement ?? record.index)]), ("recorded", .string(leaf.time)),
        ("reason", reason(record, payload)), ("activity", activity(record, payload)),
        ("agent", .array(agents)), ("entity", sources.isEmpty ? nil : .array(sources)),
      ])
  }

  /// Why: the code of an override, and with a payload what the person wrote.
  private func reason(_ record: RecordSummary, _ payload: JSONValue?) -> JSONValue? {
    guard record.kind.isAboutAnswer else { return nil }
    let known = Self.filled(record.reason)
    let code = known.flatMap(OverrideReason.init)
    let text =
      Self.filled((payload?["note"] ?? payload?["reason"])?.stringValue) ?? (code == nil ? known : nil)
    if code == nil, text == nil { return nil }
    return [
      .object(
        (code.map {
          [
            JSONMember(
              "coding",
              [
                [
                  "system": .string(OverrideReason.system), "code": .string($0.code),
                  "display": .string($0.display),
                ]
              ])
          ]
        } ?? []) + (text.map { [JSONMember("text", .string($0))] } ?? []))
    ]
  }

  /// What was done: the code of an outcome, else the kind of record; with a payload, what was chosen or done, in a person's words.
  private func activity(_ record: RecordSummary, _ payload: JSONValue?) -> JSONValue {
    let code =
      record.outcome.map { (System.outcome, $0) } ?? (System.kind, record.kind.rawValue)
    let words = ["instead", "chosen", "done"].compactMap { key in
      Self.filled(payload?[key]?.stringValue).map { "\(key): \($0)" }
    }
    return .object(
      [JSONMember("coding", [["system": .string(code.0), "code": .string(code.1)]])]
        + (words.isEmpty ? [] : [JSONMember("text", .string(words.joined(separator: "; ")))]))
  }

  /// A person's signature: its target is the record that was signed, and `data` the 64 bytes of Ed25519.
  private func signature(_ record: RecordSummary, _ leaf: Leaf) -> JSONValue {
    let person: JSONValue = ["display": .string(Self.filled(record.person) ?? "nobody named")]
    var signature: JSONValue?
    if let meaning = record.meaning,
      let data = record.signature?.split(separator: " ").last.flatMap({ Base64.decode(String($0)) })
    {
      signature = [
        [
          "type": [["system": .string(System.meaning), "code": .string(meaning.rawValue)]],
          "when": .string(leaf.time), "who": person, "sigFormat": "application/octet-stream",
          "data": .string(Base64.encode(Array(data.dropFirst(4)))),
        ]
      ]
    }
    return resource(
      "Provenance", "provenance", record,
      [
        ("target", [name(record.about ?? record.index)]), ("recorded", .string(leaf.time)),
        (
          "agent",
          [
            [
              "type": ["coding": [coding("provenance-participant-type", "attester", "Attester")]],
              "who": person,
            ]
          ]
        ),
        ("signature", signature),
      ])
  }
}
