import PlumblineTestSupport
import Testing

/// Signing on the command line, and in whose name a command records.
struct SignCommandTests {
  /// A desk with an answer, an override, a key and a register.
  private struct Site: ~Copyable {
    let scratch = Scratch()
    let desk = AuditCommandTests.Desk()
    var key: String { "\(scratch.path)/adams.key" }
    var people: String { "\(scratch.path)/people.json" }

    init(outside: String = "refuse") {
      let made = Command.plumbline(["packs", "key", key, "--name", "clinic.example/dr-adams"])
      #expect(made.code == 0, "\(made.error)")
      let half = made.output.dropLast()
      scratch.write(
        "people.json",
        """
        {"outside": "\(outside)", "people": [
          {"id": "dr-adams", "role": "physiotherapist", "key": "\(half)"}, {"id": "officer", "role": "officer"}]}
        """)
      _ = desk.recommend("high-fear")
      _ = desk.audit(["override", "0", "--reason", "patient-refuses"])
    }

    func sign(_ record: String, _ meaning: String = "decided", as person: String = "dr-adams")
      -> Command.Result
    {
      desk.audit([
        "sign", record, "--as", person, "--meaning", meaning, "--key", key, "--people", people,
      ])
    }

    /// Runs a command where the register is in force.
    func plumbline(_ arguments: [String]) -> Command.Result {
      Command.run("/usr/bin/env", ["PLUMBLINE_PEOPLE=\(people)", Command.plumbline] + arguments)
    }
  }

