import PlumblineTestSupport
import Testing

/// Packs as the command finds and refuses them.
struct PacksInForceTests {
  private static let manifest =
    #"pack "site" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "2.0" } }"#

  @Test(arguments: [
    ("while true do end", "fuel"), ("local t = {} while true do t[#t + 1] = 'x' .. #t end", "limit: "),
    ("local s = ('x'):rep(5000)", "string"), ("local t = {} t.t = t rule 'x' { a = t }", "contains itself"),
    ("os.execute('true')", "'os' is not offered here"),
    ("io.open('/etc/passwd')", "'io' is not offered here"),
    ("load('return 1')()", "'load' is not offered here"), ("print(1)", "'print' is not offered here"),
  ])
  func `a hostile pack ends with 65 and an error that names pack, file, line and limit`(
    text: String, word: String
  ) {
    let scratch = Scratch()
    scratch.write("site/pack.lua", Self.manifest)
    scratch.write("site/rules.lua", "-- a comment\n" + text + "\n")
    let result = Command.plumbline(
      ["recommend", "-", "--no-record", "--rules", Shipped.rules, "--rules", scratch.path], input: "{}")
    #expect(result.code == 65)
    #expect(result.output == "")
    #expect(result.error.contains("site/rules.lua:2: "), "\(result.error)")
    #expect(result.error.contains(word), "\(result.error)")
  }

  @Test func `a folder above a folder of packs is answered with what to name instead`() {
    let scratch = Scratch()
    for name in ["one", "two"] {
      scratch.write(
        "packs/\(name)/pack.lua",
        #"pack "\#(name)" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }"#)
    }
    let result = Command.plumbline(["check", "--rules", scratch.path])
    #expect(result.code == 1)
    #expect(
      result.output.contains(
        "if it holds packs, name it as the folder of packs: --rules \(scratch.path)/packs"),
      "\(result.output)")
  }

  @Test func `a script that fails ends the decision with 70 and its name, and not with a value`() {
    let scratch = Scratch()
    scratch.write(
      "site/pack.lua",
      Self.manifest + """

        conflict "c" { title = "t", because = "b",
          when = scripted "divides" { reads = { patient.age }, says = "s", test = function(facts) error("age " .. facts.patient.age) end } }
        """)
    let profile = Command.contents("\(Shipped.examples)/high-fear.json")
    let result = Command.plumbline(
      ["recommend", "-", "--no-record", "--rules", Shipped.rules, "--rules", scratch.path], input: profile)
    #expect(result.code == 70)
    #expect(result.output == "")
    #expect(result.error.contains("script 'divides' failed at site/pack.lua:3"), "\(result.error)")
    #expect(!result.error.contains("age 4"))
  }

  @Test func `a scripted condition is unknown while what it reads is absent, and asked for`() {
    let scratch = Scratch()
    scratch.write(
      "site/pack.lua",
      Self.manifest + """

        defer "d" { title = "t", because = "b", action = "a", stage = "specific-cause",
          when = scripted "sum" { reads = { fear.tsk_11, cognition.pcs }, says = "s",
            test = function(facts) return facts.fear.tsk_11 + facts.cognition.pcs > 60 end } }
        """)
    let rules = ["--rules", Shipped.rules, "--rules", scratch.path, "--format", "json"]
    let profile = Command.contents("\(Shipped.examples)/high-fear.json")
    let blocked = Command.plumbline(["recommend", "-", "--no-record"] + rules, input: profile)
    #expect(blocked.output.contains(#""decision":"need-data""#))
    #expect(
      blocked.output.contains(
        #"{"could_change":["disposition"],"exact":false,"example":null,"fact":"fear.tsk_11""#),
      "\(blocked.output)")
    let known = profile.replacing("\"fear\": {", with: "\"fear\": {\"tsk_11\": 20, ")
    #expect(
      Command.plumbline(["recommend", "-", "--no-record"] + rules, input: known).output.contains(
        #""decision":"recommend""#))
  }

  @Test func `an adaptation is shown in the answer that it affects, and the packs' own tests still pass`() {
    let scratch = Scratch()
    scratch.write(
      "site/pack.lua",
      Self.manifest + """

        adapt "psychological-pairing" { fact = fear.fabq_physical_activity, from = 15, to = 20,
          reason = "local audit", approved_by = "Dr Lind", approved_on = "2026-10-01" }
        """)
    let rules = ["--rules", Shipped.rules, "--rules", scratch.path]
    let result = Command.plumbline(
      ["recommend", "\(Shipped.examples)/high-fear.json", "--no-record"] + rules)
    #expect(result.code == 0)
    let words = result.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      words.contains(
        "Adapted at this site: FABQ-PA 15 became 20 (local audit; approved by Dr Lind, 2026-10-01)."),
      "\(words)")
    #expect(Command.plumbline(["test"] + rules).code == 0)
  }

