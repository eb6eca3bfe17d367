import PlumblineAuthoring
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import PlumblineWorkbench
import Testing

/// A conversation, line by line.
struct ReplTests {
  private static func begin() throws -> Repl {
    let folders = try Shipped.folders()
    let guideline = try GuidelineLoader.load(folders)
    let packs = Repl.Packs(
      folders: folders, guideline: guideline, evaluator: Evaluator(examining: guideline))
    return Repl(packs, asOf: "2026-11-20")
  }

  private static func example(_ name: String) throws -> Repl {
    var repl = try begin()
    guard case .answer = repl.load(Command.bytes("\(Shipped.examples)/\(name).json")) else {
      Issue.record("the example does not load")
      return repl
    }
    return repl
  }

  @Test func `a date is typed as in a profile, and a year is a year`() throws {
    let folders = SmallClinic(
      "back", facts: "fact \"back.day\" { type = \"date\", label = \"D\", question = \"D?\" }\n",
      stops: SmallClinic.stop("late", "weeks_ago(back.day) :below(6)"),
      rules: SmallClinic.pairing("rest") + SmallClinic.otherwise("rest")
    ).folders
    let guideline = try GuidelineLoader.load(folders)
    var repl = Repl(
      .init(folders: folders, guideline: guideline, evaluator: Evaluator(examining: guideline)),
      asOf: "2026-11-20")
    #expect(repl.follow("back.day = 2026") == .answer(["back.day  at most 323"]))
    #expect(repl.follow("back.day = 2026-11-13") == .answer(["back.day  7"]))
    guard case .refused(let words) = repl.follow("back.day = 3") else {
      Issue.record("a number is no date")
      return
    }
    #expect(words.first?.contains("is a day, such as") ?? false)
  }

