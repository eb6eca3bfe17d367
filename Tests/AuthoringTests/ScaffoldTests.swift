import PlumblineAuthoring
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import PlumblineWorkbench
import Testing

/// What `new` writes: it loads, passes its own tests, invents nothing that looks real, and changes no answer.
struct ScaffoldTests {
  private static let day: Day = "2026-11-20"

  /// The shipped packs that a pack which recommends must require.
  private static func basis() throws -> [PackFolder] {
    try Shipped.folders().filter { ["vocabulary", "red-flags"].contains($0.name) }
  }

  /// Writes files into a pack's folder, and loads it with the packs that it requires.
  private static func load(_ files: [NewFile], _ scratch: borrowing Scratch) throws -> (
    folders: [PackFolder], guideline: Guideline
  ) {
    for file in files { scratch.write("new/\(file.name)", file.text) }
    let folders = try PackFolder.find(in: scratch.path + "/new") + basis()
    return (folders, try GuidelineLoader.load(folders))
  }

  private static func failures(_ folders: [PackFolder], _ guideline: Guideline) throws -> [String] {
    let own = guideline.packs.map(\.id).filter { !["vocabulary", "red-flags"].contains($0) }
    let outcomes = try PackTestBench(of: folders, guideline, asOf: day) { own.contains($0.pack) }.run()
    #expect(!outcomes.isEmpty)
    return outcomes.flatMap { outcome in outcome.failures.map { "\(outcome.test.title): \($0.words)" } }
  }

  /// The content of a decision, without what only numbers the facts.
  private static func shown(_ decision: Decision) -> [String] {
    [decision.disposition.rawValue] + decision.alerts.map(\.id) + decision.gates.map(\.id)
      + decision.conflicts.map(\.id) + decision.cautions
      + decision.recommendations.flatMap { one in
        ["\(one.pairing) \(one.role) \(one.strength) \(one.rules)"] + one.because + one.cautions
          + one.claims.map { "\($0.evidence.name) \($0.certainty)" }
      }
  }

  private static func pack() throws -> [NewFile] {
    try PackScaffold.files(try AuthoredName("sleep-hygiene"), inForce: Shipped.folders(), today: day)
  }

