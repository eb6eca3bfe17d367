import Testing

@testable import PlumblineGuideline

/// Lua's own operators on conditions that are not spelt out beside them, and similar code that is plain Lua.
struct DisguisedConditionTests {
  /// Two conditions in locals, on the line before the text.
  private static let conditions = "local a, b = fear.tsk_17 :above(37), all { surgery.spinal :is(true) }\n"

  /// All problems, as `line:column message`.
  private func problems(_ text: String) -> [String] {
    LexicalReview(Array(text.utf8), vocabulary: .packs).problems.map {
      "\($0.line):\($0.column) \($0.message)"
    }
  }

  private static let and = "`and` does not work on conditions: one side is silently lost; use all { ... }"
  private static let or = "`or` does not work on conditions: one side is silently lost; use any { ... }"
  private static let not = "`not` does not work on conditions: it is always false; use none { ... }"
  private static let equal = "`==` does not work on conditions: it is decided while loading; use :is(...)"
  private static let notEqual =
    "`~=` does not work on conditions: it is decided while loading; use :is_not(...)"
  private static let atLeast =
    "`>=` does not work on conditions: it is decided while loading; use :at_least(...)"

  private static func looking(_ word: String) -> String {
    "`\(word)` cannot test a condition while loading: every condition counts as true; put it into `when`"
  }

  // MARK: Locals

  @Test(arguments: [
    ("local both = a and b", "2:16 \(and)"),
    ("local either = x or (b)", "2:18 \(or)"),
    ("local both = (a) and f()", "2:18 \(and)"),
    ("local n = not a", "2:11 \(not)"),
    ("local n = not (b)", "2:11 \(not)"),
    ("local n = a == x", "2:13 \(equal)"),
    ("local n = x ~= a", "2:13 \(notEqual)"),
    ("local n = b >= 3", "2:13 \(atLeast)"),
    ("local l = { a and b }", "2:15 \(and)"),
    ("table.insert(l, a and b)", "2:19 \(and)"),
    ("local t = { when = a and b }\nrule 'x'(t)", "2:22 \(and)"),
    ("local t = {}\nt.when = a and b\nrule 'x'(t)", "3:12 \(and)"),
    ("rule 'x' { when = (function() return a and b end)() }", "2:40 \(and)"),
    ("local function both() return a and b end", "2:32 \(and)"),
    ("if a then f() end", "2:1 \(looking("if"))"),
    ("if (a) then f() end", "2:1 \(looking("if"))"),
    ("if x then f() elseif b then g() end", "2:15 \(looking("elseif"))"),
    ("while a do f() end", "2:1 \(looking("while"))"),
    ("repeat f() until a", "2:12 \(looking("until"))"),
    ("repeat f() until a f()", "2:12 \(looking("until"))"),
    ("if fear.tsk_17 :above(37) then f() end", "2:1 \(looking("if"))"),
    ("if all { a } then f() end", "2:1 \(looking("if"))"),
    ("repeat local c = any { a, b } until c and x", "2:39 \(and)"),
    ("local c = (a)\nlocal d = c and x", "3:13 \(and)"),
    ("local c\nc = (fear.tsk_17 :is(20))\nlocal d = c or x", "4:13 \(or)"),
    ("local c, d\nd, c = 3, scripted 'x' { says = 's' }\nlocal e = d == 3 and c", "4:18 \(and)"),
    ("local c\nif x then c = none { a } else c = 3 end\nlocal d = not c", "4:11 \(not)"),
    ("local t, c = {}\nt.x, c = 3, none { a }\nlocal d = not c", "4:11 \(not)"),
    ("local function f() return fear.tsk_17 :above(3) and x end", "2:49 \(and)"),
    ("local function f() return not any { x } end", "2:27 \(not)"),
    ("local c = 3 == fear.tsk_17 :is(3)", "2:13 \(equal)"),
  ])
  func `a condition in a local is not an operand`(text: String, problem: String) {
    #expect(problems(Self.conditions + text) == [problem])
  }

  @Test(arguments: [
    "local function both(p, q) return p and q end", "local function f(a) if a then return not a end end",
    "for a = 1, 3 do if a == 2 then f() end end", "do local a = 3; local c = a == 3 end",
    "local c, a = all { b }, 3; local d = a == 3", "local a = f(a) local c = a or 3",
    "local t = { a = 3 }; local c = t.a == 3 and t['a']", "local c = #t == 3 and type(a) == 'table'",
    "local l = { a, b }; if #l > 1 and l[1] then f() end", "local c = a.note or 3", "if a.x then f() end",
    "local c = x or fear.tsk_17 :above(37)", "local function a() end\nlocal c = a and 3",
    "local both = all { a, b }", "local s = select(2, a, b)", "local a <const> = 3",
    "local c, d = f(), all { a }; if c then g() end", "f(a); if x then g(b) end",
    "local c = all { a } local n = 3 local d = n == 3",
  ])
  func `other locals of that shape are accepted`(text: String) {
    #expect(problems(Self.conditions + text) == [])
  }

  // MARK: Facts

