import PlumblineTestSupport
import Testing

/// A disk or a standard output that is full or fails: what can be reported is, and nothing is lost.
@Suite(.serialized)
struct LedgerDiskFaultTests {
  @Test(arguments: [0, 1, 4, 16, 40, 80])
  func `files that cannot grow withhold a recommendation, show a stop, and harm nothing`(blocks: Int) {
    // Blocks of 512 bytes: of none at all, of the keys, of the log's first pages. Without a trap for SIGXFSZ.
    let new = FaultLedger()
    new.expectLimited(blocks)
    new.expectAppends("a new ledger, \(blocks) blocks")
    let old = FaultLedger()
    let printed = FaultLedger.printed(old.recommend("high-fear", "--format json").output)
    #expect(printed.count == 1)
    old.expectLimited(min(blocks, 8))
    old.expectPromise(printed, "\(blocks) blocks")
    old.expectAppends("\(blocks) blocks")
  }

  @Test(.enabled(if: FaultLedger.canMount, "no file system can be mounted here"))
  func `a disk without room withholds a recommendation and shows a stop`() {
    let ledger = FaultLedger()
    let mount = ledger.script("mkdir data && mount -t tmpfs -o size=800k tmpfs data")
    #expect(mount.code == 0, "\(mount.error)")
    var printed: [String] = []
    var code: Int32 = 0
    for _ in 0..<100 where code == 0 {
      let result = ledger.recommend("high-fear", "--format json")
      printed += FaultLedger.printed(result.output)
      code = result.code
      if code != 0 { #expect(result.output == "") }
    }
    #expect(code == 73 || code == 74, "\(code)")
    #expect(printed.count > 1)
    _ = ledger.script("head -c 800k /dev/zero >data/filler 2>/dev/null")
    ledger.expectWithheld([73, 74], "cannot write")
    ledger.expectPromise(printed, "full")
    _ = ledger.script("rm data/filler; mount -o remount,size=3m data")
    ledger.expectAppends("with room again")
    ledger.expectPromise(printed, "with room again")
    _ = ledger.script("umount data")
  }

  @Test(.enabled(if: FaultLedger.canTrace), arguments: ["EIO", "ENOSPC"])
  func `a write that fails at any moment leaves no answer without its record`(error: String) {
    var chance = Seeded(Seeded.first &+ 5)
    let ledger = FaultLedger()
    var printed = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    let calls = ["pwrite64", "fdatasync", "rename", "pwrite64", "fsync", "ftruncate"]
    for round in 0..<FaultLedger.rounds(8) {
      let call = calls[round % calls.count]
      let turn = 1 + chance.below(call == "pwrite64" ? 30 : 3)
      let context = "\(error) from \(call) number \(turn) on, seed \(chance.seed)"
      let tracing = "BEFORE='strace -qq -f -o /dev/null -e inject=\(call):error=\(error):when=\(turn)+'"
      let result = ledger.script("\(tracing); ask high-fear --format json")
      let names = FaultLedger.printed(result.output)
      #expect((result.code == 0) == (names.count == 1), "\(context): \(result.code) \(result.error)")
      #expect([0, 73, 74].contains(result.code), "\(context): \(result.code) \(result.error)")
      #expect(result.code == 0 || result.output == "", "\(context)")
      printed += names
      let stop = ledger.script("\(tracing); ask red-flag --exit-code")
      let isRecorded = !stop.output.hasPrefix("NOT RECORDED")
      #expect(stop.code == (isRecorded ? 10 : 20), "\(context): \(stop.code) \(stop.error)")
      #expect(stop.output.contains("STOP"), "\(context)")
      #expect(stop.output.contains("Record plumbline") != stop.output.hasPrefix("NOT RECORDED"), "\(context)")
      ledger.expectPromise(names, context)
      ledger.expectAppends(context)
    }
    ledger.expectPromise(printed, "at the end", prove: printed.count < 100)
  }

  @Test(.enabled(if: FaultLedger.canTrace), arguments: [true, false])
  func `the record is on disk before the answer's first byte`(isNew: Bool) {
    let ledger = FaultLedger()
    if !isNew { #expect(ledger.recommend("high-fear").code == 0) }
    let result = ledger.script(
      """
      BEFORE='strace -qq -f -y -o trace -e trace=fdatasync,fsync,write,pwrite64,rename'; ask high-fear >answer
      cat trace
      """)
    let lines = result.output.split(separator: "\n")
    let answer = lines.firstIndex { $0.contains(" write(1<") } ?? lines.endIndex
    #expect(answer < lines.endIndex)
    let before = lines[..<answer]
    let log = before.lastIndex { $0.contains("pwrite64(") && $0.contains("ledger.sqlite-wal>") }
    let sync = before.lastIndex {
      ($0.contains("fdatasync(") || $0.contains("fsync(")) && $0.contains("ledger.sqlite-wal>")
    }
    #expect(log != nil && sync != nil)
    if let log, let sync { #expect(log < sync, "the log's last page was written after its last sync") }
    let waits = before.filter { $0.contains("sync(") }.count
    print("waits for the disk before an answer, \(isNew ? "new" : "existing") ledger: \(waits)")
    if !isNew { #expect(waits <= 3) }
  }

  @Test(arguments: [">/dev/full", ">&-"])
  func `an answer that cannot be written has its record, and ends with 74`(output: String) {
    let ledger = FaultLedger()
    for count in 1...2 {
      let result = ledger.script("ask high-fear \(output)")
      #expect(result.code == 74, "\(result.code)")
      #expect(result.error.contains("cannot write the answer"))
      let verified = ledger.audit("verify")
      #expect(verified.code == 0, "\(verified.output)")
      #expect(LedgerKillFaultTests.records(verified.output) == count)
    }
    #expect(ledger.script("ask high-fear >out 2>&-").code == 0)
    #expect(ledger.script("ask high-fear <&- >&- 2>&-").code == 74)
    ledger.expectAppends(output)
  }
}

extension FaultLedger {
  fileprivate func expectLimited(_ blocks: Int) {
    // Standard output is a pipe here, which the limit does not reach.
    let limited = "ulimit -f \(blocks)"
    let answer = script("(\(limited); ask high-fear; echo \"code $?\") | cat; true")
    #expect(answer.output == "code 73\n" || answer.output == "code 74\n", "\(answer.output) \(answer.error)")
    let stop = script("(\(limited); ask red-flag --exit-code; echo \"code $?\") 2>&1 | cat; true")
    #expect(stop.output.contains("NOT RECORDED: note this answer by other means"), "\(stop.output)")
    #expect(stop.output.contains("STOP") && stop.output.hasSuffix("code 20\n"), "\(stop.output)")
  }
}
