import PlumblineJSON
import PlumblineTestSupport
import Testing

/// `audit import` as a person runs it.
struct AuditImportTests {
  /// A folder with ledgers in it.
  struct Desk: ~Copyable {
    let scratch = Scratch()

    func path(_ ledger: String) -> String { "\(scratch.path)/\(ledger).sqlite" }

    @discardableResult
    func recommend(_ name: String, in ledger: String, _ more: String...) -> String {
      let result = Command.plumbline(
        [
          "recommend", "\(Shipped.examples)/\(name).json", "--as-of", "2026-11-20", "--rules", Shipped.rules,
          "--ledger", path(ledger),
        ] + more)
      #expect(result.code == 0, "\(result.error)")
      return result.output
    }

    func audit(_ words: [String], in ledger: String = "own", input: String = "") -> Command.Result {
      Command.plumbline(["audit"] + words + ["--ledger", path(ledger)], input: input)
    }

    func take(_ ledgers: String..., more: [String] = []) -> Command.Result {
      audit(["import"] + ledgers.map { path($0) } + more)
    }
  }

  private func name(in answer: String) throws -> String {
    String(try #require(answer.firstMatch(of: #/plumbline\.local/[0-9a-f]{16}/[0-9]+/#)).output)
  }

  @Test func `two shards become one ledger, which verifies, replays and shows each answer as it was given`()
    throws
  {
    let desk = Desk()
    let answers = [
      desk.recommend("high-fear", in: "a"), desk.recommend("red-flag", in: "a", "--format", "json"),
      desk.recommend("goal-pain", in: "b", "--format", "markdown"),
    ]
    desk.recommend("acute", in: "own")
    let result = desk.take("a", "b")
    #expect(result.code == 0 && result.error == "")
    #expect(result.output.contains("a.sqlite: imported 2 records of plumbline.local/"))
    #expect(result.output.contains("b.sqlite: imported 1 record of plumbline.local/"))
    let names = try answers.map { try name(in: $0) }
    for (name, answer) in zip(names, answers) {
      let shown = desk.audit(["show", name])
      #expect(shown.output.contains("\nimported: recorded as \(name)\n"), "\(shown.error)")
      #expect(shown.output.hasSuffix("\n\n" + answer))
    }
    #expect(desk.audit(["verify"]).code == 0)
    #expect(desk.audit(["replay", "--all"]).output.hasPrefix("replayed: 4 answers\nidentical: 4\n"))
    #expect(desk.audit(["replay", names[2]]).output.contains("same decision: identical, every byte"))
    #expect(desk.audit(["list"]).output.contains("from \(names[2])\n"))
    #expect(desk.audit(["stats"]).output.hasPrefix("4 decisions\n"))
    let reported = desk.audit(["show", "3"]).output
    #expect(reported.contains("· import ·") && reported.contains("  size: 2\n"))
  }

  @Test func `importing again takes nothing, or only new records, and ends with 0`() throws {
    let desk = Desk()
    desk.recommend("high-fear", in: "a")
    #expect(desk.take("a").code == 0)
    let again = desk.take("a", more: ["--format", "json"])
    #expect(again.code == 0)
    let value = try JSONReader.read(again.output.dropLast().description).value
    #expect(value["status"] == "nothing-new" && value["before"] == 1 && value["imported"] == 0)
    desk.recommend("acute", in: "a")
    let grown = desk.take("a")
    #expect(grown.output.contains("imported 1 record of") && grown.output.contains("continues the 1 that"))
    #expect(desk.take("a").output.contains("nothing new, all of it was imported before"))
    #expect(desk.audit(["verify"]).code == 0)
  }

  @Test func `a damaged or forked shard ends with 1 and is named; the others are imported`() {
    let desk = Desk()
    for name in ["a", "b"] { desk.recommend("high-fear", in: name) }
    _ = Command.run(
      "/bin/sh",
      ["-c", "cd \(desk.scratch.path); for e in '' .key .pub .head; do cp a.sqlite$e c.sqlite$e; done"])
    desk.recommend("acute", in: "a")
    desk.recommend("red-flag", in: "c")
    _ = Command.run("/usr/bin/sqlite3", [desk.path("b"), "UPDATE node SET hash = zeroblob(32)"])
    _ = Command.run("/usr/bin/sqlite3", [desk.path("b"), "DROP TRIGGER node_is_fixed"])
    let result = desk.take("b", "a", "c")
    #expect(result.code == 1)
    #expect(result.output.split(separator: "\n").count { $0.contains("imported 2 records") } == 1)
    #expect(
      result.error.contains(
        "plumbline: nothing is imported from \(desk.path("b")): it does not verify: schema node_is_fixed"))
    #expect(result.error.contains("its record 1 is not the one that was imported as record 1"))
    #expect(desk.audit(["verify"]).output.contains("3 records\n"))
  }

