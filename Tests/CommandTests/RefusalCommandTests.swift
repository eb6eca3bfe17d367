import PlumblineJSON
import PlumblineTestSupport
import Testing

/// What a refusal shows, its exit code, and what of it is recorded.
struct RefusalCommandTests {
  private static let typo = #"{"id": "P07", "red_flags": {"cauda_equina": true}, "pain": {"intensity": 11}}"#

  private func plumbline(_ arguments: [String], _ input: String, _ more: [String] = ["--no-record"])
    -> Command.Result
  {
    Command.plumbline(arguments + ["--rules", Shipped.rules, "--as-of", "2026-11-28"] + more, input: input)
  }

  @Test(arguments: ["text", "json", "markdown", "html", "fhir"])
  func `a red flag beside a typing error is shown first, in every form, and ends with 21`(format: String) {
    let result = plumbline(["recommend", "-", "--format", format], Self.typo)
    #expect(result.code == 21)
    #expect(result.output.contains("Possible cauda equina syndrome"))
    #expect(result.output.contains("Send for emergency assessment"))
    #expect(result.error.contains("a stop is true in what could be read"))
    #expect(result.error.contains("pain.intensity: a number out of range"))
    #expect(!result.error.contains("cauda"), "standard error may be a log: \(result.error)")
  }

