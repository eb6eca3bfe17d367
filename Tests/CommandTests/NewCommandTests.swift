import Glibc
import PlumblineTestSupport
import Testing

/// `plumbline new` as a person runs it.
struct NewCommandTests {
  private static func new(_ arguments: [String], in folder: String) -> Command.Result {
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    return Command.run(
      "/bin/sh",
      ["-c", "cd '\(folder)' && PLUMBLINE_RULES='\(Shipped.rules)' '\(Command.plumbline)' new \(words)"])
  }

  @Test
  func `a field of its own is written, loads, tests and checks clean, and answers, without any other pack`()
    throws
  {
    let scratch = Scratch()
    let result = Self.new(["domain", "copd"], in: scratch.path)
    #expect(result.code == 0 && result.error == "")
    #expect(
      result.output == """
        Written in copd:
          copd-vocabulary/pack.lua    the manifest of the vocabulary
          copd-vocabulary/facts.lua   a score and a red flag
          copd-stops/pack.lua         the manifest of the stops
          copd-stops/domain.lua       the domain: its parts, outcomes, times and stages
          copd-stops/stops.lua        a stop, and a gate for what must be known
          copd-stops/tests/stops.lua  their tests
          copd/pack.lua               the manifest of the pack that recommends
          copd/otherwise.lua          what is recommended if no rule is chosen
          copd/rules/example.lua      a rule, with its evidence and source
          copd/tests/example.lua      its tests, on both sides of its cut-off

        Every invented part says EXAMPLE. The three packs need no others.

        Next:
          plumbline test --rules copd
          plumbline check --rules copd
          plumbline interview --rules copd
          grep -rn EXAMPLE copd

        """)
    let rules = ["--rules", "\(scratch.path)/copd"]
    let test = Command.plumbline(["test"] + rules)
    #expect(test.code == 0, "\(test.output)")
    let check = Command.plumbline(["check"] + rules)
    #expect(check.code == 0 && check.output == "nothing found in 3 packs\n", "\(check.output)")
    scratch.write("known.json", #"{"copd":{"score":2},"red_flags":{"example":false}}"#)
    let answer = Command.plumbline(["recommend", "\(scratch.path)/known.json", "--no-record"] + rules)
    #expect(answer.code == 0 && answer.output.contains("EXAMPLE: usual care"), "\(answer.output)")
    #expect(!answer.output.contains("xercise"))
    scratch.write("flag.json", #"{"red_flags":{"example":true}}"#)
    let stop = Command.plumbline(["recommend", "\(scratch.path)/flag.json", "--no-record"] + rules)
    #expect(stop.output.contains("STOP  SAME DAY  EXAMPLE: the danger"), "\(stop.output)")
  }

  @Test func `a pack is written, with a list of its files and what to do next`() {
    let scratch = Scratch()
    let result = Self.new(["pack", "sleep-hygiene"], in: scratch.path)
    #expect(result.code == 0)
    #expect(result.error == "")
    #expect(
      result.output == """
        Written in sleep-hygiene:
          pack.lua           the manifest
          facts.lua          its own fact
          pairings.lua       what is recommended
          rules/example.lua  a rule, with its evidence and source
          tests/example.lua  its tests, on both sides of its cut-off

        Every invented part says EXAMPLE; until that is replaced, the pack advises no patient.

        Next:
          plumbline test sleep-hygiene
          plumbline check sleep-hygiene
          grep -rn EXAMPLE sleep-hygiene
          plumbline new definitions sleep-hygiene    for completion in an editor

        """)
    let test = Command.plumbline([
      "test", "--rules", Shipped.rules, "--rules", "\(scratch.path)/sleep-hygiene",
    ])
    #expect(test.code == 0, "\(test.output)")
  }

  @Test func `no existing file is overwritten`() {
    let scratch = Scratch()
    _ = Self.new(["pack", "sleep-hygiene"], in: scratch.path)
    let before = Command.run("/bin/sh", ["-c", "cat $(find \(scratch.path) -type f | sort)"]).output
    for (arguments, words) in [
      (["pack", "sleep-hygiene"], "cannot create sleep-hygiene: it exists already (nothing was written)"),
      (
        ["rule", "example", "--in", "sleep-hygiene"],
        "sleep-hygiene/rules/example.lua exists already; choose another name"
      ),
      (
        ["test", "example", "--in", "sleep-hygiene"],
        "cannot write sleep-hygiene/tests/example.lua: it exists already (nothing was written)"
      ),
    ] {
      let result = Self.new(arguments, in: scratch.path)
      #expect(result.output == "")
      #expect(result.error.contains(words), "\(result.error)")
      #expect([65, 73].contains(result.code))
    }
    #expect(Command.run("/bin/sh", ["-c", "cat $(find \(scratch.path) -type f | sort)"]).output == before)
  }

