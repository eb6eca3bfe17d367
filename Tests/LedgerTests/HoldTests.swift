import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// A legal hold refuses every erasure of a patient's records, until it is released.
struct HoldTests {
  private func hold(_ id: String, in ledger: Ledger, isRelease: Bool = false) throws {
    _ = try ledger.hold(
      HoldRequest(
        subject: .patient(id), isRelease: isRelease, reason: "court", authority: "court 12", by: "lawyer"),
      time: TestLedger.time, engine: TestLedger.engine)
  }

  private func erase(_ target: ErasureRequest.Target, in ledger: Ledger) throws -> [Int] {
    try ledger.erase(
      ErasureRequest(targets: [target], reason: "asked", by: "a", authority: "GDPR 17", second: "b"),
      time: TestLedger.time, engine: TestLedger.engine
    ).erased
  }

  /// Two patients, ids as they are given; the profile of each has its id.
  private func ledger(_ test: borrowing TestLedger) throws -> Ledger {
    try test.fill(8)
    return try test.open()
  }

  @Test func `a held patient is erased neither by id nor by record, and another is`() throws {
    let test = TestLedger()
    let ledger = try ledger(test)
    try hold("id-3", in: ledger)
    #expect(throws: LedgerError.held(by: 8)) { try erase(.patient("id-3"), in: ledger) }
    #expect(throws: LedgerError.held(by: 8)) { try erase(.record(3), in: ledger) }
    #expect(throws: LedgerError.held(by: 8)) {
      try ledger.previewErasure(ErasureRequest(targets: [.record(3)], reason: "", by: nil))
    }
    #expect(try ledger.record(3).payload != nil)
    #expect(try erase(.record(2), in: ledger) == [2])
    #expect(try test.verify().isSound)
  }

  @Test func `a released patient is erased, and the record says on whose authority`() throws {
    let test = TestLedger()
    let ledger = try ledger(test)
    try hold("id-3", in: ledger)
    try hold("id-3", in: ledger, isRelease: true)
    #expect(try erase(.record(3), in: ledger) == [3])
    let payload = try #require(try ledger.record(10).payload)
    #expect(payload["authority"] == "GDPR 17" && payload["by"] == "a" && payload["second"] == "b")
  }

  @Test func `a hold names no patient in any byte of the ledger`() throws {
    let test = TestLedger()
    let ledger = try ledger(test)
    try hold("a-name-that-tells", in: ledger)
    let folder = test.scratch.path
    #expect(Command.run("/bin/grep", ["-rlac", "a-name-that-tells", folder]).output == "")
    let payload = try #require(try ledger.record(8).payload)
    #expect(!payload.canonicalText.contains("a-name-that-tells"))
  }

  @Test func `a preview changes nothing, and finds what the erasure then removes`() throws {
    let test = TestLedger()
    let ledger = try ledger(test)
    let request = ErasureRequest(targets: [.patient("id-0")], reason: "asked", by: nil)
    let found = try ledger.previewErasure(request)
    #expect(found.erased == [0, 7] && found.names.isEmpty)
    #expect(try ledger.count() == 8)
    #expect(try erase(.patient("id-0"), in: ledger) == found.erased)
  }
}
