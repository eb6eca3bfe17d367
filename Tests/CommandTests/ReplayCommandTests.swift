import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// `audit replay` as a person runs it.
struct ReplayCommandTests {
  private func recorded(_ scratch: borrowing Scratch, _ names: [String]) {
    for name in names {
      let result = Command.plumbline([
        "recommend", "\(Shipped.examples)/\(name).json", "--as-of", "2026-11-20", "--rules", Shipped.rules,
        "--ledger", "\(scratch.path)/ledger.sqlite",
      ])
      #expect(result.code == 0, "\(result.error)")
    }
  }

  private func replay(_ scratch: borrowing Scratch, _ arguments: String...) -> Command.Result {
    Command.plumbline(["audit", "replay"] + arguments + ["--ledger", "\(scratch.path)/ledger.sqlite"])
  }

  /// The shipped packs, with the cut-off for catastrophising moved to 15.
  private func proposed(_ scratch: borrowing Scratch) -> String {
    _ = Command.run("/bin/cp", ["-r", Shipped.rules, "\(scratch.path)/Proposed"])
    let file = "psychological-pairing/rules.lua"
    let text = Command.contents("\(Shipped.rules)/\(file)")
    scratch.write(
      "Proposed/\(file)",
      text.replacing(
        "cognition.pcs                 :above(30)", with: "cognition.pcs                 :above(15)"))
    return "\(scratch.path)/Proposed"
  }

  private var engine: String { "plumbline \(Version.ofEngine)" }

  @Test func `recorded answers replay to the byte, one and all`() {
    let scratch = Scratch()
    recorded(scratch, ["high-fear", "red-flag", "little-known"])
    let one = replay(scratch, "1")
    #expect(one.code == 0)
    #expect(
      one.output.hasSuffix(
        "engine then and now: \(engine)\nsame decision: identical, every byte of it is as recorded\n"))
    #expect(one.output.contains("replayed with its 4 recorded packs, as of 2026-11-20\n"))
    let all = replay(scratch, "--all")
    #expect(all.code == 0)
    #expect(all.error == "")
    #expect(
      all.output
        == "replayed: 3 answers\nidentical: 3\ndifferent: 0\nanswered by \(engine), this engine: 3, same decision\n"
    )
    #expect(
      replay(scratch, "--all", "--format", "json").output
        == #"{"by_engine":[{"different":0,"engine":"\#(engine)","members":[],"same":3}],"by_member":[],"by_rule":[],"damaged":0,"different":0,"engine":"\#(engine)","erased":0,"failures":0,"identical":3,"identical_but_engine":0,"no_answers":0,"replayed":3,"summary":"replay"}"#
        + "\n")
    #expect(
      replay(scratch, "0", "--format", "json").output
        == #"{"engine_now":"\#(engine)","engine_then":"\#(engine)","finding":"identical","kind":"decision","record":0}"#
        + "\n")
  }

  @Test(arguments: [["--all"], ["--against"]])
  func `a damaged record is skipped, named, and ends with 1`(options: [String]) {
    let scratch = Scratch()
    recorded(scratch, ["high-fear", "red-flag", "acute"])
    _ = Command.run(
      "/usr/bin/sqlite3",
      [
        "\(scratch.path)/ledger.sqlite",
        "DROP TRIGGER record_is_fixed; UPDATE record SET sealed = zeroblob(60) WHERE idx = 1",
      ])
    let options = options == ["--against"] ? options + [Shipped.rules] : options
    let result = Command.plumbline(
      ["audit", "replay"] + options + ["--ledger", "\(scratch.path)/ledger.sqlite"])
    #expect(result.code == 1)
    #expect(
      result.output.contains("2 answers") || result.output.contains("2 recorded answers"), "\(result.output)")
    #expect(
      result.error == "plumbline: 1 record skipped as damaged: 1; see `plumbline audit verify`\n")
  }

  @Test func `an erased record ends with 65, and is counted with --all`() {
    let scratch = Scratch()
    recorded(scratch, ["high-fear", "red-flag"])
    let erased = Command.plumbline([
      "audit", "erase", "--record", "0", "--reason", "asked", "--ledger", "\(scratch.path)/ledger.sqlite",
    ])
    #expect(erased.code == 0)
    let one = replay(scratch, "0")
    #expect(one.code == 65)
    #expect(one.error == "plumbline: record 0 was erased: it cannot be replayed\n")
    #expect(
      replay(scratch, "2").error
        == "plumbline: record 2 is not an answer (erasure): there is nothing to replay\n"
    )
    #expect(replay(scratch, "2").code == 65)
    let all = replay(scratch, "--all")
    #expect(all.code == 0)
    #expect(
      all.output
        == "replayed: 1 answer\nidentical: 1\ndifferent: 0\nanswered by \(engine), this engine: 1, same decision\n"
        + "erased: 1, cannot be replayed\nnot answers: 1 (overrides, outcomes, erasures, readings and the like)\n"
    )
    #expect(replay(scratch, "0", "--against", Shipped.rules).code == 65)
  }

  @Test func `a proposed cut-off reports whose answer changes, and why`() throws {
    let scratch = Scratch()
    recorded(scratch, ["high-fear", "red-flag", "acute"])
    let packs = proposed(scratch)
    let text = replay(scratch, "--against", packs)
    #expect(text.code == 0)
    #expect(text.output.contains("3 recorded answers: 1 changed, 2 unchanged\n"), "\(text.output)")
    #expect(text.output.contains("  1  primary pairing\n"))
    let rule = "psychological-pairing/cognitive-behavioural-therapy-for-distress-or-high-risk"
    #expect(text.output.contains("by what came out differently:\n  1  \(rule)\n"))
    #expect(
      text.output.contains(
        "  primary: exercise+pain-education → exercise+cognitive-behavioural-therapy\n"), "\(text.output)")
    #expect(text.output.contains("    because \(rule): false → true\n"))
    #expect(!text.output.contains("EX-01"))

    let lines = replay(scratch, "--against", packs, "--all", "--format", "json").output.split(separator: "\n")
    #expect(lines.count == 2)
    let change = try JSONReader.read(lines[0]).value
    #expect(change["record"] == 0)
    #expect(change["rules"]?[0]?["after"] == "true")
    let summary = try JSONReader.read(lines[1]).value
    #expect(summary["summary"] == "impact")
    #expect(summary["changed"] == 1)
    #expect(replay(scratch, "1", "--against", packs).output.contains("1 recorded answer: 0 changed"))
  }

  @Test func `packs that cannot decide end with 65`() {
    let scratch = Scratch()
    recorded(scratch, ["acute"])
    let stopless = replay(scratch, "--against", "\(Shipped.rules)/vocabulary")
    #expect(stopless.code == 65)
    #expect(stopless.error.contains("the packs given with --against have no pack of stops"))
    scratch.write("broken/pack.lua", "pack 'x' {")
    #expect(replay(scratch, "--against", "\(scratch.path)/broken").code == 65)
    #expect(replay(scratch, "--against", "\(scratch.path)/nowhere").code == 66)
  }

  @Test func `wrong usage ends with 64, a missing record with 65, a missing ledger with 66`() {
    let scratch = Scratch()
    #expect(replay(scratch).code == 64)
    #expect(replay(scratch, "1", "--all").code == 64)
    #expect(replay(scratch, "--all").code == 66)
    recorded(scratch, ["acute"])
    #expect(replay(scratch, "7").code == 65)
  }
}
