import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import Testing

/// Other ways of writing a code, or that there is no answer, as a pack declares them.
struct AlsoWrittenTests {
  private static let evaluator = Result { try Shipped.evaluator() }

  private func read(_ text: String) throws -> FactState {
    let vocabulary = try Self.evaluator.get().guideline.vocabulary
    let profile = try ProfileReader(vocabulary, asOf: "2026-11-20").read(Array(text.utf8))
    return profile[try #require(vocabulary.index(of: "mood.suicide_enquiry"))]
  }

  @Test(arguments: [
    (#""asked-none""#, FactState.known(.code("asked-none"))), (#""none""#, .known(.code("asked-none"))),
    (#""disclosed""#, .known(.code("disclosed"))), (#""declined""#, .absent(.askedDeclined)),
    (#"{"one_of": ["none"]}"#, .known(.code("asked-none"))),
  ])
  func `a code may be written as its pack says, and means the same`(value: String, state: FactState) throws {
    #expect(try read(#"{"mood": {"suicide_enquiry": \#(value)}}"#) == state)
  }

  @Test(arguments: ["None", "asked, none", "no", ""])
  func `what the pack does not say is refused`(value: String) {
    #expect(throws: (any Error).self) { try read(#"{"mood": {"suicide_enquiry": "\#(value)"}}"#) }
  }

  @Test(arguments: ["none", "asked none", "Asked, none", "asked-none"])
  func `so it may be typed`(typed: String) throws {
    let vocabulary = try Self.evaluator.get().guideline.vocabulary
    let profile = try LineProfile(vocabulary, asOf: "2026-11-20").read(
      Array("mood.suicide_enquiry = \(typed)".utf8))
    let fact = try #require(vocabulary.index(of: "mood.suicide_enquiry"))
    #expect(profile[fact] == .known(.code("asked-none")))
  }

  @Test(arguments: [
    ("none", []), ("declined", []), ("asked-none", []), ("disclosed", ["red-flags/suicide-risk"]),
  ])
  func `in a refused profile it is read as anywhere else`(value: String, stops: [String]) throws {
    let text = #"{"mood": {"suicide_enquiry": "\#(value)"}, "fear": {"tsk_17": 900}}"#
    #expect(Shipped.refusal(try Self.evaluator.get(), text).alerts.map(\.id) == stops)
  }
}
