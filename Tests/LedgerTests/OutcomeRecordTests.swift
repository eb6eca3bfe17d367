import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineLedger

/// An outcome in the ledger: a record about an answer, like an override, that is checked, erased and imported with it.
struct OutcomeRecordTests {
  private static func outcome(_ index: Int, in ledger: Ledger, _ code: String = "stopped") throws {
    _ = try ledger.append(.outcome, about: index, time: TestLedger.time, engine: TestLedger.engine) {
      answer in
      [
        "about": .number(ExactNumber(index)), "as_of": "2026-12-01", "outcome": .string(code),
        "patient": answer.payload?["patient"] ?? .null, "scores": ["fear": ["tsk_17": 36]],
      ]
    }
  }

  @Test func `it is verified like any record, and its column repeats its code`() throws {
    let test = TestLedger()
    try test.fill(2)
    let ledger = try test.open()
    try Self.outcome(0, in: ledger)
    #expect(try test.verify().isSound)
    var found: [RecordSummary] = []
    try ledger.eachSummary { found.append($0) }
    #expect(found[2].kind == .outcome)
    #expect(found[2].about == 0)
    #expect(found[2].outcome == "stopped")
    #expect(found[2].reason == nil)
    test.dropTriggers()
    _ = test.edit("UPDATE record SET reason = 'followed' WHERE idx = 2")
    let divergence = try #require(test.verify().divergences.first { $0.field == "reason" })
    #expect(divergence.way == .changed)
  }

  @Test(arguments: [true, false])
  func `erasing its answer, or the patient, erases it`(byRecord: Bool) throws {
    let test = TestLedger()
    try test.fill(3)
    let ledger = try test.open()
    try Self.outcome(1, in: ledger)
    try Self.outcome(2, in: ledger)
    let target: ErasureRequest.Target = byRecord ? .record(1) : .patient("id-1")
    let erasure = try ledger.erase(
      ErasureRequest(targets: [target], reason: "asked", by: nil), time: TestLedger.time,
      engine: TestLedger.engine)
    #expect(erasure.erased == [1, 3])
    #expect(try ledger.record(3).payload == nil)
    #expect(try ledger.record(4).payload != nil)
    #expect(try ledger.erasure(of: 3)?.index == 5)
    #expect(try ledger.erasure(of: 4) == nil)
    #expect(try test.verify().isSound)
  }

  @Test func `it is imported, found by its answer's number here, and erased with the answer`() throws {
    let test = TestLedger()
    let shard = TestLedger()
    try test.fill(2)
    try shard.fill(2, from: 3)
    try Self.outcome(1, in: shard.open())
    try test.take(shard.place)
    let ledger = try test.open()
    let about = try ledger.summaries(about: try ledger.record(3))
    #expect(about.map(\.index) == [4])
    #expect(about.map(\.outcome) == ["stopped"])
    #expect(try ledger.summaries(about: try ledger.record(1)) == [])
    try test.erase(3)
    #expect(try test.open(.reading).record(4).payload == nil)
    #expect(try test.verify().isSound)
  }

  @Test func `an import does not bring back the outcome of an erased answer`() throws {
    let test = TestLedger()
    let shard = TestLedger()
    try shard.fill(1)
    try test.take(shard.place)
    try test.erase(0)
    try Self.outcome(0, in: shard.open())
    #expect(refusal { try test.take(shard.place) } != nil)
  }

  @Test func `a patient's records are found newest first, up to a limit, and never another's`() throws {
    let test = TestLedger()
    try test.fill(20)
    let ledger = try test.open(.reading)
    #expect(try ledger.summaries(of: ["P-3"], newest: 10).map(\.index) == [17, 10, 3])
    #expect(try ledger.summaries(of: ["P-3", "P-4"], newest: 3).map(\.index) == [18, 17, 11])
    #expect(try ledger.summaries(of: ["P-nobody"], newest: 3) == [])
  }
}
