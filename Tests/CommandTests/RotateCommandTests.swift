import PlumblineTestSupport
import Testing

/// Exchanging and replacing the ledger's key, and timestamps, as a person does it.
struct RotateCommandTests {
  /// A desk with an answer, two people with keys, and a register.
  private struct Site: ~Copyable {
    let scratch = Scratch()
    let desk = AuditCommandTests.Desk()
    var people: String { "\(scratch.path)/people.json" }
    /// The same people, of whom two are asked for.
    var two: String { "\(scratch.path)/two.json" }

    init() {
      var entries: [String] = []
      for person in ["officer", "director"] {
        let made = Command.plumbline(
          ["packs", "key", "\(scratch.path)/\(person).key", "--name", "clinic.example/\(person)"])
        #expect(made.code == 0, "\(made.error)")
        entries.append(#"{"id": "\#(person)", "role": "x", "key": "\#(made.output.dropLast())"}"#)
      }
      let list = entries.joined(separator: ", ")
      scratch.write("people.json", #"{"outside": "refuse", "people": [\#(list)]}"#)
      scratch.write(
        "two.json", #"{"outside": "refuse", "two_persons_from": "2026-01-01", "people": [\#(list)]}"#)
      _ = desk.recommend("high-fear")
    }

    func key(_ person: String) -> String { "\(scratch.path)/\(person).key" }

    func replace(_ more: [String] = [], register: String? = nil) -> Command.Result {
      desk.audit(
        [
          "rotate", "--lost", "--reason", "disk broke", "--authority", "policy 4", "--by", "officer",
          "--by-key", key("officer"), "--people", register ?? people,
        ] + more)
    }
  }

  @Test func `an exchange is recorded, listed and shown, and verify says which key vouches for what`() {
    let site = Site()
    let old = Command.contents(site.desk.path + ".pub").dropLast()
    let done = site.desk.audit(["rotate", "--reason", "yearly", "--by", "officer"])
    let new = Command.contents(site.desk.path + ".pub").dropLast()
    #expect(
      done.code == 0 && done.output.contains("ended:  \(old)\nbegins: \(new)\n") && old != new, "\(done)")
    _ = site.desk.recommend("acute")
    let former = site.desk.audit(["verify", "--key", String(old)]).output
    #expect(
      former.hasPrefix("anchor: the key \(old), which signed what is here up to record 0; "), "\(former)")
    for key in [old, new] {
      let verified = site.desk.audit(["verify", "--key", String(key)])
      #expect(
        verified.code == 0
          && verified.output.contains(
            "records 0 to 0: the key \(old), ended by record 1, which it signed, as did the key that follows\n"
              .replacing("records 0 to 0", with: "record 0"))
          && verified.output.contains("records from 1 on: the key \(new)\n"), "\(verified)")
    }
    #expect(
      site.desk.audit(["list", "--kind", "rotation", "--columns", "index,kind,person"]).output
        == "1  rotation  officer\n")
    #expect(site.desk.audit(["show", "1"]).output.contains("  reason: yearly\n"))
    let data = site.desk.audit(["verify", "--format", "json"]).output
    #expect(data.contains(#""end":"exchanged","ended_by":1,"first":0,"key":"\#(old)""#), "\(data)")
  }

  @Test func `a receipt is checked with the key before or after an exchange, by the receipt of the exchange`()
  {
    let site = Site()
    let (path, folder) = (site.desk.path, site.scratch.path)
    let old = String(Command.contents(path + ".pub").dropLast())
    site.scratch.write("before", site.desk.audit(["prove", "0"]).output)
    #expect(site.desk.audit(["rotate", "--reason", "stolen"]).code == 0)
    _ = site.desk.recommend("acute")
    let new = String(Command.contents(path + ".pub").dropLast())
    site.scratch.write("exchange", site.desk.audit(["prove", "1", "--with-payload"]).output)
    site.scratch.write("after", site.desk.audit(["prove", "0"]).output)
    func verify(_ receipt: String, _ key: String, _ exchanges: [String] = ["exchange"]) -> Command.Result {
      Command.plumbline(
        ["audit", "verify", "--receipt", "\(folder)/\(receipt)", "--key", key]
          + exchanges.flatMap { ["--rotation", "\(folder)/\($0)"] })
    }
    for (receipt, key, other) in [("before", new, old), ("after", old, new)] {
      #expect(verify(receipt, key, []).code == 1)
      let checked = verify(receipt, key)
      #expect(
        checked.code == 0
          && checked.output.hasPrefix(
            "anchor: the key \(key), given with --key, which leads to the key \(other) by the exchanges given"
          ),
        "\(checked)")
    }
    let useless = verify("before", new, ["before"])
    #expect(
      useless.code == 65
        && useless.error.hasPrefix("plumbline: \(folder)/before: it is not the receipt of an exchange"),
      "\(useless)")
  }

  @Test func `a lost key is replaced by people of the register alone, and by two where the site asks`() {
    let site = Site()
    let old = String(Command.contents(site.desk.path + ".pub").dropLast())
    let here = site.replace()
    #expect(here.code == 65 && here.error.contains("so it is not lost"), "\(here)")
    _ = Command.run("/bin/mv", [site.desk.path + ".key", site.scratch.path + "/kept.key"])
    let nobody = site.desk.audit(["rotate", "--lost", "--reason", "lost", "--people", site.people])
    #expect(nobody.code == 64 && nobody.error.contains("--lost takes --authority"), "\(nobody)")
    let stranger = site.desk.audit([
      "rotate", "--lost", "--reason", "lost", "--authority", "policy 4", "--by", "officer", "--by-key",
      site.key("director"), "--people", site.people,
    ])
    #expect(
      stranger.code == 65 && stranger.error.contains("is not the key that the register of people gives"),
      "\(stranger)")
    let two = Command.run(
      "/usr/bin/env",
      [
        "PLUMBLINE_SECOND_PERSON=required", Command.plumbline, "audit", "rotate", "--lost", "--reason",
        "lost", "--authority", "policy 4", "--by", "officer", "--by-key", site.key("officer"), "--people",
        site.people, "--ledger", site.desk.path,
      ])
    #expect(two.code == 65 && two.error.contains("nothing was exchanged: this site asks for two"), "\(two)")
    let done = site.replace(["--second", "director", "--second-key", site.key("director")])
    #expect(done.code == 0 && done.output.hasPrefix("The lost key was replaced: "), "\(done)")
    let verified = site.desk.audit(["verify", "--key", old, "--people", site.people])
    #expect(
      verified.code == 0
        && verified.output.contains(
          "LOST: record 1 says so, signed by the key that follows, and by officer and director; they rest on"),
      "\(verified)")
    let alone = site.desk.audit(["verify", "--key", old])
    #expect(alone.code == 1 && alone.output.contains("ask for the new public key by another way"), "\(alone)")
  }

  @Test
  func `where the register asks for two persons, one replaces no lost key, and verify reports one who did`() {
    let site = Site()
    _ = Command.run("/bin/rm", [site.desk.path + ".key"])
    let refused = site.replace(register: site.two)
    #expect(
      refused.code == 65 && refused.error.contains("nothing was exchanged: this site asks for two"),
      "\(refused)")
    #expect(site.replace().code == 0)
    let key = ["--key", site.desk.path + ".pub"]
    #expect(site.desk.audit(["verify", "--people", site.people] + key).code == 0)
    let verified = site.desk.audit(["verify", "--people", site.two] + key)
    #expect(
      verified.code == 1
        && verified.output.contains(
          "  record 1, rotation: missing: it replaces a lost key with the signature of officer alone, "),
      "\(verified)")
  }

  @Test func `the register in force asks for two persons wherever something cannot be undone`() {
    let site = Site()
    for words in [
      ["rotate", "--reason", "yearly"], ["erase", "--record", "0", "--reason", "asked"],
      ["retain", "--older-than", "10y", "--erase", "--reason", "r", "--authority", "a"],
    ] {
      let refused = Command.run(
        "/usr/bin/env",
        ["PLUMBLINE_PEOPLE=\(site.two)", Command.plumbline, "audit"] + words
          + ["--by", "officer", "--ledger", site.desk.path])
      #expect(refused.code == 65 && refused.error.contains("this site asks for two persons"), "\(refused)")
    }
    #expect(site.desk.audit(["verify"]).output.contains(": 1 record\n"))
  }

  @Test func `a checkpoint is timestamped with files, and verify says what the times rest on`() {
    let site = Site()
    let folder = site.scratch.path
    let authority = TestAuthority()
    site.scratch.write("c", site.desk.audit(["checkpoint"]).output)
    let (checkpoint, query, reply) = ("\(folder)/c", "\(folder)/c.tsq", "\(folder)/c.tsr")
    let asked = site.desk.audit(["timestamp", checkpoint, "--request", query])
    #expect(asked.code == 0 && asked.output.hasPrefix("Written: \(query). Send it"), "\(asked)")
    #expect(site.desk.audit(["timestamp", checkpoint, "--request", query]).code == 73)
    site.scratch.write("c.tsr", authority.answer(Command.bytes(query)))
    let files = ["timestamp", checkpoint, "--request", query, "--response", reply]
    let unnamed = site.desk.audit(files)
    #expect(unnamed.code == 65 && unnamed.error.contains("give it with --authority FILE"), "\(unnamed)")
    let strange = site.desk.audit(files + ["--authority", authority.otherCertificates])
    #expect(
      strange.code == 65
        && strange.error.hasPrefix("plumbline: \(reply): nothing was recorded: the response is no valid"),
      "\(strange)")
    let stamped = site.desk.audit(files + ["--authority", authority.certificates])
    #expect(stamped.code == 0 && stamped.output.hasPrefix("The first record was there by 20"), "\(stamped)")
    let verified = site.desk.audit(["verify", "--authority", authority.certificates])
    #expect(
      verified.code == 0
        && verified.output.contains("(policy 1.2.3.4.1): an authority's, checked with its certificate\n")
        && verified.output.contains("time: records from 1 on: this machine's clock alone\n"), "\(verified)")
    #expect(site.desk.audit(["verify"]).output.contains("signature was NOT checked"))
    let other = site.desk.audit(["verify", "--authority", authority.otherCertificates])
    #expect(
      other.code == 1
        && other.output.contains("  record 1, timestamp: unchecked: its certificate is not trusted: "),
      "\(other)")
  }

  @Test func `hostile files of a timestamp are refused by their paths`() {
    let site = Site()
    let folder = site.scratch.path
    let authority = TestAuthority()
    site.scratch.write("c", site.desk.audit(["checkpoint"]).output)
    #expect(site.desk.audit(["timestamp", "\(folder)/c", "--request", "\(folder)/q"]).code == 0)
    let answer = authority.answer(Command.bytes("\(folder)/q"))
    let bad: [(String, [UInt8])] = [
      ("cut", Array(answer.prefix(answer.count / 2))), ("empty", []),
      ("deep", [UInt8](repeating: 0x30, count: 4_000)), ("text", Array("HTTP/1.1 403 Forbidden\n".utf8)),
    ]
    for (name, bytes) in bad {
      site.scratch.write(name, bytes)
      let refused = site.desk.audit([
        "timestamp", "\(folder)/c", "--request", "\(folder)/q", "--response", "\(folder)/\(name)",
        "--authority", authority.certificates,
      ])
      #expect(
        refused.code == 65 && refused.error.hasPrefix("plumbline: \(folder)/\(name): nothing was recorded: "),
        "\(refused)")
    }
    #expect(site.desk.audit(["verify"]).output.contains(": 1 record\n"))
  }
}
