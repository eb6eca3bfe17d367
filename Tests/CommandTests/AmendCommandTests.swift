import PlumblineTestSupport
import Testing

/// An amendment on the command line, and where it is shown.
struct AmendCommandTests {
  @Test func `an amendment stands with both answers, in the history and in the patient's page`() {
    let desk = AuditCommandTests.Desk()
    _ = desk.recommend("high-fear")
    _ = desk.recommend("high-fear")
    let amended = desk.audit([
      "amend", "0", "--by-record", "1", "--reason", "wrong TSK score", "--by", "dr-b",
    ])
    #expect(
      amended.code == 0 && amended.output.hasPrefix("Amended: record 0 is replaced by record 1.\nRecord "))
    #expect(desk.audit(["show", "0"]).output.contains(": replaced by record 1\n"))
    #expect(desk.audit(["show", "1"]).output.contains("replaces record 0, which was amended in record 2"))
    #expect(
      desk.audit(["list", "--kind", "amendment", "--columns", "index,remarks"]).output
        == "2  amends record 0: replaced by record 1\n")
    let history = Command.plumbline(
      ["history", "--patient", "-", "--rules", Shipped.rules, "--ledger", desk.path], input: "EX-01\n"
    ).output
    #expect(history.contains("replaced by record 1; reason: wrong TSK score; by: dr-b"), "\(history)")
    #expect(history.contains("record 0 had a wrong input, and record 1 replaces it"))
    let page = desk.audit(["subject", "--patient", "-"], input: "EX-01\n").output
    #expect(page.contains("Amendment of record 0") && page.contains("wrong TSK score"))
    #expect(desk.audit(["verify"]).code == 0)
  }

  @Test func `what cannot be amended ends with 65, and nothing is recorded`() {
    let desk = AuditCommandTests.Desk()
    for name in ["high-fear", "red-flag"] { _ = desk.recommend(name) }
    for (record, other) in [("0", "0"), ("1", "0"), ("0", "1")] {
      let refused = desk.audit(["amend", record, "--by-record", other, "--reason", "r"])
      #expect(refused.code == 65 && refused.error.contains("nothing was recorded"), "\(refused.error)")
    }
    #expect(desk.audit(["amend", "0", "--by-record", "9", "--reason", "r"]).code == 65)
    #expect(desk.audit(["amend", "0", "--reason", "r"]).code == 64)
    #expect(desk.audit(["list"]).output.split(separator: "\n").count == 2)
  }
}
