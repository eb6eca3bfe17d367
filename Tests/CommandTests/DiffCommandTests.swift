import PlumblineTestSupport
import Testing

/// `plumbline diff` as a person and a script see it.
struct DiffCommandTests {
  typealias Pack = SmallPack

  private func write(_ scratch: borrowing Scratch, _ name: String, _ cut: Int, version: String = "1.0.0") {
    scratch.write(
      "\(name)/red-flags/pack.lua",
      Pack.manifest(version) + Pack.people + Pack.score + Pack.rule("score :at_least(\(cut))"))
  }

  @Test
  func `the text says what changes, for whom, why, and which version follows`() {
    let scratch = Scratch()
    write(scratch, "old", 5)
    write(scratch, "new", 6, version: "1.0.1")
    let (old, new) = ("\(scratch.path)/old", "\(scratch.path)/new")
    let result = Command.plumbline(["diff", old, new, "--as-of", "2026-11-20"])
    #expect(result.code == 0, "\(result.error)")
    #expect(
      result.output.hasPrefix(
        """
        old: \(old) (red-flags 1.0.0)
        new: \(new) (red-flags 1.0.1)

        Answers change in 1 way.

        ANSWERS THAT CHANGE

          primary pairing: exercise+x → exercise
            for example  {"flag":false,"score":5}
                         (flag no; score 5)
            before       recommend exercise+x (conditional)
            after        recommend exercise (conditional)
            because      rule red-flags/x: `score :at_least(5)` becomes `score :at_least(6)`
                         red-flags/pack.lua:10

        """))
    #expect(result.output.hasSuffix("VERSIONS\n  red-flags 1.0.0 → at least 2.0.0 (says 1.0.1): TOO SMALL\n"))
    #expect(Command.plumbline(["diff", old, new, "--require-version"]).code == 1)
    #expect(Command.plumbline(["diff", old, new, "--exit-code"]).code == 1)
    #expect(Command.plumbline(["diff", old, old, "--exit-code", "--require-version"]).code == 0)
    #expect(Command.plumbline(["diff", old, new, "--plain"]).output.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test
  func `that nothing changes is reported as proved`() {
    let scratch = Scratch()
    write(scratch, "old", 5)
    let result = Command.plumbline(["diff", "\(scratch.path)/old", "\(scratch.path)/old"])
    #expect(result.output.contains("\nNo patient's answer changes: proved for every legal profile.\n"))
  }

  @Test
  func `a cohort is counted, and a malformed row is named by its line and never shown`() {
    let scratch = Scratch()
    write(scratch, "old", 5)
    write(scratch, "new", 6)
    scratch.write(
      "cohort.ndjson",
      "{\"id\":\"secret\",\"flag\":false,\"score\":5}\n\nsecret\n{\"flag\":false,\"score\":9}\n{\"secret\":1}\n{\"flag\":true}"
    )
    let result = Command.plumbline([
      "diff", "\(scratch.path)/old", "\(scratch.path)/new", "--cohort", "\(scratch.path)/cohort.ndjson",
    ])
    #expect(result.code == 65)
    #expect(result.output.contains("1 of 3 in the cohort (33.3 %) get another answer"))
    #expect(
      result.error == "plumbline: cohort: 2 skipped, read by neither guideline (line 3, 5)\n")
    #expect(!result.output.contains("secret"))
    let json = Command.plumbline([
      "diff", "\(scratch.path)/old", "\(scratch.path)/new", "--cohort", "\(scratch.path)/cohort.ndjson",
      "--format", "json",
    ])
    #expect(json.output.contains("\"cohort\":{\"beside\":"))
    #expect(json.output.contains("\"first_unreadable\":[3,5]"))
    #expect(json.output.contains("\"schema\":1"))
  }

  @Test
  func `packs in the ledger are compared by record and by digest, and its history is counted`() throws {
    let scratch = Scratch()
    write(scratch, "old", 5)
    write(scratch, "new", 6)
    scratch.write("one.json", "{\"flag\":false,\"score\":5}")
    let ledger = "\(scratch.path)/ledger/ledger.sqlite"
    for rules in ["old", "new"] {
      let answer = Command.plumbline([
        "recommend", "\(scratch.path)/one.json", "--rules", "\(scratch.path)/\(rules)", "--ledger", ledger,
      ])
      #expect(answer.code == 0, "\(answer.error)")
    }
    let result = Command.plumbline([
      "diff", "record:0", "\(scratch.path)/new", "--ledger", ledger, "--format", "markdown",
    ])
    #expect(result.code == 0, "\(result.error)")
    #expect(
      result.output.contains(
        "| primary pairing | exercise+x | exercise | rule red-flags/x | 2 of 2 |"))
    let digest = try #require(
      Command.plumbline(["packs", "--rules", "\(scratch.path)/old"]).output.split(separator: " ").first {
        $0.hasPrefix("sha256:")
      }.map { String($0.prefix(20)) })
    let same = Command.plumbline(["diff", digest, "record:0", "--ledger", ledger, "--exit-code"])
    #expect(same.code == 0, "\(same.error)")
    let unknown = Command.plumbline(["diff", "sha256:0000", "record:0", "--ledger", ledger])
    #expect(unknown.code == 65)
    #expect(
      unknown.error
        == "plumbline: no pack in the ledger has a digest that begins with sha256:0000: plumbline audit show RECORD lists those of an answer\n"
    )
  }

  @Test
  func `a pack's hostile words stay harmless`() {
    let scratch = Scratch()
    write(scratch, "old", 5)
    scratch.write(
      "new/red-flags/pack.lua",
      Pack.manifest("1.0.0")
        + Pack.people.replacing(
          "for_patient = \"p\" }", with: "for_patient = \"p\", cautions = { \"<b>|x|`\" } }")
        + Pack.score + Pack.rule("score :at_least(5)"))
    let arguments = ["diff", "\(scratch.path)/old", "\(scratch.path)/new", "--format"]
    let markdown = Command.plumbline(arguments + ["markdown"])
    #expect(markdown.output.contains("\\<b\\>\\|x\\|"), "\(markdown.error)")
    #expect(Command.plumbline(arguments + ["text"]).output.contains("caution <b>|x|`: none → shown"))
  }

  @Test
  func `a missing folder, and packs that do not load, are reported as such`() {
    let scratch = Scratch()
    write(scratch, "old", 5)
    scratch.write("bad/red-flags/pack.lua", Pack.manifest("1.0.0") + "rule \"x\" {")
    #expect(Command.plumbline(["diff", "\(scratch.path)/old", "\(scratch.path)/none"]).code == 66)
    #expect(Command.plumbline(["diff", "\(scratch.path)/old", "\(scratch.path)/bad"]).code == 65)
    #expect(Command.plumbline(["diff", "\(scratch.path)/old"]).code == 64)
  }
}
