import PlumblineAudit
import PlumblineJSON
import PlumblineLedger
import Testing

struct OverrideTests {
  @Test func `the list of reasons is HL7's: six groups, 29 codes, none twice`() {
    #expect(OverrideReason.all.filter { $0.group == nil }.count == 6)
    #expect(OverrideReason.all.count == 35)
    #expect(Set(OverrideReason.all.map(\.code)).count == 35)
    #expect(OverrideReason("patient-refuses")?.group == "does-not-align-preferences")
    #expect(OverrideReason("patient-refuses")?.display == "Patient refuses/declines (no context given)*")
    #expect(OverrideReason("Patient-Refuses") == nil)
  }

  @Test func `an override holds the answer's patient, its reason and what was done instead`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("A")
    let reason = try #require(OverrideReason("prefers-alternative"))
    let appended = try ledger.ledger.override(
      OverrideRequest(about: 0, reason: reason, instead: "exercise", note: "asked for it", by: "dr-b"),
      time: "2026-11-20T10:00:00.000Z", engine: "plumbline test")
    #expect(appended.names.map(\.index) == [1])
    let payload = try #require(try ledger.ledger.record(1).payload)
    let patient = try ledger.ledger.pseudonym(of: "A")
    #expect(
      payload.canonicalText
        == #"{"about":0,"by":"dr-b","instead":"exercise","note":"asked for it","patient":"\#(patient)","reason_code":"prefers-alternative"}"#
    )
  }

  @Test func `an override without a reason says so wherever it is listed`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("A")
    let request = OverrideRequest(about: 0, reason: nil, instead: nil, note: nil, by: nil)
    let appended = try ledger.ledger.override(
      request, time: "2026-11-20T10:00:00.000Z", engine: "plumbline test")
    #expect(request.words(appended).hasPrefix("Overridden: record 0, no reason given.\n"))
    #expect(try ledger.ledger.record(1).payload?["reason_code"] == nil)
    let answer = try ledger.ledger.record(0)
    #expect(try ledger.ledger.summaries(about: answer).map(\.reason) == [nil])
    let text = StatsReport(try RecordStatistics(of: ledger.ledger), isPlain: true).text
    #expect(text.contains("1  no reason given"), "\(text)")
  }

  @Test func `only an answer that still exists can be overridden`() throws {
    let ledger = try AuditLedger()
    try ledger.decide()
    try ledger.override(0)
    #expect(throws: OverrideRequest.Fault.notAnAnswer(index: 1, kind: .override)) { try ledger.override(1) }
    try ledger.erase(0)
    #expect(throws: OverrideRequest.Fault.erased(index: 0)) { try ledger.override(0) }
    #expect(throws: LedgerError.self) { try ledger.override(99) }
    #expect(try ledger.ledger.count() == 3)
  }
}
