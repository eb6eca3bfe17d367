import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// Lists that are shorter than they are written, because Lua drops a nil at their end.
struct ListErrorTests {

  @Test(arguments: [
    ("all { b, cut.high }", "`all` lists 2 conditions, but one of them"),
    ("all { b, f() }", "`all` lists 2 conditions, but one of them"),
    ("all { b, c }", "`all` lists 2 conditions, but one of them"),
    ("any { b, b, c, }", "`any` lists 3 conditions, but one of them"),
    ("all { b, none { c } }", "`none` lists 1 condition, but it"),
  ])
  func `a list of conditions that ends in nil is reported`(condition: String, start: String) {
    let names = "local b, cut, c = fear.tsk_17 :above(37), {} local function f() end\n"
    let message = "\(start) is nil; check that its name is in its table"
    #expect(SitePack.problems(names + SitePack.rule(condition)) == ["site/rules.lua:4: \(message)"])
  }

  @Test(arguments: [
    "all { b, l[1] }", "all { b, f() }", "all { b, table.unpack(l) }",
    "all { b, table.unpack(none_of_these) }",
    "joined(b)", "joined(b, b)", "all(l)", "any { all { b }, all { b, b } }",
  ])
  func `a complete list of conditions is accepted`(condition: String) {
    let names = """
      local b = fear.tsk_17 :above(37) local l, none_of_these = { b, b }, {} local function f() return b, b end \
      local function joined(first, ...) return all { first, ... } end

      """
    #expect(SitePack.problems(names + SitePack.rule(condition)) == [])
  }

  @Test(arguments: [
    (
      "claims = { \"trial/x/function/mixed\", c.x }",
      "the list in `claims` of rule 'r' shows 2 values, but one of them is nil; leave it out, or check that its name is defined"
    ),
    (
      "claims = { c.x }",
      "the list in `claims` of rule 'r' shows 1 value, but it is nil; leave it out, or check that its name is defined"
    ),
  ])
  func `a list of names that ends in nil is reported`(claims: String, message: String) {
    let text =
      "local c = {}\n" + SitePack.rule("fear.tsk_17 :above(37)").replacing("claims = {}", with: claims)
    #expect(SitePack.problems(text) == ["site/rules.lua:5: \(message)"])
  }
}
