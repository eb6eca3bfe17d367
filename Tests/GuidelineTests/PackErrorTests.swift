import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// The errors that an author sees, word for word: where, what, and what to do.
struct PackErrorTests {
  @Test func `a pack without a mistake loads`() {
    #expect(SitePack.problems(SitePack.rule("fear.tsk_17 :above(37)")) == [])
  }

  @Test(arguments: [
    ("fear.tsk17 :above(37)", "unknown fact 'fear.tsk17'; did you mean 'fear.tsk_17'?"),
    (
      "fear.tsk_17 :at_leest(37)",
      "`fear.tsk_17` has no comparison 'at_leest'; did you mean 'at_least'? (there are at_least, at_most, above, below, between, is, is_not, is_one_of, was_declined, was_a_range)"
    ),
    ("feer.tsk_17 :above(37)", "unknown fact 'feer.tsk_17'; did you mean 'fear.tsk_17'?"),
    (
      "fear.tsk_17",
      "`fear.tsk_17` is a fact, not yet a condition; compare it, as in `fear.tsk_17 :at_least(17)`"
    ),
    (
      "fear.tsk_17 :above(100)", "`fear.tsk_17` is a whole number from 17 to 68, but `:above` was given '100'"
    ),
    (
      "fear.tsk_17 :above(37.5)",
      "`fear.tsk_17` is a whole number from 17 to 68, but `:above` was given '37.5'"
    ),
    ("fear.tsk_17 :is \"high\"", "`fear.tsk_17` is a whole number from 17 to 68, but `:is` was given 'high'"),
    (
      "goal.primary :is \"funktion\"",
      "`goal.primary` is one of function, pain, but `:is` was given 'funktion'; did you mean 'function'?"
    ),
    (
      "goal.primary :above(3)",
      "`goal.primary` is one of function, pain: `above` orders numbers; use `is` or `is_one_of`"
    ),
    ("surgery.spinal :is \"no\"", "`surgery.spinal` is true or false, but `:is` was given 'no'"),
    (
      "fear.tsk_17 :between(40, 20)",
      "`fear.tsk_17 :between(40, 20)` can never hold; write the lower value first"
    ),
    ("all {}", "`all` is empty; give it at least one condition"),
    ("all { fear.tsk_17 :above(37), goal.secondary }", "unknown fact 'goal.secondary'"),
    ("any_known { }", "`any_known` is empty; give it at least one condition"),
    ("\"always\"", "`when` of rule 'r' is a string; write a condition"),
    (
      "fear.tsk_17 :above(fear.fabq_physical_activity)",
      "`fear.tsk_17 :above` compares with another fact: only a `constraint` may do that; compare it with a value"
    ),
  ])
  func `a wrong condition is reported with its line and what to do`(condition: String, message: String) {
    #expect(SitePack.problems(SitePack.rule(condition)) == ["site/rules.lua:3: \(message)"])
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
    let found = SitePack.problems(SitePack.rule(condition))
    #expect(
      found.contains {
        $0.hasPrefix("site/rules.lua:3:") && $0.contains("`\(sign)` does not work on conditions")
      }, "\(found)")
  }

  @Test func `everything that is wrong is reported at once, in the order of the text`() {
    let found = SitePack.problems(
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
        "site/rules.lua:5: unknown fact 'fear.tsk17'; did you mean 'fear.tsk_17'?",
        "site/rules.lua:7: `rank` of rule 'r' must be a whole number from 1 to 1000",
        "site/rules.lua:8: `strength` of rule 'r' is 'weak'; write one of strong, conditional",
        "site/rules.lua:10: unknown fact 'fear.tsk'; did you mean 'fear.tsk_17'?",
        "site/rules.lua:11: a rule cannot state a certainty: it is computed for each patient from the evidence in `claims`; leave it out",
      ])
  }

  @Test func `a comparison sign does not hide what else is wrong`() {
    let found = SitePack.problems(
      """
      pairing "exercise+x" { title = "t", what = "w", for_patient = "f" }
      rule "r" {
        titel = "t", when = any { fear.tsk_17 >= 37, fear.tsk17 :above(3) },
        recommend = "exercise+y", slot = "psychological", rank = 1,
        strength = "conditional", claims = {}, because = "b",
      }
      """)
    let words = [
      "`>=` does not work on conditions", "has no field 'titel'", "unknown fact 'fear.tsk17'",
      "recommends 'exercise+y'",
    ]
    for word in words { #expect(found.contains { $0.contains(word) }, "\(word): \(found)") }
    #expect(!found.contains { $0.contains("37") && !$0.contains(">=") }, "\(found)")
  }

  @Test func `a reference that leads nowhere is reported with the nearest name`() {
    let found = SitePack.problems(
      SitePack.rule("fear.tsk_17 :above(37)").replacing(
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
      "site/rules.lua:2: this condition is built and never used: `fear.tsk_17.above …`; join it with others in all { } or any { }"
    ),
    ("helper = 3", "site/rules.lua:2: assignment to an undeclared global 'helper'; write `local helper`"),
    ("string.rep = nil", "site/rules.lua:2: "),
    ("os.execute(\"x\")", "site/rules.lua:2: 'os' is not offered here"),
    ("rule \"r\"", "site/rules.lua:2: malformed rule; write rule \"name\" { … }"),
    ("frobnicate \"r\" {}", "site/rules.lua:2: unknown name 'frobnicate'"),
    ("local x = = 3", "site/rules.lua:2: "),
    ("for i = 1, math.huge do end", "site/rules.lua:2: "),
    ("while true do end", "site/rules.lua:2: stopped by the sandbox's fuel limit: "),
    (
      "test \"t\" { given = {}, expect = {} }",
      "site/rules.lua:2: a `test` belongs in the pack's tests folder"
    ),
    (
      "source \"s\" { citation = \"a\", citation = \"b\" }",
      "site/rules.lua:2: field 'citation' is written twice, first on line 2: Lua would keep only the last; remove one of them"
    ),
    (
      "source \"Bad Name\" { citation = \"a\" }",
      "site/rules.lua:2: 'Bad Name' is not a name; use lower case letters, digits and `-` (facts: `_` and one `.`)"
    ),
    ("source \"s\" { citation = \"a\\7\" }", "site/rules.lua:2: "),
  ])
  func `a mistake outside the rules is reported with its line`(text: String, message: String) {
    let found = SitePack.problems(text)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix(message) ?? false, "\(found)")
  }

  @Test func `a hole in a list is reported, not ignored`() {
    let text =
      "local a = fear.tsk_17 :above(37)\nlocal b = surgery.spinal :is(true)\n"
      + SitePack.rule("all { a, a_missing_local, b }")
    #expect(SitePack.problems(text).contains { $0.contains("unknown name 'a_missing_local'") })
    let hole = "local t = { fear.tsk_17 :above(37) }\n" + SitePack.rule("all { t[2], t[1] }")
    #expect(
      SitePack.problems(hole) == [
        "site/rules.lua:4: `all` has a hole: one of its conditions is nil; check that its name is defined"
      ])
  }
}

