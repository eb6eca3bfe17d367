import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Several guidelines in force, as clinician, author and auditor meet them: the shipped packs and the example of osteoarthritis.
struct TogetherCommandTests {
  private static let rules = [
    "--rules", Shipped.rules, "--rules", "\(Shipped.examples)/guidelines/osteoarthritis",
  ]

  /// A patient with back pain and a painful knee.
  private static func profile(_ changes: [(String, String)] = []) -> String {
    var text = Command.contents("\(Shipped.examples)/guidelines/back-and-knee.json")
    for (old, new) in changes { text = text.replacing(old, with: new) }
    return text
  }

  private func run(_ arguments: [String], _ profile: String, rules: [String] = rules) -> Command.Result {
    Command.plumbline(arguments + rules, input: profile)
  }

  private static let day = ["--as-of", "2026-11-20"]
  private static let infection = [(#""infection": false"#, #""infection": true"#)]

  // MARK: the clinician

  @Test func `the answer has the form of several guidelines, and each decision its guideline`() throws {
    let result = run(["recommend", "-", "--no-record", "--format", "json"] + Self.day, Self.profile())
    #expect(result.code == 0, "\(result.error)")
    let answer = try JSONReader.read(Array(result.output.utf8))
    #expect(
      answer.objectValue?.map(\.key)
        == [
          "alerts", "as_of", "decisions", "engine", "profile", "relations", "schema", "record_status",
          "record",
        ])
    let decisions = try #require(answer["decisions"]?.arrayValue)
    #expect(decisions.map { $0["guideline_id"]?.stringValue } == ["chronic-back-pain", "osteoarthritis"])
    #expect(decisions.map { $0["decision"]?.stringValue } == ["recommend", "recommend"])
    #expect(decisions.allSatisfy { $0["trace"] != nil && $0["guideline"] != nil })
    let relations = try #require(answer["relations"]?.arrayValue)
    #expect(relations.map { $0["kind"]?.stringValue } == ["agrees"])
    #expect(relations[0]["parts"]?.arrayValue?.map(\.stringValue) == ["exercise"])
  }

  @Test(arguments: ["text", "markdown", "html"])
  func `a stop of one guideline is first, and holds back what the other recommends`(format: String) throws {
    let result = run(
      ["recommend", "-", "--no-record", "--exit-code", "--format", format] + Self.day,
      Self.profile(Self.infection))
    #expect(result.code == 10)
    let text = result.output
    let stop = try #require(text.firstRange(of: "Possible spinal infection"))
    let other = try #require(
      text.firstRange(of: "Therapeutic exercise with manual therapy and weight management"))
    #expect(stop.lowerBound < other.lowerBound)
    #expect(text.contains("A stop is true: nothing that is named here starts before it is dealt with."))
    #expect(text.lowercased().contains("contradiction"))
    #expect(!text.contains("For you: what we talked about"), "nothing goes home with the patient")
  }

