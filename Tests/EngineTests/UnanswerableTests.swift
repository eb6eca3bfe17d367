import PlumblineEngine
import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// What can have no value for a patient is not asked for in a caution.
struct UnanswerableTests {
  private static let facts = """
    fact "drug.wanted" { type = "boolean", label = "Wanted", question = "Is it wanted?" }
    fact "drug.started" { type = "boolean", label = "Started", question = "Was it ever started?" }
    fact "drug.outcome" { type = "code", codes = { "tolerated", "harm" }, label = "Outcome", question = "How was it tolerated?",
      only_when = drug.started :is(true) }

    """

  private func cautions(started: String) throws -> [String] {
    var clinic = SmallClinic.plain("back")
    clinic.facts += Self.facts
    clinic.rules +=
      SmallClinic.pairing(
        "drug",
        ", contraindications = { { when = drug.outcome :is 'harm', because = 'It did harm before.' } }")
      + SmallClinic.rule("drug", "drug.wanted :is(true)")
    let evaluator = Shipped.evaluator(try GuidelineLoader.load(clinic.folders))
    var profile = Profile(vocabulary: evaluator.guideline.vocabulary)
    profile[try #require(evaluator.guideline.vocabulary.index(of: "back.flag"))] = .known(.boolean(false))
    profile[try #require(evaluator.guideline.vocabulary.index(of: "drug.wanted"))] = .known(.boolean(true))
    if let value = ["yes": true, "no": false][started] {
      profile[try #require(evaluator.guideline.vocabulary.index(of: "drug.started"))] = .known(
        .boolean(value))
    }
    let decision = try evaluator.decide(profile, asOf: FactClinic.today)
    return decision.primary?.cautions.filter { $0.contains("Not answered") } ?? ["nothing", "recommended"]
  }

  @Test(arguments: [("yes", 1), ("unknown", 1), ("no", 0)])
  func `a harm that cannot have happened rules nothing out`(started: String, count: Int) throws {
    #expect(try cautions(started: started).count == count)
  }
}
