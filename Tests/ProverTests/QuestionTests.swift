import PlumblineEngine
import PlumblineGuideline
import PlumblineProver
import PlumblineTestSupport
import Testing

/// Known gaps, contradictions, idle rules and broken promises are found; equivalent rewrites are proved equal.
@Suite struct QuestionTests {
  static let facts = """
    fact "age" { type = "integer", range = { 0, 120 }, label = "age", question = "Age?" }
    fact "goal" { type = "code", codes = { "pain", "function", "work" }, label = "goal", question = "Goal?" }
    fact "score" { type = "decimal", range = { 0, 10 }, step = 0.5, label = "score", question = "Score?" }
    fact "retired" { type = "boolean", label = "retired", question = "Retired?" }
    fact "flag" { type = "boolean", label = "flag", question = "Flag?" }
    source "paper" { citation = "A paper" }
    evidence "paper/education/function/mixed" {
      source = "paper", intervention = "i", comparator = "c", outcome = "function", timepoint = "mixed",
      certainty = "high", certainty_seen = "the paper",
      population = { { says = "under 65", when = age :below(65) } },
    }
    pairing "exercise" { title = "t", what = "w", for_patient = "p" }
    pairing "exercise+education" { title = "t", what = "w", for_patient = "p" }
    pairing "exercise+therapy" { title = "t", what = "w", for_patient = "p" }
    stop "flag-is-up" { title = "t", urgency = "urgent", when = flag :is(true), because = "b", action = "a" }
    """

  static func rule(
    _ name: String, _ when: String, _ pairing: String, _ more: String = "slot = \"main\", rank = 1"
  )
    -> String
  {
    """
    rule "\(name)" {
      title = "t", when = \(when), recommend = "exercise+\(pairing)", \(more), strength = "conditional",
      claims = { "paper/education/function/mixed" }, because = "b",
    }
    """
  }

  static let otherwise = """
    otherwise "alone" { title = "t", recommend = "exercise", strength = "conditional", claims = {}, because = "b" }
    """

  /// The result for each question of a pack, by the question's words.
  static func outcomes(_ text: String, run: @escaping ScriptRunner = { _, _ in nil }) async throws
    -> [ProofOutcome]
  {
    let manifest = """
      pack "red-flags" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = {} }
      """
    let pack = Shipped.pack("red-flags", ["pack.lua": manifest, "rules.lua": facts + "\n" + text])
    let guideline = try GuidelineLoader.load([pack])
    return try await Prover(guideline, run: run).run(Z3(timeout: 20))
  }

  static func only(_ outcomes: [ProofOutcome], _ words: String) throws -> ProofOutcome {
    try #require(outcomes.first { $0.question.words.hasPrefix(words) }, "\(outcomes.map(\.question.words))")
  }

  /// The known facts of a verdict's patients, in their notation.
  static func known(_ outcome: ProofOutcome) -> [String] {
    guard case .refuted(let witness) = outcome.verdict else { return ["\(outcome.verdict)"] }
    return witness.profiles.map { profile in
      profile.states.indices.compactMap { index in profile[index].value.map { "\(index)=\($0)" } }
        .joined(separator: " ")
    }
  }

  @Test func `a patient between two cut-offs is a gap, with the fewest facts`() async throws {
    let rules =
      Self.rule("young", "age :below(40)", "education")
      + Self.rule("old", "age :above(40)", "therapy", "slot = \"main\", rank = 2")
      + "need_data \"age\" { stage = \"required-data\", title = \"t\", any_of = { age }, because = \"b\", action = \"a\" }"
    let gap = try Self.only(try await Self.outcomes(rules), "every patient in scope")
    #expect(Self.known(gap) == ["0=number(40) 1=boolean(false)"])
  }

  @Test func `without the gap it is proved that every patient gets a recommendation`() async throws {
    let rules =
      Self.rule("young", "age :below(40)", "education")
      + Self.rule("old", "age :at_least(40)", "therapy", "slot = \"main\", rank = 2")
      + "need_data \"age\" { stage = \"required-data\", title = \"t\", any_of = { age }, because = \"b\", action = \"a\" }"
    let gap = try Self.only(try await Self.outcomes(rules), "every patient in scope")
    guard case .proved = gap.verdict else { Issue.record("\(gap.verdict)"); return }
  }