  @Test(arguments: [
    ("if goal.primary == 'function' then stop 'x' {} end", "1:17 \(equal)"),
    ("if 'function' ~= goal.primary then f() end", "1:15 \(notEqual)"),
    ("pcall(function() c = cognition.pcs >= 30 end)", "1:36 \(atLeast)"),
    ("local c = (fear.tsk_17) >= 30", "1:25 \(atLeast)"),
    ("local c = fear['tsk_17'] == 30", "1:26 \(equal)"),
    ("local c = goal.primary and x", "1:24 \(and)"), ("local c = x or goal.primary", "1:13 \(or)"),
    ("local c = not goal.primary", "1:11 \(not)"), ("if goal.primary then f() end", "1:1 \(looking("if"))"),
    ("local g = goal\nif g.primary == 'pain' then f() end", "2:14 \(equal)"),
    ("local p = goal.primary\nif p ~= 'pain' then f() end", "2:6 \(notEqual)"),
    ("local goal = goal.primary == 'pain'", "1:27 \(equal)"),
    ("local function f(fear) end\nlocal c = fear.tsk_17 >= 30", "2:23 \(atLeast)"),
    ("for fear in f do end\nlocal c = fear.tsk_17 >= 30", "2:23 \(atLeast)"),
    ("local c = all == x", "1:15 \(equal)"),
  ])
  func `a fact is not an operand`(text: String, problem: String) {
    #expect(problems(text) == [problem])
  }

  @Test(arguments: [
    "local c = math.pi == 3 and math.huge > 3", "local t = {}; if #t == 3 or t.x == 3 then f() end",
    "local n = 1; if n == 1 then f() end", "if type(x) == 'table' then f() end",
    "local function f(facts) if not facts.x and facts.y.z >= 3 then return facts.x == 'a' end end",
    "for _, one in ipairs(l) do if one.x == 3 and one then f() end end",
    "local function f(x) return x.y == 3 end", "function t:f() return self.x == 3 end",
    "local f = function(...) local n = ... if n == 3 then g() end end",
    "local t = {}\nlocal n = t.x\nif n == 3 then f() end", "local m = math\nif m.pi == 3 then f() end",
    "if string.len(x) == 3 then f() end", "local n = f(goal.primary) == 3", "local n = goal.primary",
    "local n = table.concat(l) == 'a'",
  ])
  func `plain values with dots are accepted`(text: String) {
    #expect(problems(text) == [])
  }

  // MARK: Words

  private static func renaming(_ word: String) -> String {
    "`\(word)` cannot be given another name here; write it where it is used"
  }

  @Test(arguments: [
    ("local every = all; local c = every { x }", "1:15 \(renaming("all"))"),
    ("local r = rule\nr 'x' { when = x }", "1:11 \(renaming("rule"))"),
    ("local a, b = x, any_known", "1:17 \(renaming("any_known"))"),
    ("local t = { all, x }", "1:13 \(renaming("all"))"),
    ("local t = { x; none }", "1:16 \(renaming("none"))"),
    ("local t = { every = all }", "1:21 \(renaming("all"))"), ("f(stop)", "1:3 \(renaming("stop"))"),
    ("f(x, (scripted))", "1:7 \(renaming("scripted"))"),
    ("local function f() return rule end", "1:27 \(renaming("rule"))"),
    ("local r r = rule return r", "1:13 \(renaming("rule"))"),
    ("if x then r = rule else r = 3 end", "1:15 \(renaming("rule"))"),
    ("pcall(all, { x })", "1:7 \(renaming("all"))"),
  ])
  func `a word of the language cannot be renamed`(text: String, problem: String) {
    #expect(problems(text) == [problem])
  }

  @Test func `a renamed rule and its argument are both reported`() {
    #expect(
      problems(Self.conditions + "local r=rule; r \"x\"{when=a and b}")
        == ["2:9 \(Self.renaming("rule"))", "2:28 \(Self.and)"])
  }

  @Test(arguments: [
    "local t = { rule = 3, all = 4 }", "local t = {}; local c = t.all", "local c = { all { x }, any({ y }) }",
    "local function f(rule, all) return rule, { all } end", "for all, rule in f do g(all, rule) end",
    "local rule, all = 3, 4; g(rule)", "local c = rule(id) {}", "local c = (all { x })",
    "return all { x }", "local c = f(t:all())", "local t = { all = all { x } }",
  ])
  func `other uses of that name are accepted`(text: String) {
    #expect(problems(text) == [])
  }

  // MARK: Lists

  private func shown(_ list: String, found: Int) -> Int? {
    LexicalReview(Array("local c =\n  all \(list)".utf8), vocabulary: .packs)
      .conditionsShown(by: "all", onLine: 2, found: found)
  }

  @Test(arguments: [
    ("{ a, b }", 1), ("{ a, b, }", 1), ("{ b, f() }", 1), ("{ a, b; c.high }", 2), ("{ c.high }", 0),
    ("({ a, b })", 1), ("{ a, x :is(true) }", 1), ("{ function() f(1, 2) return 1, 2 end, b }", 1),
    ("{ f(1, 2), { 1, 2 } }", 1), ("{ a, ... }", 0), ("{ a, (f()) }", 1),
    ("{ a, b } or all { a, b, c, d }", 3),
  ])
  func `a list that lost its end is found`(list: String, found: Int) {
    #expect(shown(list, found: found) != nil)
  }

  @Test(arguments: [
    ("{ a, b }", 2), ("{ a, b, }", 2), ("{}", 0), ("{ a, f() }", 4), ("{ a, ... }", 1), ("{ a, ... }", 3),
    ("{ a, table.unpack(l) }", 1), ("(l)", 1), ("{ a } or all { a, b }", 1), ("{ a, b } or all(l)", 1),
    ("{ a, b, x = 3 }", 2), ("{ a, [2] = b }", 1),
  ])
  func `a complete list is recognised`(list: String, found: Int) {
    #expect(shown(list, found: found) == nil)
  }
}