  @Test
  func `a goal under the name that both guidelines use counts where it is a value, and the other is asked`()
    throws
  {
    let plain = Self.profile([(#""oa-vocabulary/goal": {"primary": "less-pain"},"#, "")])
    let result = run(["recommend", "-", "--no-record", "--format", "json"] + Self.day, plain)
    #expect(result.code == 0, "\(result.error)")
    let ambiguous = run(["recommend", "-", "--no-record"], #"{"goal": {"primary": "dance"}}"#)
    #expect(ambiguous.code == 65)
    #expect(
      ambiguous.error.contains(
        #"{"oa-vocabulary/goal": {"primary": …}} for: What matters most to the patient?"#))
  }

  @Test
  func `an explanation says which guideline it is about, and a pairing asks the guidelines that have it`() {
    let why = run(["explain", "-"] + Self.day, Self.profile(Self.infection))
    #expect(why.code == 0)
    #expect(why.output.hasPrefix("Chronic back pain\n"), "the one that stops comes first")
    #expect(why.output.contains("\nOsteoarthritis\n"))
    let drug = run(["explain", "-", "--why-not", "exercise+oral-nsaid"] + Self.day, Self.profile())
    #expect(drug.output.hasPrefix("Osteoarthritis\n"))
    #expect(!drug.output.contains("Chronic back pain\n"))
    let json = run(["explain", "-", "--format", "json"] + Self.day, Self.profile())
    #expect(json.output.hasPrefix(#"{"explanations":[{"answer":"#))
  }

  @Test func `an interview asks for the stops of all guidelines before anything else, each question once`() {
    let result = Command.plumbline(
      ["interview", "--no-record"] + Self.rules, input: "none\nnone\nquit\n")
    let places = ["do you suspect spinal infection", "Hot swollen joint", "better off dead"].map {
      result.error.firstRange(of: $0)?.lowerBound
    }
    #expect(places == places.compactMap { $0 }.sorted(), "\(result.error)")
    #expect(result.error.split(separator: "Hot swollen joint").count == 2)
  }

  // MARK: the auditor

  @Test func `one record holds all answers, is found by the most urgent, and replays to the byte`() throws {
    let scratch = Scratch()
    let ledger = ["--ledger", "\(scratch.path)/ledger.sqlite"]
    #expect(run(["recommend", "-"] + ledger + Self.day, Self.profile()).code == 0)
    #expect(run(["recommend", "-"] + ledger + Self.day, Self.profile(Self.infection)).code == 0)
    let list = Command.plumbline(["audit", "list"] + ledger)
    let lines = list.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines[0].contains("recommend")
        && lines[0].contains("exercise+pain-education exercise+manual-therapy+weight-management"))
    #expect(
      lines[1].contains("stop") && !lines[1].contains("exercise"),
      "nothing is recommended while a stop is true")
    let replay = Command.plumbline(["audit", "replay", "--all"] + ledger)
    #expect(replay.code == 0)
    #expect(replay.output.contains("identical: 2\n"))
    #expect(Command.plumbline(["audit", "verify"] + ledger).code == 0)
    let filtered = Command.plumbline(
      ["audit", "list", "--pairing", "exercise+manual-therapy+weight-management"] + ledger)
    #expect(filtered.output.split(separator: "\n").count == 1)
    let fewer = Command.plumbline(["audit", "replay", "--all", "--against", Shipped.rules] + ledger)
    #expect(fewer.code == 0 || fewer.code == 1)
    #expect(fewer.output.contains("2 recorded answers: 2 changed"), "\(fewer.output)")
    let shown = Command.plumbline(["audit", "show", "1"] + ledger)
    #expect(shown.output.contains("STOP  SAME DAY  Possible spinal infection"))
  }

  // MARK: the author

  @Test func `test, check, prove and doctor judge each guideline, and what is between them`() {
    let test = Command.plumbline(["test"] + Self.rules)
    #expect(test.code == 0)
    #expect(test.output.contains("chronic-back-pain\n") && test.output.contains("osteoarthritis\n"))
    let check = Command.plumbline(["check", "--as-of", "2026-11-30"] + Self.rules)
    #expect(check.code == 0, "\(check.output)")
    let prove = Command.plumbline(["prove"] + Self.rules)
    #expect(prove.code == 0, "\(prove.output)")
    #expect(
      prove.output.contains(
        "NONE            patients for whom osteoarthritis recommends what chronic-back-pain advises against"))
    #expect(
      prove.output.contains(
        "CAN HAPPEN      osteoarthritis recommends exercise, and chronic-back-pain says to wait"))
    let tests = Command.plumbline(["doctor"] + Self.rules).output.firstMatch(
      of: #/(\d+) of (\d+) tests of the packs pass/#)
    #expect(tests != nil && tests?.1 == tests?.2 && (tests.flatMap { Int($0.1) } ?? 0) > 900)
  }

  @Test func `a contradiction of advice is a finding at its line, and disproves what prove asks`() {
    let scratch = Scratch()
    _ = Command.run(
      "/bin/sh",
      [
        "-c",
        "cp -r '\(Shipped.rules)'/* '\(Shipped.examples)'/guidelines/osteoarthritis/* '\(scratch.path)'",
      ])
    let path = "\(scratch.path)/oa/rules.lua"
    scratch.write(
      "oa/rules.lua",
      Command.contents(path) + """

        do_not_offer "pain-education" { title = "No", because = "Invented.", sources = { "nice-ng226" } }
        """)
    let check = Command.plumbline(["check", "--rules", scratch.path, "--as-of", "2026-11-30", "--strict"])
    #expect(check.code == 1)
    #expect(
      check.output.contains(
        "warning[guidelines-contradict] chronic-back-pain recommends pain-education, and osteoarthritis advises against it"
      ))
    let prove = Command.plumbline(["prove", "--rules", scratch.path])
    #expect(prove.code == 1)
    #expect(prove.output.contains("CONTRADICTION   chronic-back-pain recommends pain-education"))
  }

  @Test func `what holds one result asks which guideline is meant, and takes it by name`() {
    let several = Command.plumbline(["test", "--format", "json"] + Self.rules)
    #expect(several.code == 65)
    #expect(
      several.error.contains(
        "--format json works on one guideline at a time; choose it with --guideline: chronic-back-pain, osteoarthritis"
      ))
    let one = Command.plumbline(["test", "--format", "json", "--guideline", "osteoarthritis"] + Self.rules)
    #expect(one.code == 0)
    let wrong = Command.plumbline(["test", "--guideline", "osteoarthrosis"] + Self.rules)
    #expect(wrong.code == 65)
    #expect(wrong.error.contains("did you mean 'osteoarthritis'?"))
    let single = Command.plumbline(["test", "--guideline", "x", "--rules", Shipped.rules])
    #expect(single.error.contains("only one is in force"))
  }