/// A cause is reported, and not everything that follows from it.
struct RootCauseTests {
  private static func problems(_ folders: [PackFolder]) -> [String] {
    do {
      _ = try GuidelineLoader.load(folders)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  private static let site = Shipped.pack(
    "site", ["rules.lua": SitePack.manifest + "\n" + SitePack.rule("fear.tsk_17 :above(37)")])

  @Test func `without the vocabulary only the packs that require it are reported`() {
    let problems = Self.problems(SitePack.ground.filter { $0.name != "vocabulary" } + [Self.site])
    #expect(
      problems == [
        "red-flags/stops.lua:1: pack 'red-flags' requires 'vocabulary' 1.0.0, which is not among the packs in force"
      ])
  }

  @Test func `a file of facts that does not run hides no cause, and adds no unknown facts`() {
    let broken = Shipped.pack(
      "vocabulary",
      [
        "pack.lua":
          #"pack "vocabulary" { version = "1.0.0", title = "v", purpose = "p", authors = { "a" } }"#,
        "facts.lua": #"fact "fear.tsk_17" { type = "integer" range = { 17, 68 } }"#,
      ])
    let problems = Self.problems(SitePack.ground.filter { $0.name != "vocabulary" } + [broken, Self.site])
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.hasPrefix("vocabulary/facts.lua:1:") == true, "\(problems)")
  }

  @Test func `a refused operator is reported, and not the rules that use the local it is in`() {
    let problems = SitePack.problems(
      """
      local high = any { fear.tsk_17 >= 37, surgery.spinal :is(true) }
      pairing "exercise+x" { title = "t", what = "w", for_patient = "f" }
      rule "r" { title = "t", when = high, recommend = "exercise+x", slot = "psychological", rank = 1,
        strength = "conditional", claims = {}, because = "b" }
      rule "s" { title = "t", when = all { high, surgery.spinal :is(false) }, recommend = "exercise+x", slot = "psychological",
        rank = 2, strength = "conditional", claims = {}, because = "b" }
      """)
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.contains("`>=` does not work on conditions") == true)
  }

  @Test func `a name that is unknown in a pack whose requirements are met is reported beside other mistakes`()
  {
    let text = SitePack.manifest + "\n" + SitePack.rule("fear.tsk17 :above(37)", "colour = 1,")
    let problems = Self.problems(SitePack.ground + [Shipped.pack("site", ["rules.lua": text])])
    #expect(problems.contains { $0.contains("unknown fact 'fear.tsk17'") }, "\(problems)")
    #expect(problems.count == 2, "\(problems)")
  }

  @Test(arguments: [
    (
      "a fact of an unknown type", "vocabulary", "fact \"patient.age\" {\n  type     = \"integer\"",
      "fact \"patient.age\" {\n  type     = \"number\"", "`type` of fact 'patient.age' is 'number'"
    ),
    (
      "a misspelt declaration", "psychological-pairing", "\notherwise \"", "\notherwis \"",
      "unknown name 'otherwis'; did you mean 'otherwise'?"
    ),
    (
      "evidence that is not read, though rules claim it and an option shows it", "psychological-pairing",
      "\"mid-term\",\n  certainty    = \"low\",\n  effect       = { measure = \"SMD\", value = 0.63",
      "\"mid-trem\",\n  certainty    = \"low\",\n  effect       = { measure = \"SMD\", value = 0.63",
      "`timepoint` of evidence 'ho-2022/pain-education/function/mid-term' is 'mid-trem'"
    ),
  ])
  func `one mistake in the shipped packs is one problem`(
    mistake: String, pack: String, before: String, after: String, problem: String
  ) throws {
    let found = Self.problems(try Shipped.folders(changing: pack, before, to: after))
    #expect(found.count == 1 && found[0].contains(problem), "\(mistake): \(found)")
  }

  @Test func `without a domain, each name that it would declare says so`() throws {
    let found = Self.problems(try Shipped.folders(without: "domain.lua", of: "red-flags"))
    #expect(!found.isEmpty)
    for problem in found { #expect(problem.contains("no pack in force declares a `domain`")) }
  }
}
