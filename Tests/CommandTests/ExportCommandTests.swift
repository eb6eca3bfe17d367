import PlumblineJSON
import PlumblineTestSupport
import Testing

/// An export with its manifest, from the command line.
struct ExportCommandTests {
  @Test func `an export is checked offline with its manifest and the public key`() throws {
    let desk = AuditCommandTests.Desk()
    for name in ["acute", "red-flag"] { _ = desk.recommend(name) }
    let (rows, manifest) = (desk.scratch.path + "/rows.csv", desk.scratch.path + "/rows.manifest")
    let export = desk.audit([
      "export", "--format", "csv", "--decision", "stop", "--output", rows, "--manifest", manifest,
    ])
    #expect(export.code == 0 && export.error == "" && export.output == "")
    #expect(Command.run("/usr/bin/stat", ["-c", "%a", manifest]).output == "600\n")
    let key = Command.contents(desk.path + ".pub").split(separator: "\n").joined()
    func verify(_ more: [String] = []) -> Command.Result {
      Command.plumbline(
        ["audit", "verify", "--export", rows, "--manifest", manifest, "--key", key] + more)
    }
    let found = verify()
    #expect(found.code == 0, "\(found.output)\(found.error)")
    for words in [
      "stated: 1 record in 2 lines of csv", "filter: decision stop", "under the checkpoint of 2 records",
      "verified: every line is as it was exported",
    ] {
      #expect(found.output.contains(words))
    }
    #expect(try JSONReader.read(verify(["--format", "json"]).output).value["found"]?["lines"] == 2)
    desk.scratch.write("rows.csv", Command.contents(rows).replacing("stop", with: "recommend"))
    let changed = verify()
    #expect(changed.code == 1 && changed.output.contains("export line 2, row: changed"))
    #expect(try JSONReader.read(verify(["--format", "json"]).output).value["divergence_count"] == 1)
  }

  @Test(arguments: ["decision = 'recommend'", "patient = 'P-0'", "leaf = CAST('{}' AS BLOB)"])
  func `a manifest vouches for no ledger that somebody changed`(change: String) {
    let desk = AuditCommandTests.Desk()
    for name in ["acute", "red-flag"] { _ = desk.recommend(name) }
    let (rows, manifest) = (desk.scratch.path + "/rows.csv", desk.scratch.path + "/rows.manifest")
    let export = ["export", "--format", "csv", "--output", rows, "--manifest", manifest]
    #expect(
      Command.run(
        "/usr/bin/sqlite3",
        [desk.path, "DROP TRIGGER record_is_fixed; UPDATE record SET \(change) WHERE idx = 1;"]
      ).code == 0)
    let refused = desk.audit(export)
    #expect(refused.code == 1 && refused.error.contains("a manifest would vouch"), "\(refused.error)")
    #expect(!refused.error.contains("P-0") && !refused.error.contains("EX-"))
    #expect(Command.run("/bin/ls", [rows, manifest]).output == "")
  }

  @Test func `what an export is checked with must be complete, and a manifest needs the ledger's key`() {
    let desk = AuditCommandTests.Desk()
    #expect(
      desk.audit(["export", "--format", "csv", "--manifest", desk.scratch.path + "/m"]).code == 66)
    _ = desk.recommend("acute")
    #expect(desk.audit(["verify", "--export", "rows"]).code == 64)
    #expect(desk.audit(["verify", "--export", "rows", "--key", desk.path + ".pub"]).code == 64)
    #expect(desk.audit(["verify", "--manifest", "m"]).code == 64)
    desk.scratch.write("rows", "")
    let (rows, key) = (desk.scratch.path + "/rows", desk.path + ".pub")
    let none = desk.audit(["verify", "--export", rows, "--manifest", rows, "--key", key])
    #expect(none.code == 65 && none.error.contains("is not the manifest of an export"))
    _ = Command.run("/bin/rm", [desk.path + ".key"])
    let unsigned = desk.audit(["export", "--format", "csv", "--manifest", desk.scratch.path + "/m"])
    #expect(unsigned.code == 74 && unsigned.output == "")
    #expect(unsigned.error.contains("its signing key is missing"))
  }
}