  @Test func `facts are given, shown and unset`() throws {
    var repl = try Self.begin()
    #expect(repl.follow("fear.tsk_17 = 40") == .answer(["fear.tsk_17  40"]))
    #expect(repl.follow("goal.primary=pain") == .answer([#"goal.primary  "pain""#]))
    #expect(
      repl.follow("set surgery.spinal absent asked-declined")
        == .answer(["surgery.spinal  asked, not answered"]))
    #expect(
      repl.follow(":profile")
        == .answer(["fear.tsk_17     40", #"goal.primary    "pain""#, "surgery.spinal  asked, not answered"]))
    #expect(
      repl.follow("fear")
        == .answer([
          "fear.fabq_physical_activity  not asked", "fear.fabq_work               not asked",
          "fear.tsk_11                  not asked", "fear.tsk_17                  40",
        ]))
    #expect(repl.follow("unset fear.tsk_17") == .answer(["fear.tsk_17  not asked"]))
    #expect(repl.follow(":undo") == .answer(["2 facts known"]))
    #expect(repl.follow("set fear.tsk_17 38") == .answer(["fear.tsk_17  38"]))
    #expect(
      repl.follow("fear.tsk_17")
        == .answer([
          "TSK-17: 38", "  What is the Tampa Scale total, 17-item version (17 to 68)?",
          "  a whole number from 17 to 68",
          "  Above 37 is a convention in chronic low back pain. Items 4, 8, 12 and 16 are reversed before adding.",
        ]))
  }

  @Test func `a computed fact is shown with its value`() throws {
    let site = Scratch()
    ScriptedSite.write(site)
    let folders = try Shipped.folders() + PackFolder.find(in: site.path)
    let evaluator = Shipped.evaluator(try GuidelineLoader.load(folders))
    var repl = Repl(
      .init(folders: folders, guideline: evaluator.guideline, evaluator: evaluator), asOf: "2026-11-20")
    #expect(repl.follow("site") == .answer(["site.strain  computed; what it reads is absent"]))
    _ = repl.follow("pain.intensity = 6")
    _ = repl.follow("cognition.pcs = 30")
    #expect(repl.follow("site") == .answer(["site.strain  36 (computed)"]))
    let about = repl.follow("site.strain")
    guard case .answer(let lines) = about else {
      Issue.record("\(about)")
      return
    }
    #expect(lines.first == "Strain: 36 (computed)")
  }

  @Test func `a condition in the pack language is evaluated part by part`() throws {
    var repl = try Self.begin()
    _ = repl.follow("fear.tsk_17 = 40")
    _ = repl.follow("set surgery.spinal absent asked-declined")
    let line =
      #"all { fear.tsk_17 :above(37), any_known { surgery.spinal :is(true), goal.primary :is "pain" } }"#
    #expect(
      repl.follow(line)
        == .answer([
          "unknown  all", "true       fear.tsk_17 :above(37)      it is 40", "unknown    any_known",
          "unknown      surgery.spinal :is(true)  asked, not answered",
          #"unknown      goal.primary :is "pain"   not asked"#,
        ]))
    let script =
      #"scripted "odd" { reads = { fear.tsk_17 }, says = "odd", test = function(f) return f.fear.tsk_17 % 2 == 1 end }"#
    #expect(repl.follow(script) == .answer([#"false    scripted "odd"  odd"#]))
  }

  @Test(arguments: [
    ("fear.tsk17 = 3", "unknown fact 'fear.tsk17'; did you mean 'fear.tsk_17'?"),
    ("fear.tsk17", "unknown fact 'fear.tsk17'; did you mean 'fear.tsk_17'?"),
    ("fear.tsk_17 = 99", "nothing has changed: 'fear.tsk_17' is a whole number from 17 to 68"),
    ("fear.tsk_17 = 17.5", "nothing has changed: 'fear.tsk_17' is a whole number from 17 to 68"),
    (
      "work.absence_weeks = x",
      "nothing has changed: 'work.absence_weeks' is a whole number from 0 to 5200 (wk)"
    ),
    ("surgery.spinal = yes", "nothing has changed: 'surgery.spinal' is true or false"),
    (
      "goal.primary = fun",
      "nothing has changed: 'goal.primary' is one of function, pain, return-to-work, stay-at-work"
    ),
    (
      "set fear.tsk_17 absent lazy",
      "a fact is absent for one of these reasons: not-asked, unknown, asked-declined, not-applicable, stale"
    ),
    ("fear.tsk17 :above(3)", "unknown fact 'fear.tsk17'; did you mean 'fear.tsk_17'?"),
    ("fear.tsk_17 :above(99)", "`fear.tsk_17` is a whole number from 17 to 68, but `:above` was given '99'"),
    (
      "fear.tsk_17 :abov(3)",
      "`fear.tsk_17` has no comparison 'abov'; did you mean 'above'? (there are at_least, at_most, above, below, between, is, is_not, is_one_of, was_declined, was_a_range)"
    ),
    (
      "all { fear.tsk_17 :above(37)",
      "the line is not finished; close its brace, bracket or quote"
    ),
    ("3", "unknown fact '3'"), ("\"a text\"", "this is a string; write a condition"),
    (
      "fear.tsk_17 :above(37) } conflict \"x\" { title = \"t\", because = \"b\", when = fear.tsk_17 :above(3)",
      "`fear.tsk_17` is a whole number from 17 to 68, but `:above` was given '3'"
    ),
    (
      "fear.tsk_17 :above(37) } conflict \"x\" { title = \"t\", because = \"b\", when = fear.tsk_17 :above(38)",
      "a line is one condition; declarations belong in a pack"
    ),
    (":undo", "nothing to undo"), (":wy x", "no command ':wy'; did you mean ':why'?"),
    (":why", "`:why` needs the name of a rule, gate or stop; `:rules` lists them"),
    (":why pain-education", "no rule, gate or stop is called 'pain-education'"),
    (":decide now", "`:decide` takes no argument"),
    (":load", "`:load` needs a file: `:load profile.json`"),
  ])
  func `a line that cannot be followed is refused in a sentence, and changes nothing`(
    line: String, words: String
  )
    throws
  {
    var repl = try Self.begin()
    #expect(repl.follow(line) == .refused([words]))
    #expect(repl.knownCount == 0)
  }

  @Test func `a profile that no patient can have is refused`() throws {
    var repl = try Self.begin()
    _ = repl.follow("mood.phq_9_item_9 = 3")
    #expect(
      repl.follow("mood.phq_9 = 1")
        == .refused([
          "nothing has changed: mood.phq_9 and mood.phq_9_item_9 contradict each other: The PHQ-9 total is the PHQ-2, item 9 and six more answers of 0 to 3."
        ]))
    _ = repl.follow("surgery.spinal = false")
    #expect(
      repl.follow("surgery.weeks_since = 8")
        == .refused(["nothing has changed: surgery.weeks_since can have no value given surgery.spinal"]))
  }

  @Test func `the answer in short, and why`() throws {
    var repl = try Self.example("high-fear")
    #expect(
      repl.follow(":decide")
        == .answer([
          "recommend", "  primary: exercise+pain-education, conditional",
          "    ho-2022/pain-education/function/mid-term: low",
          "    ho-2022/pain-education/function/post-intervention: moderate",
          "    ho-2022/pain-education/fear-avoidance/not-stated: not-stated",
          "  3 answers could still change it; `:missing` lists them",
        ]))
    #expect(
      repl.follow(":why acute-pain")
        == .answer([
          "gate red-flags/acute-pain is false", "false    pain.duration_weeks :below(12)  it is 64",
        ]))
    _ = repl.follow("pain.duration_weeks = 3")
    #expect(
      repl.follow(":decide")
        == .answer([
          "out-of-scope", "  Pain for less than 12 weeks (red-flags/acute-pain)",
          "  3 answers could still change it; `:missing` lists them",
        ]))
    guard case .answer(let rules) = repl.follow(":rules") else {
      Issue.record("no rules")
      return
    }
    #expect(rules.contains("true     gate            red-flags/acute-pain"))
  }

  @Test(arguments: [":decide", ":missing"])
  func `nothing is decided without the stops`(line: String) throws {
    var repl = try Self.small()
    #expect(
      repl.follow(line)
        == .refused([
          "the packs have no pack of stops, which declares the domain: nothing is decided without it; add that pack"
        ]))
  }

  @Test func `a profile is saved as known, and read back`() throws {
    var repl = try Self.example("goal-pain")
    guard case .save(let path, let text) = repl.follow(":save here.json") else {
      Issue.record("not saved")
      return
    }
    #expect(path == "here.json")
    var other = try Self.begin()
    _ = other.load(text)
    #expect(other.follow(":profile") == repl.follow(":profile"))
    #expect(other.knownCount == repl.knownCount && other.knownCount > 10)
    #expect(other.load(Array("{\"fear\": {\"tsk_17\": 3}}".utf8)) != .answer([]))
    #expect(other.knownCount == repl.knownCount)
  }

  @Test func `packs loaded again keep what is known, if the facts still exist`() throws {
    var repl = try Self.example("high-fear")
    let known = repl.knownCount
    let all = try Shipped.folders()
    let guideline = try GuidelineLoader.load(all)
    let same = Repl.Packs(folders: all, guideline: guideline, evaluator: Evaluator(examining: guideline))
    #expect(repl.reload(same) == .answer(["4 packs loaded"]))
    #expect(repl.knownCount == known)
    let other = try GuidelineLoader.load([
      Shipped.pack(
        "small",
        ["pack.lua": #"pack "small" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }"#])
    ])
    guard
      case .answer(let lines) = repl.reload(
        Repl.Packs(folders: [], guideline: other, evaluator: Evaluator(examining: other)))
    else {
      Issue.record("refused")
      return
    }
    #expect(lines[0] == "1 pack loaded; what was known no longer fits them and is forgotten")
    #expect(repl.knownCount == 0)
  }

  @Test(arguments: 0..<300)
  func `no line crashes the REPL`(round: Int) throws {
    var random = Seeded(Seeded.first &+ UInt64(round))
    let pieces = [
      "fear.tsk_17", " = ", "40", "all {", "}", ":above(", ")", "unset ", "set ", "absent ", ":", "why ",
      "\"", "'", "\\",
      "end", "function", "--", "[[", "\u{1B}", "🦴", "{", ",", "goal.primary", ":is", " ", "rule \"x\" {",
    ]
    let line = (0..<(1 + random.below(9))).map { _ in random.pick(pieces) }.joined()
    var repl = try Self.small()
    switch repl.follow(line) {
    case .refused(let words):
      #expect(!words.isEmpty && words.allSatisfy { !$0.isEmpty }, "seed \(random.seed)")
    default: break
    }
  }

  /// A guideline that loads fast.
  private static func small() throws -> Repl {
    let pack = Shipped.pack(
      "small",
      [
        "pack.lua": #"pack "small" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }"#,
        "facts.lua": """
        fact "fear.tsk_17" { type = "integer", range = { 17, 68 }, label = "TSK-17", question = "?" }
        fact "goal.primary" { type = "code", codes = { "pain", "function" }, label = "goal", question = "?" }
        """,
      ])
    let guideline = try GuidelineLoader.load([pack])
    return Repl(
      Repl.Packs(folders: [pack], guideline: guideline, evaluator: Evaluator(examining: guideline)),
      asOf: "2026-11-20")
  }
}