  @Test func `in FHIR a refusal without a stop is shown, too, and ends with 65`() throws {
    let result = plumbline(["recommend", "-", "--format", "fhir"], #"{"pain": {"intensity": 11}}"#)
    #expect(result.code == 65)
    let entries = try JSONReader.read(result.output).value["entry"]?.arrayValue ?? []
    #expect(
      entries.compactMap { $0["resource"]?["resourceType"]?.stringValue } == [
        "GuidanceResponse", "OperationOutcome",
      ])
    #expect(
      entries.last?["resource"]?["issue"]?[0]?["diagnostics"]?.stringValue
        == "line 1, column 24: pain.intensity")
  }

  @Test(arguments: ["text", "json", "markdown"])
  func `explain refuses as recommend does`(format: String) {
    let result = plumbline(["explain", "-", "--format", format], Self.typo, [])
    #expect(result.code == 21)
    #expect(result.output.contains("Possible cauda equina syndrome"))
  }

  @Test func `an interview that begins from a profile refuses as recommend does`() {
    let scratch = Scratch()
    scratch.write("p.json", Self.typo)
    let result = plumbline(["interview", "\(scratch.path)/p.json"], "")
    #expect(result.code == 21)
    #expect(result.output.contains("Possible cauda equina syndrome"))
  }

  @Test func `a possible stop is shown, and ends with 65`() {
    let result = plumbline(["recommend", "-"], #"{"mood": {"phq_9_item_9": 7}}"#)
    #expect(result.code == 65)
    #expect(result.output.contains("POSSIBLE STOP  SAME DAY  Possible suicide risk"))
    #expect(!result.output.contains("7"))
  }

  @Test func `the JSON of a refusal is canonical except for its last two members`() throws {
    let line = plumbline(["recommend", "-", "--format", "json"], Self.typo).output
    let ending = ",\"record_status\":\"declined\",\"record\":null}\n"
    #expect(line.hasSuffix(ending))
    let body = line.dropLast(ending.count) + "}"
    let value = try JSONReader.read(String(body)).value
    #expect(value.canonicalText == body)
    #expect(value["decision"] == "refused")
    #expect(value["alerts"]?.arrayValue?.first?["id"] == "red-flags/cauda-equina")
    #expect(value["problems"]?.arrayValue?.first?["path"] == "pain.intensity")
  }

  @Test func `a refusal is recorded as such, with no value but the facts that were read`() throws {
    let desk = AuditCommandTests.Desk()
    let answer = desk.recommend("", ["--format", "json"], input: Self.typo)
    #expect(answer.code == 21)
    #expect(answer.output.contains(#""record_status":"recorded""#))
    let quiet = desk.recommend("", [], input: #"{"id": "P08", "pain": {"intensity": "hunter2"}}"#)
    #expect(quiet.code == 65)
    #expect(quiet.output == "")
    let list = desk.audit(["list", "--kind", "refusal"]).output
    #expect(list.split(separator: "\n").count == 2, "\(list)")
    #expect(
      desk.audit(["list", "--rule", "red-flags/cauda-equina"]).output.split(separator: "\n").count == 1)
    #expect(desk.audit(["show", "0"]).output.hasSuffix(answer.output))
    let payload = desk.audit(["show", "1", "--format", "json"]).output
    #expect(!payload.contains("hunter2"))
    #expect(desk.audit(["verify"]).code == 0)
    #expect(desk.audit(["replay", "--all"]).code == 0)
  }

  @Test func `a refusal with a stop is shown when it cannot be recorded`() {
    let result = plumbline(
      ["recommend", "-", "--format", "json"], Self.typo, ["--ledger", "/proc/none/ledger.sqlite"])
    #expect(result.code == 21)
    #expect(result.output.hasSuffix(",\"record_status\":\"failed\",\"record\":null}\n"))
    #expect(result.error.contains("NOT RECORDED"))
  }

  // MARK: packs

  private static let profile = #"{"id": "P09", "red_flags": {"infection": true}}"#
  private static let manifest =
    #"pack "clinic" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "2.0" } }"#

  @Test(arguments: [
    ("this is not Lua", "a text that is no Lua"),
    (manifest + "\nwhile true do end", "one that never ends"),
    (manifest + "\nstop \"s\" { when = no.such_fact :is(true) }", "an unknown fact"),
    (
      manifest + "\nconstraint \"c\" { holds = red_flags.infection :is(false), because = \"b\" }",
      "a law against a stop"
    ),
    (manifest.replacing("2.0", with: "99.0"), "a version that is not there"),
    (manifest.replacing("clinic", with: "red-flags"), "the name of the stops' own pack"),
    (manifest.replacing("[\"red-flags\"]", with: "nowhere"), "a pack that is not there"),
  ])
  func `one bad pack does not silence the stops of the others`(text: String, defect: String) {
    let scratch = Scratch()
    scratch.write("clinic/rules.lua", text)
    let result = plumbline(["recommend", "-"], Self.profile, ["--no-record", "--rules", scratch.path])
    #expect(result.code == 21, "\(defect): \(result.code) \(result.error)")
    #expect(
      result.output.contains("STOP  SAME DAY  Possible spinal infection"), "\(defect): \(result.output)")
    #expect(result.error.contains("the packs"), "\(defect): \(result.error)")
    let quiet = plumbline(
      ["recommend", "-"], #"{"red_flags": {"infection": false}}"#, ["--no-record", "--rules", scratch.path])
    #expect(quiet.code == 65 && quiet.output == "", "\(defect): \(quiet.code) \(quiet.output)")
  }

  @Test func `a missing folder does not silence the stops of another`() {
    let result = plumbline(["recommend", "-"], Self.profile, ["--no-record", "--rules", "/nowhere"])
    #expect(result.code == 21)
    #expect(result.error.contains("/nowhere"))
  }

  @Test func `a refused archive does not silence the stops of the packs beside it`() {
    let scratch = Scratch()
    _ = Command.run("/bin/cp", ["-R", "\(Shipped.rules)/.", scratch.path])
    scratch.write("clinic-1.0.0.pack", "no archive")
    let result = Command.plumbline(
      ["recommend", "-", "--no-record", "--rules", scratch.path], input: Self.profile)
    #expect(result.code == 21, "\(result.error)")
  }

  @Test func `if the stops themselves do not load, the refusal says that none was checked`() {
    let scratch = Scratch()
    scratch.write("red-flags/stops.lua", "no Lua")
    let result = Command.plumbline(
      ["recommend", "-", "--no-record", "--rules", scratch.path], input: Self.profile)
    #expect(result.code == 65)
    #expect(result.error.contains("no stop could be checked"))
  }

  @Test func `a failing script of another pack hides no stop`() {
    let scratch = Scratch()
    scratch.write(
      "clinic/rules.lua",
      Self.manifest + """

        fact "clinic.x" { type = "boolean", label = "x", question = "x", reads = { red_flags.infection },
          compute = function(facts) error("no") end }
        conflict "c" { title = "t", when = clinic.x :is(true), because = "b" }
        """)
    let more = ["--no-record", "--rules", scratch.path]
    let stop = plumbline(["recommend", "-", "--exit-code"], Self.profile, more)
    #expect(stop.code == 10, "\(stop.code) \(stop.error)")
    let other = plumbline(["recommend", "-"], #"{"red_flags": {"infection": false}}"#, more)
    #expect(other.code == 70, "\(other.code) \(other.error)")
  }
}
