import PlumblineGuideline
import Testing

@testable import PlumblineWorkbench

struct CoverageTests {
  private func states(_ leaf: Coverage.Leaf) -> String {
    leaf.goals.map { goal in
      switch leaf.state(goal) {
      case .seen: "+"
      case .unseen: "-"
      case .impossible: "0"
      }
    }.joined()
  }

  /// By hand, for `all { n >= 5, flag }`; T, F, U, deciding while true, deciding while false:
  /// - n=7, flag=true:  n T and decides (without it F); flag T and decides.
  /// - n=2, flag=true:  n F and decides; flag T, but flipping it changes nothing (n is false).
  /// - n=7, flag absent: n T, flipping it to false makes F but as it is the whole is unknown: decides nothing; flag U.
  @Test func `the outcomes and the deciding goals of each comparison are those counted by hand`() throws {
    let pack = BenchPack(
      rules: BenchPack.rule("all { a.n :at_least(5), a.flag :is(true) }"),
      tests: BenchPack.test("both", "n = 7, flag = true", "primary = \"exercise+one\"")
        + BenchPack.test("low", "n = 2, flag = true", "primary = \"exercise\"")
        + BenchPack.test("open", "n = 7", "primary = \"exercise\""))
    let coverage = try pack.coverage()
    #expect(coverage.units.map(\.site.words) == ["rule site/one"])
    #expect(coverage.units[0].leaves.map(states) == ["++-++", "+-++-"])
    #expect(coverage.outcomes == Coverage.Score(seen: 4, possible: 6, impossible: 0))
    #expect(coverage.independence == Coverage.Score(seen: 1, possible: 2, impossible: 0))
    #expect(coverage.outcomes.percent == 66 && coverage.independence.percent == 50)
    #expect(coverage.units[0].leaves[1].wanted == [.outcome(.false), .decides(false)])
  }

  /// `any { n >= 5, n >= 3 }`: the first comparison can decide neither way: with n >= 5 the second is true as well, so flipping
  /// the first alone changes nothing; with n < 5 it decides only if the second is false. So true-and-deciding is impossible,
  /// and with it the pair. The second decides while true (3, 4) and while false (0 to 2).
  @Test func `what no legal profile can show is not asked for, and is reported`() throws {
    let pack = BenchPack(
      rules: BenchPack.rule("any { a.n :at_least(5), a.n :at_least(3) }"),
      tests: BenchPack.test("three", "n = 3", "primary = \"exercise+one\""))
    let leaves = try pack.coverage().units[0].leaves
    #expect(leaves[0].state(.decides(true)) == .impossible)
    #expect(leaves[0].independence == .impossible)
    #expect(leaves[1].independence == .unseen)
    #expect(leaves[0].wanted == [.outcome(.true), .outcome(.unknown)])
    let coverage = try pack.coverage()
    #expect(coverage.independence == Coverage.Score(seen: 0, possible: 1, impossible: 1))
    #expect(coverage.isProved)
  }

  @Test func `a comparison that only laws between facts make impossible is reported`() throws {
    let pack = BenchPack(
      rules: BenchPack.rule(
        "all { a.n :at_least(5), a.m :at_least(8) }",
        "constraint \"m-at-most-n\" { holds = a.n :at_least(a.m), because = \"b\" }"
          + "\nrule \"two\" { title = \"t\", recommend = \"exercise+one\", role = \"alternative\", strength = \"conditional\", claims = {}, because = \"b\", when = all { a.n :below(3), a.m :above(4) } }"
      ), tests: BenchPack.test("low", "n = 1", "primary = \"exercise\""))
    let two = try #require(try pack.coverage().units.first { $0.site == .rule("site/two") })
    // Each can be true alone; both never are, so neither can decide while the whole is true.
    #expect(two.leaves[0].state(.outcome(.true)) == .seen)
    #expect(two.leaves.allSatisfy { $0.independence == .impossible })
  }

  @Test func `a rule behind a gate that decides is not exercised`() throws {
    let pack = BenchPack(
      rules: BenchPack.rule(
        "a.n :at_least(5)",
        "need_data \"code\" { title = \"t\", stage = \"required-data\", any_of = { a.code, a.m }, because = \"b\", action = \"a\" }"
      ),
      tests:
        "test \"flagged\" { given = { red_flags = { any = true }, a = { n = 7 } }, expect = { decision = \"stop\" } }\n"
        + BenchPack.test("asked", "n = 7", "decision = \"need-data\""))
    let units = try pack.coverage().units
    let gate = try #require(units.first { $0.site == .gate("site/code") })
    let rule = try #require(units.first { $0.site == .rule("site/one") })
    #expect(!rule.isReached)
    #expect(rule.leaves.map(states) == ["-----"])
    // The goals of an `any_of`: one is known (false), none is known (unknown).
    #expect(gate.isReached)
    #expect(gate.leaves.map(states) == ["-+"])
    #expect(gate.leaves[0].independence == nil)
  }
}
