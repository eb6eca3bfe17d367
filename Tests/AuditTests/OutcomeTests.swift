import PlumblineGuideline
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

@testable import PlumblineAudit

/// What came of an answer, as it is recorded.
struct OutcomeTests {
  private static func request(
    _ index: Int, _ code: OutcomeCode = .stopped, day: Day = "2026-12-01"
  ) -> OutcomeRequest {
    OutcomeRequest(about: index, code: code, day: day, chosen: nil, done: "3 sessions", note: nil, by: "dr-b")
  }

  private static func record(_ request: OutcomeRequest, _ ledger: borrowing AuditLedger) throws {
    _ = try ledger.ledger.outcome(request, time: "2026-12-02T10:00:00.000Z", engine: "plumbline test")
  }

  @Test func `it holds the answer's patient, the code and what was done`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("A")
    try Self.record(Self.request(0), ledger)
    let patient = try ledger.ledger.pseudonym(of: "A")
    #expect(
      try ledger.ledger.record(1).payload?.canonicalText
        == #"{"about":0,"as_of":"2026-12-01","by":"dr-b","done":"3 sessions","outcome":"stopped","patient":"\#(patient)"}"#
    )
  }

  @Test func `only an answer that still exists, and is not younger, has an outcome`() throws {
    let ledger = try AuditLedger()
    try ledger.decide()
    try Self.record(Self.request(0), ledger)
    #expect(throws: OutcomeRequest.Fault.notAnAnswer(index: 1, kind: .outcome)) {
      try Self.record(Self.request(1), ledger)
    }
    #expect(throws: OutcomeRequest.Fault.before(index: 0, answer: "2026-11-20")) {
      try Self.record(Self.request(0, day: "2026-11-19"), ledger)
    }
    // Somewhere it is the next day already.
    try Self.record(Self.request(0, day: "2026-12-03"), ledger)
    #expect(throws: OutcomeRequest.Fault.toCome) {
      try Self.record(Self.request(0, day: "2026-12-04"), ledger)
    }
    try ledger.erase(0)
    #expect(throws: OutcomeRequest.Fault.erased(index: 0)) { try Self.record(Self.request(0), ledger) }
    #expect(try ledger.ledger.count() == 4)
    let faults: [OutcomeRequest.Fault] = [
      .notAnAnswer(index: 1, kind: .outcome), .erased(index: 0), .before(index: 0, answer: "2026-11-20"),
      .toCome,
    ]
    for fault in faults { #expect(ErrorForm.faults(in: fault.description) == []) }
  }

  @Test(arguments: [
    ("fear.tsk_17 = 36", []),
    (#"{"fear": {"tsk_17": {"between": [30, 36]}}, "disability": {"odi": 20}}"#, []),
    ("red_flags.fracture = yes", ["red_flags.fracture: a stop can follow from it"]),
    (
      "mood.phq_9_item_9 = 3\nmood.phq_9 = 20",
      ["mood.phq_9: a stop can follow", "mood.phq_9_item_9: a stop can"]
    ),
    (
      "instruments = {\"phq_9\": [0,0,0,0,0,0,0,0,3]}",
      ["mood.phq_2: a stop", "mood.phq_9: a", "mood.phq_9_item_9: a"]
    ),
    ("goal.primary = pain\nid = X", ["id: the answer names the patient", "goal.primary: is no score"]),
    ("patient.age = 40", ["patient.age: is no score"]), ("# nothing", ["there is no score"]),
    ("fear.tsk_17 = 99", ["fear.tsk_17: a number out of range"]),
  ])
  func `scores are read by the packs of the answer, and what a stop can follow from is refused`(
    text: String, faults: [String]
  ) throws {
    let recorded = try RecordedHistory()
    try recorded.record(Patients.example("high-fear"), by: try Shipped.evaluator())
    let scores = try OutcomeScores(of: try recorded.ledger.record(0), in: recorded.ledger)
    do {
      let read = try scores.read(Array(text.utf8), asOf: "2026-12-01")
      #expect(faults == [])
      #expect(read["fear"]?["tsk_17"] != nil)
    } catch let refused as OutcomeScores.Refused {
      let lines = refused.description.split(separator: "\n").dropFirst()
      #expect(lines.count == faults.count)
      for (line, fault) in zip(lines, faults) { #expect(line.hasPrefix(fault)) }
    }
  }

  @Test func `it is listed, exported and counted apart from overrides`() throws {
    let ledger = try AuditLedger()
    try ledger.decide()
    try ledger.override(0)
    try Self.record(Self.request(0, .followed), ledger)
    let lines = try ledger.export(.ndjson).split(separator: "\n").map {
      try JSONReader.read(String($0)).value
    }
    #expect(lines.map { $0["outcome"] } == [.null, .null, "followed"])
    #expect(lines.map { $0["reason_code"] } == [.null, "patient-refuses", .null])
    #expect(try ledger.export(.csv).split(separator: "\r\n").last?.hasSuffix(",followed,,") ?? false)
    let resources = try ledger.export(.fhir)
    #expect(resources.contains(#""code":"outcome""#))
    let figures = try RecordStatistics(of: ledger.ledger)
    #expect(figures.overridden == 1)
    #expect(figures.byOutcome == ["followed": 1])
    #expect(try ledger.found { $0.kind = .outcome } == [2])
  }
}
