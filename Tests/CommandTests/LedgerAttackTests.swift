import PlumblineTestSupport
import Testing

/// Attacks on the ledger that once worked, and must not work again.
struct LedgerAttackTests {
  /// Three answers (two of one patient), and a shell that may write the schema.
  struct Target: ~Copyable {
    let scratch = Scratch()
    var path: String { scratch.path + "/l/ledger.sqlite" }

    init() {
      for name in ["high-fear", "acute", "high-fear"] { #expect(recommend(name).code == 0) }
    }

    func recommend(_ name: String, _ more: [String] = []) -> Command.Result {
      Command.plumbline(
        ["recommend", "\(Shipped.examples)/\(name).json", "--rules", Shipped.rules, "--ledger", path] + more)
    }

    func audit(_ arguments: String...) -> Command.Result {
      Command.plumbline(["audit"] + arguments + ["--ledger", path])
    }

    /// Removes the guards, makes the change, and restores the guards exactly.
    func edit(_ sql: String) {
      let guards = Command.run(
        "/usr/bin/sqlite3", [path, "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'"])
      let drops = Command.run(
        "/usr/bin/sqlite3",
        [path, "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'"])
      let result = Command.run(
        "/usr/bin/sqlite3",
        [path, "\(drops.output) PRAGMA ignore_check_constraints = ON; \(sql);\n\(guards.output)"])
      #expect(result.error == "")
    }

    func column(_ name: String, of index: Int) -> String {
      Command.run("/usr/bin/sqlite3", [path, "SELECT \(name) FROM record WHERE idx = \(index)"]).output
        .split(separator: "\n").joined()
    }
  }

  @Test(arguments: [
    (
      "INSERT INTO record SELECT -1, time, kind, about, patient, 'hidden', decision, pairing, certainties, fired, undecided, reason, leaf, wrapped_by, key, sealed FROM record WHERE idx = 0",
      "record -1, idx: added"
    ),
    ("INSERT INTO head SELECT 1, size, note FROM head", "head 1, id: added"),
    ("UPDATE head SET id = 1", "head 1, id: added"),
  ])
  func `a row in a table that must be empty is found`(sql: String, words: String) {
    let target = Target()
    target.edit(sql)
    let result = target.audit("verify", "--key", target.path + ".pub")
    #expect(result.code == 1)
    #expect(result.output.contains(words), "\(result.output)")
  }

  @Test func `a changed column does not lead an erasure to another patient's record, nor past a record`() {
    let target = Target()
    let pseudonym = target.column("patient", of: 0)
    target.edit(
      "UPDATE record SET patient = '\(pseudonym)' WHERE idx = 1; UPDATE record SET patient = NULL WHERE idx = 2"
    )
    target.scratch.write("patient", "EX-01\n")
    let result = target.audit("erase", "--patient", "\(target.scratch.path)/patient", "--reason", "asked")
    #expect(result.output.contains("1 record: 0."), "\(result.output)\(result.error)")
    #expect(result.error.contains("2 records damaged, so it is unknown whose: 1, 2"))
    #expect(target.column("length(sealed) > 0", of: 1) == "1")
    #expect(target.audit("verify").code == 1)
  }

  @Test func `a changed kind does not erase an erasure`() {
    let target = Target()
    _ = target.audit("erase", "--record", "1", "--reason", "asked")
    target.edit("UPDATE record SET kind = 'decision' WHERE idx = 3")
    let result = target.audit("erase", "--record", "3", "--reason", "hide")
    #expect(result.code == 74)
    #expect(result.error.contains("record 3, kind: changed"), "\(result.error)")
  }

  @Test func `erasing a record erases its overrides`() {
    let target = Target()
    _ = target.audit("override", "1", "--reason", "patient-refuses", "--note", "said in confidence")
    #expect(target.audit("erase", "--record", "1", "--reason", "asked").output.contains("2 records: 1, 3."))
    #expect(target.audit("verify").code == 0)
    #expect(
      target.audit("erase", "--record", "1", "--reason", "asked").output.contains("Nothing more to erase."))
  }

