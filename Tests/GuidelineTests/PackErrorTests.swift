import TestSupport
import Testing

@testable import Guideline

/// What an author is told, word for word: where, what, and the way out.
struct PackErrorTests {
  /// A vocabulary and stops, so that a pack under test can be a whole guideline.
  private static let ground = [
    Shipped.pack(
      "vocabulary",
      [
        "facts.lua": """
        pack "vocabulary" { version = "1.0.0", title = "v", purpose = "p", authors = { "a" } }
        fact "fear.tsk_17" { type = "integer", range = { 17, 68 }, label = "TSK-17", question = "?" }
        fact "fear.fabq_physical_activity" { type = "integer", range = { 0, 24 }, label = "FABQ-PA", question = "?" }
        fact "goal.primary" { type = "code", codes = { "function", "pain" }, label = "goal", question = "?" }
        fact "surgery.spinal" { type = "boolean", label = "surgery", question = "?" }
        fact "red_flags.any" { type = "boolean", label = "flag", question = "?" }
        """
      ]),
    Shipped.pack(
      "red-flags",
      [
        "stops.lua": """
        pack "red-flags" { version = "1.0.0", title = "r", purpose = "p", authors = { "a" }, requires = { vocabulary = "1" } }
        stop "flag" { title = "t", when = red_flags.any :is(true), urgency = "urgent", because = "b", action = "a" }
        """
      ]),
  ]

  private static let manifest =
    #"pack "site" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "1.0" } } "#

