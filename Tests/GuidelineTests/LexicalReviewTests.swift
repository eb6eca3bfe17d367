import Testing

@testable import PlumblineGuideline

extension LexicalVocabulary {
  /// The words of the pack language.
  static let sample = LexicalVocabulary(
    declarations: [
      "pack", "fact", "constraint", "instrument", "source", "evidence", "pairing", "stop", "defer", "exclude",
      "need_data", "rule", "otherwise", "advise_against", "conflict", "adapt", "test", "scripted",
    ],
    combinators: ["all", "any", "none", "first_known", "any_known"],
    comparisons: ["at_least", "at_most", "above", "below", "between", "is", "is_not", "is_one_of"])
}

struct LexicalReviewTests {
  private func review(_ text: String, depthCap: Int = 100) -> LexicalReview {
    LexicalReview(Array(text.utf8), vocabulary: .sample, depthCap: depthCap)
  }

  /// All problems, as `line:column message`.
  private func problems(_ text: String, depthCap: Int = 100) -> [String] {
    review(text, depthCap: depthCap).problems.map { "\($0.line):\($0.column) \($0.message)" }
  }

  // MARK: Inside declarations

  @Test(arguments: [
    ("a and b", "2:12 `and` does not work on conditions: one side is silently lost; use all { ... }"),
    ("a or b", "2:12 `or` does not work on conditions: one side is silently lost; use any { ... }"),
    ("not a", "2:10 `not` does not work on conditions: it is always false; use none { ... }"),
    ("a == 1", "2:12 `==` does not work on conditions: it is decided while loading; use :is(...)"),
    ("a ~= 1", "2:12 `~=` does not work on conditions: it is decided while loading; use :is_not(...)"),
    ("a < 1", "2:12 `<` does not work on conditions: it is decided while loading; use :below(...)"),
    ("a <= 1", "2:12 `<=` does not work on conditions: it is decided while loading; use :at_most(...)"),
    ("a > 1", "2:12 `>` does not work on conditions: it is decided while loading; use :above(...)"),
    ("a >= 1", "2:12 `>=` does not work on conditions: it is decided while loading; use :at_least(...)"),
    ("nil", "2:10 `nil` is not a value; leave the field out"),
    ("{ a, nil }", "2:15 `nil` in a list leaves a hole; leave it out"),
    ("{ nil; a }", "2:12 `nil` in a list leaves a hole; leave it out"),
    ("2 ^ 3", "2:12 `^` is not offered: its result may differ between machines; use multiplication"),
  ])
  func `an operator in a declaration is refused with what to write instead`(
    expression: String, problem: String
  ) {
    #expect(problems("rule 'x' {\n  when = \(expression),\n}") == [problem])
  }

