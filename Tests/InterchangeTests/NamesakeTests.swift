import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Names that two guidelines in force use for different facts.
struct NamesakeTests {
  private static func clinics() -> [SmallClinic] {
    var (knee, back) = (SmallClinic.plain("knee"), SmallClinic.plain("back"))
    knee.facts += """
      fact "goal.primary" { type = "code", codes = { "less-pain", "both" }, label = "Goal", question = "In the knee?" }
      fact "pain.now" { type = "integer", range = { 0, 10 }, label = "Pain", question = "Pain in the knee?" }
      fact "score" { type = "integer", range = { 20, 30 }, label = "Score", question = "Score of the knee?" }

      """
    back.facts += """
      fact "goal.primary" { type = "code", codes = { "work", "both" }, label = "Goal", question = "In the back?" }
      fact "pain.now" { type = "integer", range = { 0, 10 }, label = "Pain", question = "Pain in the back?" }
      fact "score" { type = "integer", range = { 0, 10 }, label = "Score", question = "Score of the back?" }

      """
    return [knee, back]
  }

  private func vocabulary() throws -> Vocabulary { try SmallClinic.together(Self.clinics()).vocabulary }

  private func read(_ text: String) throws -> Result<[String: FactState], ProfileFailure> {
    let vocabulary = try vocabulary()
    do {
      let profile = try ProfileReader(vocabulary, asOf: "2026-11-20").read(Array(text.utf8))
      let given = vocabulary.facts.indices.filter { profile[$0] != .absent(.notAsked) }
      return .success(Dictionary(uniqueKeysWithValues: given.map { (vocabulary[$0].name, profile[$0]) }))
    } catch {
      return .failure(error)
    }
  }

  @Test(arguments: [
    (#"{"goal": {"primary": "work"}}"#, ["back-facts/goal.primary"]),
    (#"{"goal": {"primary": "less-pain"}}"#, ["knee-facts/goal.primary"]),
    (#"{"goal": {"primary": {"one_of": ["work", "both"]}}}"#, ["back-facts/goal.primary"]),
    (
      #"{"goal": {"primary": {"absent": "unknown"}}}"#,
      ["back-facts/goal.primary", "knee-facts/goal.primary"]
    ),
    (#"{"score": 25}"#, ["knee-facts/score"]),
    (#"{"score": 5, "knee-facts/score": 25}"#, ["back-facts/score", "knee-facts/score"]),
    (
      #"{"back-facts/pain": {"now": 3}, "knee-facts/pain": {"now": 4}}"#,
      ["back-facts/pain.now", "knee-facts/pain.now"]
    ),
    (#"{"goal": {"primary": null}, "score": null}"#, []),
  ])
  func `an answer counts for the one fact of its name that it can be a value of`(
    text: String, given: [String]
  )
    throws
  {
    #expect(try read(text).get().keys.sorted() == given)
  }

  @Test(arguments: [
    (#"{"pain": {"now": 3}}"#, "could mean several facts"),
    (#"{"goal": {"primary": "both"}}"#, "could mean several facts"),
    (#"{"score": 15}"#, "is not a value of any fact of this name"),
    (#"{"score": true}"#, "is not a value of any fact of this name"),
    (#"{"score": 5, "back-facts/score": 6}"#, "is given twice"),
    (#"{"back-facts/score": 5, "score": 6}"#, "is given twice"),
  ])
  func `an answer that several facts could mean is refused, with how each is written and without its value`(
    text: String, words: String
  ) throws {
    guard case .failure(let failure) = try read(text) else {
      Issue.record("\(text) is read")
      return
    }
    #expect(failure.problems.count == 1)
    #expect(failure.problems[0].message.contains(words), "\(failure.problems[0].message)")
    if words.hasPrefix("could") {
      #expect(failure.problems[0].message.contains(#"{"knee-facts/"#))
      #expect(
        failure.problems[0].message.contains("In the back?")
          || failure.problems[0].message.contains("Pain in the back?"))
    }
  }

  @Test func `a profile is written under the names that read back as the same`() throws {
    let vocabulary = try vocabulary()
    let text = #"{"goal":{"primary":"work"},"knee-facts/pain":{"now":4},"score":25}"#
    let profile = try ProfileReader(vocabulary, asOf: "2026-11-20").read(Array(text.utf8))
    let written = ProfileJSON(vocabulary).value(profile)
    #expect(
      written.canonicalText
        == #"{"back-facts/goal":{"primary":"work"},"knee-facts/pain":{"now":4},"knee-facts/score":25}"#)
    #expect(try ProfileReader(vocabulary, asOf: "2026-11-20").read(written.canonical) == profile)
  }

  @Test func `a change is typed under the shared name if it can only mean one fact`() throws {
    let vocabulary = try vocabulary()
    let reader = ProfileReader(vocabulary, asOf: "2026-11-20")
    let nothing = Profile(vocabulary: vocabulary)
    let changed = try reader.changing(nothing, ["goal.primary=work", "score=22"])
    #expect(changed[try #require(vocabulary.index(of: "back-facts/goal.primary"))] == .known(.code("work")))
    #expect(changed[try #require(vocabulary.index(of: "knee-facts/score"))].value == .number(22))
    let failure = #expect(throws: ProfileFailure.self) { try reader.changing(nothing, ["pain.now=3"]) }
    #expect(failure?.problems.first?.message.contains("could mean several facts") ?? false)
  }

  @Test
  func `a red flag under a name that two guidelines share stops each of them, even in a refused profile`()
    throws
  {
    var (knee, back) = (SmallClinic.plain("knee"), SmallClinic.plain("back"))
    for (name, place) in [("knee", 0), ("back", 1)] {
      let fact = SmallClinic.flag("danger.fever", question: "Fever, and a hot \(name)?")
      let stop = SmallClinic.stop("fever", "danger.fever :is(true)")
      if place == 0 {
        (knee.facts, knee.stops) = (fact, stop)
      } else {
        (back.facts, back.stops) = (fact, stop)
      }
      if place == 0 { knee.rules = knee.rules.replacing("knee.flag", with: "danger.fever") }
    }
    let joint = try SmallClinic.together([knee, back])
    let text = Array(#"{"danger": {"fever": true}}"#.utf8)
    #expect(throws: ProfileFailure.self) {
      try ProfileReader(joint.vocabulary, asOf: "2026-11-20").read(text)
    }
    let reader = ProfileReader(joint.vocabulary, asOf: "2026-11-20")
    let refusal = joint.refusal(
      .profile, { reader.readings(of: text, for: $0) }, asOf: "2026-11-20", problems: [])
    #expect(refusal.alerts.map(\.id) == ["back-stops/fever", "knee-stops/fever"])
  }
}
