import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineDifference

/// What stays in Lua is compared by its function, and tried on examples; it is never analysed.
struct ScriptTests {
  typealias Pack = SmallPack

  private func pack(_ test: String, _ other: String = "") throws -> Guideline {
    try GuidelineLoader.load([
      Shipped.pack(
        "red-flags",
        [
          "pack.lua": Pack.manifest("1.0.0") + Pack.people + Pack.score + other,
          "script.lua": Pack.rule(
            "scripted \"even\" { reads = { score }, says = \"is even\", test = function(facts) return facts.score % 2 == \(test) end }"
          ),
        ])
    ])
  }

  @Test
  func `the same text is the same function, so that no change is proved`() throws {
    let difference = Pack.difference(
      try pack("0"), try pack("0", "source \"other\" { citation = \"words\" }\n"))
    #expect(difference.verdict == .noAnswerChanges)
    #expect(difference.undecided.isEmpty)
    #expect(difference.wordChanges.map(\.key.description) == ["source other"])
  }

  @Test
  func `a different text cannot be compared, but a patient who shows the change is found`() throws {
    let difference = Pack.difference(try pack("0"), try pack("1"))
    #expect(difference.verdict == .answersChange)
    #expect(
      difference.undecided.filter { $0.hasPrefix("script 'even'") } == [
        "script 'even' (red-flags/script.lua:1) differs between the two: its results cannot be compared, only tried"
      ])
    let one = try #require(difference.classes.first { $0.change.kind == .primary && $0.isConfirmed })
    #expect(one.causes.causes.map(\.key.description) == ["rule red-flags/x"])
    #expect(difference.versions.map(\.change) == [.major])
  }

  @Test(arguments: ["-- a comment\n", "source \"other\" { citation = \"words\" }\n"])
  func `what stands beside a function does not make it another one`(beside: String) throws {
    func pack(_ beside: String) throws -> Guideline {
      try GuidelineLoader.load([
        Shipped.pack(
          "red-flags",
          [
            "pack.lua": Pack.manifest("1.0.0") + Pack.people + Pack.score
              + Pack.rule(
                "scripted \"even\" { reads = { score }, says = \"is even\", test = function(facts) return facts.score % 2 == 0 end }"
              ).replacing("rule \"", with: beside + "rule \"")
          ])
      ])
    }
    let difference = Pack.difference(try pack(""), try pack(beside))
    #expect(difference.verdict == .noAnswerChanges)
    #expect(difference.undecided.isEmpty)
  }

  @Test(arguments: [
    "fact \"mood\" { type = \"boolean\", label = \"mood\", question = \"mood?\" }\n",
    "local function words() return { label = \"mood\" } end\n",
    """
    fact "half" { type = "integer", range = { 0, 5 }, label = "half", question = "half?", reads = { score },
      compute = function(facts) return facts.score // 2 end }

    """,
  ])
  func `a computed fact is the same one, whatever else its file declares before it`(beside: String) throws {
    func computed(_ beside: String) throws -> Guideline {
      try GuidelineLoader.load([
        Shipped.pack(
          "red-flags",
          [
            "pack.lua": Pack.manifest("1.0.0") + Pack.people + Pack.score + Pack.rule("double :at_least(10)"),
            "computed.lua": beside + """
              local function words() return { label = "twice" } end
              fact "double" { type = "integer", range = { 0, 20 }, label = words().label, question = "double?",
                reads = { score }, compute = function(facts) return 2 * facts.score end }

              """,
          ])
      ])
    }
    let difference = Pack.difference(try computed(""), try computed(beside))
    #expect(!difference.undecided.contains { $0.contains("script 'double'") })
    #expect(difference.classes.allSatisfy { $0.change.kind == .accepted })
  }

  @Test
  func `a different text that does the same is not proved equal`() throws {
    let difference = Pack.difference(try pack("0"), try pack("1 - 1"))
    #expect(difference.verdict == .notDecided)
    #expect(difference.classes.allSatisfy { !$0.isConfirmed })
    #expect(difference.versions.map(\.change) == [.major])
    #expect(difference.versions.map(\.isDecided) == [false])
  }

  @Test
  func `a cut-off on a computed fact is found through the function`() throws {
    func computed(_ cut: Int) throws -> Guideline {
      try GuidelineLoader.load([
        Shipped.pack(
          "red-flags",
          [
            "pack.lua": Pack.manifest("1.0.0") + Pack.people + Pack.score
              + Pack.rule("double :at_least(\(cut))"),
            "computed.lua": """
            fact "double" { type = "integer", range = { 0, 20 }, label = "double", question = "double?",
              reads = { score }, compute = function(facts) return 2 * facts.score end }

            """,
          ])
      ])
    }
    let difference = Pack.difference(try computed(10), try computed(8))
    let one = try #require(difference.classes.first { $0.change.kind == .primary })
    #expect(one.isConfirmed)
    #expect(one.example.canonicalText == "{\"flag\":false,\"score\":4}")
    // No whole score doubles to an odd number: nothing changes, but what is not analysed keeps it from being proved.
    let equal = Pack.difference(try computed(10), try computed(9))
    #expect(equal.verdict == .notDecided)
    #expect(
      equal.undecided == [
        "primary: exercise → exercise+x: may happen: scripts and computed facts were not analysed"
      ])
  }
}
