import Glibc
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// The files of settings of an installation: what they name, who goes before them, and what a record keeps of them.
struct SettingsTests {
  typealias Pack = SmallPack

  /// A home with packs, a ledger's folder and a profile; the person's settings name the packs, the ledger and who asks.
  private struct Home: ~Copyable {
    let scratch = Scratch()
    var path: String { scratch.path }
    var file: String { "\(path)/.config/plumbline/settings.json" }

    init() {
      scratch.write(
        "packs/red-flags/pack.lua",
        Pack.manifest("1.0.0") + Pack.people + Pack.score + Pack.rule("score :at_least(5)"))
      scratch.write("one.json", "{\"flag\":false,\"score\":5}")
      write("{\"packs\":[\"\(path)/packs\"],\"ledger\":\"\(path)/ledger/ledger.sqlite\",\"by\":\"ward 3\"}")
    }

    func write(_ text: String, to name: String = ".config/plumbline/settings.json") {
      scratch.write(name, text)
    }

    func run(_ line: String, with setting: String = "", in folder: String? = nil) -> Command.Result {
      let clean =
        "unset PLUMBLINE_RULES PLUMBLINE_LEDGER PLUMBLINE_TRUST XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME"
      return Command.run(
        "/bin/sh", ["-c", "\(clean); HOME='\(path)' \(setting) '\(Command.plumbline)' \(line)"],
        in: folder ?? path)
    }

    func records() throws -> [JSONNode] {
      let result = run("audit export --with-payload --format ndjson")
      return try result.output.split(separator: "\n").map { try JSONReader.read(String($0)) }.filter {
        $0["payload"] != nil
      }
    }
  }

  @Test func `settings name the packs, the ledger and who asks, and their digest stands in the record`()
    throws
  {
    let home = Home()
    let result = home.run("recommend one.json")
    #expect(result.code == 0 && result.output.contains("Exercise with x"), "\(result.error)")
    let digest = Command.run("/usr/bin/sha256sum", [home.file]).output.prefix(64)
    let record = try #require(try home.records().first)
    #expect(record["payload"]?["by"]?.stringValue == "ward 3")
    #expect(record["payload"]?["settings"]?.arrayValue?.map(\.stringValue) == ["sha256:\(digest)"])
    let replayed = home.run("audit replay --all")
    #expect(replayed.code == 0, "\(replayed.output)\(replayed.error)")
    #expect(home.run("audit verify").code == 0)
  }

  @Test func `without a file a record has the bytes that it always had`() throws {
    let home = Home()
    let named = "--rules packs --ledger ledger/ledger.sqlite"
    _ = Command.run("/bin/rm", [home.file])
    #expect(home.run("recommend one.json \(named)").code == 0)
    home.write("{\"ledger\":\"\(home.path)/ledger/ledger.sqlite\"}")
    let payload = try #require(try home.records().first?["payload"])
    #expect(payload["settings"] == nil && payload["by"] == nil)
  }