  @Test func `nothing is decided without stops`() {
    let bare = Command.plumbline(
      ["recommend", "-", "--no-record", "--rules", Shipped.rules + "/vocabulary"], input: "{}")
    #expect(bare.code == 65)
    #expect(bare.output == "")
    #expect(
      bare.error.contains("have no pack of stops, which declares the domain: nothing is decided without it"))
  }

  @Test(arguments: [
    ".hidden.lua", "RULES.LUA", "a/b/c/d/e/f/g/h/i/deep.lua", "two words.lua", "\u{1B}[31m.lua",
  ])
  func `a file that looks like a pack file is never silently skipped`(name: String) {
    let scratch = Scratch()
    scratch.write("site/pack.lua", Self.manifest)
    scratch.write("site/" + name, "")
    let result = Command.plumbline(
      ["recommend", "-", "--no-record", "--rules", Shipped.rules, "--rules", scratch.path], input: "{}")
    #expect(result.code == 65, "\(result.error)")
    #expect(!result.error.contains("\u{1B}"))
  }

  @Test func `packs are listed with version and digest, and doctor finds no problem`() {
    let packs = Command.plumbline(["packs", "--rules", Shipped.rules])
    #expect(packs.code == 0)
    for id in ["vocabulary", "red-flags", "psychological-pairing", "work-integrated-rehabilitation"] {
      #expect(packs.output.contains("\(id) 1.") || packs.output.contains("\(id) 2."))
    }
    #expect(packs.output.contains("sha256:"))
    let doctor = Command.plumbline(["doctor", "--rules", Shipped.rules])
    #expect(doctor.code == 0)
    #expect(doctor.output.contains("Lua 5.4"))
    #expect(doctor.output.contains("tests of the packs pass"))
  }

  @Test func `a red flag cannot be loosened by another pack`() {
    let attempts = [
      #"adapt "red-flags" { fact = red_flags.fracture, from = true, to = false, reason = "r", approved_by = "a", approved_on = "2026-01-01" }"#,
      #"fact "red_flags.fracture" { type = "boolean", label = "x", question = "x", reads = { patient.age }, compute = function() return false end }"#,
      #"stop "mine" { title = "t", when = red_flags.fracture :is(true), urgency = "urgent", because = "b", action = "a", if_unknown = "ask", if_unknown_because = "x" }"#,
    ]
    for attempt in attempts {
      let scratch = Scratch()
      scratch.write("site/pack.lua", Self.manifest + "\n" + attempt)
      let result = Command.plumbline(
        ["recommend", "-", "--no-record", "--rules", Shipped.rules, "--rules", scratch.path], input: "{}")
      #expect(result.code == 65, "\(attempt): \(result.output)")
    }
    let scratch = Scratch()
    scratch.write(
      "red-flags/pack.lua",
      #"pack "red-flags" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }"#)
    let twice = Command.plumbline(["packs", "--rules", Shipped.rules, "--rules", scratch.path])
    #expect(twice.code == 65)
    #expect(twice.error.contains("pack 'red-flags' is present twice"))
  }
}
