import PlumblineJSON
import PlumblineTestSupport
import Testing

/// The auditor's commands over many records, and their exit codes.
final class AuditListTests {
  let scratch = Scratch()
  private var ledger: [String] { ["--ledger", scratch.path + "/ledger.sqlite"] }

  private func recommend(_ name: String, by: String = "dr-a") {
    let result = Command.plumbline(
      [
        "recommend", "\(Shipped.examples)/\(name).json", "--as-of", "2026-11-20", "--rules", Shipped.rules,
        "--by", by,
      ] + ledger)
    #expect(result.code == 0, "\(result.error)")
  }

  private func audit(_ words: String...) -> Command.Result { Command.plumbline(["audit"] + words + ledger) }

  @Test func `a list has a line for each record, and an override names its answer`() {
    recommend("high-fear")
    recommend("red-flag", by: "\u{1B}[2J\u{202E}dr")
    #expect(audit("override", "0", "--reason", "prefers-alternative", "--by", "dr-b").code == 0)
    let lines = audit("list").output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains("decision  recommend  exercise+pain-education  P-"))
    #expect(lines[1].contains("stop") && lines[1].hasSuffix("\\u{1b}[2J\\u{202e}dr"))
    #expect(lines[2].hasSuffix("  overrides record 0: prefers-alternative"))
    #expect(audit("list", "--limit", "1").output.split(separator: "\n").count == 1)
    let json = audit("list", "--format", "json", "--decision", "stop").output
    #expect(!json.contains("\u{1B}") && !json.contains("\u{202E}"))
    #expect((try? JSONReader.read(json).value["person"]?.stringValue) == "\u{1B}[2J\u{202E}dr")
    #expect(audit("erase", "--record", "0", "--reason", "asked").code == 0)
    #expect(audit("list").output.split(separator: "\n")[0].contains("ERASED"))
  }

  @Test func `finding nothing ends with 0 and is reported on standard error`() {
    recommend("high-fear")
    for command in ["list", "export"] {
      let result = Command.plumbline(
        ["audit", command, "--decision", "stop"] + (command == "export" ? ["--format", "fhir"] : []) + ledger)
      #expect(result.code == 0 && result.output == "")
      #expect(result.error == "plumbline: no record matches\n")
    }
    let stats = audit("stats", "--decision", "stop")
    #expect(stats.code == 0 && stats.error == "plumbline: no decision matches: there is nothing to count\n")
  }

  @Test(arguments: [
    (["--decision", "maybe"], "recommend"), (["--certainty", "sure"], "very-low"),
    (["--kind", "x"], "override"), (["--after", "yesterday"], "2026-11-20T09:30Z"),
    (["--limit", "0"], "1 or more"),
  ])
  func `a wrong value ends with 64 and the allowed values`(options: [String], allowed: String) {
    let result = Command.plumbline(["audit", "list"] + options + ledger)
    #expect(result.code == 64)
    #expect(result.error.contains(allowed), "\(result.error)")
  }

  @Test func `an override needs a code of the list and an existing answer`() {
    recommend("high-fear")
    let near = audit("override", "0", "--reason", "patient-refuse")
    #expect(near.code == 64)
    #expect(near.error.contains("did you mean 'patient-refuses'?"), "\(near.error)")
    #expect(near.error.contains("audit override --list"))
    #expect(audit("override", "0").code == 64)
    #expect(audit("override", "7", "--reason", "patient-refuses").code == 65)
    let done = audit("override", "0", "--reason", "patient-refuses", "--note", "\u{1B}[2J")
    #expect(done.output.hasPrefix("Overridden: record 0, patient-refuses (Patient refuses/declines"))
    let again = audit("override", "1", "--reason", "patient-refuses")
    #expect(again.code == 65 && again.error.contains("record 1 is of kind override"), "\(again.error)")
    #expect(audit("verify").code == 0)
    let list = Command.plumbline(["audit", "override", "--list"]).output
    #expect(list.contains("\n  patient-refuses ") && list.contains("\ncds-not-applicable "))
  }

  @Test func `statistics say how often, of how many, with intervals`() {
    recommend("high-fear")
    recommend("red-flag")
    #expect(audit("override", "0", "--reason", "patient-refuses").code == 0)
    let text = audit("stats", "--plain").output
    #expect(text.hasPrefix("2 decisions\n"))
    #expect(text.contains("1 of 2   50%  95% interval 9% to 91%"), "\(text)")
    #expect(text.contains("Rates over few decisions say little"))
    #expect(text.utf8.count == text.unicodeScalars.count)
    #expect(audit("stats").output.contains("█"))
    #expect((try? JSONReader.read(audit("stats", "--format", "json").output).value["decisions"]) == 2)
  }

  @Test func `an export is written whole, only for its owner, and says if it holds patients' data`() {
    recommend("high-fear")
    let file = scratch.path + "/out.ndjson"
    let result = audit("export", "--format", "ndjson", "--with-payload", "--output", file)
    #expect(result.code == 0 && result.output == "")
    #expect(result.error.contains("patients' data in clear"))
    #expect(Command.contents(file).contains("\"payload\":{"))
    #expect(Command.run("/usr/bin/stat", ["-c", "%a", file]).output == "600\n")
    #expect(!Command.run("/bin/ls", [scratch.path]).output.contains(".part"))
    #expect(audit("export", "--format", "csv", "--with-payload").code == 64)
    #expect(audit("export", "--format", "csv", "--output", scratch.path + "/none/x").code == 73)
    #expect(audit("export").code == 64)
  }
}