  @Test func `a new pack loads and passes its tests, which cover both sides of its cut-off`() throws {
    let scratch = Scratch()
    let (folders, guideline) = try Self.load(try Self.pack(), scratch)
    #expect(try Self.failures(folders, guideline) == [])
    let tests = try PackTestBench(of: folders, guideline, asOf: Self.day) { $0.pack == "sleep-hygiene" }
    #expect(
      tests.groups.flatMap(\.tests).map(\.test.title) == [
        "example: on both sides of the cut-off: sleep_hygiene.example_score = 4",
        "example: on both sides of the cut-off: sleep_hygiene.example_score = 5", "example: not answered",
      ])
  }

  @Test(arguments: [4, 5, 6])
  func `its tests notice when the cut-off moves`(cutOff: Int) throws {
    var files = try Self.pack()
    for index in files.indices where files[index].name == "rules/example.lua" {
      files[index].text = files[index].text.replacing(
        "example_score :at_least(5)", with: "example_score :at_least(\(cutOff))")
    }
    let scratch = Scratch()
    let (folders, guideline) = try Self.load(files, scratch)
    #expect(try Self.failures(folders, guideline).isEmpty == (cutOff == 5))
  }

  @Test func `everything invented in it says EXAMPLE`() throws {
    let scratch = Scratch()
    let (_, guideline) = try Self.load(try Self.pack(), scratch)
    let pack = try #require(guideline[pack: "sleep-hygiene"])
    let rule = try #require(guideline.rules.first)
    let pairing = try #require(guideline.pairings[rule.recommends])
    let item = try #require(guideline.evidence[rule.claims[0]])
    let source = try #require(guideline.sources[item.source])
    let fact = try #require(guideline.vocabulary.facts.first { $0.name.hasPrefix("sleep_hygiene.") })
    let texts =
      [
        pack.title, pack.purpose, pack.attributes.developer ?? "", pack.attributes.funding ?? "", rule.title,
        rule.because, pairing.title, pairing.what, pairing.forPatient, item.intervention, item.comparator,
        source.citation, fact.label, fact.question,
      ] + pack.authors + pairing.cautions.map(\.says) + item.population.map(\.says)
    for text in texts { #expect(text.contains("EXAMPLE"), "\(text)") }
    #expect(item.certainty == .notStated && item.effect == nil && item.timepoint == .notStated)
    #expect(rule.role == .alternative && rule.strength == .conditional)
  }

  @Test(arguments: [
    "acute", "after-fusion-off-work", "goal-pain", "high-fear", "little-known", "questionnaires", "red-flag",
  ])
  func `an unfinished pack changes no answer`(example: String) throws {
    let scratch = Scratch()
    for file in try Self.pack() { scratch.write("new/\(file.name)", file.text) }
    let with = try GuidelineLoader.load(try PackFolder.find(in: scratch.path + "/new") + Shipped.folders())
    let text = Command.contents("\(Shipped.examples)/\(example).json")
    let before = try Shipped.decide(try Shipped.evaluator(), text)
    let after = try Shipped.decide(Shipped.evaluator(with), text)
    #expect(Self.shown(before) == Self.shown(after))
  }

  @Test func `a rule can be scaffolded for every fact that a rule can depend on, and passes its tests`()
    throws
  {
    let pack = try Self.pack()
    let bare = PackFolder(
      name: "sleep-hygiene",
      files: pack.filter { !$0.name.hasPrefix("tests/") }.map {
        PackFile(name: $0.name, text: Array($0.text.utf8))
      })
    let basis = try Self.basis()
    let facts = try GuidelineLoader.load(basis).vocabulary.facts
    var refused: [String] = []
    for fact in facts {
      do {
        let files = try RuleScaffold(
          try AuthoredName("next"), in: bare, of: "sleep-hygiene", fact: fact.name, today: Self.day
        ).files(beside: basis)
        let scratch = Scratch()
        let (folders, guideline) = try Self.load(pack + files, scratch)
        #expect(try Self.failures(folders, guideline) == [], "\(fact.name)")
      } catch let refusal as ScaffoldRefusal {
        #expect(refusal.description.hasSuffix("choose another fact with --fact"), "\(refusal)")
        refused.append(fact.name)
      }
    }
    // If one side of a cut-off stops or ends the pathway, no patient is left to test the rule with.
    #expect(refused.filter { $0.hasPrefix("red_flags.") }.count == 6)
    #expect(refused.count <= 12, "\(refused)")
    #expect(
      !refused.contains("pain.intensity") && !refused.contains("goal.primary")
        && !refused.contains("fear.tsk_17"))
  }

  @Test(arguments: ["acute", "goal-pain", "high-fear", "little-known", "red-flag"])
  func `a test built from a profile passes, names no patient, and fails once the answer changes`(
    example: String
  ) throws {
    let folders = try Shipped.folders()
    let guideline = try GuidelineLoader.load(folders)
    let profile = try ProfileReader(guideline.vocabulary, asOf: "2026-11-20").read(
      Command.bytes("\(Shipped.examples)/\(example).json"))
    let file = try TestScaffold.file(try AuthoredName("a-case"), from: profile, in: guideline, asOf: Self.day)
    #expect(file.name == "tests/a-case.lua")
    #expect(!file.text.contains("EX-0"))
    #expect(file.text.hasPrefix("-- An approval test: `expect` is what the packs answered on 2026-11-20"))
    for (text, passes) in [
      (file.text, true), (file.text.replacing(#"decision = ""#, with: #"decision = "not-"#), false),
    ] {
      let scratch = Scratch()
      scratch.write(
        "new/pack.lua", #"pack "new" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }"#)
      scratch.write("new/tests/a-case.lua", text)
      let all = try PackFolder.find(in: scratch.path + "/new") + folders
      let outcomes = try PackTestBench(of: all, try GuidelineLoader.load(all), asOf: Self.day) {
        $0.pack == "new"
      }.run()
      #expect(outcomes.map(\.passed) == [passes], "\(outcomes.flatMap(\.failures).map(\.words))")
    }
  }

  @Test func `no answer is approved without the stops`() throws {
    let guideline = try GuidelineLoader.load(try Shipped.folders().filter { $0.name == "vocabulary" })
    let refusal = #expect(throws: ScaffoldRefusal.self) {
      try TestScaffold.file(try AuthoredName("a-case"), from: nil, in: guideline, asOf: Self.day)
    }
    #expect(
      refusal?.description
        == "the pack does not require 'red-flags', so the test would approve an answer without its stops; require it first"
    )
  }

  @Test(arguments: [
    ("red-flags", "a pack named 'red-flags' is in force already; choose another name"),
    ("exercise", "a pack is named for what goes with exercise; choose a name other than 'exercise'"),
  ])
  func `a pack whose name is taken is refused`(name: String, words: String) throws {
    let refusal = #expect(throws: ScaffoldRefusal.self) {
      try PackScaffold.files(try AuthoredName(name), inForce: Shipped.folders(), today: Self.day)
    }
    #expect(refusal?.description == words)
  }

  @Test(
    arguments: [
      (
        "fear.tsk17", nil,
        "unknown fact 'fear.tsk17' in the pack or in what it requires; did you mean 'fear.tsk_17'?"
      ),
      (nil, "exercise+yoga", "unknown pairing 'exercise+yoga' in the pack or in what it requires"),
      (
        "red_flags.fracture", nil,
        "the stops and gates let no patient through for whom `red_flags.fracture :is(true)` is true; choose another fact with --fact"
      ),
      (
        "surgery.spinal", nil,
        "no patient fits both sides of `surgery.spinal :is(true)`; choose another fact with --fact"
      ),
    ] as [(String?, String?, String)])
  func `a rule that cannot be tested is refused, with what to do`(
    fact: String?, pairing: String?, words: String
  ) throws {
    let bare = PackFolder(
      name: "sleep-hygiene",
      files: try Self.pack().filter { !$0.name.hasPrefix("tests/") }.map {
        PackFile(name: $0.name, text: Array($0.text.utf8))
      })
    let refusal = #expect(throws: ScaffoldRefusal.self) {
      try RuleScaffold(
        try AuthoredName("next"), in: bare, of: "sleep-hygiene", fact: fact, recommends: pairing,
        today: Self.day
      ).files(beside: try Self.basis())
    }
    #expect(refusal?.description == words)
  }
}
