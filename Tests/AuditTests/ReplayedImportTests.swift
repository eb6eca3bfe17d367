import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// An auditor's questions about imported records are answered as if the records had been made here.
struct ReplayedImportTests {
  private func take(_ shard: borrowing RecordedHistory, by own: borrowing RecordedHistory) throws {
    _ = try own.ledger.take(
      ImportRequest(shard: shard.ledger.place), time: "2026-11-21T10:00:00.000Z",
      engine: RecordedHistory.engine)
  }

  @Test func `every imported answer replays to the byte, a script's failure too`() throws {
    let own = try RecordedHistory()
    let shard = try RecordedHistory()
    let evaluator = try Shipped.evaluator()
    for name in Patients.examples { try shard.record(Patients.example(name), by: evaluator) }
    try shard.record(
      Patients.example("high-fear"), by: Shipped.evaluator(try GuidelineLoader.load(Packs.failing())))
    try shard.erase(1)
    try own.record(Patients.example("acute"), by: evaluator)
    try take(shard, by: own)
    var tally = ReplayTally()
    for index in 0..<(try own.ledger.count()) {
      tally.add(try own.replay(index), at: index, by: Evaluator.version)
    }
    #expect(
      [tally.replayed, tally.identical, tally.failures, tally.different, tally.erased, tally.others]
        == [9, 9, 1, 0, 1, 2])
  }

  @Test func `statistics of a ledger with imported shards cover all their records`() throws {
    let own = try AuditLedger()
    let shard = try AuditLedger()
    try own.decide("A", fired: ["p/a"])
    try shard.decide("B", fired: ["p/a", "p/b"])
    try shard.decide("C", fired: ["p/b"])
    try shard.override(1)
    _ = try own.ledger.take(
      ImportRequest(shard: shard.ledger.place), time: "2026-11-20T09:00:00.000Z", engine: "plumbline test")
    try own.override(1, "prefers-alternative")
    let figures = try RecordStatistics(of: own.ledger)
    #expect(figures.decisions == 3 && figures.overridden == 2)
    #expect(figures.rules["p/a"] == .init(fired: 2, overridden: 1))
    #expect(figures.rules["p/b"] == .init(fired: 2, overridden: 2))
    #expect(figures.byReason == ["patient-refuses": 1, "prefers-alternative": 1])
  }

  @Test func `a list and an export name a record's origin, and find its patient by id`() throws {
    let own = try AuditLedger()
    let shard = try AuditLedger()
    try own.decide("A")
    try shard.decide("B")
    try shard.override(0)
    _ = try own.ledger.take(
      ImportRequest(shard: shard.ledger.place), time: "2026-11-20T09:00:00.000Z", engine: "plumbline test")
    let name = "\(try #require(try shard.ledger.origin()))/0"
    var filter = RecordFilter()
    try filter.patient("B", in: own.ledger)
    let patients = filter.patients
    #expect(try own.found { $0.patients = patients } == [1, 2])
    #expect(try own.found { $0.kind = .import } == [3])
    let lines = try own.export(.ndjson).split(separator: "\n").map { try JSONReader.read(String($0)).value }
    #expect(lines.map { $0["from"] }[..<2] == [.null, .string(name)])
    #expect(lines.map { $0["version"] } == [1, 2, 2, 1])
    #expect(lines[2]["about"] == 1)
    #expect(try own.export(.csv).split(separator: "\r\n")[2].hasSuffix(",\(name),,,"))
    let fhir = try own.export(.fhir)
    #expect(fhir.contains(#"{"type":"recorded-as","valueString":"\#(name)"}"#))
    #expect(!fhir.contains("\"B\""))
  }
}