  @Test func `each wrong token is one problem, in the order of the text`() {
    #expect(
      problems("rule 'x' { when = all { a and b, not c }, rank = n or 1 }").map { $0.prefix(9) }
        == ["1:27 `and", "1:34 `not", "1:52 `or`"])
  }

  @Test(arguments: [
    "rule 'x' { a and b }", "rule('x') { a and b }", "rule('x')({ a and b })",
    "rule(prefix .. 'x') { a and b }", "rule [[x]] { a and b }", "pack { a and b }",
    "local c = all { a and b }", "local c = all({ a and b })", "scripted 'x' { a and b }",
    "rule 'x' { when = (a and b) }", "rule 'x' { f(a and b) }", "rule 'x' { [a and b] = 1 }",
    "for _, x in ipairs(l) do rule(x) { a and b } end", "local function f() return rule 'x' { a and b } end",
    "rule 'x' { f(function() return any { a and b } end) }",
    "rule 'x' { function() if a then b() end end, a and b }",
    "rule 'x' { function() for i = 1, 2 do while a do b() end end repeat c() until d end, a and b }",
  ])
  func `every way to write a declaration is recognised`(text: String) {
    #expect(review(text).problems.map { $0.message.prefix(5) } == ["`and`"])
  }

  @Test(arguments: [
    "rule 'x' { when = all { a, b :at_least(15), none { c :is 'x' } } }",
    "rule 'x' { rank = 2 * n - 1, because = 'a' .. b, [1] = -x, n = #l, m = 7 // 2 % 3 & 1 | 2 ~ 3 << 1 }",
    "scripted 'x' { test = function(facts) if not a and b == nil or c < d then return nil, x ~= y end end }",
    "rule 'x' { because = 'a and b == c ^ d', --[[ not nil ]] when = a } -- and or",
    "rule 'x' { when = a :is(nil), b = f(nil) }",
    "fact 'x' { compute = function(f) return { nil, a and b } end }",
  ])
  func `plain Lua in a declaration is accepted`(text: String) {
    #expect(problems(text) == [])
  }

  // MARK: Outside declarations

  @Test(arguments: [
    ("local c = a :at_least(3) and b", "1:26 `and`"), ("local c = a :is 'x' or b", "1:21 `or`"),
    ("local c = a :is_one_of { 'x', 'y' } == b", "1:37 `==`"),
    ("local c = a.b.c :above(n + (1)) < b", "1:33 `<`"), ("local c = (a :above(3)) and b", "1:25 `and`"),
    ("local c = all { a, b } or d", "1:24 `or`"), ("local c = any({ a, b }) >= d", "1:25 `>=`"),
    ("local c = not a :is(true)", "1:11 `not`"),
    ("local c = not a.b['x'].f(1):g 'x' :is(true)", "1:11 `not`"),
    ("local c = not (a :is 'x')", "1:11 `not`"), ("local c = not none { a }", "1:11 `not`"),
    ("if a :is 'x' ~= b then end", "1:14 `~=`"), ("do local c = a\n  :below(3)\n  and b end", "3:3 `and`"),
    ("f { a :at_most(3) <= b }", "1:19 `<=`"), ("local c = a :between(1, 2) > b", "1:28 `>`"),
  ])
  func `an operator beside a condition is refused`(text: String, start: String) {
    let problems = problems(text)
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix(start + " does not work on conditions") == true)
  }

  @Test(arguments: [
    "local n = x or 5", "local c = not a and b == nil", "if not a and b < 3 then end",
    "while a ~= b or c do end", "local f = function(x) return x :at_least(3) and y end",
    "local function f(x) return not x :is 'y' end", "local t = { nil, a = nil, b = a and c }",
    "local c = f(a :is 'x') and b", "local c = with and a :at_least(3)", "local x <const> = a :is 'x'",
    "local y = list.all { a and b }", "local y = list:all { a and b }",
    "local function all(t) return t and u end", "local rule = a or b", "local a = {}; local c = not a.b",
    "local c = not a:f(1)", "local c = a.at_least(3) and b", "local c = (a) and b", "local c = 'x' == 'y'",
  ])
  func `plain values outside declarations are accepted`(text: String) {
    #expect(problems(text) == [])
  }

  @Test func `a power is refused everywhere`() {
    let message = "`^` is not offered: its result may differ between machines; use multiplication"
    #expect(
      problems("local a = 2^3\nlocal function f(x)\n  return x ^ 2\nend") == [
        "1:12 \(message)", "3:12 \(message)",
      ])
  }

  @Test func `brackets may be nested to the cap`() {
    #expect(problems("local a = {{\n{}}}", depthCap: 3) == [])
    #expect(
      problems("local a = {{\n({})}}\nlocal b = {{{{}}}}", depthCap: 3)
        == ["2:2 nested too deeply (more than 3 brackets are open); keep inner parts in a `local`"])
    #expect(review("f(a[b{}], {})").depth == 3)
  }

  // MARK: Fields and names

  @Test func `declarations and their fields keep their lines`() {
    let text = """
      pack { version = "1.0.0",
        requires = { vocabulary = "1.0" } }

      rule "a-b"
      {
        title = "x", ["when"] = all { inner = 1 },
        test = function(facts)
          local t = { u = 1 }; y = 2
          if a then b, c = 1, 2 end
        end; claims
          = {}, 3, [4] = 5, title = "again",
      }
      for i = 1, 2 do rule("c" .. i)({ rank = i }) end
      rule('d') {}
      local c = all { x = 1 }
      """
    let found = review(text).declarations.map { declaration in
      "\(declaration.word) \(declaration.id ?? "-") \(declaration.line) \(declaration.tableLine): "
        + declaration.fields.map { "\($0.name) \($0.line)" }.joined(separator: ", ")
    }
    #expect(
      found == [
        "pack - 1 1: version 1, requires 2", "rule a-b 4 5: title 6, when 6, test 7, claims 10, title 11",
        "rule - 13 13: rank 13", "rule d 14 14: ",
      ])
    #expect(review(text).declarations[1].line(of: "title") == 11)
    #expect(review(text).declarations[1].line(of: "u") == nil)
  }

  @Test func `names are those that the text introduces`() {
    let text = """
      local a, b <const>, c <close> = d, e
      local function f(g, h, ...) local i end
      function j.k:l(m) end
      for n = 1, 2 do end
      for o, p in pairs(q) do end
      local r = function(s) return t end
      u = 1
      """
    #expect(
      review(text).names == ["a", "b", "c", "f", "g", "h", "i", "m", "n", "o", "p", "r", "s"])
  }

  @Test func `the example of the pack language has no problems`() {
    let text = """
      rule "pain-education-for-fear-of-movement" {
        title     = "High fear of movement and a goal other than pain: pair exercise with pain education",
        when      = all { high_fear, goal.primary :is_not "pain" },
        recommend = "exercise+pain-education",
        slot      = "psychological", rank = 2,
        strength  = "conditional",
        claims    = { "ho-2022/pain-education/function/mid-term" },
        because   = "Fear of movement is high (FABQ-PA {fear.fabq_physical_activity}).",
        sources   = { "ho-2022" },
      }
      """
    #expect(problems(text) == [])
    #expect(review(text).declarations.first?.line(of: "sources") == 9)
  }
}
