import Glibc
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// What `audit` must not do without a word.
struct AuditSilenceTests {
  private static func sql(_ desk: borrowing AuditCommandTests.Desk, _ statements: String) {
    #expect(Command.run("/usr/bin/sqlite3", [desk.path, statements]).code == 0)
  }

  @Test func `a missing row of the details is named, and the questions still find the answer`() {
    let desk = AuditCommandTests.Desk()
    for _ in 0..<2 { _ = desk.recommend("high-fear", ["--purpose", "clinic"]) }
    let trigger =
      "CREATE TRIGGER detail_stays BEFORE DELETE ON detail\nBEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"
    Self.sql(desk, "DROP TRIGGER detail_stays; DELETE FROM detail WHERE idx = 1; \(trigger);")
    let found = desk.audit(["verify"])
    #expect(found.code == 1 && found.output.contains("detail 1, idx: missing: the answer's row is gone"))
    #expect(desk.audit(["list", "--purpose", "clinic"]).output.split(separator: "\n").count == 2)
    Self.sql(desk, "DROP TRIGGER detail_stays; DELETE FROM detail; \(trigger);")
    let older = desk.audit(["verify"])
    #expect(older.code == 0 && older.output.contains("note: the first 2 answers have no row in table detail"))
  }

  @Test func `a filter says how many erased records it could not search, and one of time alone has none`() {
    let desk = AuditCommandTests.Desk()
    for _ in 0..<3 { _ = desk.recommend("acute") }
    _ = desk.recommend("high-fear")
    for record in ["0", "1"] {
      #expect(desk.audit(["erase", "--record", record, "--reason", "asked"]).code == 0)
    }
    let unsearched =
      "plumbline: not searched: 2 erased records, which keep only time, kind and edition\n"
    for command in [["list"], ["export", "--format", "csv"], ["replay", "--all"]] {
      let found = desk.audit(command + ["--decision", "defer"])
      #expect(found.code == 0 && found.error.hasSuffix(unsearched), "\(command): \(found.error)")
      #expect(!desk.audit(command + ["--kind", "decision"]).error.contains("not searched"))
    }
    let none = desk.audit(["list", "--decision", "stop"])
    #expect(none.output == "" && none.error == "plumbline: no record matches\n" + unsearched)
  }

  @Test func `what is no database is called that, and not a damaged ledger alone`() {
    let desk = AuditCommandTests.Desk()
    desk.scratch.write("ledger.sqlite", "hello")
    let found = desk.audit(["list"])
    #expect(found.code == 74 && found.error.contains("is no ledger, or its beginning was overwritten"))
    #expect(!found.error.contains("nothing is added"))
  }

  @Test func `a link that leads to nothing makes no ledger`() {
    let desk = AuditCommandTests.Desk()
    #expect(symlink("elsewhere.sqlite", desk.path) == 0)
    let refused = desk.recommend("high-fear")
    #expect(refused.code == 73 && refused.output == "")
    #expect(refused.error.contains("it is a symbolic link to") && refused.error.contains("nothing is there"))
    #expect(Command.run("/bin/ls", ["-A", desk.scratch.path]).output == "ledger.sqlite\n")
  }

  @Test func `what a killed process left is removed, and nothing else`() {
    let desk = AuditCommandTests.Desk()
    _ = desk.recommend("acute")
    let names = ["ledger.sqlite.head.new-1f", "ledger.sqlite.key.new-00ff", "ledger.sqlite.pub.new-a"]
    let others = ["ledger.sqlite.head.new-notes", "other.head.new-1f"]
    for name in names + others { desk.scratch.write(name, "x") }
    #expect(desk.recommend("acute").code == 0)
    let left = Command.run("/bin/ls", ["-A", desk.scratch.path]).output
    for name in names { #expect(!left.contains(name)) }
    for name in others { #expect(left.contains(name)) }
  }

  @Test func `the summary of a replay counts damaged records`() throws {
    let desk = AuditCommandTests.Desk()
    for _ in 0..<2 { _ = desk.recommend("acute") }
    Self.sql(desk, "DROP TRIGGER record_is_fixed; UPDATE record SET person = 'x' WHERE idx = 1;")
    let text = desk.audit(["replay", "--all"])
    #expect(text.code == 1 && text.output.contains("damaged: 1, cannot be replayed"))
    #expect(
      try JSONReader.read(desk.audit(["replay", "--all", "--format", "json"]).output).value["damaged"] == 1)
  }

  @Test func `without the wrapping key, a patient's page says what it could not open`() throws {
    let desk = AuditCommandTests.Desk()
    let key = desk.scratch.path + "/wrapping"
    _ = desk.recommend("high-fear", ["--wrapping-key", key])
    let page = desk.audit(["subject", "--patient", "-"], input: "EX-01\n")
    #expect(page.code == 0 && page.error.contains("this is not all of it"), "\(page.error)")
    #expect(page.output.contains("record 0 could not be opened"))
    let data = try JSONReader.read(
      desk.audit(["subject", "--patient", "-", "--format", "json"], input: "EX-01\n").output
    ).value
    #expect(data["not_searched"]?.arrayValue?.count == 1)
    let whole = desk.audit(["subject", "--patient", "-", "--wrapping-key", key], input: "EX-01\n")
    #expect(whole.code == 0 && !whole.output.contains("could not be opened"))
  }

  @Test func `a recovery shows the abandoned head as it is, line by line`() {
    let desk = AuditCommandTests.Desk()
    _ = desk.recommend("acute")
    for file in ["", ".key", ".pub", ".head"] {
      _ = Command.run("/bin/cp", [desk.path + file, desk.path + file + "-copy"])
    }
    _ = desk.recommend("acute")
    _ = Command.run("/bin/mv", [desk.path + "-copy", desk.path])
    _ = Command.run("/bin/rm", ["-f", desk.path + "-wal", desk.path + "-shm"])
    #expect(desk.audit(["recover", "--reason", "restored"]).code == 0)
    let shown = desk.audit(["show", "1"]).output
    #expect(!shown.contains("\\u{a}"))
    #expect(shown.contains(#/  head:\n    plumbline\.local\/[0-9a-f]{16}\n    2\n/#), "\(shown)")
  }

  @Test func `a period that ends before it begins is a usage error`() {
    let desk = AuditCommandTests.Desk()
    _ = desk.recommend("acute")
    let question = ["--after", "2026-11-20", "--before", "2026-11-19"]
    for command in [["list"], ["stats"], ["export", "--format", "csv"], ["replay"]] {
      let result = desk.audit(command + question)
      #expect(
        result.code == 64 && result.error.contains("--after is not earlier than --before"), "\(command)")
    }
    #expect(
      desk.audit(["list", "--after", "2026-11-20T00:00+01:00", "--before", "2026-11-20T00:00Z"]).code == 0)
  }

  @Test func `a patient's page replaces no file`() {
    let desk = AuditCommandTests.Desk()
    _ = desk.recommend("high-fear")
    desk.scratch.write("page.html", "mine")
    let page = desk.scratch.path + "/page.html"
    let refused = desk.audit(["subject", "--patient", "-", "--output", page], input: "EX-01\n")
    #expect(refused.code == 73 && refused.error.contains("is there already"))
    #expect(Command.contents(page) == "mine")
    #expect(desk.audit(["list", "--kind", "access"]).output == "", "nothing was shown")
  }
}