  /// The problems of a pack whose file starts on line 1 with its manifest.
  private func problems(_ text: String, others: [PackFolder] = ground) -> [String] {
    do {
      _ = try GuidelineLoader.load(
        others + [Shipped.pack("site", ["rules.lua": Self.manifest + "\n" + text])])
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  /// A rule around a condition that stands on line 3.
  private func rule(_ condition: String, _ more: String = "") -> String {
    """
    pairing "exercise+x" { title = "t", what = "w", for_patient = "f" }
    rule "r" { title = "t", when = \(condition), recommend = "exercise+x", slot = "psychological", rank = 1,
      strength = "conditional", claims = {}, because = "b", \(more) }
    """
  }

  @Test func `a pack without a mistake loads`() {
    #expect(problems(rule("fear.tsk_17 :above(37)")) == [])
  }

  @Test(arguments: [
    ("fear.tsk17 :above(37)", "no fact 'fear.tsk17'; did you mean 'fear.tsk_17'?"),
    (
      "fear.tsk_17 :at_leest(37)",
      "`fear.tsk_17` has no comparison 'at_leest'; did you mean 'at_least'? (there are at_least, at_most, above, below, between, is, is_not, is_one_of)"
    ),
    ("feer.tsk_17 :above(37)", "no fact 'feer.tsk_17'; did you mean 'fear.tsk_17'?"),
    (
      "fear.tsk_17",
      "`fear.tsk_17` is a fact, not yet a condition: compare it, as in `fear.tsk_17 :at_least(17)`"
    ),
    ("fear.tsk_17 :above(100)", "`fear.tsk_17` is a whole number from 17 to 68; `:above` was given '100'"),
    ("fear.tsk_17 :above(37.5)", "`fear.tsk_17` is a whole number from 17 to 68; `:above` was given '37.5'"),
    ("fear.tsk_17 :is \"high\"", "`fear.tsk_17` is a whole number from 17 to 68; `:is` was given 'high'"),
    (
      "goal.primary :is \"funktion\"",
      "`goal.primary` is one of function, pain; `:is` was given 'funktion'; did you mean 'function'?"
    ),
    (
      "goal.primary :above(3)",
      "`goal.primary` is one of function, pain: `above` orders numbers; use `is` or `is_one_of`"
    ),
    ("surgery.spinal :is \"no\"", "`surgery.spinal` is true or false; `:is` was given 'no'"),
    (
      "fear.tsk_17 :between(40, 20)",
      "`fear.tsk_17 :between(40, 20)` can never hold: the lower value comes first"
    ),
    ("all {}", "`all` is empty: it needs at least one condition"),
    ("all { fear.tsk_17 :above(37), goal.secondary }", "no fact 'goal.secondary'"),
    ("any_known { }", "`any_known` is empty: it needs at least one condition"),
    ("\"always\"", "`when` of rule 'r' is a text; it must be a condition"),
    (
      "fear.tsk_17 :above(fear.fabq_physical_activity)",
      "`fear.tsk_17 :above` compares with another fact; only a `constraint` may do that"
    ),
  ])
  func `a wrong condition is told with its line and the way out`(condition: String, message: String) {
    #expect(problems(rule(condition)) == ["site/rules.lua:3: \(message)"])
  }

  @Test(arguments: [
    ("fear.tsk_17 >= 37", ">="), ("fear.tsk_17 == 37", "=="), ("fear.tsk_17 ~= 37", "~="),
    ("fear.tsk_17 < 37", "<"),
    ("fear.tsk_17 :above(37) and surgery.spinal :is(true)", "and"),
    ("fear.tsk_17 :above(37) or surgery.spinal :is(true)", "or"),
    ("not fear.tsk_17 :above(37)", "not"),
  ])
  func `Lua's own operators on conditions are refused with what to write instead`(
    condition: String, sign: String
  ) {
    let found = problems(rule(condition))
    #expect(
      found.contains {
        $0.hasPrefix("site/rules.lua:3:") && $0.contains("`\(sign)` does not work on conditions")
      }, "\(found)")
  }

  @Test func `everything that is wrong is told at once, in the order of the text`() {
    let found = problems(
      """
      pairing "exercise+x" { title = "t", what = "w", for_patient = "f", colour = "red" }
      rule "r" {
        tittle    = "t",
        when      = fear.tsk17 :above(37),
        recommend = "exercise+y",
        slot      = "psychological", rank = 1.5,
        strength  = "weak",
        claims    = { "trial/x/function/mixed" },
        because   = "TSK {fear.tsk}",
        certainty = "high",
      }
      """)
    #expect(
      found == [
        "site/rules.lua:2: pairing 'exercise+x' has no field 'colour'",
        "site/rules.lua:3: rule 'r' has no `title`",
        "site/rules.lua:3: rule 'site/r' claims 'trial/x/function/mixed', which no pack declares as evidence",
        "site/rules.lua:3: rule 'site/r' recommends 'exercise+y', which no pack declares as a pairing; did you mean 'exercise+x'?",
        "site/rules.lua:4: rule 'r' has no field 'tittle'; did you mean 'title'?",
        "site/rules.lua:5: no fact 'fear.tsk17'; did you mean 'fear.tsk_17'?",
        "site/rules.lua:7: `rank` of rule 'r' must be a whole number from 1 to 1000",
        "site/rules.lua:8: `strength` of rule 'r' is 'weak'; it must be one of strong, conditional",
        "site/rules.lua:10: no fact 'fear.tsk'; did you mean 'fear.tsk_17'?",
        "site/rules.lua:11: a rule cannot state a certainty: it is computed for each patient from the evidence in `claims`",
      ])
  }

