import PlumblineTestSupport
import Testing

/// The files beside a ledger, lost, torn or those of another ledger: the exit code, the message, and how to continue.
struct LedgerKeyFaultTests {
  @Test(arguments: [
    ("rm \"$L.head\"", "its last signed head is missing", "head-missing"),
    (": >\"$L.head\"", "cannot be read or is not signed by its key", "head-unreadable"),
    (
      "head -c 100 \"$L.head\" >h; cp h \"$L.head\"", "cannot be read or is not signed by its key",
      "head-unreadable"
    ),
    (
      "tr 0-9 1-90 <\"$L.head\" >h; cp h \"$L.head\"", "cannot be read or is not signed by its key",
      "head-unreadable"
    ),
  ])
  func `a lost or torn head stops appending until a recovery is recorded`(
    harm: String, words: String, finding: String
  ) {
    let ledger = FaultLedger()
    let printed = FaultLedger.printed(
      ledger.script("ask high-fear --format json; ask acute --format json").output)
    #expect(printed.count == 2)
    _ = ledger.script(harm)
    ledger.expectWithheld([74], words)
    ledger.expectWithheld([74], "plumbline audit recover")
    let recovered = ledger.audit("recover", "--reason", "a torn head")
    #expect(recovered.code == 0 && recovered.output.contains("Record plumbline.local/"), "\(recovered.error)")
    #expect(ledger.audit("show", "2", "--format", "json").output.contains("\"finding\":\"\(finding)\""))
    ledger.expectPromise(printed)
    ledger.expectAppends()
    #expect(ledger.audit("recover", "--reason", "again").output.contains("Nothing to recover from"))
  }

  @Test func `a restored backup refuses to append, and continues once a recovery is recorded`() {
    let ledger = FaultLedger()
    let printed = FaultLedger.printed(ledger.script("ask high-fear --format json; cp \"$L\" backup").output)
    _ = ledger.script(
      "ask acute; ask red-flag; \"$P\" audit checkpoint --ledger \"$L\" >given-up; rm -f \"$L-wal\" \"$L-shm\"; cp backup \"$L\""
    )
    ledger.expectWithheld([74], "it holds 1 record, and its last signed head has 3")
    let verified = ledger.audit("verify")
    #expect(verified.code == 1 && verified.output.contains("record 1, idx: truncated"), "\(verified.output)")
    let recovered = ledger.audit("recover", "--reason", "the disk was replaced")
    #expect(recovered.code == 0, "\(recovered.error)")
    ledger.expectPromise(printed)
    ledger.expectAppends()
    let shown = ledger.audit("show", "1", "--format", "json").output
    #expect(shown.contains("\"finding\":\"restored-backup\""))
    let head = Command.contents("\(ledger.scratch.path)/given-up")
    let escaped = head.replacing("\n", with: "\\n")
    #expect(
      head.contains("\n3\n") && shown.contains(escaped), "the head that was given up is not in the record")
    let since = ledger.audit(
      "verify", "--since", "\(ledger.scratch.path)/given-up", "--key", ledger.publicKey)
    #expect(since.code == 1)
    // There are three records again, but not the signed ones.
    #expect(since.output.contains("truncated") || since.output.contains("rewritten"), "\(since.output)")
  }

  @Test func `another ledger's key and a malformed key sign nothing`() {
    let ledger = FaultLedger()
    let other = FaultLedger()
    let printed = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    _ = other.recommend("high-fear")
    _ = ledger.script("cp \"$L.key\" own; cp '\(other.path).key' \"$L.key\"")
    ledger.expectWithheld([74], "nothing is added to the ledger")
    _ = ledger.script("head -c 40 own >\"$L.key\"")
    ledger.expectWithheld([74], "does not hold a signing key")
    _ = ledger.script("rm \"$L.key\"")
    ledger.expectWithheld([74], "its signing key is missing; put")
    _ = ledger.script("cp own \"$L.key\"")
    ledger.expectPromise(printed)
    ledger.expectAppends()
  }

  @Test func `a lost public key is written again with the next answer`() {
    let ledger = FaultLedger()
    _ = ledger.recommend("high-fear")
    let key = Command.contents(ledger.publicKey)
    _ = ledger.script("rm \"$L.pub\"")
    #expect(ledger.audit("verify").output.contains("no public key was found"))
    ledger.expectAppends()
    #expect(Command.contents(ledger.publicKey) == key)
  }

  @Test func `a lost, wrong or garbled wrapping key is reported, and never replaced`() {
    let ledger = FaultLedger()
    let printed = FaultLedger.printed(
      ledger.recommend("high-fear", "--format json --wrapping-key wrap").output)
    #expect(printed.count == 1)
    let wrapped =
      "ask() { name=$1; shift; \"$P\" recommend \"$EXAMPLES/$name.json\" --rules \"$RULES\" --ledger \"$L\" "
      + "--wrapping-key wrap \"$@\"; }"
    ledger.expectWithheld([74], "its payloads are wrapped with the key")
    _ = ledger.script("mv wrap kept")
    ledger.expectWithheld([74], "its payloads are wrapped with the key", before: wrapped)
    #expect(ledger.script("ls wrap").code != 0, "a new key was put in the place of the lost one")
    _ = ledger.script("tr 0-9 1-90 <kept >wrap")
    ledger.expectWithheld([74], "its payloads are wrapped with the key", before: wrapped)
    _ = ledger.script("head -c 20 kept >wrap")
    ledger.expectWithheld([74], "does not hold a wrapping key", before: wrapped)
    _ = ledger.script("mv kept wrap")
    #expect(ledger.script("\(wrapped)\nask high-fear").code == 0)
    let verified = ledger.audit("verify", "--wrapping-key", "\(ledger.scratch.path)/wrap")
    #expect(verified.code == 0 && verified.output.contains(": 2 records"), "\(verified.output)")
    #expect(ledger.audit("verify", "--leaves-only").code == 0)
  }
}