  @Test func `only the given keys count`() {
    let desk = Desk()
    for name in ["a", "b"] { desk.recommend("high-fear", in: name) }
    let strange = desk.take("a", more: ["--shard-key", desk.path("b") + ".pub"])
    #expect(
      strange.code == 1 && strange.error.contains("none of the keys given with --shard-key belongs to it"))
    let known = desk.take("a", more: ["--shard-key", desk.path("a") + ".pub", "--format", "json"])
    #expect(known.code == 0 && known.output.contains(#""key_given":true"#))
    #expect(desk.take("a", more: ["--shard-key", "nonsense"]).code == 66)
  }

  @Test
  func
    `a patient who was erased here does not come back with a shard, unless that is asked for, with a reason`()
    throws
  {
    let desk = Desk()
    desk.recommend("high-fear", in: "own")
    desk.recommend("goal-pain", in: "own")
    desk.recommend("high-fear", in: "a")
    desk.recommend("acute", in: "a")
    #expect(desk.audit(["erase", "--patient", "-", "--reason", "asked"], input: "EX-01").code == 0)
    let refused = desk.take("a")
    #expect(refused.code == 65 && refused.output == "")
    #expect(
      refused.error.contains(
        "it would bring back patients who were erased here: its record 0 belongs to such a patient; import it "
      ))
    #expect(refused.error.contains("--erased erase") && !refused.error.contains("EX-01"))
    #expect(desk.audit(["verify"]).output.contains(": 3 records, 1 of them erased\n"))
    let taken = desk.take("a", more: ["--erased", "erase", "--format", "json"])
    let value = try JSONReader.read(taken.output).value
    #expect(taken.code == 0 && value["imported"] == 2 && value["erased_on_arrival"] == 1, "\(taken.error)")
    #expect(desk.audit(["verify"]).output.contains("7 records, 2 of them erased"))
    #expect(desk.take("a", more: ["--erased", "keep"]).code == 64)
    #expect(desk.take("a", more: ["--reason", "why"]).code == 64)
    desk.recommend("high-fear", in: "b")
    let kept = desk.take("b", more: ["--erased", "keep", "--reason", "she is back"])
    #expect(
      kept.code == 0 && kept.output.contains("1 whole, although their patients were erased here before"))
    #expect(desk.audit(["show", "8"]).output.contains("she is back"))
    #expect(
      desk.audit(["erase", "--patient", "-", "--reason", "asked"], input: "EX-01").output.contains(
        "1 record: 7."))
    #expect(
      desk.audit(["erase", "--patient", "-", "--reason", "asked"], input: "EX-01").output.contains(
        "Nothing more to erase."))
    #expect(desk.audit(["verify"]).code == 0)
  }

  @Test func `a shard that cannot be imported ends with its own code and a message`() {
    let desk = Desk()
    desk.recommend("high-fear", in: "own")
    #expect(desk.take("none").code == 66)
    #expect(desk.take("none").error.hasSuffix("none.sqlite: there is no ledger\n"))
    #expect(desk.take("own").code == 65)
    #expect(desk.take("own").error.contains("it is this ledger, or a copy of it"))
    #expect(desk.audit(["import"]).code == 64)
    #expect(desk.take("own", more: ["--by", " "]).code == 64)
    desk.recommend("acute", in: "a", "--wrapping-key", "\(desk.scratch.path)/secret")
    #expect(desk.take("a").error.contains("give it with --shard-wrapping-key"))
    let secret = ["--shard-wrapping-key", "\(desk.scratch.path)/secret"]
    #expect(desk.take("a", more: secret).error.contains("give this ledger a key with --wrapping-key"))
    #expect(desk.audit(["prove", "0", "--original"]).error.contains("it was recorded here first"))
  }

  @Test func `the command waits for a locked ledger, and then ends with 75`() {
    let desk = Desk()
    for name in ["own", "a"] { desk.recommend("high-fear", in: name) }
    let script = """
      (echo 'BEGIN IMMEDIATE;'; sleep 9) | sqlite3 '\(desk.path("own"))' & sleep 0.5
      '\(Command.plumbline)' audit import '\(desk.path("a"))' --ledger '\(desk.path("own"))'; echo "code $?"
      """
    let result = Command.run("/bin/sh", ["-c", script])
    #expect(result.output == "code 75\n", "\(result.output)\(result.error)")
    #expect(result.error.contains("the ledger is busy"))
  }

  @Test func `the report of an import holds nothing about a patient`() {
    let desk = Desk()
    desk.recommend("high-fear", in: "a")
    let result = desk.take("a", more: ["--format", "json"])
    #expect(!(result.output + result.error).contains("EX-01"))
    let shown = desk.audit(["show", "1", "--format", "json"]).output
    #expect(!shown.contains("EX-01") && shown.contains("checkpoint"))
  }

  @Test
  func `a stranger finds that imported records are what the shard signed, and that each receipt holds there`()
  {
    let desk = Desk()
    for name in ["high-fear", "red-flag", "acute"] { desk.recommend(name, in: "a") }
    desk.recommend("goal-pain", in: "own")
    desk.scratch.write("checkpoint", desk.audit(["checkpoint"], in: "a").output)
    _ = Command.run("/bin/cp", [desk.path("a") + ".pub", "\(desk.scratch.path)/key"])
    #expect(desk.take("a").code == 0)
    _ = desk.audit(["erase", "--record", "2", "--reason", "asked"])
    _ = Command.run("/bin/sh", ["-c", "rm \(desk.path("a"))*"])
    func stranger(_ words: String...) -> Command.Result {
      Command.run("/usr/bin/env", ["python3", "\(Shipped.root)/Tests/Stranger/stranger.py"] + words)
    }
    let (own, key) = (desk.path("own"), "\(desk.scratch.path)/key")
    #expect(stranger("ledger", own, own + ".pub").output == "6 records are what was signed\n")
    let found = stranger("shard", own, "\(desk.scratch.path)/checkpoint", key)
    #expect(found.output.hasPrefix("the first 3 records of plumbline.local/"), "\(found.error)")
    for index in 1...3 {
      desk.scratch.write("receipt", desk.audit(["prove", "\(index)", "--original"]).output)
      let receipt = stranger("receipt", "\(desk.scratch.path)/receipt", key)
      #expect(receipt.output == "record \(index - 1) is in the tree of 3\n", "\(receipt.error)")
      let ours = ["audit", "verify", "--receipt", "\(desk.scratch.path)/receipt", "--key", key]
      #expect(Command.plumbline(ours).code == 0)
    }
  }
}
