import PlumblineAudit
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
        "AuditEvent", "Provenance", "AuditEvent", "Provenance", "AuditEvent", "AuditEvent",
      ])
    #expect(resources.compactMap { $0["outcome"]?.stringValue } == ["0", "0", "8", "0"])
    #expect(resources.compactMap { $0["action"]?.stringValue } == ["E", "C", "E", "D"])
    let reason = resources[3]["reason"]?[0]?["coding"]?[0]
    #expect(reason?["system"]?.stringValue == OverrideReason.system)
    #expect(reason?["code"]?.stringValue == "patient-refuses")
    let origin = try #require(try ledger.ledger.origin())
    #expect(resources[3]["target"]?[0]?["identifier"]?["value"]?.stringValue == "\(origin)/1")
    #expect(resources[3]["entity"]?[0]?["what"]?["identifier"]?["value"]?.stringValue == "\(origin)/0")
    #expect(
      resources.allSatisfy { ($0["id"]?.stringValue ?? "").wholeMatch(of: /[A-Za-z0-9\-.]{1,64}/) != nil })
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
