import Plumbline
import PlumblineTestSupport
import Testing

/// Packs that an embedding program cannot load: all problems at once, and the stops that load all the same.
struct PackLoadingErrorTests {
  private static let day = "2026-11-20"
  private static let red = #"{"id": "P-77", "red_flags": {"infection": true}}"#

  private func failure(_ paths: [String]) -> PackLoadingError? {
    #expect(throws: PackLoadingError.self) { try DecisionSupport(packs: paths) }
  }

  private func failure(_ text: String) throws -> PackLoadingError? {
    let folders = try Shipped.folders() + [DecisionSupportTests.site(text)]
    return #expect(throws: PackLoadingError.self) { try DecisionSupport(packs: folders) }
  }

  @Test func `all problems of the packs are reported at once`() throws {
    let error = try failure(
      "\nrule \"r\" { title = 7, when = no.such_fact :is(true) }\ndefer \"d\" { stage = \"nowhere\" }")
    let found = try #require(error)
    #expect(found.problems.count > 5)
    #expect(found.problems.allSatisfy { $0.place?.hasPrefix("site/pack.lua:") == true })
    #expect(
      found.description.hasPrefix(
        "the packs do not load (\(found.problems.count) problems), so nothing was evaluated\nsite/pack.lua:2: "
      ))
  }

  @Test func `folders that cannot be read are reported together with problems of files in the others`() {
    let scratch = Scratch()
    scratch.write("broken/pack.lua", "this is not Lua")
    scratch.write("hidden/.rules.lua", "")
    let error = failure([Shipped.rules, scratch.path, "/nowhere", "/nowhere-else"])
    #expect(
      error?.problems.map(\.place) == [scratch.path, "/nowhere", "/nowhere-else", "broken/pack.lua:1"])
    #expect(error?.description.contains("no such folder: /nowhere-else") == true)
  }

  private static func manifest(_ name: String) -> String {
    "pack \"\(name)\" { version = \"1.0.0\", title = \"t\", purpose = \"p\", authors = { \"a\" } }\n"
  }

  private static func alerts(_ folders: [PackFolder], _ profile: String) throws -> [String]? {
    let error = #expect(throws: PackLoadingError.self) { try DecisionSupport(packs: folders) }
    return try error?.stops?.refuse(profile, asOf: day).alerts.map(\.id)
  }

  @Test(arguments: [
    "this is not Lua", "while true do end", "domain \"thief\" { title = \"t\" }",
    "domain \"thief\" { title = \"t\" } fact \"x\" { type = \"boolean\", label = \"x\", question = \"x?\" } "
      + "stop \"s\" { title = \"t\", urgency = \"urgent\", when = x :is(true), because = \"b\", action = \"a\" }",
    "stop \"s\" { when = no.such_fact :is(true) }", "rule \"r\" { recommend = 7 }",
    "fact \"danger.retina\" { type = \"integer\", range = { 0, 9 }, label = \"x\", question = \"x?\" }",
  ])
  func `no other pack takes a stop away, whatever the packs are called`(text: String) throws {
    for name in ["a-site", "z-site"] {
      let site = Shipped.pack(name, ["pack.lua": Self.manifest(name) + text])
      #expect(
        try Self.alerts([site] + OtherField.folders(), #"{"danger": {"retina": true}}"#) == [
          "bp-stops/accelerated"
        ], "\(name): \(text)")
    }
  }

  @Test func `the stops of two fields are both shown`() throws {
    let profile = #"{"danger": {"retina": true}, "red_flags": {"infection": true}}"#
    let expected = ["bp-stops/accelerated", "red-flags/infection"]
    let folders = try Shipped.folders() + OtherField.folders()
    let answer = try DecisionSupport(packs: folders).decide(profile, asOf: Self.day)
    #expect(answer.alerts.map(\.id) == expected)
    // So they are if one of the two guidelines does not load.
    let broken = Shipped.pack("zz", ["pack.lua": Self.manifest("zz") + "rule \"r\" { recommend = 7 }"])
    #expect(try Self.alerts(folders + [broken], profile) == expected)
  }

  @Test func `packs without a domain keep their stops beside one that declares a domain`() throws {
    let old = try Shipped.folders().map { folder in
      PackFolder(name: folder.name, files: folder.files.filter { $0.name != "domain.lua" })
    }
    #expect(try Self.alerts(old + OtherField.folders(), Self.red) == ["red-flags/infection"])
  }

  @Test func `a pack that runs long and mentions a domain uses up nobody's budget`() throws {
    let long = "local n = 0 for i = 1, 800000 do n = n + 1 end\n"
    let heavy = Shipped.pack(
      "aaa",
      [
        "a.lua": "-- The domain of care is described elsewhere.\n" + Self.manifest("aaa") + long,
        "b.lua": long,
        "c.lua": long, "d.lua": "foo bar",
      ])
    #expect(try Self.alerts([heavy] + Shipped.folders(), Self.red) == ["red-flags/infection"])
    let renamed = try Shipped.folders().map { folder in
      PackFolder(name: "x-" + folder.name, files: folder.files)
    }
    #expect(try Self.alerts([heavy] + renamed, Self.red) == ["red-flags/infection"])
  }

  @Test func `twins beside a second domain hide no stop`() throws {
    let twin = Shipped.pack("zcopy", ["pack.lua": Self.manifest("zcopy")])
    let second = Shipped.pack("zcopy2", ["pack.lua": Self.manifest("zcopy")])
    let domain = Shipped.pack(
      "zz-dom", ["pack.lua": Self.manifest("zz-dom") + "domain \"zz\" { title = \"z\" }"])
    #expect(try Self.alerts(Shipped.folders() + [twin, second, domain], Self.red) == ["red-flags/infection"])
  }

  @Test(arguments: [
    ("this is not Lua", "text that is not Lua"), ("\nwhile true do end", "one that never ends"),
    ("\nstop \"s\" { when = no.such_fact :is(true) }", "an unknown fact"),
  ])
  func `packs that do not load still name the stops that are true`(text: String, defect: String) throws {
    let error = try failure(text)
    let stops = try #require(error?.stops, "\(defect)")
    let answer = try stops.refuse(Self.red, asOf: Self.day)
    #expect(answer.alerts.map(\.id) == ["red-flags/infection"], "\(defect)")
    #expect(answer.json.contains(#""refused":"packs""#))
    #expect(answer.refusal?.problems == error?.problems)
    #expect(try stops.refuse(#"{"red_flags": {"infection": false}}"#, asOf: Self.day).alerts.isEmpty)
    #expect(throws: QuestionError.self) { try stops.refuse(Self.red, asOf: "tomorrow") }
  }

  @Test func `a missing folder does not silence the stops of another`() throws {
    let stops = try #require(failure([Shipped.rules, "/nowhere"])?.stops)
    #expect(try stops.refuse(Self.red, asOf: Self.day).alerts.count == 1)
  }

  @Test func `nothing is decided by packs without stops`() throws {
    let folders = try Shipped.folders().filter { $0.name == "vocabulary" }
    let error = #expect(throws: PackLoadingError.self) { try DecisionSupport(packs: folders) }
    #expect(
      error?.problems.map(\.message) == [
        "the packs have no pack of stops, which declares the domain: nothing is decided without it; add that pack"
      ])
    #expect(error?.stops == nil)
  }

  @Test func `an archive next to packs is refused, not skipped`() {
    let scratch = Scratch()
    _ = Command.run("/bin/cp", ["-R", "\(Shipped.rules)/.", scratch.path])
    scratch.write("clinic-1.0.0.pack", "an archive")
    let error = failure([scratch.path])
    #expect(error?.problems.map(\.place) == ["\(scratch.path)/clinic-1.0.0.pack"])
    #expect(error?.stops != nil)
  }

  @Test func `without a folder there is no guideline`() {
    #expect(failure([String]())?.description.hasSuffix("no folder of packs is given") == true)
  }
}
