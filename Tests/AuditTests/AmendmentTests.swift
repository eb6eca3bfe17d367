import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

@testable import PlumblineAudit

/// That an answer had a wrong input, and which answer replaces it.
struct AmendmentTests {
  private static func amend(_ index: Int, by replacement: Int, _ ledger: borrowing AuditLedger) throws {
    _ = try ledger.ledger.amend(
      AmendmentRequest(about: index, replacement: replacement, reason: "wrong score", by: "dr-b"),
      time: "2026-11-21T10:00:00.000Z", engine: "plumbline test")
  }

  /// Two answers for a patient, the second of which replaces the first.
  private static func amended() throws -> AuditLedger {
    let ledger = try AuditLedger()
    for _ in 0..<2 { try ledger.decide("A") }
    try amend(0, by: 1, ledger)
    return ledger
  }

  @Test func `it holds both records, the reason and the answer's patient, and is verified`() throws {
    let ledger = try Self.amended()
    let patient = try ledger.ledger.pseudonym(of: "A")
    #expect(
      try ledger.ledger.record(2).payload?.canonicalText
        == #"{"about":0,"by":"dr-b","by_record":1,"patient":"\#(patient)","reason":"wrong score"}"#)
    let found = try Ledger.verify(ledger.ledger.place, VerificationRequest())
    #expect(found.isSound, "\(found.divergences)")
  }

  @Test func `only a later decision for the same patient replaces an answer`() throws {
    let ledger = try Self.amended()
    try ledger.decide("B")
    let faults: [AmendmentRequest.Fault] = [
      .notAnAnswer(index: 2, kind: .amendment), .notADecision(index: 2, kind: .amendment),
      .notLater(index: 1, replacement: 0), .notLater(index: 1, replacement: 1),
      .otherPatient(index: 0, replacement: 3),
    ]
    for (fault, (index, replacement)) in zip(faults, [(2, 3), (0, 2), (1, 0), (1, 1), (0, 3)]) {
      #expect(throws: fault) { try Self.amend(index, by: replacement, ledger) }
      #expect(ErrorForm.faults(in: fault.description) == [])
    }
    try ledger.erase(1)
    #expect(throws: AmendmentRequest.Fault.erased(index: 1)) { try Self.amend(0, by: 1, ledger) }
  }

  @Test func `both records show it`() throws {
    let ledger = try Self.amended()
    func shown(_ index: Int) throws -> RecordReport {
      let record = try ledger.ledger.record(index)
      return RecordReport(
        record, named: RecordName(origin: "o", index: index),
        later: try LaterRecords(of: record, in: ledger.ledger))
    }
    #expect(
      try shown(0).text.contains(
        "amended in record 2, 2026-11-21T10:00:00.000Z by dr-b: replaced by record 1\n"))
    #expect(try shown(1).text.contains("replaces record 0, which was amended in record 2\n"))
    #expect(try shown(0).json["amendments"] == [2] && shown(1).json["replaces"] == [0])
  }

  @Test func `it is listed, counted and exported, apart from overrides and outcomes`() throws {
    let ledger = try Self.amended()
    #expect(try ledger.found { $0.kind = .amendment } == [2])
    #expect(try ledger.found { $0.isOverridden = true } == [])
    var remarks: [String?] = []
    try ledger.ledger.eachSummary { remarks.append(RecordColumn.remarks.text($0)) }
    #expect(remarks == [nil, nil, "amends record 0: replaced by record 1"])
    let figures = try RecordStatistics(of: ledger.ledger)
    #expect(figures.amended == 1 && figures.overridden == 0 && figures.byReason == [:])
    #expect(figures.json["amended"]?["count"] == 1)
    #expect(StatsReport(figures, isPlain: true).text.contains("Amended: a later answer replaced them"))
    let resources = try ledger.export(.fhir).split(separator: "\n").map {
      try JSONReader.read(String($0)).value
    }
    let provenance = try #require(resources.last)
    let origin = try #require(try ledger.ledger.origin())
    #expect(provenance["target"]?[0]?["identifier"]?["value"]?.stringValue == "\(origin)/1")
    #expect(provenance["entity"]?[0]?["role"] == "revision")
    #expect(provenance["entity"]?[0]?["what"]?["identifier"]?["value"]?.stringValue == "\(origin)/0")
  }

  @Test func `it is erased with its answer`() throws {
    let ledger = try Self.amended()
    try ledger.erase(0)
    #expect(try ledger.ledger.record(2).payload == nil)
    #expect(try ledger.ledger.record(1).payload != nil)
    #expect(try Ledger.verify(ledger.ledger.place, VerificationRequest()).isSound)
  }
}
