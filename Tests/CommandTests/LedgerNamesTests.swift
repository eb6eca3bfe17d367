import PlumblineTestSupport
import Testing

/// Every way in which two processes can reach one ledger: none of them loses an answer that was printed, and none assigns a
/// name twice. Documentation/Ledger.md has them as a table.
@Suite(.serialized)
struct LedgerNamesTests {
  static let canMount = FaultLedger.isRoot && Command.run("/usr/bin/unshare", ["-m", "true"]).code == 0

  /// Two processes, twelve answers each, through `$L` and `$M`; what each printed goes to `out.1` and `out.2`.
  private static let both = """
    twelve() { for n in 1 2 3 4 5 6 7 8 9 10 11 12; do ask high-fear --format json; done; }
    race() { (twelve >out.1 2>err.1) & (L=$M; twelve >out.2 2>err.2) & wait; cat out.1 out.2; cat err.1 err.2 >&2; }

    """

  private func printed(_ ledger: borrowing FaultLedger, _ file: String) -> [String] {
    FaultLedger.printed(Command.contents("\(ledger.scratch.path)/\(file)"))
  }

  // MARK: ways that lead to the one ledger

  @Test(arguments: [
    ("the same path", "M=$L"),
    ("a relative path", "cd data; L=ledger.sqlite; M=../data/ledger.sqlite"),
    ("a link to the file", "ln -s data/ledger.sqlite link; M=link"),
    ("a link to the folder", "ln -s data folder; M=folder/ledger.sqlite"),
  ])
  func `two processes share a ledger`(way: String, script: String) {
    let ledger = FaultLedger()
    let first = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    let result = ledger.script("\(Self.both)\(script); race")
    let names = FaultLedger.printed(result.output)
    #expect(names.count == 24, "\(way): \(result.error)")
    ledger.expectPromise(first + names, way, prove: false)
    #expect(LedgerKillFaultTests.records(ledger.audit("verify").output) == 25, "\(way)")
  }

  @Test(
    .enabled(if: Self.canMount),
    arguments: [
      ("a mounted folder", "mkdir other; mount --bind data other; M=$PWD/other/ledger.sqlite; race"),
      (
        "containers with processes of their own",
        "M=$L; export L M; unshare -p -f --mount-proc sh -c '. ./prelude; . ./both; twelve >out.2 2>err.2' & "
          + "twelve >out.1 2>err.1; wait; cat out.1 out.2; cat err.1 err.2 >&2"
      ),
    ])
  func `two processes share a ledger across mounts and containers`(way: String, script: String) {
    let ledger = FaultLedger()
    let first = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    ledger.scratch.write("both", Self.both)
    ledger.scratch.write("work", ". ./prelude\n. ./both\n\(script)\n")
    let result = ledger.script("unshare -m --propagation private sh ./work")
    let names = FaultLedger.printed(result.output)
    #expect(names.count == 24, "\(way): \(result.error)")
    ledger.expectPromise(first + names, way, prove: false)
    #expect(LedgerKillFaultTests.records(ledger.audit("verify").output) == 25, "\(way)")
  }

  // MARK: ways that are refused

  @Test func `a ledger with two names accepts no answer, and loses none that was printed`() {
    let ledger = FaultLedger()
    let first = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    let result = ledger.script(
      "\(Self.both)mkdir other; for f in data/*; do ln $f other/; done; M=other/ledger.sqlite; race")
    #expect(result.output == "")
    #expect(result.error.contains("its file has 2 names (hard links)"))
    ledger.expectWithheld([74], "list the names with `find / -xdev -samefile`")
    #expect(ledger.audit("verify").code == 66)
    _ = ledger.script("rm -r other")
    ledger.expectPromise(first)
    ledger.expectAppends("with one name again")
  }

  @Test(arguments: [1, 2, 3]) func `a second name that appears while both answer loses nothing`(round: Int) {
    var chance = Seeded(Seeded.first &+ UInt64(round))
    let delay = Double(100 + chance.below(2_500)) / 1000
    let ledger = FaultLedger()
    let first = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    let result = ledger.script(
      """
      \(Self.both)mkdir other; M=other/ledger.sqlite
      (sleep \(delay); for f in data/*; do ln $f other/; done) & race; rm -r other
      """)
    let context = "after \(delay) s, seed \(chance.seed)"
    let names = FaultLedger.printed(result.output)
    let (one, two) = (printed(ledger, "out.1"), printed(ledger, "out.2"))
    // Before that, the second name belongs to another ledger, or to none.
    let origin = first[0].split(separator: "/")[1]
    let here = (one + two).filter { $0.split(separator: "/")[1] == origin }
    #expect(Set(names).count == names.count, "a name was given twice, \(context)")
    ledger.expectPromise(first + here, context)
    ledger.expectAppends(context)
  }

  @Test(.enabled(if: Self.canMount))
  func `a file that is mounted under another name is refused there, and continues under its own`() {
    let ledger = FaultLedger()
    let first = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    ledger.scratch.write(
      "work",
      """
      . ./prelude
      \(Self.both)
      mkdir other; for f in data/*; do touch other/${f#data/}; mount --bind $f other/${f#data/}; done
      M=$PWD/other/ledger.sqlite; race
      L=$M; ask red-flag --exit-code >stop 2>why; echo "code $?" >>stop
      "$P" audit verify --ledger $M 2>>why; echo "verify $?" >>stop
      """)
    let result = ledger.script("unshare -m --propagation private sh ./work")
    #expect(printed(ledger, "out.1").count == 12, "\(result.error)")
    #expect(printed(ledger, "out.2").isEmpty)
    #expect(result.error.contains("the file itself is mounted"))
    let stop = Command.contents("\(ledger.scratch.path)/stop")
    #expect(stop.hasPrefix("NOT RECORDED") && stop.contains("code 20\nverify 66\n"), "\(stop)")
    ledger.expectPromise(first + printed(ledger, "out.1"))
  }

