import PlumblineAudit
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// A record as one page.
struct RecordPageTests {
  private func page(_ index: Int, _ ledger: borrowing AuditLedger) throws -> String {
    let record = try ledger.ledger.record(index)
    let name = RecordName(origin: try #require(try ledger.ledger.origin()), index: index)
    let report = RecordReport(record, named: name, later: try LaterRecords(of: record, in: ledger.ledger))
    return report.html(under: try ledger.ledger.head())
  }

  @Test func `it holds what was known, why, the packs, the proof, and what came after`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("secret-id", by: "dr-a", facts: ["pain": ["intensity": 6]], packs: ["p@1.0.0"])
    try ledger.override(0, by: "dr-b")
    let page = try page(0, ledger)
    let record = try ledger.ledger.record(0)
    for words in [
      "What came after", "overridden in record 1", "What was known", "Asked or reported by</th><td>dr-a",
      record.leaf.hash.hex, record.leaf.commitment.hex, "Signed head", "plumbline audit prove 0",
    ] { #expect(page.contains(words), "\(words)") }
    for pack in record.leaf.packs { #expect(page.contains("<td>\(pack)</td>")) }
    #expect(try !self.page(1, ledger).contains("What was known"))
    #expect(try self.page(1, ledger).contains("Override of record 0"))
  }

  @Test func `the answer stands in the lines in which it was shown`() throws {
    let ledger = try AuditLedger()
    let payload: JSONValue = [
      "as_of": "2026-11-20", "profile": [:], "decision": ["decision": "stop"],
      "answer": ["format": "text", "text": "STOP  <now>\n\n  at once\n"],
    ]
    try ledger.append(.decision, payload)
    #expect(try page(0, ledger).contains("<pre>STOP  &lt;now&gt;\n\n  at once\n</pre>"))
  }

  @Test func `an erased record says so, and keeps its proof`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("secret-id", by: "dr-a")
    try ledger.erase(0)
    let page = try page(0, ledger)
    #expect(page.contains("Erased: what it said was removed"))
    #expect(page.contains("erased by record 1"))
    #expect(page.contains(try ledger.ledger.record(0).leaf.hash.hex))
    #expect(!page.contains("secret-id") && !page.contains("dr-a"))
  }

  @Test func `nothing that a record says becomes markup`() throws {
    let ledger = try AuditLedger()
    try ledger.decide("<script>alert(1)</script>", by: "\"><img src=x>")
    let page = try page(0, ledger)
    #expect(!page.contains("<script>") && !page.contains("<img"))
    #expect(page.contains("&lt;img src=x&gt;"))
  }
}
