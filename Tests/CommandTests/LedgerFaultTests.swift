import Glibc
import PlumblineTestSupport
import Testing

/// Ledgers that cannot be written, are no ledgers, are locked, or have lost a file: the output, the exit code, and the advice in
/// the message.
struct LedgerFaultTests {
  // MARK: places

  @Test(arguments: [
    ("garbage", "head -c 5000 /dev/urandom >\"$L\"", "is no ledger, or its beginning was overwritten"),
    (
      "something else", "sqlite3 \"$L\" 'CREATE TABLE t (a); INSERT INTO t VALUES (1)'",
      "a database of another program"
    ),
    ("its key lost", "ask high-fear >/dev/null; rm \"$L.key\"", "its signing key is missing; put"),
    (
      "a newer one", "ask high-fear >/dev/null; sqlite3 \"$L\" 'PRAGMA user_version = 99'",
      "a newer plumbline (schema 99)"
    ),
    (
      "no version", "ask high-fear >/dev/null; sqlite3 \"$L\" 'PRAGMA user_version = -1'",
      "no such version exists"
    ),
    ("without a table", "ask high-fear >/dev/null; sqlite3 \"$L\" 'DROP TABLE head'", "is damaged"),
  ])
  func `a file that is not our ledger is left as it is`(name: String, make: String, words: String) {
    let ledger = FaultLedger()
    _ = ledger.script("mkdir -p data; \(make)")
    let before = Command.bytes(ledger.path)
    ledger.expectWithheld([74], words)
    #expect(Command.bytes(ledger.path) == before, "\(name) was changed")
    if name != "its key lost" {
      let verified = ledger.audit("verify")
      #expect(
        verified.code == 1 && verified.output.contains("NOT VERIFIED"), "\(verified.output)\(verified.error)")
      #expect(
        verified.output.contains("database, ") || verified.output.contains("schema "), "\(verified.output)")
    }
  }

  @Test func `a place where a ledger cannot be ends with 73`() {
    let ledger = FaultLedger()
    ledger.expectWithheld([73], "cannot create the ledger", before: "L=/proc/none/such/ledger.sqlite")
    ledger.expectWithheld([73], "something is there that is not a file", before: "mkdir -p D; L=D")
    ledger.expectWithheld([73], "something is there that is not a file", before: "L=/dev/null")
    ledger.expectWithheld([73], "this names no file", before: "L=")
    ledger.expectWithheld([73], "this names no file", before: "L=none/")
    ledger.expectWithheld(
      [73], "there is no data folder",
      before: """
        unset HOME XDG_DATA_HOME PLUMBLINE_LEDGER
        ask() { name=$1; shift; "$P" recommend "$EXAMPLES/$name.json" --rules "$RULES" "$@"; }
        """)
    #expect(ledger.script("ls -A D").output == "")
  }

  @Test(arguments: [":memory:", "file:x?mode=memory", "file:y?vfs=unix-none"])
  func `a name with a special meaning to SQLite is only a file's name`(name: String) {
    let ledger = FaultLedger()
    let result = ledger.script(
      "L='\(name)'; ask high-fear && ask high-fear; ls; $P audit verify --ledger '\(name)'")
    #expect(result.output.contains("Record plumbline.local/"), "\(result.error)")
    #expect(result.output.contains("\n\(name)\n"))
    #expect(result.output.contains(": 2 records"))
  }

  @Test
  func `an empty file without a key is not a ledger, and with a key but no head it was emptied`() {
    let ledger = FaultLedger()
    _ = ledger.script("mkdir data; : >\"$L\"")
    ledger.expectWithheld([74], "its signing key is missing")
    _ = ledger.script("rm \"$L\"; ask high-fear >/dev/null; rm \"$L.head\"; : >\"$L\"")
    let verified = ledger.audit("verify")
    #expect(
      verified.code == 1 && verified.output.contains("nothing here is signed"),
      "\(verified.output)\(verified.error)")
    ledger.expectWithheld([74], "its last signed head is missing")
    #expect(ledger.audit("recover", "--reason", "emptied").code == 0)
    ledger.expectAppends()
  }

  @Test func `a truncated database is reported, and nothing is added`() {
    let ledger = FaultLedger()
    _ = ledger.script("ask high-fear; ask high-fear; cp \"$L\" whole")
    let size = Command.bytes(ledger.path).count
    // The last byte of the last page is unused: without it the database is the same.
    for length in [0, 1, 100, 4096, 8192, size / 2, size - 4097, size - 4096] {
      _ = ledger.script("head -c \(length) whole >\"$L\"")
      let verified = ledger.audit("verify")
      #expect(verified.code == 1, "\(length): \(verified.output)\(verified.error)")
      #expect(verified.output.contains("NOT VERIFIED"), "\(length)")
      let answer = ledger.recommend("high-fear")
      // Pages that the tree's right edge does not need may be missing unnoticed until everything is verified.
      if answer.code != 0 { #expect(answer.code == 74 && answer.output == "", "\(length): \(answer.error)") }
      if length <= 4096 { #expect(answer.code == 74, "\(length)") }
      let stop = ledger.recommend("red-flag", "--exit-code")
      #expect(stop.code == (answer.code == 0 ? 10 : 20), "\(length): \(stop.code) \(stop.error)")
      #expect(stop.output.contains("STOP"), "\(length)")
    }
    _ = ledger.script("rm -f \"$L\"-*; cp whole \"$L\"")
    let back = ledger.recommend("high-fear")
    #expect(back.code == 0 || back.error.contains("audit recover"), "\(back.error)")
  }

  @Test func `files are only for their owner, whatever the umask`() {
    let ledger = FaultLedger()
    let result = ledger.script(
      """
      umask 000; mkdir keys; ask high-fear --wrapping-key keys/wrap >/dev/null
      stat -c '%a %n' data data/ledger.sqlite data/ledger.sqlite.key data/ledger.sqlite.head data/ledger.sqlite.pub keys/wrap
      """)
    let modes = result.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    #expect(modes == ["700", "600", "600", "600", "600", "600"], "\(result.output)")
  }

  // MARK: read only

  @Test(.enabled(if: FaultLedger.isRoot && FaultLedger.has("setpriv")))
  func `a reader without write access can verify, and learns that nothing can be added`() {
    let ledger = FaultLedger()
    let printed = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    let nobody = "BEFORE='setpriv --reuid 65534 --regid 65534 --clear-groups'"
    _ = ledger.script("chmod 755 .; chmod -R a+rX data")
    let verified = ledger.script("\(nobody); $BEFORE $P audit verify --ledger $L")
    #expect(verified.code == 0, "\(verified.output)\(verified.error)")
    ledger.expectWithheld([74], "cannot write to the ledger", before: nobody)
    _ = ledger.script("chmod 600 \"$L.key\"")
    ledger.expectWithheld([74], "Permission denied", before: nobody)
    ledger.expectPromise(printed)
    ledger.expectAppends()
  }

  @Test(
    .enabled(if: FaultLedger.canFreeze, "no file can be made immutable here"),
    arguments: ["$L", "data", "$L.head"])
  func `an immutable file or folder makes a write fail`(target: String) {
    let ledger = FaultLedger()
    let printed = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    let frozen = ledger.script("chattr +i \(target)")
    #expect(frozen.code == 0, "\(frozen.error)")
    if target == "$L" { ledger.expectWithheld([74], "cannot write") }
    let answer = ledger.recommend("high-fear")
    if target == "$L.head" {
      #expect(
        answer.code == 0 && answer.error.contains("recorded, but the last signed head"), "\(answer.error)")
    } else if answer.code != 0 {
      #expect(answer.output == "")
    }
    _ = ledger.script("chattr -i \(target)")
    ledger.expectPromise(printed)
    ledger.expectAppends()
  }

  // MARK: locks

  @Test func `the command waits for a locked ledger, and then withholds the answer with 75`() {
    let ledger = FaultLedger()
    let printed = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    let start = time(nil)
    let result = ledger.script(
      """
      (echo 'BEGIN IMMEDIATE;'; sleep 14) | sqlite3 "$L" & sleep 0.5
      ask high-fear >answer 2>why & one=$!
      ask red-flag --exit-code >stop 2>whynot & two=$!
      wait $one; echo "code $?"; wait $two; echo "code $?"; wait
      """)
    #expect(time(nil) - start < 40)
    #expect(result.output == "code 75\ncode 20\n", "\(result.output)")
    #expect(Command.contents("\(ledger.scratch.path)/answer") == "")
    #expect(Command.contents("\(ledger.scratch.path)/why").contains("busy"))
    #expect(Command.contents("\(ledger.scratch.path)/stop").hasPrefix("NOT RECORDED"))
    ledger.expectPromise(printed)
    ledger.expectAppends()
  }

  @Test func `if no pseudonym can be made, a stop is shown without the id`() {
    let ledger = FaultLedger()
    let id = Command.contents("\(Shipped.examples)/red-flag.json").firstMatch(of: #/"id": *"([^"]+)"/#)
      .map { String($0.1) }
    let stop = ledger.script("L=/proc/none/ledger.sqlite; ask red-flag --exit-code --pseudonymise")
    #expect(stop.code == 20 && stop.output.hasPrefix("NOT RECORDED"), "\(stop.error)")
    #expect(stop.output.contains("STOP"))
    if let id {
      #expect(!stop.output.contains(id) && !stop.error.contains(id))
    } else {
      Issue.record("no id")
    }
  }
}
