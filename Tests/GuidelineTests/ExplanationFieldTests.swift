import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// The fields of a pack that only explanations show: what parts add, measurement error, what can change.
struct ExplanationFieldTests {
  private func fact(_ more: String, type: String = "type = \"integer\", range = { 0, 9 }") -> String {
    "fact \"site.score\" { \(type), label = \"Score\", question = \"?\", \(more) }"
  }

  private func pairing(_ more: String) -> String {
    "pairing \"exercise+walking\" { title = \"t\", what = \"w\", for_patient = \"p\", \(more) }"
  }

  @Test(arguments: [
    (
      "measurement_error = { value = 2, kind = \"MCID\", population = \"p\", source = \"none\" }",
      "`kind` of fact 'site.score' is 'MCID'; write one of SEM, MDC90, MDC95"
    ),
    (
      "measurement_error = { value = 0, kind = \"SEM\", population = \"p\", source = \"none\" }",
      "`value` in `measurement_error` of fact 'site.score' must be a number above 0"
    ),
    (
      "measurement_error = { kind = \"SEM\", population = \"p\", source = \"none\" }",
      "fact 'site.score' has no `value`"
    ),
    (
      "measurement_error = { value = 2, kind = \"SEM\", population = \"p\", source = \"nowhere\" }",
      "'nowhere'"
    ),
    ("can_change = \"never\"", "`can_change` of fact 'site.score' is"),
  ])
  func `a measurement error must be published, with its source`(text: String, message: String) {
    let found = SitePack.problems(fact(text))
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }

  @Test func `a code has no measurement error`() {
    let error = "measurement_error = { value = 2, kind = \"SEM\", population = \"p\", source = \"none\" }"
    let found = SitePack.problems(fact(error, type: "type = \"code\", codes = { \"a\" }"))
    #expect(
      found.contains { $0.contains("applies to numbers only, and the fact is not a number; leave it out") },
      "\(found)")
  }

  @Test(arguments: [
    (
      "adds = { walkng = { says = \"s\" } }",
      "`adds` of pairing 'exercise+walking' names 'walkng', which is not a part of it; did you mean 'walking'?"
    ),
    ("lost_without = { walking = \"fun\" }", "a table with `says` for each part"),
    ("adds = { walking = { sources = {} } }", "pairing 'exercise+walking' has no `says`"),
    (
      "adds = { walking = { says = \"s\", source = \"x\" } }",
      "has no field 'source'; did you mean 'sources'?"
    ),
    ("adds = { walking = { says = \"s\", sources = { \"nowhere\" } } }", "'nowhere'"),
  ])
  func `what parts add is stated for the pairing's own parts`(text: String, message: String) {
    let found = SitePack.problems(pairing(text))
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }

  @Test
  func `the shipped pairings say what each of their parts adds, the shipped scales how exact they are`()
    throws
  {
    let guideline = try Shipped.guideline()
    for pairing in guideline.pairings.values {
      for part in pairing.name.parts {
        #expect(pairing.rationale.adds[part] != nil, "\(pairing.name): \(part)")
      }
    }
    for name in [
      "fear.fabq_physical_activity", "fear.fabq_work", "fear.tsk_17", "fear.tsk_11", "cognition.pcs",
    ] {
      let index = try #require(guideline.vocabulary.index(of: name))
      #expect(guideline.vocabulary[index].measurementError?.seen != nil, "\(name)")
    }
  }
}