  @Test func `a rule against advice is a contradiction, unless the pack says that it is intended`()
    async throws
  {
    let rules =
      Self.rule("fear", "score :at_least(5)", "education") + Self.otherwise + """
        advise_against "not-when-retired" {
          title = "t", against = "education", when = retired :is(true), because = "b",
        }
        """
    let found = try Self.only(try await Self.outcomes(rules), "no rule recommends")
    guard case .refuted(let witness) = found.verdict else { Issue.record("\(found.verdict)"); return }
    #expect(witness.rules == ["red-flags/fear"] && witness.isFewest && witness.profiles[0].knownCount == 3)
    let said = "property \"retirement comes first\" { overrules = \"not-when-retired\" }"
    await #expect(throws: PackFailure.self) { _ = try await Self.outcomes(rules + said) }
    let meant = "property \"retirement comes first\" { overrules = { \"not-when-retired\" } }"
    let again = try Self.only(try await Self.outcomes(rules + meant), "no rule recommends")
    guard case .meant = again.verdict else { Issue.record("\(again.verdict)"); return }
  }

  @Test func `a rule behind a wider one of its slot is reported never to matter`() async throws {
    let rules =
      Self.rule("wide", "score :at_least(3)", "education")
      + Self.rule("narrow", "score :at_least(8)", "education", "slot = \"main\", rank = 2") + Self.otherwise
    let idle = try Self.only(try await Self.outcomes(rules), "every rule and gate")
    guard case .idle(let sites, let undecided) = idle.verdict else { Issue.record("\(idle.verdict)"); return }
    #expect(sites == [.rule("red-flags/narrow")] && undecided.isEmpty)
  }

  @Test(arguments: [
    ("given = flag :is(true), never = { decision = \"recommend\" }", true),
    ("given = age :at_least(65), never = { certainty_above = \"moderate\" }", true),
    ("given = age :at_least(64), never = { certainty_above = \"moderate\" }", false),
    (
      "given = score :at_least(5), deciding = \"recommend\", always = { primary = \"exercise+education\" }",
      true
    ),
    (
      "given = score :at_least(4.5), deciding = \"recommend\", always = { primary = \"exercise+education\" }",
      false
    ),
    ("same = \"answer\", whatever = { goal }", true),
    ("same = \"answer\", whatever = { age }", false),
    ("same = \"primary\", whatever = { age }", true),
    ("knowing_more = { from = { decision = \"stop\" }, always = { decision = \"stop\" } }", true),
    (
      "knowing_more = { from = { decision = \"recommend\" }, never = { primary = \"exercise+education\" } }",
      false
    ),
    (
      "knowing_more = { from = { primary = \"exercise\" }, never = { offers = \"education\" }, except = { score } }",
      true
    ),
  ])
  func `a promise is proved exactly if it is kept`(promise: String, isKept: Bool) async throws {
    let rules =
      Self.rule("fear", "score :at_least(5)", "education") + Self.otherwise
      + "property \"promise\" { \(promise) }"
    let outcome = try Self.only(try await Self.outcomes(rules), "promise")
    switch outcome.verdict {
    case .proved: #expect(isKept)
    case .refuted(let witness): #expect(!isKept && witness.isFewest)
    default: Issue.record("\(outcome.verdict)")
    }
  }

  @Test(arguments: [
    (
      "none { any { age :at_least(40), retired :is(true) } }",
      "all { none { age :at_least(40) }, none { retired :is(true) } }"
    ),
    ("score :between(2, 5)", "all { score :at_least(2), score :below(5.5) }"),
    ("goal :is_one_of { \"pain\", \"work\" }", "goal :is_not \"function\""),
    (
      "any_known { age :below(40), retired :is(true) }",
      "any { age :below(40), retired :is(true), all { first_known { retired :is(true), age :below(40) }, none { age :at_least(0) } } }"
    ),
  ])
  func `of two rules that mean the same, the second never matters`(one: String, other: String) async throws {
    // The last pair differs if one part is unknown and the other false, but both are true for the same patients.
    let rules =
      Self.rule("one", one, "education") + Self.rule("other", other, "education", "slot = \"main\", rank = 2")
      + Self.otherwise
    let idle = try Self.only(try await Self.outcomes(rules), "every rule and gate")
    guard case .idle(let sites, _) = idle.verdict else { Issue.record("\(idle.verdict)"); return }
    // Without one rule the other takes its place: each is idle as long as the other is there.
    #expect(Set(sites) == [.rule("red-flags/one"), .rule("red-flags/other")])
  }

