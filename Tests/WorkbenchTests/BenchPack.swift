import PlumblineTestSupport

@testable import PlumblineGuideline
@testable import PlumblineWorkbench

/// A small guideline on disk with its own tests, small enough to be counted by hand.
struct BenchPack: ~Copyable {
  static let day: Day = "2026-11-20"
  let scratch = Scratch()

  /// Facts: `a.n` 0 to 9, `a.m` 0 to 9, `a.flag`, `a.code` (x, y, z); a stop on `red_flags.any`.
  init(rules: String, tests: String = "") {
    scratch.write(
      "vocabulary/facts.lua",
      """
      pack "vocabulary" { version = "1.0.0", title = "v", purpose = "p", authors = { "a" } }
      fact "a.n" { type = "integer", range = { 0, 9 }, label = "N", question = "?" }
      fact "a.m" { type = "integer", range = { 0, 9 }, label = "M", question = "?" }
      fact "a.flag" { type = "boolean", label = "flag", question = "?" }
      fact "a.code" { type = "code", codes = { "x", "y", "z" }, label = "code", question = "?" }
      fact "red_flags.any" { type = "boolean", label = "red flag", question = "?" }
      """)
    scratch.write(
      "red-flags/stops.lua",
      """
      pack "red-flags" { version = "1.0.0", title = "r", purpose = "p", authors = { "a" }, requires = { vocabulary = "1" } }
      stop "flag" { title = "t", when = red_flags.any :is(true), urgency = "urgent", because = "b", action = "a" }
      """)
    scratch.write(
      "site/rules.lua",
      #"pack "site" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "1.0" } }"#
        + "\n" + rules)
    if !tests.isEmpty { scratch.write("site/tests/cases.lua", tests) }
  }

  /// Pairings `exercise+one` and `exercise+two`; the first rule's condition is on line 4.
  static func rule(_ condition: String, _ more: String = "") -> String {
    """
    pairing "exercise+one" { title = "t", what = "w", for_patient = "f" }
    rule "one" { title = "t", recommend = "exercise+one", slot = "s", rank = 1, strength = "conditional", claims = {}, because = "b",
      when = \(condition) }
    \(more)
    """
  }

  /// A test with a patient without red flags.
  static func test(_ name: String, _ given: String, _ expect: String) -> String {
    "test \"\(name)\" { given = { red_flags = { any = false }, a = { \(given) } }, expect = { \(expect) } }\n"
  }

  func guideline() throws -> Guideline { try GuidelineLoader.load(PackFolder.find(in: scratch.path)) }

  func bench() throws -> PackTestBench {
    try PackTestBench(of: PackFolder.find(in: scratch.path), guideline(), asOf: Self.day)
  }

  /// Why the tests do not load.
  func problems() -> [String] {
    do {
      _ = try bench()
      return []
    } catch {
      return (error as? PackFailure)?.problems.map(\.description) ?? ["\(error)"]
    }
  }

  func coverage() throws -> Coverage {
    try CoverageMeter(bench(), guideline()) { $0.pack == "site" }.coverage()
  }

  func mutation() throws -> MutationReport {
    try MutationRun(bench(), guideline(), asOf: Self.day) { $0.pack == "site" }.run()
  }
}

extension MutationReport {
  /// The changes with this fate, in words.
  func words(_ isMeant: (Fate) -> Bool) -> [String] {
    findings.filter { isMeant($0.fate) }.map(\.mutant.words)
  }
}
