import PlumblineGuideline
import PlumblineInterchange
import PlumblineTestSupport
import Testing

/// Earlier visits in a profile: read for its history, and never for an answer.
struct VisitTests {
  private static let today = #""fear": {"tsk_17": 36}"#

  private static func read(
    _ visits: String
  ) throws -> (profile: Profile, visits: [EarlierVisit], vocabulary: Vocabulary) {
    let vocabulary = try Shipped.guideline().vocabulary
    let text = "{\(today), \"visits\": \(visits)}"
    let (profile, visits) = try ProfileReader(vocabulary, asOf: "2026-11-20").readHistory(Array(text.utf8))
    return (profile, visits, vocabulary)
  }

  private static func problems(_ visits: String) throws -> [ProfileProblem] {
    do {
      _ = try read(visits)
      return []
    } catch let failure as ProfileFailure {
      return failure.problems
    }
  }

  @Test func `a visit is read as a profile of its day, and the profile is what it is without`() throws {
    let (profile, visits, vocabulary) = try Self.read(
      #"[{"observed": "2026-03-02", "fear": {"tsk_17": 44}, "mood": {"phq_9": 12}}, {"observed": "2026-06-01", "disability": {"odi": {"at_least": 30}}}]"#
    )
    #expect(visits.map(\.day) == ["2026-03-02", "2026-06-01"])
    let scale = try #require(vocabulary.index(of: "fear.tsk_17"))
    #expect(visits.first?.profile[scale] == .known(.number(44)))
    #expect(profile[scale] == .known(.number(36)))
    let alone = try ProfileReader(vocabulary, asOf: "2026-11-20").read(Array("{\(Self.today)}".utf8))
    #expect(profile == alone)
  }

  @Test(arguments: [
    #""red_flags": {"cauda_equina": true}"#, #""red_flags": {"fracture": false}"#,
    #""red_flags": {"infection": {"absent": "unknown"}}"#, #""mood": {"phq_9_item_9": 0}"#,
    #""mood": {"suicide_enquiry": "none"}"#, #""mood": {"suicidal_ideation_disclosed": true}"#,
    #""instruments": {"phq_9": [1, 1, 0, 0, 0, 0, 0, 0, 0]}"#,
  ])
  func `what a stop reads is refused in an earlier visit, with what to do`(facts: String) throws {
    let problems = try Self.problems(#"[{"observed": "2026-03-02", \#(facts)}]"#)
    #expect(problems.count == 1)
    let problem = try #require(problems.first)
    #expect(problem.path.hasPrefix("visits[0]."))
    #expect(problem.message.contains("a stop reads it"))
    #expect(problem.message.hasSuffix("ask it again"))
    #expect(ErrorForm.faults(in: problem.message) == [])
  }

  @Test(arguments: [
    (#"{"observed": "2026-03-02"}"#, "visits"), (#"[{"fear": {"tsk_17": 44}}]"#, "visits[0]"),
    (#"[7]"#, "visits[0]"), (#"[{"observed": "March"}]"#, "visits[0].observed"),
    (#"[{"observed": "2026-11-20"}]"#, "visits[0].observed"),
    (#"[{"observed": "2027-01-01"}]"#, "visits[0].observed"),
    (#"[{"observed": "1826-01-01"}]"#, "visits[0].observed"),
    (#"[{"observed": "2026-03-02"}, {"observed": "2026-03-02"}]"#, "visits[1].observed"),
    (#"[{"observed": "2026-03-02", "id": "other"}]"#, "visits[0].id"),
    (#"[{"observed": "2026-03-02", "visits": []}]"#, "visits[0].visits"),
    (#"[{"observed": "2026-03-02", "fear": {"tsk_17": 99}}]"#, "visits[0].fear.tsk_17"),
    (#"[{"observed": "2026-03-02", "mood": {"gad_7": 1, "gad_2": 5}}]"#, "visits[0].mood.gad_2, mood.gad_7"),
  ])
  func `a visit of a wrong form is refused at its place`(visits: String, path: String) throws {
    let problems = try Self.problems(visits)
    #expect(problems.map(\.path) == [path])
    for problem in problems { #expect(ErrorForm.faults(in: problem.message) == []) }
  }

  @Test func `all that is wrong with visits is reported at once, and there is a limit to their number`()
    throws
  {
    let wrong =
      #"[{"observed": "x"}, {"observed": "2026-03-02", "red_flags": {"fracture": true}, "fear": {"tsk_17": 0}}]"#
    #expect(try Self.problems(wrong).count == 3)
    let many = (0..<101).map { _ in #"{"observed": "2026-03-02"}"# }.joined(separator: ",")
    #expect(try Self.problems("[\(many)]").map(\.message) == ["has 101 visits; give at most 100"])
  }

  @Test func `lines carry visits, too`() throws {
    let vocabulary = try Shipped.guideline().vocabulary
    let text = "fear.tsk_17 = 36\nvisits = [{\"observed\": \"2026-03-02\", \"fear\": {\"tsk_17\": 44}}]\n"
    let read = try LineProfile(vocabulary, asOf: "2026-11-20").readHistory(Array(text.utf8))
    #expect(read.visits.map(\.day) == ["2026-03-02"])
  }

  @Test(arguments: [("2026-03-02", false), ("2026-11-20", true), ("soon", true)])
  func `a refused profile's red flag stops unless it certainly is of an earlier day`(day: String, stops: Bool)
    throws
  {
    let evaluator = try Shipped.evaluator()
    let text = #"{"visits": [{"observed": "\#(day)", "red_flags": {"cauda_equina": true}}]}"#
    let readings = ProfileReader(evaluator.guideline.vocabulary, asOf: "2026-11-20").readings(
      of: Array(text.utf8), for: evaluator.factsOfStops)
    let refusal = evaluator.refusal(.profile, readings, asOf: "2026-11-20", problems: [])
    #expect(refusal.alerts.contains { $0.id == "red-flags/cauda-equina" } == stops)
  }
}