  @Test(arguments: [".key", ".head", ".pub", "-journal", "-wal"])
  func `a pipe in the place of a file blocks no command, and silences no stop`(file: String) {
    let target = Target()
    _ = Command.run("/bin/rm", ["-f", target.path + file])
    #expect(Command.run("/usr/bin/mkfifo", [target.path + file]).code == 0)
    let stop = target.recommend("red-flag", ["--exit-code"])
    #expect([10, 20].contains(stop.code), "\(stop.code) \(stop.error)")
    #expect((stop.code == 20) == stop.output.hasPrefix("NOT RECORDED"))
    #expect(stop.output.contains("STOP"))
    #expect(target.audit("verify").code != 124)
    #expect(target.recommend("high-fear").code != 124)
  }

  @Test(arguments: [
    "CREATE TRIGGER zz BEFORE INSERT ON record BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TRIGGER zz AFTER INSERT ON head BEGIN DELETE FROM record WHERE idx = (SELECT max(idx) FROM record); END",
    "ALTER TABLE record RENAME TO was; CREATE VIEW record AS WITH RECURSIVE r(idx) AS (SELECT 0 UNION ALL SELECT idx + 1 FROM r) SELECT * FROM r",
  ])
  func `nothing is added to a database with foreign triggers or views, and a stop is shown`(sql: String) {
    let target = Target()
    #expect(Command.run("/usr/bin/sqlite3", [target.path, sql]).error == "")
    let answer = target.recommend("high-fear")
    #expect(answer.code == 74, "\(answer.error)")
    #expect(answer.output == "")
    #expect(target.recommend("red-flag").output.contains("NOT RECORDED"))
    #expect(target.audit("verify").code == 1)
  }

  @Test func `a name in the database cannot draw a verdict on the screen`() {
    let target = Target()
    target.edit("CREATE VIEW \"\u{1B}[2J\u{1B}[Hverified: every row\n\u{1B}[8m\" AS SELECT 1")
    let result = target.audit("verify")
    #expect(result.code == 1)
    #expect(!result.output.contains("\u{1B}"))
    #expect(!result.output.contains("\nverified"))
  }

  @Test func `a lost ledger is not replaced by a new one without a record`() {
    let target = Target()
    _ = Command.run("/bin/rm", ["-f", target.path, target.path + ".head"])
    let answer = target.recommend("high-fear")
    #expect(answer.code == 74)
    #expect(answer.error.contains("its last signed head is missing"))
    #expect(target.audit("recover", "--reason", "lost").code == 0)
    #expect(target.audit("show", "0").output.contains("finding: head-missing"))
    #expect(target.recommend("high-fear").code == 0)
  }

  @Test
  func `a ledger whose files were all rolled back verifies, and the first line says that --since is needed`()
  {
    let target = Target()
    _ = Command.run("/bin/cp", ["-r", "\(target.scratch.path)/l", "\(target.scratch.path)/old"])
    _ = target.recommend("acute")
    target.scratch.write("kept", target.audit("checkpoint").output)
    let old = "\(target.scratch.path)/old/ledger.sqlite"
    let alone = Command.plumbline(["audit", "verify", "--ledger", old, "--key", old + ".pub"])
    #expect(alone.code == 0)
    let reports =
      "only an older checkpoint (--since) can show whether all its files were rolled back together"
    #expect(alone.output.prefix { $0 != "\n" }.contains(reports))
    let plain = Command.plumbline(["audit", "verify", "--ledger", old])
    #expect(plain.code == 0 && plain.output.prefix { $0 != "\n" }.contains(reports))
    let since = Command.plumbline([
      "audit", "verify", "--ledger", old, "--since", "\(target.scratch.path)/kept",
    ])
    #expect(since.code == 1)
    #expect(since.output.contains("record 3, idx: truncated: a signed head covers 4 records"))
  }
}
