import PlumblineGuideline
import PlumblineTestSupport
import Testing

@testable import PlumblineWorkbench

struct MutationTests {
  /// By hand, for `all { n >= 5, flag }` on line 4:
  /// n >= 4 and n >= 6 (a step each way), n <= 5 (the other way), n negated, without n, flag negated, without flag, `any` for
  /// `all`, the whole negated, and the rule dropped: ten.
  @Test func `every kind of change is tried once, and those that no test notices come with a test`() throws {
    let pack = BenchPack(
      rules: BenchPack.rule("all { a.n :at_least(5), a.flag :is(true) }"),
      tests: BenchPack.test("both", "n = 7, flag = true", "primary = \"exercise+one\"")
        + BenchPack.test("low", "n = 2, flag = true", "primary = \"exercise\""))
    let report = try pack.mutation()
    #expect(
      Set(report.findings.map(\.mutant.words)) == [
        "`a.n :at_least(5)` becomes `a.n :at_least(4)`", "`a.n :at_least(5)` becomes `a.n :at_least(6)`",
        "`a.n :at_least(5)` becomes `a.n :at_most(5)`", "`a.n :at_least(5)` negated",
        "without `a.n :at_least(5)` in its `all`", "`a.flag :is(true)` negated",
        "without `a.flag :is(true)` in its `all`", "`any` for `all` over a.n, a.flag",
        "`all { a.n :at_least(5), a.flag :is(true) }` negated", "without rule site/one",
      ])
    #expect(report.findings.count == 10)
    #expect(
      Set(report.words { if case .survived = $0 { true } else { false } }) == [
        "`a.n :at_least(5)` becomes `a.n :at_least(4)`", "`a.n :at_least(5)` becomes `a.n :at_least(6)`",
        "without `a.flag :is(true)` in its `all`",
      ])
    #expect(report.killed == 7 && report.counted == 10 && report.percent == 70)
    #expect(
      report.findings.allSatisfy {
        $0.mutant.place == Place(file: "site/rules.lua", line: 4) || $0.mutant.edit == .drop
      })
  }

  /// The end of a range has no further cut-off: `n >= 9` becomes `n > 9`, which no patient reaches. `n >= 0` is true for all
  /// patients for whom it is known, and so is `n > 0`, except for 0.
  @Test(arguments: [
    ("a.n :at_least(9)", "`a.n :at_least(9)` becomes `a.n :above(9)`"),
    ("a.n :below(9)", "`a.n :below(9)` becomes `a.n :at_most(9)`"),
    ("a.n :above(0)", "`a.n :above(0)` becomes `a.n :at_least(0)`"),
    ("a.n :at_most(0)", "`a.n :at_most(0)` becomes `a.n :below(0)`"),
    ("a.n :between(4, 5)", "`a.n :between(4, 5)` becomes `a.n :between(5, 5)`"),
    ("a.code :is \"x\"", "`a.code :is \"x\"` becomes `a.code :is \"y\"`"),
    ("a.code :is_not \"z\"", "`a.code :is_not \"z\"` becomes `a.code :is_not \"x\"`"),
    (
      "a.code :is_one_of { \"x\", \"y\" }",
      "`a.code :is_one_of { \"x\", \"y\" }` becomes `a.code :is_one_of { \"y\" }`"
    ),
    ("first_known { a.n :above(3), a.m :above(3) }", "`any_known` for `first_known` over a.n, a.m"),
    ("none { a.n :above(3), a.flag :is(true) }", "`none { all { … } }` for `none` over a.n, a.flag"),
  ])
  func `a change is written in the author's notation`(condition: String, words: String) throws {
    let pack = BenchPack(
      rules: BenchPack.rule(condition), tests: BenchPack.test("t", "n = 1", "decision = \"recommend\""))
    #expect(try pack.mutation().findings.map(\.mutant.words).contains(words))
  }

  /// For `any { n >= 5, n >= 3 }`: without `n >= 5`, and with that cut-off moved either way, no answer changes.
  @Test func `a change that no legal profile can show is equivalent, and not counted`() throws {
    let pack = BenchPack(
      rules: BenchPack.rule("any { a.n :at_least(5), a.n :at_least(3) }"),
      tests: BenchPack.test("three", "n = 3", "primary = \"exercise+one\"")
        + BenchPack.test("two", "n = 2", "primary = \"exercise\""))
    let report = try pack.mutation()
    #expect(
      Set(report.words { $0 == .equivalent }) == [
        "`a.n :at_least(5)` becomes `a.n :at_least(4)`", "`a.n :at_least(5)` becomes `a.n :at_least(6)`",
        "without `a.n :at_least(5)` in its `any`",
      ])
    #expect(report.counted == report.findings.count - 3)
  }

  @Test func `the parts of gates and pairings are dropped too, and a fact of any_of`() throws {
    let pack = BenchPack(
      rules: """
        pairing "exercise+one" { title = "t", what = "w", for_patient = "f",
          cautions = { { says = "mind the code", when = a.code :is "x" } },
          contraindications = { { when = a.n :above(8), because = "no" } } }
        rule "one" { title = "t", recommend = "exercise+one", slot = "s", rank = 1, strength = "conditional",
          claims = { "trial/one/pain/mixed" }, because = "b", when = a.flag :is(true) }
        source "trial" { citation = "c" }
        evidence "trial/one/pain/mixed" { source = "trial", intervention = "i", comparator = "c", outcome = "pain",
          timepoint = "mixed", certainty = "high", certainty_seen = "s", population = { { says = "low m", when = a.m :below(3) } } }
        advise_against "not" { title = "t", against = "one", when = a.n :is(0), because = "b" }
        conflict "odd" { title = "t", when = a.n :is(1), because = "b" }
        need_data "some" { title = "t", stage = "required-data", any_of = { a.code, a.n }, because = "b", action = "a" }
        """, tests: BenchPack.test("t", "flag = true, n = 5", "decision = \"recommend\""))
    let words = try pack.mutation().findings.map(\.mutant.words)
    for word in [
      "without rule site/one", "without caution 1 of exercise+one",
      "without contraindication 1 of exercise+one",
      "without population 1 of trial/one/pain/mixed", "without advise_against site/not",
      "without conflict site/odd",
      "without gate site/some", "`any_of` of gate site/some without a.code",
      "`any_of` of gate site/some without a.n",
    ] {
      #expect(words.contains(word), "\(words)")
    }
  }

  /// A patient whose `a.m` is 9 is excluded, and the answer shows what is always shown all the same.
  @Test(arguments: ["a.code :is \"x\"", "all { a.code :is \"x\", a.m :at_least(9) }"])
  func `a caution that is always shown counts where nothing is recommended, too`(condition: String) throws {
    func pack(_ tests: String) -> BenchPack {
      BenchPack(
        rules: """
          pairing "exercise+one" { title = "t", what = "w", for_patient = "f", cautions = {
            { says = "mind the code", when = \(condition), placement = "above_evidence", always = true } } }
          rule "one" { title = "t", recommend = "exercise+one", slot = "s", rank = 1, strength = "conditional", claims = {},
            because = "b", when = a.flag :is(true) }
          exclude "much" { title = "t", stage = "adult-and-region", when = a.m :at_least(9), because = "b", action = "a" }
          """, tests: tests)
    }
    let said = "caution 1 of exercise+one without `always`"
    let silent = BenchPack.test("t", "flag = true, m = 9", "decision = \"out-of-scope\"")
    let survived = try pack(silent).mutation().words {
      if case .survived(let test) = $0 { test != nil } else { false }
    }
    #expect(survived.contains(said) && survived.contains("without caution 1 of exercise+one"), "\(survived)")
    let guideline = try pack(silent).guideline()
    let patients = try ConcernedPatients(guideline, [])
    let name = try #require(guideline.pairings.keys.first { "\($0)" == "exercise+one" })
    let differing = try patients.differing(from: guideline.droppingAlways(0, of: name))
    #expect(patients.space.example(of: differing) != nil)
    let telling = BenchPack.test("t", "flag = true, m = 9, code = \"x\"", "cautions = { \"mind the code\" }")
    #expect(
      try pack(telling).mutation().words { if case .killed = $0 { true } else { false } }.contains(said))
  }

  /// Each of the two costs a level, so without the first, certainty is higher for whoever misses both.
  @Test func `a criterion that is dropped is not taken for the next one, which moves up`() throws {
    let pack = BenchPack(
      rules: """
        pairing "exercise+one" { title = "t", what = "w", for_patient = "f" }
        rule "one" { title = "t", recommend = "exercise+one", slot = "s", rank = 1, strength = "conditional",
          claims = { "trial/one/pain/mixed" }, because = "b", when = a.flag :is(true) }
        source "trial" { citation = "c" }
        evidence "trial/one/pain/mixed" { source = "trial", intervention = "i", comparator = "c", outcome = "pain",
          timepoint = "mixed", certainty = "high", certainty_seen = "s",
          population = { { says = "low m", when = a.m :below(3) }, { says = "small m", when = a.m :below(3) } } }
        """, tests: BenchPack.test("t", "flag = true, m = 5", "decision = \"recommend\""))
    #expect(
      !(try pack.mutation().words { $0 == .equivalent }.contains { $0.hasPrefix("without population") }))
  }

  @Test func `a killing test is Lua that loads, passes on the pack and fails on the change`() throws {
    let rules = { (condition: String) in BenchPack.rule(condition) }
    let pack = BenchPack(
      rules: rules("all { a.n :at_least(5), a.flag :is(true) }"),
      tests: BenchPack.test("both", "n = 7, flag = true", "primary = \"exercise+one\""))
    var killing = ""
    var written: [(test: String, changed: String)] = []
    for finding in try pack.mutation().findings {
      guard case .survived(let test) = finding.fate else { continue }
      let lua = try #require(test).lua
      killing += lua
      if finding.mutant.words.hasSuffix(":at_least(6)`") {
        written.append((lua, "all { a.n :at_least(6), a.flag :is(true) }"))
      }
      if finding.mutant.words.hasPrefix("without `a.flag") {
        written.append((lua, "all { a.n :at_least(5) }"))
      }
    }
    #expect(written.count == 2)
    let fixed = BenchPack(
      rules: rules("all { a.n :at_least(5), a.flag :is(true) }"),
      tests: BenchPack.test("both", "n = 7, flag = true", "primary = \"exercise+one\"") + killing)
    #expect(try fixed.bench().run().allSatisfy { $0.passed })
    #expect(try fixed.mutation().percent == 100)
    for (test, changed) in written {
      #expect(try BenchPack(rules: rules(changed), tests: test).bench().run().map { $0.passed } == [false])
    }
  }
}
