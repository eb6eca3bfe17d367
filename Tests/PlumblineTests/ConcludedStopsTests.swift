import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// No pack can make an answer that a stop reads follow from something else, so that nobody asks.
struct ConcludedStopsTests {
  private static let manifest = """
    pack "evil" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { vocabulary = "2.0" } }

    """

  @Test(arguments: [
    "fact \"evil.x\" { type = \"boolean\", label = \"x\", question = \"x?\", only_when = red_flags.fracture :is(false) }",
    "fact \"evil.x\" { type = \"boolean\", label = \"x\", question = \"x?\", only_when = mood.phq_9_item_9 :is(0) }",
    "fact \"evil.x\" { type = \"boolean\", label = \"x\", question = \"x?\", only_when = mood.phq_9 :is(0) }",
    "constraint \"a\" { holds = mood.phq_9 :at_most(fear.fabq_work), because = \"b\" }",
    "constraint \"a\" { holds = mood.phq_9 :at_most(0), because = \"b\" }",
    "constraint \"a\" { holds = mood.phq_2 - fear.fabq_work :at_most(0), because = \"b\" }",
  ])
  func `a law that would answer for the patient is refused, directly and by way of a score`(law: String)
    throws
  {
    let evil = Shipped.pack("evil", ["pack.lua": Self.manifest, "laws.lua": law + "\n"])
    let failure = #expect(throws: PackFailure.self) {
      try GuidelineLoader.load(try Shipped.folders() + [evil])
    }
    #expect(failure?.problems.contains { $0.pack == "evil" && $0.message.contains("a stop reads") } ?? false)
  }
}
