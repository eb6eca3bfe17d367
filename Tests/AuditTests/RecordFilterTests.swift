import PlumblineAudit
import PlumblineLedger
import PlumblineTestSupport
import Testing

struct RecordFilterTests {
  @Test(arguments: [
    ("2026-11-20", "2026-11-20T00:00:00.000Z"), ("2026-11-20T09:30Z", "2026-11-20T09:30:00.000Z"),
    ("2026-11-20T09:30:15Z", "2026-11-20T09:30:15.000Z"),
    ("2026-11-20T09:30:15.250Z", "2026-11-20T09:30:15.250Z"),
    ("2026-02-30", nil), ("2026-11-20T24:00Z", nil), ("2026-11-20T09:30", nil), ("2026-11-20T", nil),
    ("2026-11-20T09:30:15.2Z", nil), ("2026-11-20T+9:30Z", nil), ("yesterday", nil), ("", nil),
    ("2026-11-20T09:30+01:00", nil),
  ])
  func `a time is a day or a time in UTC, and nothing else`(text: String, meant: String?) {
    #expect(UTCTime(text)?.description == meant)
  }

  @Test func `after holds at its time, before does not`() throws {
    let ledger = try AuditLedger()
    for day in ["19", "20", "21"] { try ledger.decide(time: "2026-11-\(day)T00:00:00.000Z") }
    #expect(try ledger.found { $0.after = UTCTime("2026-11-20") } == [1, 2])
    #expect(try ledger.found { $0.before = UTCTime("2026-11-20") } == [0])
  }

  @Test func `each criterion finds its records, and all must hold`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("A", by: "dr-a", certainty: "low", fired: ["p/a"])
    try ledger.decide("B", by: "dr-b", certainty: "moderate", fired: ["p/a", "p/b"])
    try ledger.decide("A", by: "dr-b", decision: "stop", pairing: nil, fired: ["red-flags/x"])
    try ledger.override(1, by: "dr-b")
    #expect(try ledger.found() == [0, 1, 2, 3])
    #expect(try ledger.found { $0.pairing = "exercise+pain-education" } == [0, 1])
    #expect(try ledger.found { $0.decision = .stop } == [2])
    #expect(try ledger.found { $0.rule = "p/a" } == [0, 1])
    #expect(try ledger.found { $0.rule = "p" } == [])
    #expect(try ledger.found { $0.certainty = .moderate } == [1])
    #expect(try ledger.found { $0.person = "dr-b" } == [1, 2, 3])
    #expect(try ledger.found { $0.kind = .override } == [3])
    #expect(
      try ledger.found {
        $0.person = "dr-b"
        $0.decision = .stop
      } == [2])
  }

  @Test func `a patient is found by id and by pseudonym, and without the key only by pseudonym`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("A")
    try ledger.decide("B")
    let place = ledger.ledger.place
    let reading = try Ledger.open(place, for: .reading)
    func found(_ text: String) throws -> [Int] {
      var filter = RecordFilter()
      try filter.patient(text, in: reading)
      return try ledger.found { $0 = filter }
    }
    let pseudonym = try ledger.ledger.pseudonym(of: "B")
    #expect(try found("B") == [1])
    #expect(try found(pseudonym) == [1])
    _ = Command.run("/bin/rm", [place.key])
    #expect(throws: LedgerError.self) { try found("B") }
    #expect(try found(pseudonym) == [1])
  }

  @Test(arguments: [(1, [8]), (3, [4, 6, 8]), (5, [0, 2, 4, 6, 8]), (9, [0, 2, 4, 6, 8])])
  func `a limit keeps the newest that match, in order`(limit: Int, expected: [Int]) throws {
    let ledger = try AuditLedger()
    for number in 0..<10 { try ledger.decide(by: number % 2 == 0 ? "even" : "odd") }
    #expect(try ledger.found(limit) { $0.person = "even" } == expected)
    #expect(try ledger.found(limit) == Array((10 - limit)..<10))
  }

  @Test func `an erased record keeps time and kind, and only those filters find it`() throws {
    let ledger = try AuditLedger()
    let index = try ledger.decide()
    try ledger.erase(index)
    #expect(try ledger.found { $0.kind = .decision } == [0])
    #expect(try ledger.found { $0.after = UTCTime("2026-11-20") } == [0, 1])
    #expect(try ledger.found { $0.person = "dr-a" } == [])
  }
}
