internal import PlumblineFHIR
internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineTransparency

extension FHIRExport {
  /// The decision of an answer, as far as the ledger's columns have it: what was decided, for which day, by which packs, with what certainty, and
  /// what was still missing. Nil if it was erased.
  func guidance(_ record: RecordSummary, _ leaf: Leaf) -> JSONValue? {
    guard let decision = Self.filled(record.decision) else { return nil }
    let missing = record.detail?.missing ?? []
    let reasons: [JSONValue] =
      [Self.coded(FHIRName.decision, decision)] + record.pairings.map { Self.coded(FHIRName.pairing, $0) }
    let notes =
      [
        record.certainties.isEmpty
          ? nil : "Certainty of what is recommended: \(record.certainties.joined(separator: ", ")).",
        record.fired.isEmpty ? nil : "Rules that were true: \(record.fired.joined(separator: ", ")).",
        missing.isEmpty ? nil : "Missing, and able to change it: \(missing.joined(separator: ", ")).",
      ].compactMap(\.self)
    return resource(
      "GuidanceResponse", "response", record,
      [
        ("identifier", [name(record.index)["identifier"] ?? .null]),
        ("moduleCodeableConcept", module(record, leaf)),
        (
          "status",
          .string(
            decision == "need-data" ? "data-required" : missing.isEmpty ? "success" : "data-requested")
        ),
        ("subject", Self.filled(record.patient).map { reference(System.pseudonym, $0, "Patient") }),
        ("occurrenceDateTime", .string(record.detail?.asOf ?? String(leaf.time.prefix(10)))),
        ("performer", ["display": .string(leaf.engine), "type": "Device"]),
        ("reasonCode", .array(reasons)),
        ("note", notes.isEmpty ? nil : .array(notes.map { ["text": .string($0)] })),
      ])
  }

  /// The packs that decided, by name and version; by digest where the versions are not known.
  private func module(_ record: RecordSummary, _ leaf: Leaf) -> JSONValue {
    let versions = record.detail?.packs ?? []
    let codes =
      versions.isEmpty ? leaf.packs.map { (FHIRName.pack, $0) } : versions.map { (System.version, $0) }
    return [
      "coding": .array(codes.map { ["system": .string($0), "code": .string($1)] }),
      "text": .string("Packs of Plumbline"),
    ]
  }

  private static func coded(_ system: String, _ code: String) -> JSONValue {
    ["coding": [["system": .string(system), "code": .string(code)]]]
  }
}
