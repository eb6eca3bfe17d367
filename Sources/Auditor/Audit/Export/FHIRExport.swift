internal import PlumblineFHIR
public import PlumblineJSON
public import PlumblineLedger
internal import PlumblineTransparency

/// Records as FHIR R4 resources: an AuditEvent for each, and a Provenance for answers, overrides, outcomes, amendments and
/// signatures.
///
/// They contain no text about a patient; a patient is a pseudonym. Sources: <https://hl7.org/fhir/R4/auditevent.html>,
/// <https://hl7.org/fhir/R4/provenance.html>.
public struct FHIRExport: Sendable {
  /// This program's own names, as tag URIs (RFC 4151).
  enum System {
    static let pseudonym = "tag:plumbline.local,2026:pseudonym"
    static let meaning = "tag:plumbline.local,2026:signature-meaning"
    static let kind = "tag:plumbline.local,2026:record-kind"
    static let terminology = "http://terminology.hl7.org/CodeSystem"
  }

  let origin: String

  public init(origin: String) { self.origin = origin }

  public func resources(_ record: RecordSummary, _ leaf: Leaf) -> [JSONValue] {
    switch record.kind {
    case .decision, .override, .outcome, .amendment, .signature:
      [auditEvent(record, leaf), provenance(record, leaf)]
    case .failure, .refusal, .erasure, .recovery, .import, .access, .hold, .rotation, .timestamp:
      [auditEvent(record, leaf)]
    }
  }

  // MARK: AuditEvent

  private func auditEvent(_ record: RecordSummary, _ leaf: Leaf) -> JSONValue {
    let details =
      [("leaf-hash", "sha256:" + leaf.hash.hex), ("engine", leaf.engine)] + leaf.packs.map { ("pack", $0) }
      + (leaf.from.map { [("recorded-as", $0.description)] } ?? [])
    var entities: [JSONValue] = [
      [
        "what": name(record.index), "type": coding("audit-entity-type", "2", "System Object"),
        "detail": .array(details.map { ["type": .string($0), "valueString": .string($1)] }),
      ]
    ]
    if let about = record.about {
      entities.append(["what": name(about), "type": coding("audit-entity-type", "2", "System Object")])
    }
    if let patient = Self.filled(record.patient) {
      entities.append([
        "what": reference(System.pseudonym, patient, "Patient"),
        "type": coding("audit-entity-type", "1", "Person"), "role": coding("object-role", "1", "Patient"),
      ])
    }
    let person = Self.filled(record.person)
    var agents: [JSONValue] = [
      [
        "type": ["coding": [coding("extra-security-role-type", "dataprocessor", "data processor")]],
        "who": ["display": .string(leaf.engine), "type": "Device"], "requestor": false,
      ]
    ]
    if let person {
      agents.insert(
        [
          "type": ["coding": [coding("extra-security-role-type", "humanuser", "human user")]],
          "who": ["display": .string(person)], "requestor": true,
        ], at: 0)
    }
    let event = Self.event(record.kind)
    return [
      "resourceType": "AuditEvent", "id": .string(id("audit", record.index)),
      "type": [
        "system": "http://dicom.nema.org/resources/ontology/DCM", "code": "110100",
        "display": "Application Activity",
      ],
      "subtype": [["system": .string(System.kind), "code": .string(record.kind.rawValue)]],
      "action": .string(event.action), "recorded": .string(leaf.time), "outcome": .string(event.outcome),
      "agent": .array(agents),
      "source": [
        "site": .string(origin), "observer": ["display": "Plumbline", "type": "Device"],
        "type": [coding("security-source-type", "4", "Application Server")],
      ],
      "entity": .array(entities),
    ]
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

  // MARK: Provenance

  private func provenance(_ record: RecordSummary, _ leaf: Leaf) -> JSONValue {
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
    var members = [
      JSONMember("resourceType", "Provenance"), JSONMember("id", .string(id("provenance", record.index))),
      JSONMember("target", [name(record.replacement ?? record.index)]),
      JSONMember("recorded", .string(leaf.time)),
      JSONMember("agent", .array(agents)),
    ]
    if !sources.isEmpty {
      members.append(JSONMember("entity", .array(sources)))
    }
    if let code = Self.filled(record.reason) {
      let reason: JSONValue =
        OverrideReason(code).map {
          [
            "coding": [
              [
                "system": .string(OverrideReason.system), "code": .string($0.code),
                "display": .string($0.display),
              ]
            ]
          ]
        } ?? ["text": .string(code)]
      members.append(JSONMember("reason", [reason]))
    }
    return .object(members)
  }

  /// A person's signature: its target is the record that was signed, and `data` the 64 bytes of Ed25519.
  private func signature(_ record: RecordSummary, _ leaf: Leaf) -> JSONValue {
    let person: JSONValue = ["display": .string(Self.filled(record.person) ?? "nobody named")]
    var members = [
      JSONMember("resourceType", "Provenance"), JSONMember("id", .string(id("provenance", record.index))),
      JSONMember("target", [name(record.about ?? record.index)]),
      JSONMember("recorded", .string(leaf.time)),
      JSONMember(
        "agent",
        [
          [
            "type": ["coding": [coding("provenance-participant-type", "attester", "Attester")]],
            "who": person,
          ]
        ]),
    ]
    if let meaning = record.meaning,
      let data = record.signature?.split(separator: " ").last.flatMap({ Base64.decode(String($0)) })
    {
      let signature: JSONValue = [
        "type": [["system": .string(System.meaning), "code": .string(meaning.rawValue)]],
        "when": .string(leaf.time), "who": person, "sigFormat": "application/octet-stream",
        "data": .string(Base64.encode(Array(data.dropFirst(4)))),
      ]
      members.append(JSONMember("signature", [signature]))
    }
    return .object(members)
  }

  // MARK: parts

  private func name(_ index: Int) -> JSONValue {
    reference(FHIRName.record, RecordName(origin: origin, index: index).description, nil)
  }

  private func reference(_ system: String, _ value: String, _ type: String?) -> JSONValue {
    var members = [
      JSONMember("identifier", ["system": .string(system), "value": .string(value)])
    ]
    if let type { members.append(JSONMember("type", .string(type))) }
    return .object(members)
  }

  private func coding(_ system: String, _ code: String, _ display: String) -> JSONValue {
    [
      "system": .string("\(System.terminology)/\(system)"), "code": .string(code),
      "display": .string(display),
    ]
  }

  /// FHIR's ids take letters, digits, hyphen and stop, 64 at most: the end of the ledger's name is its random part.
  private func id(_ what: String, _ index: Int) -> String {
    let own = origin.split(separator: "/").last ?? ""
    let kept = own.unicodeScalars.filter {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
    }
    return "\(String(String.UnicodeScalarView(kept.prefix(24))))-\(what)-\(index)"
  }

  /// The text, or nil if it is blank: FHIR does not allow empty strings.
  private static func filled(_ text: String?) -> String? {
    text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }
}
