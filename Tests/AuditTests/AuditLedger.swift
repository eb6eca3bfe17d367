import PlumblineAudit
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport

/// A test's own ledger, with decisions made by hand.
struct AuditLedger: ~Copyable {
  let scratch = Scratch()
  let ledger: Ledger

  init() throws { ledger = try Ledger.open(LedgerPlace(scratch.path + "/ledger.sqlite"), for: .appending) }

  /// Records a decision; returns its index.
  @discardableResult
  func decide(
    _ id: String = "A", time: String = "2026-11-20T09:00:00.000Z", by: String? = "dr-a",
    decision: String = "recommend", pairing: String? = "exercise+pain-education", certainty: String = "low",
    fired: [String] = ["p/a"], undecided: [String: [String]] = [:], purpose: String? = nil,
    facts: JSONValue = [:], missing: [String] = [], packs: [String] = [], isConfirmed: Bool = true
  ) throws -> Int {
    let patient = try ledger.pseudonym(of: id)
    let claim: JSONValue = [
      "certainty": .string(certainty), "evidence": "source/it", "rating_confirmed": .bool(isConfirmed),
    ]
    let recommendations: [JSONValue] =
      pairing.map {
        [["role": "primary", "pairing": .string($0), "claims": [claim]]]
      } ?? []
    let used = packs.map { $0.split(separator: "@").map(String.init) }
    let payload: JSONValue = [
      "as_of": "2026-11-20", "patient": .string(patient), "by": by.map { .string($0) } ?? .null,
      "purpose": purpose.map { .string($0) } ?? .null,
      "profile": .object([JSONMember("id", .string(id))] + (facts.objectValue ?? [])),
      "decision": [
        "guideline": ["packs": .array(used.map { ["id": .string($0[0]), "version": .string($0[1])] })],
        "missing": .array(missing.map { ["fact": .string($0)] }),
        "decision": .string(decision), "recommendations": .array(recommendations),
        "trace": .array(fired.map { ["rule": .string($0), "truth": "true"] }),
        "undecided": .array(
          undecided.map { ["rule": .string($0.key), "needs": .array($0.value.map { .string($0) })] }),
      ],
    ]
    return try append(.decision, payload, time)
  }

  @discardableResult
  func append(_ kind: RecordKind, _ payload: JSONValue, _ time: String = "2026-11-20T09:00:00.000Z") throws
    -> Int
  {
    let entry = Entry(kind: kind, time: time, engine: "plumbline test") { _ in payload }
    return try ledger.append([entry]).names[0].index
  }

  func override(_ index: Int, _ code: String = "patient-refuses", by: String? = nil) throws {
    guard let reason = OverrideReason(code) else { return }
    _ = try ledger.override(
      OverrideRequest(about: index, reason: reason, instead: nil, note: nil, by: by),
      time: "2026-11-20T10:00:00.000Z", engine: "plumbline test")
  }

  func erase(_ index: Int) throws {
    _ = try ledger.erase(
      ErasureRequest(targets: [.record(index)], reason: "test", by: nil), time: "2026-11-20T11:00:00.000Z",
      engine: "plumbline test")
  }

  func found(_ limit: Int? = nil, _ change: (inout RecordFilter) -> Void = { _ in }) throws -> [Int] {
    var filter = RecordFilter()
    change(&filter)
    var found: [Int] = []
    try RecordListing(filter, limit: limit).each(in: ledger) { found.append($0.index) }
    return found
  }

  func fhir(payload: Bool = false) throws -> [JSONValue] {
    try export(.fhir, payload: payload).split(separator: "\n").map { try JSONReader.read(String($0)).value }
  }

  func export(_ format: RecordExport.Format, payload: Bool = false) throws -> String {
    var bytes: [UInt8] = []
    _ = try RecordExport(format, withPayload: payload).write(ledger) { piece, _ in bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
  }
}
