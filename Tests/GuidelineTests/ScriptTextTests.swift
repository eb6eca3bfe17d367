import Testing

@testable import PlumblineGuideline

/// Functions are compared by their own text and by what they can depend on, wherever they stand.
struct ScriptTextTests {
  private static let file = """
    local cut = 37
    local fearful = any { fear.tsk_17 :above(cut), fear.fabq :at_least(15) }
    local function half(n) return n / 2 end
    source "s" { citation = "c" }
    rule "a" { when = fearful, because = "b" }
    rule "b" { when = all { fearful, scripted "odd" { reads = { score }, says = "s", test = function(facts)
      for i = 1, 3 do if facts.score == i then return true end end
      return half(facts.score) > 2
    end } }, because = "b" }
    """

  /// The part of the function of the scripted condition "odd".
  private static func part(_ file: String) -> ScriptText.Part? {
    func line(_ code: String) -> Int? {
      file.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(code) }.map {
        $0 + 1
      }
    }
    guard let odd = line("scripted \"odd\"") else { return nil }
    let others = ["scripted \"x\""].compactMap(line).map { (line: $0, function: 0) }
    return ScriptText(Array(file.utf8)).part(
      at: odd, function: others.count, among: others + [(line: odd, function: others.count)])
  }

  private static func same(_ old: String, _ new: String) -> Bool {
    let changed = file.replacing(old, with: new)
    precondition(changed != file, old)
    return part(file) != nil && part(file) == part(changed)
  }

  @Test(arguments: [
    ("source", "-- a comment\nsource"), ("\n", "\n\n"), ("citation = \"c\"", "citation = \"d\""),
    ("rule \"a\" { when = fearful", "rule \"a\" { when = goal :is \"pain\""),
    ("at_least(15)", "at_least(16)"),
    ("local cut = 37", "local cut = 38"), ("all { fearful,", "any { fearful,"),
    ("rule \"a\" { when = fearful, because = \"b\" }", ""), ("says = \"s\"", "says = \"t\""),
    ("local cut = 37", "local cut = 37 local function third(n) return n / 3 end"),
    (
      "source \"s\" {",
      "local function words() return { because = \"facts\" } end source \"s\" { note = words(),"
    ),
    ("rule \"a\"", "rule \"c\" { when = scripted \"x\" { test = function() return true end } } rule \"a\""),
  ])
  func `what a function does not depend on makes no difference`(old: String, new: String) {
    #expect(Self.same(old, new))
  }

  @Test(arguments: [
    ("> 2", "> 3"), ("n / 2", "n / 3"), ("1, 3", "1, 4"), ("return true", "return false"),
    ("facts.score == i", "facts.score == cut"), ("local function half", "half = 1 local function half"),
    ("rule \"a\" { when = fearful", "rule \"a\" { when = half(fearful)"),
    ("source \"s\"", "source(\"s\")"), ("local cut = 37", "local cut = 37 local half = 4"),
    (
      "source \"s\" { citation = \"c\" }",
      "for _, n in ipairs { \"s\" } do source(n) { citation = \"c\" } end"
    ),
    ("test = function", "test = half, other = function"),
    (
      "source \"s\" { citation",
      "local n = 2 local function more() n = n + 1 return half(n) end source \"s\" { note = more(), citation"
    ),
  ])
  func `what it may depend on does`(old: String, new: String) {
    #expect(!Self.same(old, new))
  }

  @Test func `a cut-off that a function reads is part of it`() {
    let reading = Self.file.replacing("> 2", with: "> cut")
    let changed = reading.replacing("local cut = 37", with: "local cut = 38")
    #expect(Self.part(reading) != Self.part(changed))
  }
}
