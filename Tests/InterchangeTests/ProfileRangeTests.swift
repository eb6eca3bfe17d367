import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Ranges and sets of codes in a profile.
struct ProfileRangeTests {
  private let vocabulary: Vocabulary
  private let reader: ProfileReader

  init() throws {
    vocabulary = try Shipped.guideline().vocabulary
    reader = ProfileReader(vocabulary, asOf: "2026-11-20")
  }

  private func state(_ text: String, _ fact: String) throws -> FactState {
    let profile = try reader.read(Array(text.utf8))
    return profile[try #require(vocabulary.index(of: fact))]
  }

  @Test(arguments: [
    (#"{"mood": {"phq_9": {"at_least": 5}}}"#, "mood.phq_9", FactState.within(.numbers(low: 5, high: 27))),
    (#"{"mood": {"phq_9": {"at_most": 3}}}"#, "mood.phq_9", .within(.numbers(low: 0, high: 3))),
    (
      #"{"mood": {"phq_9": {"at_most": 9, "at_least": 5}}}"#, "mood.phq_9", .within(.numbers(low: 5, high: 9))
    ),
    (
      #"{"disability": {"odi": {"between": [20.5, 40]}}}"#, "disability.odi",
      .within(.numbers(low: ExactNumber("20.5") ?? 0, high: 40))
    ),
    (#"{"mood": {"phq_9": {"between": [7, 7]}}}"#, "mood.phq_9", .known(.number(7))),
    (
      #"{"goal": {"primary": {"one_of": ["pain", "function"]}}}"#, "goal.primary",
      .within(.values([.code("function"), .code("pain")]))
    ),
    (#"{"goal": {"primary": {"one_of": ["pain"]}}}"#, "goal.primary", .known(.code("pain"))),
    (
      #"{"surgery": {"spinal": {"one_of": [true, false]}}}"#, "surgery.spinal",
      .within(.values([.boolean(false), .boolean(true)]))
    ),
  ])
  func `a range is read, and written as it is read`(text: String, fact: String, expected: FactState) throws {
    #expect(try state(text, fact) == expected)
    let profile = try reader.read(Array(text.utf8))
    let written = ProfileJSON(vocabulary).value(profile).canonical
    #expect(try reader.read(written) == profile)
  }

  @Test(arguments: [
    (
      #"{"mood": {"phq_9": {"at_least": 28}}}"#,
      "mood.phq_9: an end of a range must be a whole number from 0 to 27"
    ),
    (#"{"mood": {"phq_9": {"between": [3]}}}"#, "mood.phq_9: `between` takes a list of two numbers"),
    (
      #"{"mood": {"phq_9": {"between": [9, 3]}}}"#,
      "mood.phq_9: a range without values; correct its ends"
    ),
    (#"{"mood": {"phq_9": {"one_of": [3, 4]}}}"#, "mood.phq_9: is a number; write its range"),
    (#"{"mood": {"phq_9": {"more_than": 3}}}"#, "mood.phq_9: cannot be read; write a value"),
    (#"{"goal": {"primary": {"at_least": 3}}}"#, "goal.primary: must be one of function"),
    (
      #"{"goal": {"primary": {"one_of": ["money"]}}}"#,
      "goal.primary: in `one_of`, each must be one of function"
    ),
    (#"{"goal": {"primary": {"one_of": []}}}"#, "goal.primary: `one_of` takes a list"),
    (#"{"pain": {"intensity": {"at_least": 2.5}}}"#, "pain.intensity: an end of a range must be"),
    (
      #"{"mood": {"phq_9": {"at_most": 2}, "phq_9_item_9": 3}}"#,
      "mood.phq_9, mood.phq_9_item_9: contradict each other"
    ),
    (#"{"mood": {"phq_9": 26, "phq_2": 0}}"#, "mood.phq_2, mood.phq_9: contradict each other"),
  ])
  func `a range that cannot be is refused with its path and what to write`(text: String, message: String) {
    do {
      _ = try reader.read(Array(text.utf8))
      Issue.record("read: \(text)")
    } catch {
      let found = error.problems.map { $0.path + ": " + $0.message }
      #expect(found.count == 1 && found[0].hasPrefix(message), "\(found)")
      for problem in error.problems {
        let faults = ErrorForm.faults(in: problem.message)
        #expect(faults.isEmpty, "\(problem.message): \(faults.joined(separator: ", "))")
      }
    }
  }

  @Test func `a range is typed in one word`() throws {
    let empty = try reader.read(Array("{}".utf8))
    let changed = try reader.changing(
      empty,
      ["mood.phq_9=20..", "fear.tsk_17=..30", "pain.duration_weeks=10..14", "goal.primary=function|pain"])
    func state(_ name: String) -> FactState {
      vocabulary.index(of: name).map { changed[$0] } ?? .absent(.unknown)
    }
    #expect(state("mood.phq_9") == .within(.numbers(low: 20, high: 27)))
    #expect(state("fear.tsk_17") == .within(.numbers(low: 17, high: 30)))
    #expect(state("pain.duration_weeks") == .within(.numbers(low: 10, high: 14)))
    #expect(state("goal.primary") == .within(.values([.code("function"), .code("pain")])))
  }

  @Test func `a questionnaire must agree with a range, and settles it`() throws {
    let text = #"{"mood": {"phq_2": {"at_least": 3}}, "instruments": {"phq_2": [2, 2]}}"#
    #expect(try state(text, "mood.phq_2") == .known(.number(4)))
    #expect(throws: ProfileFailure.self) {
      try reader.read(Array(#"{"mood": {"phq_2": {"at_most": 3}}, "instruments": {"phq_2": [2, 2]}}"#.utf8))
    }
  }

  @Test(arguments: [
    (#"{"mood": {"phq_9": 26}}"#, true), (#"{"mood": {"phq_9": {"at_least": 25}}}"#, true),
    (#"{"mood": {"phq_9": {"at_least": 24}}}"#, false),
    (#"{"mood": {"phq_9_item_9": {"at_least": 1}}}"#, true),
    (#"{"mood": {"phq_9": {"at_least": 20}, "phq_2": 1}}"#, true),
  ])
  func `a total or a range that needs a positive item 9 stops`(text: String, stops: Bool) throws {
    let evaluator = try Shipped.evaluator()
    let decision = try evaluator.decide(try reader.read(Array(text.utf8)), asOf: "2026-11-20")
    #expect((decision.alerts.map(\.id) == ["red-flags/suicide-risk"]) == stops)
    #expect((decision.disposition == .stop) == stops)
  }

  @Test func `a pain of 10 to 14 weeks is neither acute nor chronic, and is asked for`() throws {
    let text = Command.contents("\(Shipped.root)/Examples/high-fear.json").replacing(
      #""duration_weeks": 64"#, with: #""duration_weeks": {"between": [10, 14]}"#)
    let decision = try Shipped.evaluator().decide(try reader.read(Array(text.utf8)), asOf: "2026-11-20")
    #expect(decision.disposition == .needData)
    #expect(decision.missing.contains { vocabulary[$0.fact].name == "pain.duration_weeks" })
  }

  @Test func `what follows from other answers is named with its reason`() throws {
    let guideline = try Shipped.guideline()
    let decision = try Shipped.evaluator().decide(
      try reader.read(Array(#"{"mood": {"phq_9": 26}}"#.utf8)), asOf: "2026-11-20")
    let json = DecisionJSON(guideline).value(decision)
    #expect(
      json["narrowed"]?.canonicalText
        == #"[{"because":["The PHQ-9 total is the PHQ-2, item 9 and six more answers of 0 to 3."],"fact":"mood.phq_2","range":{"at_least":5},"since":["mood.phq_9"]},{"because":["The PHQ-9 total is the PHQ-2, item 9 and six more answers of 0 to 3."],"fact":"mood.phq_9_item_9","range":{"at_least":2},"since":["mood.phq_9"]}]"#
    )
    let plain = try Shipped.evaluator().decide(try reader.read(Array("{}".utf8)), asOf: "2026-11-20")
    #expect(DecisionJSON(guideline).value(plain)["narrowed"] == nil)
  }
}