  /// Replaces the result of `statfs`: the number of a kind of file system, as bytes in their order.
  @Test(
    .enabled(if: FaultLedger.canTrace),
    arguments: [
      ("69690000", "a network file system (NFS)"), ("424d53fe", "a network file system (SMB)"),
      ("424d53ff", "a network file system (CIFS)"), ("97190201", "another machine's file system (9P)"),
      ("46557365", "FUSE"), ("0064c300", "a network file system (Ceph)"),
      ("4f414653", "a network file system (AFS)"),
    ])
  func `a ledger on another machine's file system is refused, with the reason`(
    number: String, kind: String
  ) {
    let ledger = FaultLedger()
    let tracing = "BEFORE='strace -qq -f -o /dev/null -e inject=statfs:poke_exit=@arg2=\(number)00000000'"
    ledger.expectWithheld([73], "it is on \(kind)", before: tracing)
    #expect(ledger.script("ls data").output == "", "something was made there")
    let printed = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    ledger.expectWithheld([74], "it is on \(kind)", before: tracing)
    let verified = ledger.script("\(tracing); $BEFORE \"$P\" audit verify --ledger $L")
    #expect(verified.code == 66 && verified.error.contains("it is on \(kind)"), "\(verified.error)")
    ledger.expectPromise(printed)
    ledger.expectAppends()
  }

  // MARK: other programs, and files that come and go

  @Test func `a copy with its key is another ledger: each continues, and a kept checkpoint tells them apart`()
  {
    let ledger = FaultLedger()
    let first = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    _ = ledger.script("cp -r data copy; ask acute; \"$P\" audit checkpoint --ledger $L >kept")
    let copy = ledger.script("L=copy/ledger.sqlite; ask high-fear --format json")
    #expect(FaultLedger.printed(copy.output).count == 1)
    let own = ledger.script("\"$P\" audit verify --ledger copy/ledger.sqlite --since kept")
    #expect(own.code == 1 && own.output.contains("rewritten"), "\(own.output)")
    ledger.expectPromise(first)
    let keyless = ledger.script("mkdir bare; cp data/ledger.sqlite bare; L=bare/ledger.sqlite; ask high-fear")
    #expect(keyless.code == 74 && keyless.error.contains("its signing key is missing"))
  }

  @Test
  func `a backup that is made while answers are recorded verifies, and holds what was printed before it`() {
    let ledger = FaultLedger()
    let first = FaultLedger.printed(ledger.recommend("high-fear", "--format json").output)
    let result = ledger.script(
      """
      \(Self.both)M=$L; race >all & sleep 1
      mkdir -m 700 backup; umask 077; sqlite3 "$L" '.timeout 60000' '.backup backup/ledger.sqlite'; cp data/*.pub backup/
      "$P" audit verify --ledger backup/ledger.sqlite; echo "code $?"; wait; cat all
      """)
    #expect(result.output.contains("code 0"), "\(result.output)")
    let names = FaultLedger.printed(result.output)
    #expect(names.count == 24, "\(result.error)")
    ledger.expectPromise(first + names, prove: false)
    #expect(LedgerKillFaultTests.records(result.output) >= 1)
  }

  @Test(.enabled(if: FaultLedger.canTrace))
  func `the lock is held before SQLite opens the file, over commit and head, and until the log is removed`() {
    let ledger = FaultLedger()
    #expect(ledger.recommend("high-fear").code == 0)
    let result = ledger.script(
      """
      BEFORE='strace -qq -f -y -o trace -e trace=openat,fcntl,unlink,pwrite64,fdatasync,close'
      ask high-fear >answer; cat trace
      """)
    var isHeld = false
    var opened = 0
    var deeds: [String] = []
    for line in result.output.split(separator: "\n") {
      // Earlier answers are read after the record is complete, without the lock, which only a writer takes.
      if line.contains("/ledger.sqlite\", O_RDONLY"), deeds.last == "remove the log" { break }
      if line.contains("F_OFD_SETLK, {l_type=F_WRLCK") { isHeld = line.hasSuffix("= 0") }
      // After it is the byte of waiting processes.
      if line.contains("F_OFD_SETLK, {l_type=F_UNLCK"), line.contains("l_start=5495873993171927040,") {
        isHeld = false
      }
      let deed: String? =
        if line.contains("openat("), line.contains("/ledger.sqlite\"") {
          "open"
        } else if line.contains(
          "openat("), line.contains("-wal\"")
        { "open the log" } else if line.contains("pwrite64("), line.contains("-wal>") {
          "write the log"
        } else if line.contains("fdatasync("), line.contains("-wal>") {
          "sync the log"
        } else if line.contains(
          "pwrite64("), line.contains(".head>")
        { "keep the head" } else if line.contains("unlink("), line.contains("-wal\"") {
          "remove the log"
        } else {
          nil
        }
      guard let deed else { continue }
      if deed == "open" { opened += 1 }
      // The lock opens the file first.
      #expect(isHeld || deed == "open" && opened == 1, "\(line)")
      deeds.append(deed)
    }
    #expect(opened == 2, "the lock's and SQLite's: \(deeds)")
    for deed in ["open the log", "write the log", "sync the log", "keep the head", "remove the log"] {
      #expect(deeds.contains(deed), "\(deed): \(deeds)")
    }
  }
}
