import TestSupport
import Testing

@testable import Guideline

/// Lists that are shorter than they are written, because Lua drops a nil at their end.
struct ListErrorTests {
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

  @Test(arguments: [
    ("all { b, cut.high }", "`all` lists 2 conditions, but one of them"),
    ("all { b, f() }", "`all` lists 2 conditions, but one of them"),
    ("all { b, c }", "`all` lists 2 conditions, but one of them"),
    ("any { b, b, c, }", "`any` lists 3 conditions, but one of them"),
    ("all { b, none { c } }", "`none` lists 1 condition, but it"),
  ])
  func `a list of conditions that ends in nil is told`(condition: String, start: String) {
    let names = "local b, cut, c = fear.tsk_17 :above(37), {} local function f() end\n"
    let message = "\(start) is nil (a name that is not in its table?)"
    #expect(problems(names + rule(condition)) == ["site/rules.lua:4: \(message)"])
  }

  @Test(arguments: [
    "all { b, l[1] }", "all { b, f() }", "all { b, table.unpack(l) }",
    "all { b, table.unpack(none_of_these) }",
    "joined(b)", "joined(b, b)", "all(l)", "any { all { b }, all { b, b } }",
  ])
  func `a list of conditions that is whole is taken as it is`(condition: String) {
    let names = """
      local b = fear.tsk_17 :above(37) local l, none_of_these = { b, b }, {} local function f() return b, b end \
      local function joined(first, ...) return all { first, ... } end

      """
    #expect(problems(names + rule(condition)) == [])
  }

  @Test(arguments: [
    (
      "claims = { \"trial/x/function/mixed\", c.x }",
      "the list in `claims` of rule 'r' shows 2 values, but one of them is nil"
    ),
    ("claims = { c.x }", "the list in `claims` of rule 'r' shows 1 value, but it is nil"),
  ])
  func `a list of names that ends in nil is told`(claims: String, message: String) {
    let text = "local c = {}\n" + rule("fear.tsk_17 :above(37)").replacing("claims = {}", with: claims)
    #expect(problems(text) == ["site/rules.lua:5: \(message)"])
  }
}
