import PlumblineJSON
import PlumblineTestSupport
import Testing

/// An auditor's questions on the command line.
final class AuditQuestionTests {
  let scratch = Scratch()
  private var ledger: [String] { ["--ledger", scratch.path + "/ledger.sqlite"] }

  private func recommend(_ name: String, purpose: String = "clinic") {
    let result = Command.plumbline(
      [
        "recommend", "\(Shipped.examples)/\(name).json", "--as-of", "2026-11-20", "--rules", Shipped.rules,
        "--by", "dr-a", "--purpose", purpose,
      ] + ledger)
    #expect(result.code == 0, "\(result.error)")
  }

  private func audit(_ words: String...) -> Command.Result { Command.plumbline(["audit"] + words + ledger) }

  @Test func `list, stats, export and replay take the same questions`() {
    recommend("high-fear")
    recommend("red-flag", purpose: "ward")
    let question = ["--fact", "red_flags.cauda_equina=true", "--purpose", "ward", "--decision", "stop"]
    func ask(_ words: [String]) -> String { Command.plumbline(["audit"] + words + question + ledger).output }
    #expect(ask(["list", "--columns", "index,why"]) == "1  true: red-flags/cauda-equina\n")
    #expect(ask(["stats", "--plain"]).hasPrefix("1 decision\n"))
    #expect(
      ask(["export", "--format", "csv", "--columns", "index,as-of"]) == "index,as_of\r\n1,2026-11-20\r\n")
    #expect(ask(["replay"]).hasPrefix("replayed: 1 answer\n"))
  }

  @Test(arguments: [
    (["--rule", "red-flags/cauda-equine"], "did you mean 'red-flags/cauda-equina'?"),
    (["--fact", "pain.duration_week>1"], "did you mean 'pain.duration_weeks'?"),
    (["--pack", "red-flag"], "did you mean 'red-flags'?"),
  ])
  func `a misspelt name ends with 65 and the nearest`(options: [String], hint: String) {
    recommend("high-fear")
    for command in [["list"], ["stats"], ["export", "--format", "csv"], ["replay"]] {
      let result = Command.plumbline(["audit"] + command + options + ledger)
      #expect(result.code == 65 && result.error.contains(hint), "\(command): \(result.error)")
    }
  }

  @Test func `who overrode a stop is one question, and whoever adds to it sees that`() {
    recommend("red-flag")
    let override = ["override", "0", "--reason", "patient-refuses", "--by"]
    #expect(Command.plumbline(["audit"] + override + ["dr-b"] + ledger).error == "")
    let again = Command.plumbline(["audit"] + override + ["dr-c"] + ledger)
    #expect(again.code == 0 && again.error.contains("record 0 was overridden in record 1"), "\(again.error)")
    #expect(
      audit("list", "--decision", "stop", "--overridden", "--columns", "index,overridden-by").output
        == "0  1 dr-b patient-refuses; 2 dr-c patient-refuses\n")
    #expect(
      audit("list", "--overridden-by", "dr-c", "--as-of", "2026-11-20", "--columns", "index").output == "0\n")
    let outcome = audit("outcome", "0", "--result", "declined")
    #expect(outcome.code == 0 && outcome.error.contains("record 0 was overridden in record 2"))
    let nobody = audit("list", "--person", "dr-bb")
    #expect(
      nobody.code == 0 && nobody.error.contains("no record names a person 'dr-bb'; did you mean 'dr-b'?"))
  }

  @Test func `holds, erasures and readings stand in the list with what they did`() {
    recommend("high-fear")
    recommend("red-flag")
    func patient(_ words: [String]) {
      let result = Command.plumbline(["audit"] + words + ["--patient", "-"] + ledger, input: "EX-01\n")
      #expect(result.code == 0, "\(result.error)")
    }
    patient(["hold", "--reason", "case 12"])
    patient(["hold", "--reason", "over", "--release"])
    patient(["subject", "--reason", "asked"])
    patient(["erase", "--reason", "the person asked", "--authority", "request 7"])
    #expect(
      audit("list", "--columns", "kind,remarks").output.split(separator: "\n").dropFirst(2).map(String.init)
        == [
          "hold      held: case 12", "hold      released: over",
          "access    read record 0 with subject: asked",
          "erasure   erased record 0: the person asked (on the authority of request 7)",
        ])
  }

  @Test(arguments: [
    (["erase"], "asked for EX-01"), (["erase"], "ex-01"), (["hold"], "case of EX-01, 2026"),
  ])
  func `words that outlive an erasure do not name the patient`(command: [String], reason: String) {
    recommend("high-fear")
    func run(_ reason: String) -> Command.Result {
      Command.plumbline(
        ["audit"] + command + ["--patient", "-", "--reason", reason] + ledger, input: "EX-01\n")
    }
    let named = run(reason)
    #expect(named.code == 65 && named.error.contains("--reason contains the patient's id"), "\(named.error)")
    #expect(!named.error.lowercased().contains("ex-01"))
    #expect(audit("list", "--columns", "kind").output == "decision\n")
    #expect(run("rule EX-012").code == 0)
  }

  @Test func `a day begins in the declared zone, and without one it is said that it is UTC`() {
    recommend("high-fear")
    let day = String(audit("list", "--columns", "time").output.prefix(10))
    let shown = audit("list", "--columns", "time", "--zone", "+14:00").output
    #expect(shown.hasSuffix("+14:00\n"), "\(shown)")
    #expect(audit("list", "--columns", "time", "--zone", "-05:00").output.hasSuffix("-05:00\n"))
    let local = String(shown.prefix(10))
    #expect(audit("list", "--after", local, "--zone", "+14:00").output != "")
    #expect(audit("list", "--before", local, "--zone", "+14:00").output == "")
    #expect(audit("list", "--after", "\(local)T00:00+14:00").error == "")
    #expect(audit("list", "--after", day).error.contains("UTC"))
    #expect(audit("list", "--columns", "time", "--zone", "Europe/Berlin").output.contains("+0"))
    #expect(audit("list", "--zone", "Mars/Olympus").code == 64)
    #expect(audit("list", "--zone", "../../etc/passwd").code == 64)
  }

  @Test func `a reading leaves its record, which the site can switch off or demand`() {
    recommend("high-fear")
    #expect(audit("show", "0", "--by", "auditor", "--reason", "complaint").error == "")
    #expect(
      audit("list", "--kind", "access", "--columns", "person,remarks").output
        == "auditor  read record 0 with show: complaint\n")
    func show(_ policy: String) -> Command.Result {
      Command.run(
        "/usr/bin/env", ["PLUMBLINE_ACCESS=\(policy)", Command.plumbline, "audit", "show", "0"] + ledger)
    }
    let off = show("off")
    #expect(off.output != "" && off.error.contains("not recorded: PLUMBLINE_ACCESS is off"))
    #expect(audit("list", "--kind", "access").output.split(separator: "\n").count == 1)
    #expect(show("sometimes").code == 65)
    _ = Command.run("/bin/rm", [scratch.path + "/ledger.sqlite.key"])
    let unrecorded = show("on")
    #expect(unrecorded.code == 0 && unrecorded.error.contains("this reading is not recorded"))
    let demanded = show("required")
    #expect(demanded.code == 74 && demanded.output == "")
  }

  @Test func `a receipt is checked as data, too`() throws {
    recommend("high-fear")
    let receipt = audit("prove", "0")
    scratch.write("receipt", Array(receipt.output.utf8))
    func check(_ file: String) throws -> JSONValue {
      let result = Command.plumbline([
        "audit", "verify", "--receipt", scratch.path + "/" + file, "--key",
        scratch.path + "/ledger.sqlite.pub",
        "--format", "json",
      ])
      return try JSONReader.read(result.output).value
    }
    #expect(try check("receipt")["verified"] == true)
    scratch.write("other", Array(receipt.output.replacing("index 0", with: "index 1").utf8))
    #expect(try check("other")["verified"] == false)
  }

  @Test func `two persons erase where the site asks for them, and a preview erases nothing`() {
    recommend("high-fear")
    #expect(
      audit("erase", "--record", "0", "--reason", "asked", "--preview").output.hasSuffix(
        "Nothing was changed.\n"))
    func erase(_ people: String..., choice: String = "required") -> Command.Result {
      Command.run(
        "/usr/bin/env",
        [
          "PLUMBLINE_SECOND_PERSON=\(choice)", Command.plumbline, "audit", "erase", "--record", "0",
          "--reason", "asked",
        ]
          + people + ledger)
    }
    #expect(erase("--by", "a").code == 65)
    #expect(erase("--by", "a", "--second", "a").code == 64)
    #expect(erase("--by", "dpo", "--second", " DPO").code == 64)
    for choice in ["true", "Required", "yes"] {
      let unknown = erase(choice: choice)
      #expect(unknown.code == 65 && unknown.error.contains("takes off or required"), "\(choice)")
    }
    #expect(erase("--by", "a", "--second", "b").code == 0)
  }

  @Test func `a wrong id erases nothing and says so, in a ledger that erased others before too`() {
    recommend("high-fear")
    func erase(_ id: String) -> Command.Result {
      scratch.write("id", Array("\(id)\n".utf8))
      return audit("erase", "--patient", scratch.path + "/id", "--reason", "asked")
    }
    let id = "EX-01"
    #expect(erase("nobody").code == 65)
    #expect(erase(id).code == 0)
    #expect(erase(id).output.hasPrefix("Nothing more to erase."))
    let nobody = erase("nobody")
    #expect(nobody.code == 65 && nobody.output == "" && nobody.error.contains("nothing was erased"))
  }

  @Test func `an id that is written almost the same is named by its records, and not erased`() {
    recommend("high-fear")
    scratch.write("id", Array("ex-01\n".utf8))
    let near = audit("erase", "--patient", scratch.path + "/id", "--reason", "asked")
    #expect(near.code == 65 && near.error.contains("almost the same is in 1 record (0)"))
    #expect(!near.error.contains("EX-01"))
    let listed = audit("list", "--patient", scratch.path + "/id", "--kind", "access")
    #expect(
      listed.code == 0 && listed.error.contains("`plumbline audit subject` has readings, holds and ids"))
  }

  @Test
  func
    `a patient and records are erased together, and an id that is written almost the same is named then, too`()
  {
    for name in ["high-fear", "red-flag", "goal-pain", "acute"] { recommend(name) }
    scratch.write("near.json", Array("{\"id\": \"ex-01\", \"red_flags\": {\"infection\": true}}".utf8))
    let other = Command.plumbline(
      ["recommend", scratch.path + "/near.json", "--rules", Shipped.rules, "--as-of", "2026-11-20"] + ledger)
    #expect(other.code == 0, "\(other.error)")
    scratch.write("id", Array("EX-01\n".utf8))
    let options = ["erase", "--patient", scratch.path + "/id", "--record", "3", "--reason", "asked"]
    for erase in [options + ["--preview"], options] {
      let result = Command.plumbline(["audit"] + erase + ledger)
      #expect(result.code == 0 && result.output.contains("0, 3"), "\(result.output)\(result.error)")
      #expect(result.error.contains("almost the same is in 1 record (4)"), "\(result.error)")
    }
    let erased = audit("list", "--columns", "index,erased").output.split(separator: "\n").filter {
      $0.hasSuffix("true")
    }
    #expect(erased == ["0  true", "3  true"], "\(erased)")
  }

  @Test func `a receipt with the payload is a reading, and is recorded`() {
    recommend("high-fear")
    #expect(audit("prove", "0", "--with-payload", "--by", "dr-a").code == 0)
    #expect(audit("list", "--kind", "access").output.contains("1"))
    #expect(audit("show", "1").output.contains("prove"))
  }

  @Test func `a hold stands in the bundle, and only a hold in force is released`() throws {
    recommend("high-fear")
    scratch.write("id", Array("EX-01\n".utf8))
    let patient = ["--patient", scratch.path + "/id"]
    func hold(_ more: String...) -> Command.Result {
      Command.plumbline(["audit", "hold"] + patient + ["--reason", "court 12"] + more + ledger)
    }
    #expect(hold("--release").code == 65)
    #expect(hold().code == 0)
    let held = Command.plumbline(["audit", "subject"] + patient + ledger).output
    #expect(
      held.contains("nothing of this patient is erased until it is released") && held.contains("court 12"))
    #expect(hold("--release").code == 0)
    #expect(hold("--release").error.contains("no hold on this patient is in force"))
    #expect(
      !Command.plumbline(["audit", "subject"] + patient + ledger).output.contains("until it is released"))
  }

  @Test func `everything about a patient is written for its owner alone, and the reading is recorded`() throws
  {
    recommend("high-fear")
    let (id, page) = (scratch.path + "/id", scratch.path + "/page.html")
    scratch.write("id", Array("EX-01\n".utf8))
    #expect(audit("subject", "--patient", id, "--output", page, "--by", "officer").code == 0)
    #expect(Command.contents(page).contains("What is held about"))
    #expect(Command.run("/usr/bin/stat", ["-c", "%a", page]).output == "600\n")
    let json = try JSONReader.read(audit("subject", "--patient", id, "--format", "json").output).value
    #expect(json["read_by"]?.arrayValue?.first?["by"] == "officer")
  }
}
