import PlumblineJSON
import PlumblineTestSupport
import Testing

/// `plumbline doctor`, as text and as JSON.
struct DoctorCommandTests {
  private static let titles = [
    ("versions", "Versions"), ("limits", "Limits of the sandbox"), ("settings", "Settings"),
    ("packs", "Packs in force"),
    ("ledger", "Ledger"), ("drafts", "Drafts of forms"), ("tests", "Self-test"),
  ]

  private static func doctor(_ home: String, _ options: [String]) -> Command.Result {
    Command.run(
      "/usr/bin/env",
      [
        "-u", "PLUMBLINE_LEDGER", "XDG_STATE_HOME=\(home)/state", "XDG_DATA_HOME=\(home)", Command.plumbline,
        "doctor",
      ] + options)
  }

  @Test func `the JSON says what the text says, with members for programs, and nothing of a patient`() throws
  {
    let scratch = Scratch()
    scratch.write("state/plumbline/form-1.txt", Self.draft)
    let rules = ["--rules", Shipped.rules]
    let text = Self.doctor(scratch.path, rules)
    let json = Self.doctor(scratch.path, rules + ["--format", "json"])
    #expect(text.code == 0 && json.code == 0 && json.error == "", "\(json.error)")
    let object = try JSONReader.read(json.output)
    #expect(object["schema"]?.value == 1 && object["passes"]?.value == .bool(true))
    let sections = try Self.titles.map { name, title in
      let items = try #require(object[name]?.arrayValue)
      return ([title] + items.map(Self.line)).map { $0 + "\n" }.joined()
    }
    #expect(sections.joined(separator: "\n") == text.output)
    let packs = try #require(object["packs"]?.arrayValue)
    #expect(packs[0]["from"]?.stringValue == Shipped.rules)
    let ids = packs.compactMap { $0["id"]?.stringValue }
    #expect(ids.contains("red-flags"))
    #expect(object["ledger"]?.arrayValue?.last?["records"]?.value == .null)
    let draft = try #require(object["drafts"]?.arrayValue?.last)
    #expect(draft["file"]?.stringValue == "form-1.txt" && draft["answers"]?.value == 1)
    #expect(!json.output.contains("EX-7") && !json.output.contains("48151623"))
    #expect(object["tests"]?.arrayValue?.last?["failed"]?.value == 0)
  }

  @Test func `a test that fails has its place, and the exit code is 1`() throws {
    let scratch = Scratch()
    _ = Command.run("/bin/cp", ["-R", Shipped.rules, "\(scratch.path)/Rules"])
    scratch.write(
      "Rules/red-flags/tests/wrong.lua",
      #"test "a wrong one" { as_of = "2026-11-20", given = {}, expect = { decision = "stop" } }"#)
    let json = Self.doctor(scratch.path, ["--rules", "\(scratch.path)/Rules", "--format", "json"])
    #expect(json.code == 1)
    let object = try JSONReader.read(json.output)
    #expect(object["passes"]?.value == .bool(false))
    let tests = try #require(object["tests"]?.arrayValue)
    #expect(tests[0]["place"]?.stringValue == "red-flags/tests/wrong.lua:1")
    #expect(tests[0]["test"]?.stringValue == "a wrong one" && tests[0]["standing"]?.stringValue == "fail")
    #expect(tests[1]["failed"]?.value == 1)
  }

  @Test func `packs that are not there end with 66, and no part of the object is printed`() {
    let result = Command.plumbline(["doctor", "--rules", "/nowhere", "--format", "json"])
    #expect(result.code == 66 && result.output == "" && result.error.contains("/nowhere"), "\(result.error)")
  }

  /// The item as the text form prints it.
  private static func line(_ item: JSONNode) -> String {
    let standing = item["standing"]?.stringValue ?? ""
    let mark = standing == "info" ? "" : standing
    return "  \(mark)\(String(repeating: " ", count: 4 - mark.count))  \(item["text"]?.stringValue ?? "")"
  }

  private static let draft = "# plumbline form, 2026-11-20\nid = EX-7\npain.intensity = 48151623\n"
}
