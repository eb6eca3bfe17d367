import CPlumblineProcess
import Glibc
import PlumblineTestSupport
import Testing

/// A stop and its record: which comes first, how long the stop waits, and what the answer says about it.
struct StopRecordTests {
  @Test func `a stop that is recorded says so in its last two members`() {
    let ledger = FaultLedger()
    let stop = ledger.script("ask red-flag --format json")
    #expect(stop.code == 0, "\(stop.error)")
    #expect(
      stop.output.contains(#/,"record_status":"recorded","record":"plumbline\.local\/[0-9a-f]{16}\/0"}\n$/#))
  }

  @Test(arguments: ["text", "json", "markdown", "html"])
  func `a stop behind a locked ledger is shown, marked and ends with 20`(format: String) {
    let ledger = FaultLedger()
    _ = ledger.recommend("high-fear")
    let stop = ledger.script(
      """
      (echo 'BEGIN IMMEDIATE;'; sleep 15) | sqlite3 "$L" &
      sleep 1; ask red-flag --format \(format); code=$?; kill $! 2>/dev/null; exit $code
      """)
    #expect(stop.code == 20, "\(stop.code) \(stop.error)")
    #expect(stop.output.contains("Possible cauda equina syndrome"))
    #expect(
      stop.output.contains(
        format == "json" ? "\"record_status\":\"failed\",\"record\":null" : "NOT RECORDED"))
    #expect(stop.error.contains("NOT RECORDED within a second"))
  }

  @Test func `recording continues after a stop was shown, and the record says how it was shown`() {
    let ledger = FaultLedger()
    _ = ledger.recommend("high-fear")
    let stop = ledger.script(
      """
      (echo 'BEGIN IMMEDIATE;'; sleep 3; echo 'COMMIT;') | sqlite3 "$L" &
      sleep 1; ask red-flag; code=$?; wait; exit $code
      """)
    #expect(stop.code == 20, "\(stop.code) \(stop.error)")
    #expect(stop.output.hasPrefix("NOT RECORDED"))
    #expect(stop.error.contains("recorded after it was shown, as plumbline.local/"), "\(stop.error)")
    let shown = ledger.audit("show", "1")
    #expect(shown.output.contains("NOT RECORDED: note this answer by other means"), "\(shown.output)")
    ledger.expectPromise([])
  }

  @Test func `a command's memory stays out of core files and away from other programs`() {
    let ledger = FaultLedger()
    let result = ledger.script(
      """
      mkfifo pipe; "$P" recommend - --no-record --rules "$RULES" <pipe >/dev/null & exec 3>pipe; sleep 1
      grep 'Max core file size' /proc/$!/limits; echo '{}' >&3; exec 3>&-; wait
      """)
    #expect(result.output.contains(#/Max core file size +0 +0/#), "\(result.output)\(result.error)")
    #expect(plb_keep_private() == 0)
    #expect(plb_is_private() == 1)
  }

  @Test func `an id is never taken from the argument list`() {
    let desk = AuditCommandTests.Desk()
    _ = desk.recommend("high-fear")
    for command in [["list"], ["stats"], ["export", "--format", "csv"], ["erase", "--reason", "r"]] {
      let refused = desk.audit(command + ["--patient", "EX-01"])
      #expect(refused.code == 65, "\(command): \(refused.code) \(refused.output)")
      #expect(refused.error.contains("an id is never an argument"), "\(refused.error)")
      #expect(!refused.error.contains("EX-01"))
    }
    let listed = desk.audit(["list", "--patient", "-"], input: "EX-01\n").output
    #expect(listed.split(separator: "\n").count == 1)
    let pseudonym = listed.firstMatch(of: #/P-[0-9a-f]{20}/#).map { String($0.output) } ?? ""
    #expect(desk.audit(["list", "--patient", pseudonym]).output == listed)
    desk.scratch.write("who", "EX-01")
    #expect(desk.audit(["list", "--patient", "\(desk.scratch.path)/who"]).output == listed)
    #expect(desk.audit(["list", "--patient", "-"], input: "EX-01\nEX-02\n").code == 65)
  }
}
