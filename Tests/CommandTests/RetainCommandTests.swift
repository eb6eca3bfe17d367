import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// A retention schedule on the command line.
struct RetainCommandTests {
  /// Two old answers and a new one.
  private static func fill(_ desk: borrowing AuditCommandTests.Desk) throws {
    let ledger = try Ledger.open(LedgerPlace(desk.path), for: .appending)
    for (year, decision) in [("2010", "recommend"), ("2011", "stop"), ("2026", "recommend")] {
      let payload: JSONValue = ["decision": ["decision": .string(decision)], "profile": ["id": "X"]]
      _ = try ledger.append([
        Entry(kind: .decision, time: "\(year)-01-01T09:00:00.000Z", engine: "plumbline test") { _ in payload }
      ])
    }
  }

  @Test func `a proposal changes nothing, and names counts, kinds and records`() throws {
    let desk = AuditCommandTests.Desk()
    try Self.fill(desk)
    let proposal = desk.audit(["retain", "--older-than", "10y", "--as-of", "2025-06-30"])
    #expect(proposal.code == 0 && proposal.error == "")
    #expect(
      proposal.output == """
        Older than 10 years on 2025-06-30: recorded before 2015-06-30 (UTC)
        due: 2 records with a payload
          1  decision  recommend
          1  decision  stop
        records: 0 to 1
        Nothing was changed. To erase them: --erase --reason TEXT --authority TEXT

        """)
    #expect(desk.audit(["verify"]).output.contains("3 records\n"))
    let data = try JSONReader.read(
      desk.audit(["retain", "--older-than", "10y", "--format", "json"]).output
    ).value
    #expect(data["due"] == [0, 1] && data["years"] == 10)
  }

  @Test func `only with --erase are the payloads removed, and the erasure holds reason and authority`() throws
  {
    let desk = AuditCommandTests.Desk()
    try Self.fill(desk)
    let erased = desk.audit([
      "retain", "--older-than", "10y", "--erase", "--reason", "schedule", "--authority", "site rule 7",
    ])
    #expect(erased.code == 0 && erased.output.contains("Erased the payloads of 2 records: 0, 1."))
    let shown = desk.audit(["show", "3"]).output
    #expect(shown.contains("authority: site rule 7") && shown.contains("records: [0,1]"))
    #expect(desk.audit(["verify"]).output.contains("2 of them erased"))
    #expect(
      desk.audit(["retain", "--older-than", "10y"]).output.hasSuffix("due: 0 records with a payload\n"))
  }

  @Test(arguments: [
    ["--older-than", "10"], ["--older-than", "0y"], ["--older-than", "6m"], [],
    ["--older-than", "1y", "--erase"], ["--older-than", "1y", "--erase", "--reason", "r"],
    ["--older-than", "1y", "--reason", "r"], ["--older-than", "1y", "--as-of", "9000-01-01"],
  ])
  func `what is incomplete is a usage error`(options: [String]) {
    let result = Command.plumbline(["audit", "retain"] + options)
    #expect(result.code == 64, "\(result.error)")
  }

  @Test func `where the site asks for two persons, one erases nothing`() throws {
    let desk = AuditCommandTests.Desk()
    try Self.fill(desk)
    func erase(_ people: [String]) -> Command.Result {
      Command.run(
        "/usr/bin/env",
        [
          "PLUMBLINE_SECOND_PERSON=required", Command.plumbline, "audit", "retain", "--older-than", "10y",
          "--erase", "--reason", "r", "--authority", "a", "--ledger", desk.path,
        ] + people)
    }
    #expect(erase(["--by", "a"]).code == 65)
    #expect(desk.audit(["verify"]).output.contains("3 records\n"))
    #expect(erase(["--by", "a", "--second", "b"]).code == 0)
  }
}
