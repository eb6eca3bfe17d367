import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineDifference

/// The version that follows from what changes, and the packs that are responsible.
struct VersionTests {
  typealias Pack = SmallPack

  private func pack(_ when: String = "score :at_least(5)", _ more: String = "", version: String = "1.2.3")
    throws
    -> Guideline
  {
    try Pack.guideline(Pack.score, Pack.rule(when), more, version: version)
  }

  private func verdict(_ old: Guideline, _ new: Guideline) throws -> VersionVerdict {
    try #require(Pack.difference(old, new).versions.first)
  }

  @Test
  func `another answer is major`() throws {
    let verdict = try verdict(try pack(), try pack("score :at_least(6)", version: "1.3.0"))
    #expect(verdict.needed.description == "2.0.0")
    #expect(!verdict.isEnough)
    #expect(try self.verdict(try pack(), try pack("score :at_least(6)", version: "2.0.0")).isEnough)
  }

  @Test
  func `an answer where there was none is minor`() throws {
    let gate =
      "need_data \"score\" { title = \"t\", any_of = { score }, because = \"b\", action = \"a\", stage = \"required-data\" }\n"
    let verdict = try verdict(try pack("score :at_least(5)", gate), try pack(version: "1.2.4"))
    #expect(verdict.change == .minor)
    #expect(verdict.needed.description == "1.3.0")
    #expect(!verdict.isEnough)
  }

  @Test
  func `changed words are a patch, and no change needs no version`() throws {
    #expect(
      try verdict(try pack(), try pack("score :at_least(5)", "source \"more\" { citation = \"c\" }\n")).needed
        .description == "1.2.4")
    #expect(try verdict(try pack(), try pack("score :above(4)")).change == .patch)
    #expect(try verdict(try pack(), try pack("-- a remark\n score :at_least(5)")).change == .none)
  }

  @Test
  func `a conflict that is newly reported is minor`() throws {
    let conflict = "conflict \"c\" { title = \"t\", when = score :is(3), because = \"b\" }\n"
    let difference = Pack.difference(try pack(), try pack("score :at_least(5)", conflict))
    #expect(difference.lines == ["conflict of red-flags/c: none → shown"])
    #expect(difference.verdict == .noAnswerChanges)
    #expect(difference.versions.map(\.change) == [.minor])
  }

  @Test
  func `past its bound nothing is decided, and a version below a major step is not enough`() throws {
    let difference = GuidelineDifference(
      try pack(), try pack("score :above(4)", version: "1.2.4"), asOf: "2026-11-20", bound: 3)
    #expect(difference.verdict == .notDecided)
    #expect(
      difference.undecided == [
        "together the guidelines are too large to be compared for every patient: whose answers change is not known"
      ])
    #expect(difference.versions.map(\.needed.description) == ["2.0.0"])
    #expect(difference.versions.map(\.isDecided) == [false])
  }

  @Test
  func `two packs are reported separately, each for what it changes`() throws {
    func load(_ cut: Int, _ title: String) throws -> Guideline {
      try GuidelineLoader.load([
        Shipped.pack("red-flags", ["pack.lua": Pack.manifest("1.0.0") + Pack.people + Pack.score]),
        Shipped.pack(
          "one", ["pack.lua": site("one") + Pack.rule("score :at_least(\(cut))")]),
        Shipped.pack(
          "two",
          [
            "pack.lua": site("two")
              + "conflict \"c\" { title = \"\(title)\", when = score :is(3), because = \"b\" }\n"
          ]),
      ])
    }
    func site(_ name: String) -> String {
      "pack \"\(name)\" { version = \"1.0.0\", title = \"t\", purpose = \"p\", authors = { \"a\" }, requires = { [\"red-flags\"] = \"1.0\" } }\n"
    }
    let difference = Pack.difference(try load(5, "t"), try load(6, "u"))
    #expect(difference.versions.map(\.pack) == ["one", "red-flags", "two"])
    #expect(difference.versions.map(\.change) == [.major, .none, .patch])
  }

  @Test
  func `a site that adapts a cut-off is responsible for it, at its own line`() throws {
    func load(_ to: Int) throws -> Guideline {
      try GuidelineLoader.load([
        Shipped.pack("red-flags", ["pack.lua": Pack.manifest("1.0.0") + Pack.people + Pack.score]),
        Shipped.pack(
          "one",
          [
            "pack.lua":
              "pack \"one\" { version = \"1.0.0\", title = \"t\", purpose = \"p\", authors = { \"a\" }, requires = { [\"red-flags\"] = \"1.0\" } }\n"
              + Pack.rule("score :at_least(5)")
          ]),
        Shipped.pack(
          "site",
          [
            "pack.lua": """
            pack "site" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }
            adapt "one" { fact = score, from = 5, to = \(to), reason = "r", approved_by = "x", approved_on = "2026-11-20" }
            """
          ]),
      ])
    }
    let difference = Pack.difference(try load(6), try load(7))
    let cause = try #require(difference.classes.first?.causes.causes.first)
    #expect(cause.after?.description == "site/pack.lua:2")
    #expect(cause.words == "adapted by site/one: `score :at_least(6)` becomes `score :at_least(7)`")
    #expect(difference.versions.first { $0.pack == "site" }?.change == .major)
  }

  @Test(arguments: [
    ("score :below(5)", "none { score :above(5) }", "`score :below(5)` becomes `none { score :above(5) }`"),
    (
      "score :at_least(5)", "none { score :at_least(5) }",
      "`score :at_least(5)` becomes `none { score :at_least(5) }`"
    ),
    ("none { none { score :above(5) } }", "score :above(6)", "`score :above(5)` becomes `score :above(6)`"),
  ])
  func `a comparison that is denied says so where it changes an answer`(
    old: String, new: String, words: String
  ) throws {
    let difference = Pack.difference(
      try Pack.guideline(Pack.score + Pack.rule(old)),
      try Pack.guideline(Pack.score + Pack.rule(new)))
    #expect(difference.classes.first?.causes.causes.first?.words == words)
  }
}
