import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// Sums and differences of facts, which constraints compare.
struct SumTests {
  private static let scores = """
    fact "whole" { type = "integer", range = { 0, 10 }, label = "whole", question = "whole?" }
    fact "one" { type = "integer", range = { 0, 5 }, label = "one", question = "one?" }
    fact "two" { type = "integer", range = { 0, 5 }, label = "two", question = "two?" }
    fact "kind" { type = "code", codes = { "a", "b" }, label = "kind", question = "kind?" }

    """

  private func load(_ holds: String) throws -> Guideline {
    try SmallPack.guideline(
      Self.scores, "constraint \"law\" { holds = \(holds), because = \"parts\" }\n",
      SmallPack.rule("one :at_least(3)"))
  }

  @Test(arguments: [
    ("whole - one - two :between(0, 2)", "whole - one - two :between(0, 2)"),
    ("(whole - one) :at_most(5)", "whole - one :at_most(5)"),
    ("whole - (one + two) :is(0)", "whole - one - two :is(0)"),
    ("one + two :at_least(1)", "one + two :at_least(1)"),
    (
      "all { whole - one :at_least(0), none { whole - two :below(0) } }",
      "all { whole - one :at_least(0), none { whole - two :below(0) } }"
    ),
  ])
  func `a sum is compared as it reads, with or without brackets`(written: String, read: String) throws {
    let vocabulary = try load(written).vocabulary
    #expect(Notation(vocabulary).text(vocabulary.constraints[0].holds) == read)
  }

  @Test(arguments: [
    ("whole - one", "a sum of facts is not yet a condition; compare it"),
    ("3 + whole :at_most(2)", "only facts can be added or subtracted; move a number to the comparison"),
    ("whole - kind :at_most(2)", "`kind` is one of a, b: only numbers can be added"),
    ("whole - one :at_most(two)", "takes one number; write the facts on its left"),
    ("whole - one :is_one_of { 1, 2 }", "a sum of facts has no comparison 'is_one_of'"),
    ("whole - one :between(3, 1)", "can never hold; write the lower value first"),
    ("whole - nobody :at_most(2)", "nobody"),
    ("one :at_least(1) - two :at_most(3)", "only facts can be added or subtracted"),
    ("whole * one :at_most(2)", "only `+` and `-` work on names from the vocabulary"),
  ])
  func `a sum that cannot be compared is refused with what to write`(written: String, message: String) {
    do {
      _ = try load(written)
      Issue.record("it loads: \(written)")
    } catch let failure as PackFailure {
      #expect(
        failure.problems.contains { $0.message.contains(message) }, "\(failure.problems.map(\.message))")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test(arguments: ["at_most", "at_least", "below", "is"])
  func `the lowest number of Lua is a bound like any other`(sign: String) throws {
    let guideline = try load(
      "all { one :at_least(0), whole - one :at_least(-5), none { whole + one :at_most(-1) } }")
    #expect(guideline.vocabulary.constraints.count == 1)
    let failure = #expect(throws: PackFailure.self) { try load("whole - one :\(sign)(math.mininteger)") }
    #expect(failure?.problems.contains { $0.message.contains("too large") } ?? false)
  }

  @Test func `laws that no patient can keep are refused, and so are laws on computed facts`() {
    let contradicting = #expect(throws: PackFailure.self) { try load("one + two :at_least(11)") }
    #expect(contradicting?.problems.contains { $0.message.contains("can hold for no patient") } ?? false)
    let computed = """
      fact "sum" { type = "integer", range = { 0, 10 }, label = "sum", question = "sum?", reads = { one },
        compute = function(facts) return facts["one"] end }
      constraint "on-it" { holds = sum :at_most(3), because = "b" }

      """
    let scripted = #expect(throws: PackFailure.self) {
      try SmallPack.guideline(Self.scores, computed, SmallPack.rule("one :at_least(3)"))
    }
    #expect(scripted?.problems.contains { $0.message.contains("depends on a computed fact") } ?? false)
  }

  @Test func `a sum belongs into a constraint`() {
    #expect(throws: PackFailure.self) {
      try SmallPack.guideline(Self.scores, SmallPack.rule("whole - one :at_least(3)"))
    }
  }
}
