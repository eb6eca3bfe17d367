import PlumblineAudit
import PlumblineGuideline
import PlumblineJSON
import PlumblineLedger
import PlumblineTransparency
import Testing

struct ExportTests {
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
    ("\r=1", "\"'\r=1\""), ("＝1", "'＝1"), ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
    ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("a=1", "a=1"),
    ("\u{1B}[2J\u{202E}", "\\u{1b}[2J\\u{202e}"),
  ])
  func `a cell is never a formula, and is quoted if RFC 4180 requires it`(person: String, cell: String) throws
  {
    let ledger = try AuditLedger()
    try ledger.decide(by: person)
    let csv = try ledger.export(.csv)
    let header = CSVExport().columns.map(\.rawValue).joined(separator: ",") + "\r\n"
    #expect(csv.utf8.starts(with: header.utf8))
    let patient = try ledger.ledger.pseudonym(of: "A")
    #expect(
      Array(csv.utf8.dropFirst(header.utf8.count))
        == Array(
          "0,2026-11-20T09:00:00.000Z,decision,false,,\(patient),\(cell),recommend,exercise+pain-education,low,p/a,,,,,,\r\n"
            .utf8))
  }

  @Test func `a line holds the leaf as in the tree, and the payload only on request`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("secret-id", by: "\u{202E}\u{9B}x\u{E0001}")
    let text = try ledger.export(.ndjson)
    let record = try ledger.ledger.record(0)
    let value = try JSONReader.read(text.dropLast().description).value
    #expect(value["leaf"]?.stringValue == String(decoding: record.leaf.bytes, as: UTF8.self))
    #expect(value["leaf_hash"]?.stringValue == record.leaf.hash.hex)
    #expect(value["person"]?.stringValue == "\u{202E}\u{9B}x\u{E0001}")
    #expect(!text.unicodeScalars.contains { ["\u{202E}", "\u{9B}", "\u{E0001}"].contains($0) })
    #expect(value["payload"] == nil && !text.contains("secret-id"))
    let whole = try JSONReader.read(ledger.export(.ndjson, payload: true).dropLast().description).value
    #expect(whole["payload"]?.canonicalText == record.payload?.canonicalText)
    try ledger.erase(0)
    let lines = try ledger.export(.ndjson, payload: true).split(separator: "\n")
    #expect(try JSONReader.read(String(lines[0])).value["payload"] == .null)
  }

  @Test func `no line gives a name twice, whatever columns are chosen`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("secret-id", by: "dr-a")
    var text = ""
    _ = try RecordExport(.ndjson, columns: RecordColumn.allCases, withPayload: true).write(ledger.ledger) {
      bytes, _ in
      text += String(decoding: bytes, as: UTF8.self)
    }
    let members = try #require(try JSONReader.read(String(text.dropLast())).value.objectValue).map(\.key)
    #expect(Set(members).count == members.count, "\(members)")
    #expect(members.contains("packs"))
  }

  @Test
  func `FHIR has an AuditEvent for each record, a Provenance for answers and overrides, and no patient`()
    throws
  {
    let ledger = try AuditLedger()
    try ledger.decide("secret-id", by: "")
    try ledger.override(0, by: "dr-b")
    try ledger.append(.failure, ["profile": ["id": "secret-id"]])
    try ledger.erase(2)
    let text = try ledger.export(.fhir)
    #expect(!text.contains("secret-id"))
    let resources = try text.split(separator: "\n").map { try JSONReader.read(String($0)).value }
    #expect(
      resources.compactMap { $0["resourceType"]?.stringValue } == [
        "AuditEvent", "Provenance", "GuidanceResponse", "AuditEvent", "Provenance", "AuditEvent",
        "AuditEvent",
      ])
    #expect(resources.compactMap { $0["outcome"]?.stringValue } == ["0", "0", "8", "0"])
    #expect(resources.compactMap { $0["action"]?.stringValue } == ["E", "C", "E", "D"])
    let reason = resources[4]["reason"]?[0]?["coding"]?[0]
    #expect(reason?["system"]?.stringValue == OverrideReason.system)
    #expect(reason?["code"]?.stringValue == "patient-refuses")
    let origin = try #require(try ledger.ledger.origin())
    #expect(resources[4]["target"]?[0]?["identifier"]?["value"]?.stringValue == "\(origin)/1")
    #expect(resources[4]["entity"]?[0]?["what"]?["identifier"]?["value"]?.stringValue == "\(origin)/0")
    #expect(
      resources.allSatisfy { ($0["id"]?.stringValue ?? "").wholeMatch(of: /[A-Za-z0-9\-.]{1,64}/) != nil })
  }

  @Test func `the decision is a GuidanceResponse, and one that was erased has none`() throws {
    let ledger = try AuditLedger()
    try ledger.decide(purpose: "second opinion", missing: ["fear.tsk_17"], packs: ["red-flags@2.0.0"])
    try ledger.decide("B", decision: "need-data", pairing: nil)
    let pseudonym = try ledger.ledger.pseudonym(of: "A")
    let origin = try #require(try ledger.ledger.origin())
    var resources = try ledger.fhir()
    let answers = resources.filter { $0["resourceType"]?.stringValue == "GuidanceResponse" }
    try #require(answers.count == 2)
    #expect(answers[0]["identifier"]?[0]?["value"]?.stringValue == "\(origin)/0")
    #expect(answers[0]["subject"]?["identifier"]?["value"]?.stringValue == pseudonym)
    #expect(answers[0]["status"]?.stringValue == "data-requested")
    #expect(answers[1]["status"]?.stringValue == "data-required")
    #expect(
      (answers[0]["reasonCode"]?.arrayValue ?? []).compactMap { $0["coding"]?[0]?["code"]?.stringValue } == [
        "recommend", "exercise+pain-education",
      ])
    #expect(
      answers[0]["moduleCodeableConcept"]?["coding"]?[0]?["code"]?.stringValue == "red-flags@2.0.0")
    #expect(
      (answers[0]["note"]?.arrayValue ?? []).compactMap { $0["text"]?.stringValue } == [
        "Certainty of what is recommended: low.", "Rules that were true: p/a.",
        "Missing, and able to change it: fear.tsk_17.",
      ])
    #expect(resources[0]["purposeOfEvent"]?[0]?["text"]?.stringValue == "second opinion")
    try ledger.erase(0)
    resources = try ledger.fhir()
    #expect(resources.count { $0["resourceType"]?.stringValue == "GuidanceResponse" } == 1)
    #expect(resources[0]["entity"]?[0]?["detail"]?.canonicalText.contains("erased") == true)
    #expect(resources[0]["purposeOfEvent"] == nil)
  }

  @Test func `the AuditEvent of a reading names the patient whose record was read`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("secret-id")
    let reading = AccessRequest("show", [0], reason: nil, by: "auditor", account: nil)
    _ = try ledger.ledger.note(reading, time: "2026-11-20T10:00:00.000Z", engine: "plumbline test")
    let patient = try ledger.ledger.pseudonym(of: "secret-id")
    let events = try ledger.fhir().filter { $0["resourceType"] == "AuditEvent" && $0["action"] == "R" }
    #expect(events.count == 1)
    let entities = try #require(events.first?["entity"]?.arrayValue)
    #expect(entities.contains { $0["what"]?["identifier"]?["value"] == .string(patient) })
  }

  @Test
  func
    `what people wrote is in FHIR only with payloads: notes, what was done instead, why something was erased`()
    throws
  {
    let ledger = try AuditLedger()
    try ledger.decide()
    let override = OverrideRequest(
      about: 0, reason: OverrideReason("patient-refuses"), instead: "exercise", note: "afraid of needles",
      by: "dr-b")
    _ = try ledger.ledger.override(override, time: "2026-11-20T10:00:00.000Z", engine: "plumbline test")
    let outcome = OutcomeRequest(
      about: 0, code: .declined, day: "2026-11-21", chosen: "nothing", done: nil,
      note: "moved away", by: nil)
    _ = try ledger.ledger.outcome(outcome, time: "2026-11-21T10:00:00.000Z", engine: "plumbline test")
    try ledger.decide("B")
    try ledger.erase(3)
    let bare = try ledger.export(.fhir)
    for words in ["afraid of needles", "moved away", "instead:", "\"test\""] {
      #expect(!bare.contains(words), "\(words)")
    }
    // A code is no text.
    #expect(bare.contains("patient-refuses") && bare.contains("declined"))
    let origin = try #require(try ledger.ledger.origin())
    #expect(
      try ledger.fhir().last?["entity"]?[1]?["what"]?["identifier"]?["value"]?.stringValue == "\(origin)/3",
      "which records were erased is no patient data")
    let resources = try ledger.fhir(payload: true)
    let written = resources.filter { $0["resourceType"]?.stringValue == "Provenance" }
    #expect(written[1]["reason"]?[0]?["text"]?.stringValue == "afraid of needles")
    #expect(written[1]["reason"]?[0]?["coding"]?[0]?["code"]?.stringValue == "patient-refuses")
    #expect(written[1]["activity"]?["text"]?.stringValue == "instead: exercise")
    #expect(written[2]["activity"]?["coding"]?[0]?["code"]?.stringValue == "declined")
    #expect(written[2]["activity"]?["text"]?.stringValue == "chosen: nothing")
    #expect(written[2]["reason"]?[0]?["text"]?.stringValue == "moved away")
    let erasure = try #require(resources.last)
    #expect(erasure["entity"]?[0]?["detail"]?.canonicalText.contains("\"test\"") == true)
    #expect(erasure["entity"]?[1]?["what"]?["identifier"]?["value"]?.stringValue == "\(origin)/3")
    #expect(erasure["entity"]?[1]?["lifecycle"]?["code"]?.stringValue == "15")
  }

  @Test(arguments: ["", " \n"])
  func `FHIR resources contain no empty strings`(person: String) throws {
    let ledger = try AuditLedger()
    try ledger.decide(by: person)
    let event = try JSONReader.read(String(ledger.export(.fhir).split(separator: "\n")[0])).value
    #expect(event["agent"]?.arrayValue?.count == 1)
    // Software asks for nothing; a person does, where one is named.
    #expect(event["agent"]?[0]?["requestor"] == false)
  }

  @Test(arguments: [RecordExport.Format.ndjson, .csv, .fhir])
  func `an empty ledger exports nothing`(format: RecordExport.Format) throws {
    let ledger = try AuditLedger()
    #expect(try ledger.export(format).split(whereSeparator: \.isNewline).count == (format == .csv ? 1 : 0))
  }
}
