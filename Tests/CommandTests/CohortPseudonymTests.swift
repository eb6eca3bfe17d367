import PlumblineTestSupport
import Testing

/// A cohort that is recorded under pseudonyms.
struct CohortPseudonymTests {
  private static func lines(_ format: String) -> String {
    switch format {
    case "csv": "id,notes,pain.intensity\nNR-1,seen,4\nNR-\"é\"-2,,5\n,,6\n"
    default:
      // The last id is read by the strict reader, because of its escape.
      CohortFolder.example("high-fear", id: "NR-1") + "\n" + CohortFolder.example("red-flag", id: "NR-é-2")
        + "\n" + #"{"pain":{"intensity":6}}"# + "\n" + #"{"id":"NR-\u0033","pain":{"intensity":4}}"# + "\n"
    }
  }

  @Test(arguments: [("ndjson", "ndjson"), ("ndjson", "csv"), ("csv", "ndjson"), ("csv", "csv")])
  func `rows and records have pseudonyms, and no file or stream has an id`(input: String, format: String) {
    let folder = CohortFolder()
    let text = input == "csv" ? Self.lines("csv").replacing("NR-\"é\"-2", with: "NR-é-2") : Self.lines(input)
    folder.scratch.write("in.\(input)", text)
    let result = folder.cohort(
      "in.\(input)",
      ["--record", "--pseudonymise", "--ledger", folder.ledger, "--format", format, "--as-of", "2026-11-20"])
    #expect(result.code == 0, "\(result.error)")
    let names = result.output.matches(of: #/P-[0-9a-f]{20}/#).map { String($0.output) }
    let count = input == "csv" ? 2 : 3
    #expect(names.count == count && Set(names).count == count, "\(result.output)")
    #expect(!(result.output + result.error).contains("NR-"))
    #expect(
      Command.run("/bin/grep", ["-rlaF", "NR-", folder.path]).output == "\(folder.path)/in.\(input)\n")
    func audit(_ words: [String], input: String = "") -> Command.Result {
      Command.plumbline(["audit"] + words + ["--ledger", folder.ledger], input: input)
    }
    #expect(audit(["verify"]).code == 0)
    let shown = audit(["show", "0"])
    #expect(shown.code == 0 && !shown.output.contains("NR-") && shown.output.contains(names[0]), "\(shown)")
    for (row, id) in ["NR-1", "NR-é-2"].enumerated() {
      let found = audit(["list", "--patient", "-", "--columns", "index,patient"], input: id + "\n")
      #expect(found.output == "\(row)  \(names[row])\n", "\(found)")
    }
    #expect(audit(["replay", "--all"]).output.contains("\ndifferent: 0\n"))
  }

  @Test
  func `a patient is found in records with the id and with the pseudonym alike, by the ledger's key alone`() {
    let folder = CohortFolder()
    folder.scratch.write("in", CohortFolder.example("high-fear", id: "NR-1") + "\n")
    for more in [[], ["--pseudonymise"]] {
      #expect(folder.cohort("in", ["--record", "--ledger", folder.ledger] + more).code == 0)
    }
    func find(_ command: [String]) -> Command.Result {
      Command.plumbline(
        ["audit"] + command + ["--patient", "-", "--ledger", folder.ledger], input: "NR-1\n")
    }
    #expect(find(["list", "--columns", "index"]).output == "0\n1\n")
    let subject = find(["subject", "--format", "json"])
    #expect(subject.code == 0 && subject.output.contains(#""index":1"#), "\(subject)")
    _ = Command.run("/bin/rm", [folder.ledger + ".key"])
    let without = find(["list"])
    #expect(
      without.code == 65 && without.error.contains("only the ledger's signing key can compute"), "\(without)")
  }

  @Test func `records in FHIR keep no names of resources under a pseudonym`() {
    let folder = CohortFolder()
    let record = Command.contents("\(Shipped.examples)/fhir/record.json").replacing("\n", with: " ")
    folder.scratch.write("in.ndjson", record + "\n")
    func payloads(_ more: [String]) -> String {
      let ledger = "\(folder.path)/\(more.count).sqlite"
      let result = folder.cohort("in.ndjson", ["--record", "--ledger", ledger] + more)
      #expect(result.code == 0, "\(result.error)")
      return Command.plumbline([
        "audit", "export", "--format", "ndjson", "--with-payload", "--ledger", ledger,
      ]).output
    }
    let (plain, hidden) = (payloads([]), payloads(["--pseudonymise"]))
    #expect(plain.contains("Observation/") && plain.contains("EX-09"))
    #expect(!hidden.isEmpty && !hidden.contains("Observation/") && !hidden.contains("EX-09"))
  }

  @Test func `pseudonyms need records`() {
    let folder = CohortFolder()
    let result = folder.cohort("-", ["--pseudonymise"], input: "{}\n")
    #expect(result.code == 64 && result.error.contains("--pseudonymise needs --record"), "\(result)")
  }
}
