internal import PlumblineFHIR
internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineTransparency

extension FHIRExport {
  func auditEvent(_ record: RecordSummary, _ leaf: Leaf, _ payload: JSONValue?) -> JSONValue {
    let event = Self.event(record.kind)
    return resource(
      "AuditEvent", "audit", record,
      [
        (
          "type",
          [
            "system": "http://dicom.nema.org/resources/ontology/DCM", "code": "110100",
            "display": "Application Activity",
          ]
        ),
        ("subtype", [["system": .string(System.kind), "code": .string(record.kind.rawValue)]]),
        ("action", .string(event.action)), ("recorded", .string(leaf.time)),
        ("outcome", .string(event.outcome)),
        ("purposeOfEvent", Self.filled(record.detail?.purpose).map { [["text": .string($0)]] }),
        ("agent", .array(agents(record, leaf, payload))),
        (
          "source",
          [
            "site": .string(origin), "observer": ["display": "Plumbline", "type": "Device"],
            "type": [coding("security-source-type", "4", "Application Server")],
          ]
        ),
        ("entity", .array(entities(record, leaf, payload))),
      ])
  }

  /// The action (E executed, C created, R read, D deleted), and the outcome: success (0) or serious failure (8).
  private static func event(_ kind: RecordKind) -> (action: String, outcome: String) {
    switch kind {
    case .decision, .recovery, .rotation: ("E", "0")
    case .failure, .refusal: ("E", "8")
    case .override, .outcome, .amendment, .signature, .import, .hold, .timestamp: ("C", "0")
    case .access: ("R", "0")
    case .erasure: ("D", "0")
    }
  }

  /// Who asked, a second person where one was needed, and the program, which asks for nothing.
  private func agents(_ record: RecordSummary, _ leaf: Leaf, _ payload: JSONValue?) -> [JSONValue] {
    let people = [(Self.filled(record.person), true), (Self.filled(payload?["second"]?.stringValue), false)]
    return people.compactMap { name, asked in
      name.map { person in
        [
          "type": ["coding": [coding("extra-security-role-type", "humanuser", "human user")]],
          "who": ["display": .string(person)], "requestor": .bool(asked),
        ]
      }
    } + [
      [
        "type": ["coding": [coding("extra-security-role-type", "dataprocessor", "data processor")]],
        "who": ["display": .string(leaf.engine), "type": "Device"], "requestor": false,
      ]
    ]
  }

  /// The record, with its leaf and packs; what it is about; what an erasure erased; the patient.
  private func entities(_ record: RecordSummary, _ leaf: Leaf, _ payload: JSONValue?) -> [JSONValue] {
    let object = coding("audit-entity-type", "2", "System Object")
    var details =
      [("leaf-hash", "sha256:" + leaf.hash.hex), ("engine", leaf.engine)] + leaf.packs.map { ("pack", $0) }
      + (leaf.from.map { [("recorded-as", $0.description)] } ?? [])
    if record.isErased { details.append(("payload", "erased")) }
    // Other kinds have their reasons in their Provenance.
    if !record.kind.isAboutAnswer {
      details += ["reason", "authority", "finding"].compactMap { key in
        Self.filled(payload?[key]?.stringValue).map { (key, $0) }
      }
    }
    var entities: [JSONValue] = [
      [
        "what": name(record.index), "type": object,
        "detail": .array(details.map { ["type": .string($0), "valueString": .string($1)] }),
      ]
    ]
    if let about = record.about {
      entities.append(["what": name(about), "type": object])
    }
    if record.kind == .erasure {
      // The numbers of an imported payload are those of the ledger that it came from.
      let home = record.from?.origin ?? origin
      entities += (payload?["records"]?.arrayValue ?? []).compactMap { $0.numberValue?.intValue }.map {
        [
          "what": reference(FHIRName.record, RecordName(origin: home, index: $0).description, nil),
          "type": object,
          "lifecycle": coding("dicom-audit-lifecycle", "15", "Permanent erasure / Physical destruction"),
        ]
      }
    }
    if let patient = Self.filled(record.patient) {
      entities.append([
        "what": reference(System.pseudonym, patient, "Patient"),
        "type": coding("audit-entity-type", "1", "Person"), "role": coding("object-role", "1", "Patient"),
      ])
    }
    return entities
  }
}