  @Test func `diff compares each guideline with itself, and names those that come and go`() {
    let both = Scratch()
    _ = Command.run(
      "/bin/sh",
      ["-c", "cp -r '\(Shipped.rules)'/* '\(Shipped.examples)'/guidelines/osteoarthritis/* '\(both.path)'"])
    let same = Command.plumbline(["diff", both.path, both.path, "--exit-code"])
    #expect(same.code == 0)
    #expect(same.output.components(of: "No patient's answer changes: proved for every legal profile.") == 2)
    let more = Command.plumbline(["diff", Shipped.rules, both.path, "--exit-code"])
    #expect(more.code == 1)
    #expect(more.output.hasSuffix("osteoarthritis is new: every patient gets its answer as well\n"))
  }

  @Test func `each guideline has a book of its own`() {
    let scratch = Scratch()
    let result = Command.plumbline(["docs", "--into", "\(scratch.path)/book"] + Self.rules + Self.day)
    #expect(result.code == 0, "\(result.error)")
    for name in ["chronic-back-pain", "osteoarthritis"] {
      #expect(Command.contents("\(scratch.path)/book/\(name)/index.html").hasPrefix("<!doctype html>"))
    }
  }

  @Test func `packs of which one does not load decide nothing, and the stops of all are still checked`() {
    let scratch = Scratch()
    _ = Command.run(
      "/bin/sh",
      [
        "-c",
        "cp -r '\(Shipped.rules)'/* '\(Shipped.examples)'/guidelines/osteoarthritis/* '\(scratch.path)'",
      ])
    scratch.write("oa/broken.lua", "rule \"x\" { when = fear.tsk17 :above(3) }\n")
    let result = run(
      ["recommend", "-", "--no-record"] + Self.day, Self.profile(Self.infection),
      rules: ["--rules", scratch.path])
    #expect(result.code == 21, "\(result.error)")
    #expect(result.output.contains("STOP  SAME DAY  Possible spinal infection"))
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