  @Test func `an option goes before a variable, and a variable before the settings`() throws {
    let home = Home()
    func from(_ line: String, _ setting: String = "") throws -> [String: String] {
      let object = try JSONReader.read(home.run("doctor --format json \(line)", with: setting).output)
      let items = try #require(object["settings"]?.arrayValue)
      return items.reduce(into: [:]) { found, item in
        if let name = item["setting"]?.stringValue { found[name] = item["from"]?.stringValue }
      }
    }
    #expect(
      try from("") == [
        "packs": home.file, "ledger": home.file, "by": home.file, "trust": "none: no key is trusted",
      ])
    let variables = "PLUMBLINE_RULES='\(home.path)/packs' PLUMBLINE_LEDGER='\(home.path)/other.sqlite'"
    #expect(try from("", variables)["packs"] == "PLUMBLINE_RULES")
    #expect(try from("", variables)["ledger"] == "PLUMBLINE_LEDGER")
    #expect(try from("--rules packs --ledger x.sqlite", variables)["packs"] == "--rules")
    #expect(try from("--rules packs --ledger x.sqlite", variables)["ledger"] == "--ledger")
    _ = home.run("recommend one.json --by dr-adams")
    #expect(try home.records().first?["payload"]?["by"]?.stringValue == "dr-adams")
  }

  @Test func `the current folder has no settings`() {
    let home = Home()
    for name in ["plumbline.json", "settings.json", "plumbline/settings.json"] {
      home.write("{\"packs\":[\"/nowhere\"]}", to: "other/\(name)")
    }
    #expect(home.run("recommend ../one.json", in: "\(home.path)/other").code == 0)
  }

  @Test(.enabled("needs root, to show the command another /etc") { geteuid() == 0 })
  func `the machine's file is asked after the person's own, member by member`() {
    let home = Home()
    home.write("{\"by\":\"ward 3\"}")
    home.write(
      "{\"by\":\"the machine\",\"packs\":[\"\(home.path)/packs\"],\"ledger\":\"\(home.path)/machine.sqlite\"}",
      to: "machine.json")
    let doctor =
      "unset PLUMBLINE_RULES PLUMBLINE_LEDGER; HOME='\(home.path)' exec '\(Command.plumbline)' doctor"
    let mounting =
      "cp -a /etc '\(home.path)/etc' && cp machine.json etc/plumbline.json && mount --bind etc /etc"
    let result = Command.run(
      "/usr/bin/unshare", ["-m", "/bin/sh", "-c", "\(mounting) && \(doctor)"], in: home.path)
    #expect(result.code == 0, "\(result.error)")
    #expect(result.output.contains("  ok    /etc/plumbline.json: sha256:"), "\(result.output)")
    #expect(result.output.contains("        by: ward 3, from \(home.file)\n"))
    #expect(result.output.contains("        packs: \(home.path)/packs, from /etc/plumbline.json\n"))
    #expect(result.output.contains("        ledger: \(home.path)/machine.sqlite, from /etc/plumbline.json\n"))
  }

  @Test(arguments: [
    (
      "[]",
      "line 1, column 1: settings are an object; its members are `packs`, `ledger`, `trust`, `by`, and none must be there"
    ),
    ("{\"pack\":[]}", "line 1, column 2: pack: unknown member; did you mean 'packs'?"),
    (
      "{\"cut_off\":15}",
      "line 1, column 2: cut_off: unknown member; remove it; what a site decides about patients stands in a pack"
    ),
    (
      "{\"packs\":[\"packs\"]}",
      "line 1, column 11: packs[0]: it must be a whole path, which begins with `/`: the current folder decides nothing"
    ),
    (
      "{\"ledger\":\"../l.sqlite\"}",
      "line 1, column 11: ledger: it must be a whole path, which begins with `/`: the current folder decides nothing"
    ),
    (
      "{\"trust\":[\"key\"]}",
      "line 1, column 11: trust[0]: it must be a public key or a whole path, which begins with `/`: the current folder decides nothing"
    ),
    (
      "{\"packs\":[]}",
      "line 1, column 10: packs: it must be a list of whole paths, with one or more; leave it out for none"
    ),
    (
      "{\"by\":\" x\"}",
      "line 1, column 7: by: it must be one line of 1 to 200 bytes, without blanks at its ends"
    ),
  ])
  func `a file that is not as it must be is refused, with its place, and nothing is answered`(
    text: String, says: String
  ) {
    let home = Home()
    home.write(text)
    let result = home.run("recommend one.json")
    #expect(result.code == 65 && result.output == "", "\(result.output)")
    #expect(result.error.contains("plumbline: \(home.file): \(says)\n"), "\(result.error)")
  }

  @Test
  func
    `a file that is refused hides no stop: with packs that are named it is shown, and marked as not recorded`()
  {
    let home = Home()
    home.write("{")
    home.write("{\"flag\":true}", to: "flagged.json")
    let result = home.run("recommend flagged.json --rules packs --ledger ledger/ledger.sqlite")
    #expect(result.code == 20 && result.output.contains("flag"), "\(result.output)")
    #expect(result.error.contains("NOT RECORDED: \(home.file): "), "\(result.error)")
  }

  @Test func `a file that everybody can change is refused`() {
    let home = Home()
    _ = Command.run("/bin/chmod", ["o+w", home.file])
    let result = home.run("recommend one.json")
    #expect(result.code == 65)
    #expect(
      result.error.contains(
        "everybody on this machine can change \(home.file), which says where packs and records are"),
      "\(result.error)")
  }

  @Test func `a name in a file never stands for who overrides an answer`() throws {
    let home = Home()
    _ = home.run("recommend one.json")
    _ = home.run("audit override 0 --reason patient-refuses")
    let payloads = try home.records().compactMap { $0["payload"] }
    let override = try #require(payloads.first { $0["reason_code"]?.stringValue == "patient-refuses" })
    #expect(override["by"] == nil)
  }
}
