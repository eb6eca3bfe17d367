import PlumblineTestSupport
import Testing

/// What `also_written` of a fact may say.
struct AlsoWrittenErrorTests {
  private static func problems(_ fact: String) -> [String] {
    SitePack.problems("fact \"x.y\" { label = \"l\", question = \"?\", \(fact) }")
  }

  @Test(arguments: [
    ("also_written = { no = \"none\", declined = \"asked-declined\" }", nil),
    (
      "also_written = { some = \"none\" }",
      "`also_written` of fact 'x.y' has 'some', which is a code itself; leave it out"
    ),
    (
      "also_written = { no = \"nome\" }",
      "`also_written` of fact 'x.y' takes 'no' for 'nome', which is neither in `codes` nor a reason of absence; did you mean 'none'?"
    ),
    ("also_written = { no = 1 }", "`also_written` of fact 'x.y' must hold strings"),
    (
      "also_written = { old = \"stale\" }",
      "`also_written` of fact 'x.y' takes 'old' for 'stale', which is neither in `codes` nor a reason of absence"
    ),
  ])
  func `every way of writing means a code or an absence`(field: String, problem: String?) {
    let found = Self.problems("type = \"code\", codes = { \"some\", \"none\" }, \(field)")
    #expect(found == (problem.map { ["site/rules.lua:2: \($0)"] } ?? []))
  }

  @Test func `a number has no other ways`() {
    #expect(
      Self.problems("type = \"integer\", range = { 0, 3 }, also_written = { none = \"x\" }") == [
        "site/rules.lua:2: `also_written` of fact 'x.y' applies to codes only, and the fact has none; leave it out"
      ])
  }
}
