import PlumblineAudit
import PlumblineJSON
import PlumblineLedger
import Testing

/// Which payloads are older than a period.
struct RetentionTests {
  private static let cutOff = "2016-11-30T00:00:00.000Z"

  private static func hold(_ id: String, _ ledger: borrowing AuditLedger, release: Bool = false) throws {
    _ = try ledger.ledger.hold(
      HoldRequest(subject: .patient(id), isRelease: release, reason: "court", authority: nil, by: nil),
      time: "2026-11-20T10:00:00.000Z", engine: "plumbline test")
  }

  @Test func `only payloads recorded before the moment are due`() throws {
    let ledger = try AuditLedger()
    for time in [
      "2010-01-01T00:00:00.000Z", "2016-11-29T23:59:59.999Z", Self.cutOff, "2026-01-01T00:00:00.000Z",
    ] {
      try ledger.decide(time: time)
    }
    try ledger.append(.access, ["command": "show", "read": [[0, 0]]], "2010-01-02T00:00:00.000Z")
    #expect(try ledger.ledger.retention(before: Self.cutOff).due.map(\.index) == [0, 1])
    try ledger.erase(0)
    #expect(try ledger.ledger.retention(before: Self.cutOff).due.map(\.index) == [1])
  }

  @Test func `an answer and everything about it are due together`() throws {
    let ledger = try AuditLedger()
    for _ in 0..<2 { try ledger.decide(time: "2010-01-01T00:00:00.000Z") }
    for about in [0, 1] {
      try ledger.append(
        .outcome, ["about": .number(.init(about)), "outcome": "followed"], "2011-01-01T00:00:00.000Z")
    }
    #expect(try ledger.ledger.retention(before: Self.cutOff).due.map(\.index) == [0, 1, 2, 3])
    try ledger.override(1)
    let retention = try ledger.ledger.retention(before: Self.cutOff)
    #expect(retention.due.map(\.index) == [0, 2])
    #expect(retention.inUse == [1, 3])
  }

  @Test func `a patient under a legal hold is left out, with everything about the answers`() throws {
    let ledger = try AuditLedger()
    for id in ["A", "B"] { try ledger.decide(id, time: "2010-01-01T00:00:00.000Z") }
    try ledger.append(.outcome, ["about": 0, "outcome": "followed"], "2011-01-01T00:00:00.000Z")
    try Self.hold("A", ledger)
    let retention = try ledger.ledger.retention(before: Self.cutOff)
    #expect(retention.due.map(\.index) == [1] && retention.held == [0, 2] && retention.holds == [3])
    let report = RetentionReport(retention, years: 10, asOf: "2026-11-30")
    #expect(report.text.contains("left out, under a legal hold (record 3): 0, 2\n"))
    #expect(report.json["held"] == [0, 2])
    try Self.hold("A", ledger, release: true)
    #expect(try ledger.ledger.retention(before: Self.cutOff).due.map(\.index) == [0, 1, 2])
  }
}
