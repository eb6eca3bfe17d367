import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// What a profile says of flags that were answered together is kept, and changes no answer.
struct GroupAnswerTests {
  private static let evaluator = Result { try Shipped.evaluator() }

  private static func read(_ text: String) throws -> Profile {
    let vocabulary = try evaluator.get().guideline.vocabulary
    return try ProfileReader(vocabulary, asOf: "2026-11-20").read(Array(text.utf8))
  }

  @Test(arguments: [
    #"{"answered_together":{"red_flags":{"asked_by":"Dr A","read_back":true}}}"#,
    #"{"answered_together":{"red_flags":{"read_back":false}}}"#,
  ])
  func `it is written as it was read`(text: String) throws {
    let vocabulary = try Self.evaluator.get().guideline.vocabulary
    #expect(ProfileJSON(vocabulary).value(try Self.read(text)).canonicalText == text)
  }

  @Test func `it answers no flag`() throws {
    let evaluator = try Self.evaluator.get()
    let said = try Self.read(
      #"{"answered_together": {"red_flags": {"read_back": true, "asked_by": "Dr A"}}}"#)
    #expect(try evaluator.signature(said) == evaluator.signature(try Self.read("{}")))
  }

  @Test(arguments: [
    (#"{"red_flags": {"read_back": true}}"#, "answered_together.red_flags: must be"),
    (#"{"red_flags": {"read_back": true, "asked_by": " "}}"#, "answered_together.red_flags: must be"),
    (
      #"{"red_flags": {"read_back": true, "asked_by": "a\u001b[31m"}}"#,
      "answered_together.red_flags: must be"
    ),
    (#"{"red_flags": {"read_back": false, "asked_by": "a"}}"#, "answered_together.red_flags: must be"),
    (#"{"red_flags": {"read_back": false, "cauda_equina": false}}"#, "answered_together.red_flags: must be"),
    (#"{"red_flag": {"read_back": false}}"#, "did you mean 'answered_together.red_flags'?"),
    (#"{"mood": {"read_back": false}}"#, ": unknown group of yes-or-no facts"),
    ("true", "answered_together: must be an object of groups"),
  ])
  func `what is wrong with it is said`(value: String, problem: String) throws {
    let failure = #expect(throws: ProfileFailure.self) { try Self.read("{\"answered_together\": \(value)}") }
    let problems = failure?.problems.map(\.description) ?? []
    #expect(problems.count == 1 && problems[0].contains(problem), "\(problems)")
    for problem in problems { #expect(ErrorForm.faults(in: problem).isEmpty, "\(problem)") }
  }

  @Test func `a flag inside it is no answer, and hides none that stands beside it`() throws {
    let evaluator = try Self.evaluator.get()
    let text =
      #"{"answered_together": {"red_flags": {"cauda_equina": true}}, "red_flags": {"infection": true}}"#
    let readings = ProfileReader(evaluator.guideline.vocabulary, asOf: "2026-11-20").readings(
      of: Array(text.utf8), for: evaluator.factsOfStops)
    let vocabulary = evaluator.guideline.vocabulary
    let infection = try #require(vocabulary.index(of: "red_flags.infection"))
    let cauda = try #require(vocabulary.index(of: "red_flags.cauda_equina"))
    #expect(readings.plain[infection] == .known(.boolean(true)))
    #expect(readings.plain[cauda] == .absent(.notAsked))
  }
}