  @Test func `a signature is recorded, shown, listed, verified, and survives an erasure`() {
    let site = Site()
    let signed = site.sign("0")
    #expect(
      signed.code == 0
        && signed.output.hasPrefix("Signed: record 0, as decided, by dr-adams (physiotherapist).\nRecord "),
      "\(signed.error)")
    #expect(site.sign("1", "overrode").code == 0)
    let people = ["--people", site.people]
    let valid = " by dr-adams (physiotherapist) as decided: valid, with the key clinic.example/dr-adams\n"
    #expect(site.desk.audit(["show", "0"] + people).output.contains(valid))
    #expect(
      site.desk.audit(["list", "--kind", "signature", "--columns", "index,person,meaning,remarks"]).output
        == "2  dr-adams  decided   signs record 0: decided\n3  dr-adams  overrode  signs record 1: overrode\n"
    )
    _ = site.desk.audit(["erase", "--patient", "-", "--reason", "asked"], input: "EX-01\n")
    #expect(site.desk.audit(["show", "0"] + people).output.contains(valid))
    let verified = site.desk.audit(["verify"] + people)
    #expect(
      verified.code == 0 && verified.output.contains("signatures of people: 2: 2 valid\n"), "\(verified)")
  }

  @Test func `a signature's receipt is checked without the ledger, and is no reading of patient data`() {
    let site = Site()
    #expect(site.sign("0").code == 0)
    let receipt = site.desk.audit(["prove", "2", "--with-payload"])
    #expect(receipt.code == 0 && receipt.error == "", "\(receipt.error)")
    site.scratch.write("receipt", receipt.output)
    func verify(_ more: [String]) -> Command.Result {
      Command.plumbline(
        ["audit", "verify", "--receipt", "\(site.scratch.path)/receipt", "--key", site.desk.path + ".pub"]
          + more)
    }
    let valid = verify(["--people", site.people])
    #expect(valid.code == 0 && valid.output.contains("  dr-adams signed plumbline.local/"), "\(valid.output)")
    #expect(valid.output.contains("  the signature: valid, with the key clinic.example/dr-adams\nverified: "))
    #expect(verify([]).code == 0 && verify([]).output.contains("no register of people was given"))
    site.scratch.write("people.json", #"{"outside": "mark", "people": []}"#)
    let unknown = verify(["--people", site.people])
    #expect(
      unknown.code == 1 && unknown.output.contains("\nNOT VERIFIED: the record is in the ledger"),
      "\(unknown)")
    #expect(site.desk.audit(["list"]).output.split(separator: "\n").count == 3)
  }

  @Test func `a list has what was signed, or what was not`() {
    let site = Site()
    #expect(site.sign("0").code == 0)
    #expect(site.desk.audit(["list", "--signed", "--columns", "index"]).output == "0\n")
    #expect(site.desk.audit(["list", "--unsigned", "--columns", "index"]).output == "1\n")
    #expect(site.desk.audit(["list", "--signed", "--unsigned"]).code == 64)
  }

  @Test func `the patient's page says who signed`() {
    let site = Site()
    #expect(site.sign("0").code == 0)
    let page = site.desk.audit(["subject", "--patient", "-", "--people", site.people], input: "EX-01\n")
      .output
    #expect(page.contains("Who signed these records") && page.contains("record 0: signed in record 2, "))
    #expect(page.contains("as decided: valid, with the key clinic.example/dr-adams"))
    let json = site.desk.audit(["subject", "--patient", "-", "--format", "json"], input: "EX-01\n").output
    #expect(
      json.contains(#""signed_by":[{"about":0,"by":"dr-adams","meaning":"decided","record":2,"#), "\(json)")
  }

  @Test func `nobody is interviewed whose answer could not be recorded`() {
    let site = Site()
    let refused = site.plumbline([
      "interview", "--rules", Shipped.rules, "--ledger", site.desk.path, "--by", "dr-x",
    ])
    #expect(
      refused.code == 65 && refused.output == "" && refused.error.contains("not in the register of people"))
  }

  @Test func `a signature by someone who is not in the register is not verified`() {
    let site = Site()
    #expect(site.sign("0").code == 0)
    site.scratch.write("people.json", #"{"outside": "mark", "people": []}"#)
    let verified = site.desk.audit(["verify", "--people", site.people])
    #expect(verified.code == 1)
    #expect(
      verified.output.contains(
        "record 2, signature: unchecked: the signer is not in the register of people\n"))
  }

  @Test(arguments: [
    ("0", "decided", "dr-adms", "--as: 'dr-adms' is not in the register of people; did you mean 'dr-adams'?"),
    ("0", "decided", "officer", "gives 'officer' no key"),
    ("0", "overrode", "dr-adams", "which nobody signs as overrode"),
    ("1", "decided", "dr-adams", "which nobody signs as decided"),
    ("9", "decided", "dr-adams", "no record 9"),
  ])
  func `what cannot be signed ends with 65, and nothing is recorded`(
    record: String, meaning: String, person: String, reason: String
  ) {
    let site = Site()
    let refused = site.sign(record, meaning, as: person)
    #expect(refused.code == 65 && refused.output == "" && refused.error.contains(reason), "\(refused.error)")
    #expect(site.desk.audit(["list"]).output.split(separator: "\n").count == 2)
  }

  @Test func `a key that others can read signs nothing, and is not shown`() {
    let site = Site()
    _ = Command.run("/bin/chmod", ["640", site.key])
    let refused = site.sign("0")
    #expect(
      refused.code == 65 && refused.error.contains("others on this machine can read"), "\(refused.error)")
    _ = Command.run("/bin/chmod", ["600", site.key])
    #expect(site.sign("0").code == 0)
    #expect(Command.run("/usr/bin/stat", ["-c", "%a", site.key]).output == "600\n")
  }

  @Test func `without a register nobody signs, and a broken one is refused with every problem`() {
    let site = Site()
    let alone = site.desk.audit(["sign", "0", "--as", "dr-adams", "--meaning", "decided", "--key", site.key])
    #expect(
      alone.code == 65 && alone.error.contains("there is no register of people; name it with --people FILE"))
    site.scratch.write("people.json", #"{"outside": 1, "people": [{}]}"#)
    for command in [["verify"], ["show", "0"]] {
      let broken = site.desk.audit(command + ["--people", site.people])
      #expect(broken.code == 65 && broken.error.split(separator: "\n").count == 3, "\(broken.error)")
    }
    #expect(site.desk.audit(["verify", "--people", "\(site.scratch.path)/none"]).code == 66)
    #expect(site.desk.audit(["sign", "0", "--as", "a", "--meaning", "agreed", "--key", site.key]).code == 64)
  }

  @Test func `a register that everybody can change is refused`() {
    let site = Site()
    _ = Command.run("/bin/chmod", ["666", site.people])
    for refused in [site.sign("0"), site.desk.audit(["verify", "--people", site.people])] {
      #expect(
        refused.code == 65 && refused.error.contains("everybody on this machine can change"), "\(refused)")
    }
    _ = Command.run("/bin/chmod", ["664", site.people])
    #expect(site.sign("0").code == 0)
  }

  private static func commands(_ ledger: String) -> [[String]] {
    let about = ["--ledger", ledger, "--by", "dr-x"]
    return [
      ["audit", "override", "0", "--reason", "patient-refuses"] + about,
      ["audit", "outcome", "0", "--result", "followed"] + about, ["audit", "show", "0"] + about,
      ["audit", "erase", "--record", "0", "--reason", "r"] + about,
      ["audit", "recover", "--reason", "r"] + about,
    ]
  }

  @Test func `where the register refuses strangers, nothing is recorded in their name`() {
    let site = Site()
    for command in Self.commands(site.desk.path) {
      let refused = site.plumbline(command)
      #expect(refused.code == 65 && refused.output == "", "\(command): \(refused.output)")
      #expect(
        refused.error.contains("--by: 'dr-x' is not in the register of people"),
        "\(command): \(refused.error)")
    }
    let answer = [
      "recommend", "\(Shipped.examples)/high-fear.json", "--rules", Shipped.rules, "--ledger", site.desk.path,
    ]
    let withheld = site.plumbline(answer + ["--by", "dr-x"])
    #expect(withheld.code == 74 && withheld.output == "" && withheld.error.contains("not in the register"))
    #expect(site.plumbline(answer + ["--by", "dr-adams"]).code == 0)
    #expect(site.desk.audit(["list", "--person", "dr-x"]).output == "")
  }

  @Test func `a stop is shown whoever asks, without its record`() {
    let site = Site()
    let stop = site.plumbline([
      "recommend", "\(Shipped.examples)/red-flag.json", "--rules", Shipped.rules, "--ledger", site.desk.path,
      "--by", "dr-x",
    ])
    #expect(stop.code == 20 && stop.output.hasPrefix("NOT RECORDED"), "\(stop)")
  }

  @Test func `where it marks strangers, every record says so`() {
    let site = Site(outside: "mark")
    for command in Self.commands(site.desk.path).prefix(3) { #expect(site.plumbline(command).code == 0) }
    #expect(
      site.desk.audit(["list", "--columns", "kind,person", "--after", "2020-01-01"]).output.split(
        separator: "\n"
      ).suffix(3)
        == [
          "override  dr-x [not in the register]", "outcome   dr-x [not in the register]",
          "access    dr-x [not in the register]",
        ])
  }
}