  @Test func `what does not exist elsewhere in the guideline is told with the nearest name`() {
    let found = problems(
      rule("fear.tsk_17 :above(37)").replacing(
        "recommend = \"exercise+x\"", with: "recommend = \"exercise+xx\""
      )
      .replacing("claims = {}", with: "claims = { \"trial/x/function/mixed\" }, sources = { \"waddell\" }"))
    #expect(
      found == [
        "site/rules.lua:3: rule 'site/r' claims 'trial/x/function/mixed', which no pack declares as evidence",
        "site/rules.lua:3: rule 'site/r' recommends 'exercise+xx', which no pack declares as a pairing; did you mean 'exercise+x'?",
        "site/rules.lua:3: rule 'site/r' rests on source 'waddell', which no pack declares",
      ])
  }

  @Test(arguments: [
    (
      "local c = fear.tsk_17 :above(37)",
      "site/rules.lua:2: this condition is built and never used: `fear.tsk_17.above …` (was it to be joined with all { } or any { }?)"
    ),
    ("helper = 3", "site/rules.lua:2: assignment to an undeclared global 'helper'; write `local helper`"),
    ("string.rep = nil", "site/rules.lua:2: "),
    ("os.execute(\"x\")", "site/rules.lua:2: nothing is called 'os' here"),
    ("rule \"r\"", "site/rules.lua:2: a rule is written: rule \"name\" { … }"),
    ("frobnicate \"r\" {}", "site/rules.lua:2: nothing is called 'frobnicate' here"),
    ("local x = = 3", "site/rules.lua:2: "),
    ("for i = 1, math.huge do end", "site/rules.lua:2: "),
    ("while true do end", "site/rules.lua:2: stopped by the sandbox's fuel limit: "),
    (
      "test \"t\" { given = {}, expect = {} }",
      "site/rules.lua:2: a `test` belongs in the pack's tests folder"
    ),
    (
      "source \"s\" { citation = \"a\", citation = \"b\" }",
      "site/rules.lua:2: field 'citation' stands twice, first on line 2: Lua would keep only the last"
    ),
    (
      "source \"Bad Name\" { citation = \"a\" }",
      "site/rules.lua:2: 'Bad Name' is not a name: use lower case letters, digits and `-` (facts: `_` and one `.`)"
    ),
    ("source \"s\" { citation = \"a\\7\" }", "site/rules.lua:2: "),
  ])
  func `a mistake beside the rules is told with its line`(text: String, message: String) {
    let found = problems(text)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix(message) ?? false, "\(found)")
  }

  @Test func `a hole in a list is told, not read over`() {
    let text =
      "local a = fear.tsk_17 :above(37)\nlocal b = surgery.spinal :is(true)\n"
      + rule("all { a, a_missing_local, b }")
    #expect(problems(text).contains { $0.contains("nothing is called 'a_missing_local' here") })
    let hole = "local t = { fear.tsk_17 :above(37) }\n" + rule("all { t[2], t[1] }")
    #expect(
      problems(hole) == [
        "site/rules.lua:4: `all` has a hole: one of its conditions is nil (a name that is not defined?)"
      ])
  }

  @Test func `a guideline without its stops does not load`() {
    let bare = Shipped.pack(
      "site",
      [
        "rules.lua": Self.manifest.replacing(#", requires = { ["red-flags"] = "1.0" }"#, with: "") + "\n"
          + rule("fear.tsk_17 :above(37)")
      ])
    let failure = #expect(throws: PackFailure.self) { try GuidelineLoader.load(Self.ground + [bare]) }
    #expect(
      failure?.problems.map(\.message) == [
        "pack 'site' recommends, so it must require 'red-flags': a guideline without its stops does not load"
      ])

    let empty = Shipped.pack(
      "red-flags",
      ["pack.lua": #"pack "red-flags" { version = "1.0.0", title = "r", purpose = "p", authors = { "a" } }"#])
    let second = #expect(throws: PackFailure.self) { try GuidelineLoader.load([Self.ground[0], empty]) }
    #expect(
      second?.problems.map(\.message) == [
        "pack 'red-flags' declares no `stop`: a guideline without its stops does not load"
      ])
  }

  @Test(arguments: [
    (
      #"adapt "red-flags" { fact = red_flags.any, from = true, to = false, reason = "r", approved_by = "a", approved_on = "2026-01-01" }"#,
      "`adapt \"red-flags\"`: stops and the pack 'red-flags' cannot be adapted"
    ),
    (
      #"adapt "site" { fact = fear.tsk_17, from = 40, to = 39, reason = "r", approved_by = "a", approved_on = "2026-01-01" }"#,
      "`adapt \"site\"` finds no comparison of 'fear.tsk_17' with that value: has the adapted pack changed underneath?"
    ),
  ])
  func `an adaptation that may not be or finds nothing is refused`(text: String, message: String) {
    #expect(problems(rule("fear.tsk_17 :above(37)") + "\n" + text).contains { $0.hasSuffix(message) })
  }

  @Test(arguments: [
    (
      #"stop "n" { title = "t", when = surgery.spinal :is(true), urgency = "urgent", because = "b", action = "a" } exclude "n" { title = "t", when = surgery.spinal :is(false), stage = "acute", because = "b", action = "a" }"#,
      "exclude 'n' has the name of the stop at site/rules.lua:2: an answer would not tell them apart"
    ),
    (
      #"need_data "z" { title = "t", because = "b", action = "a", stage = "required-data", any_of = {} }"#,
      "`any_of` of need_data 'z' lists no fact, so it would never block"
    ),
    (
      #"constraint "c" { holds = red_flags.any :is(false), because = "b" }"#,
      "fact 'red_flags.any' stands in a constraint or has `only_when`: a red flag that is true is never refused"
    ),
    (
      #"stop "s" { title = "t", when = surgery.spinal :is(true), urgency = "urgent", because = "b", action = "a", if_unknown = "ask", if_unknown_because = "x" }"#,
      "stop 'site/s' may not have `if_unknown = \"ask\"`: of the stops, only red-flags/suicide-risk may pass while unknown"
    ),
    (
      #"fact "red_flags" { type = "boolean", label = "x", question = "x" }"#,
      "fact 'red_flags' has a name that a profile uses otherwise (a group of facts, id, notes or instruments)"
    ),
    (
      #"fact "x.a" { type = "boolean", label = "x", question = "x", reads = { x.a }, compute = function() return true end }"#,
      "fact 'x.a' is computed from itself"
    ),
    (
      #"pairing "exercise+x" { title = "t", what = "w", for_patient = "f", contraindications = { { when = surgery.spinal :is(true), because = "b" } } }"#,
      "pairing 'exercise+x' has contraindications, but no rule recommends it by itself, so that they would never act: put them on the pairings that it is joined from, or use `advise_against`"
    ),
    (
      #"pairing "exercise+x" { title = "t", what = "w", for_patient = "f" } advise_against "e" { title = "t", against = "exercise", when = surgery.spinal :is(true), because = "b" }"#,
      "advise_against 'site/e' is against exercise itself, which would leave nothing to recommend: use `defer` or `exclude`"
    ),
    (
      #"pack "other" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }"#,
      "folder 'site' declares more than one pack; the other is at site/rules.lua:1: a folder holds one pack"
    ),
  ])
  func `what would never act, or would loosen a stop, is refused`(text: String, message: String) {
    #expect(
      problems(text) == ["site/rules.lua:2: \(message)"]
        || problems(text) == ["vocabulary/facts.lua:6: \(message)"])
  }

  @Test func `a vocabulary's red flag without a stop of its own is refused`() {
    let weak = Shipped.pack(
      "red-flags",
      [
        "stops.lua": """
        pack "red-flags" { version = "1.0.0", title = "r", purpose = "p", authors = { "a" }, requires = { vocabulary = "1" } }
        stop "flag" { title = "t", when = all { red_flags.any :is(true), surgery.spinal :is(true) }, urgency = "urgent", because = "b", action = "a" }
        """
      ])
    let failure = #expect(throws: PackFailure.self) { try GuidelineLoader.load([Self.ground[0], weak]) }
    #expect(
      failure?.problems.map(\.message)
        == [
          "pack 'red-flags' has no `stop` that is true whenever 'red_flags.any' is: a red flag must stop by itself"
        ])
  }

  @Test func `thousands of mistakes are bounded in number and in time`() {
    let text = (0..<3_000).map { "source \"s\($0)\" { citation = feer.x\($0) }" }.joined(separator: "\n")
    #expect(problems(text).count <= Problems.most + 1)
  }

  @Test func `two packs that define one name differently are an error that names both places`() {
    let other = Shipped.pack(
      "other",
      [
        "facts.lua": """
        pack "other" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }
        fact "fear.tsk_17" { type = "integer", range = { 17, 70 }, label = "TSK-17", question = "?" }
        """
      ])
    let failure = #expect(throws: PackFailure.self) { try GuidelineLoader.load(Self.ground + [other]) }
    #expect(
      failure?.problems.map(\.description)
        == [
          "vocabulary/facts.lua:2: fact 'fear.tsk_17' is declared differently by two packs: the other is at other/facts.lua:2"
        ])
  }
}