  @Test func `a promise that covers no patient promises nothing`() async throws {
    let rules =
      Self.otherwise
      + "property \"promise\" { given = all { age :below(10), age :above(20) }, always = { decision = \"stop\" } }"
    let outcome = try Self.only(try await Self.outcomes(rules), "promise")
    guard case .ofNobody = outcome.verdict else { Issue.record("\(outcome.verdict)"); return }
  }

  @Test func `a question that depends on a failing script says that it fails, and for whom`() async throws {
    struct Fails: Error {}
    let script =
      "scripted \"odd\" { reads = { age }, says = \"odd\", test = function(facts) return true end }"
    let rules =
      Self.rule("fear", script, "education") + Self.otherwise
      + "property \"promise\" { never = { offers = \"education\" } }"
    let outcome = try Self.only(try await Self.outcomes(rules) { _, _ in throw Fails() }, "promise")
    guard case .scriptFails(_, let witness) = outcome.verdict else {
      Issue.record("\(outcome.verdict)")
      return
    }
    #expect(witness.profiles.count == 1)
  }

  @Test func `what holds whatever a script answers is proved`() async throws {
    let script =
      "scripted \"odd\" { reads = { age }, says = \"odd\", test = function(facts) return true end }"
    let rules =
      Self.rule("fear", "all { \(script), score :at_least(5) }", "education") + Self.otherwise
      + "property \"promise\" { given = score :below(5), never = { offers = \"education\" } }"
    let outcome = try Self.only(try await Self.outcomes(rules), "promise")
    guard case .proved(let whatever) = outcome.verdict else { Issue.record("\(outcome.verdict)"); return }
    #expect(whatever == ["odd"])
  }

  @Test func `a script that fails is a mistake of the author, shown with the patient, and no defect`()
    async throws
  {
    let rules =
      """
      fact "double" { type = "integer", range = { 0, 10 }, label = "double", question = "double?", reads = { age },
        compute = function(facts) return 2 * facts.age end }

      """ + Self.rule("fear", "score :at_least(5)", "education") + Self.otherwise
      + "property \"promise\" { given = age :above(40), never = { decision = \"recommend\" } }"
    let outcomes = try await Self.outcomes(rules) { script, value in
      script.reads.contains { value($0) != nil } ? .number(99) : nil
    }
    let outcome = try Self.only(outcomes, "promise")
    guard case .scriptFails(let reason, let witness) = outcome.verdict else {
      Issue.record("\(outcome.verdict)")
      return
    }
    #expect(reason.hasPrefix("script 'double' failed at red-flags/rules.lua:"))
    #expect(reason.contains("it must return"))
    #expect(witness.profiles.map { $0.states.count { $0.value != nil } } == [1])
    #expect(!outcome.isGood)
    #expect(!outcomes.contains { if case .defect = $0.verdict { true } else { false } })
  }

  @Test(arguments: [
    (
      "{ }",
      "property 'promise' promises nothing; give it one of `always`, `never`, `knowing_more`, `same` with `whatever`, `overrules`"
    ),
    (
      "{ never = { offers = \"educaton\" } }",
      "property 'promise' names 'educaton' in `offers`, which does not exist; did you mean 'education'?"
    ),
    (
      "{ always = {} }",
      "`always` of property 'promise' holds an empty table; write a table that says what is decided: { decision = \"stop\" }"
    ),
    (
      "{ never = { decison = \"stop\" } }",
      "property 'promise' has no field 'decison'; did you mean 'decision'?"
    ),
    ("{ same = \"answer\" }", "property 'promise' has no `whatever`"),
  ])
  func `an empty promise is an error`(text: String, message: String) async throws {
    let rules =
      Self.rule("fear", "score :at_least(5)", "education") + Self.otherwise + "property \"promise\" \(text)"
    do {
      _ = try await Self.outcomes(rules)
      Issue.record("it loads")
    } catch let failure as PackFailure {
      #expect(failure.problems.map(\.message).contains(message), "\(failure.problems.map(\.message))")
    }
  }
}