  @Test func `a rule and a test are added to a pack, and all its tests pass`() {
    let scratch = Scratch()
    _ = Self.new(["pack", "sleep-hygiene"], in: scratch.path)
    for arguments in [
      ["rule", "strong-pain", "--in", "sleep-hygiene/", "--fact", "pain.intensity"],
      ["rule", "again", "--in", "."],
      ["test", "quiet", "--in", "sleep-hygiene"],
    ] {
      let result = Self.new(arguments, in: scratch.path)
      #expect(result.code == 0, "\(result.error)")
      #expect(
        result.output.hasPrefix("Written in \(arguments[3] == "." ? "./" : "")sleep-hygiene:\n"),
        "\(result.output)")
    }
    let test = Command.plumbline([
      "test", "--rules", "\(Shipped.rules)/red-flags", "--rules", "\(Shipped.rules)/vocabulary", "--rules",
      "\(scratch.path)/sleep-hygiene",
    ])
    #expect(!test.output.contains("sleep-hygiene/tests"), "\(test.output)")
  }

  @Test(arguments: [
    (["pack", "My Pack"], 65, "did you mean 'my-pack'?"), (["pack", "red-flags"], 65, "is in force already"),
    (
      ["pack", "pain-education"], 65, "pairing 'exercise+pain-education' is declared differently by two packs"
    ),
    (
      ["pack", "x", "--into", "/nowhere"], 66,
      "cannot create /nowhere/x: No such file or directory (nothing was written)"
    ),
    (["pack", "x", "--into", "/proc"], 66, "cannot create /proc/x"),
    (["rule", "x", "--in", "/nowhere"], 66, "no such folder: /nowhere"),
    (["rule", "x", "--in", "."], 65, "no pack in ."),
    (["test", "x", "--in", Shipped.rules], 65, "holds 4 packs; name the folder of one"),
    (
      ["test", "x", "--in", "\(Shipped.rules)/red-flags", "--from", "/nowhere.json"], 66,
      "cannot open /nowhere.json"
    ),
    (["pack"], 64, "Missing expected argument"),
    (["definitions", "/nowhere"], 66, "no such folder: /nowhere"),
  ])
  func `a failure is reported with its exit code, and nothing is written`(
    arguments: [String], code: Int32, words: String
  ) {
    let scratch = Scratch()
    let result = Self.new(arguments, in: scratch.path)
    #expect(result.code == code, "\(result.error)")
    #expect(result.output == "")
    #expect(result.error.contains(words), "\(result.error)")
    #expect(Command.run("/bin/ls", ["-A", scratch.path]).output == "")
  }

  @Test func `a test from a patient's profile holds no id and no notes, and no other file is touched`() {
    let scratch = Scratch()
    _ = Self.new(["pack", "sleep-hygiene"], in: scratch.path)
    let result = Self.new(
      [
        "test", "a-case", "--in", "sleep-hygiene", "--from", "\(Shipped.examples)/high-fear.json", "--as-of",
        "2026-11-20",
      ],
      in: scratch.path)
    #expect(result.code == 0, "\(result.error)")
    let text = Command.contents("\(scratch.path)/sleep-hygiene/tests/a-case.lua")
    #expect(text.contains("fear = { fabq_physical_activity = 19, fabq_work = 16, tsk_17 = 44 }"))
    #expect(!text.contains("EX-01") && !text.contains("Warehouse"))
    #expect(text.contains(#"as_of  = "2026-11-20""#) && text.contains(#"primary = "exercise""#))
  }

  @Test func `definitions are written outside what is loaded, and only replace their own file`() {
    let scratch = Scratch()
    _ = Self.new(["pack", "sleep-hygiene"], in: scratch.path)
    let pack = "\(scratch.path)/sleep-hygiene"
    let digest = { Command.plumbline(["packs", "--rules", Shipped.rules, "--rules", pack]).output }
    let before = digest()
    let first = Self.new(["definitions", "sleep-hygiene"], in: scratch.path)
    #expect(
      first.output == """
        Written: sleep-hygiene/.plumbline/plumbline.lua
          51 facts of 3 packs
        Written: sleep-hygiene/.luarc.json

        """)
    #expect(digest() == before)
    scratch.write("sleep-hygiene/.luarc.json", "{}")
    let second = Self.new(["definitions", "sleep-hygiene"], in: scratch.path)
    #expect(second.code == 0)
    #expect(second.output.contains("Kept: sleep-hygiene/.luarc.json, which exists already"))
    #expect(Command.contents("\(pack)/.luarc.json") == "{}")
    scratch.write("sleep-hygiene/.plumbline/plumbline.lua", "-- mine\n")
    let third = Self.new(["definitions", "sleep-hygiene"], in: scratch.path)
    #expect(third.code == 73)
    #expect(
      third.error.contains(
        "sleep-hygiene/.plumbline/plumbline.lua was not written by plumbline; move it away first"))
    #expect(Command.contents("\(pack)/.plumbline/plumbline.lua") == "-- mine\n")
  }
}
