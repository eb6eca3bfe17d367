import PlumblineEngine
import PlumblineGuideline
import PlumblineInterview
import PlumblineTestSupport
import Testing

/// Numbers that are typed with their unit in an interview.
struct TypedUnitTests {
  private static let facts = """
    fact "lab.hba1c" { type = "integer", range = { 10, 200 }, unit = "mmol/mol", label = "HbA1c", question = "h?",
      converts = { { from = "%", times = 10.93, plus = -23.5, because = "NGSP and IFCC, master equation" } } }

    """

  /// Answers line by line; returns what is known of HbA1c then, and what was said.
  private func talk(_ lines: [String]) throws -> (state: FactState, given: String?, said: String) {
    let clinic = try FactClinic(Self.facts, when: "lab.hba1c :at_least(58)")
    let joint = JointEvaluator(alone: Shipped.evaluator(clinic.guideline))
    var said = ""
    // The stop of the clinic is asked about first.
    var rest = (["no"] + lines)[...]
    var talk = Conversation(
      Interview(joint, from: Profile(vocabulary: joint.vocabulary)), asOf: FactClinic.today, attended: nil,
      say: { said += $0 }, hear: { rest.popFirst() })
    _ = try talk.run { _ in }
    let profile = talk.interview.profile
    let fact = try #require(joint.vocabulary.index(of: "lab.hba1c"))
    return (profile[fact], profile.origins[fact]?.given, said)
  }

  @Test(arguments: [
    ("7.4 %", FactState.known(.number(57)), "7.4 % × 10.93 − 23.5" as String?),
    ("7,4%", .known(.number(57)), "7.4 % × 10.93 − 23.5"),
    ("6.5..7.4 %", .within(.numbers(low: 48, high: 57)), "6.5 to 7.4 % × 10.93 − 23.5"),
    ("57 mmol/mol", .known(.number(57)), nil), ("57", .known(.number(57)), nil),
  ])
  func `a number is converted as its fact declares, and says how`(
    typed: String, state: FactState, given: String?
  ) throws {
    let answered = try talk([typed])
    #expect(answered.state == state && answered.given == given, "\(answered.said)")
  }

  @Test(arguments: ["7.4 g/L", "70 %", "7.4.1 %"])
  func `a unit that is not declared, or a number out of range, is asked for again`(typed: String) throws {
    let answered = try talk([typed])
    #expect(answered.state == .absent(.notAsked) && answered.given == nil)
    let refusals = ["Please answer with", "That is not"]
    #expect(refusals.contains { answered.said.contains($0) }, "\(answered.said)")
  }

  @Test func `what was given goes with the answer when it is taken back`() throws {
    let clinic = try FactClinic(Self.facts, when: "lab.hba1c :at_least(58)")
    let joint = JointEvaluator(alone: Shipped.evaluator(clinic.guideline))
    var interview = Interview(joint, from: Profile(vocabulary: joint.vocabulary))
    let fact = try #require(joint.vocabulary.index(of: "lab.hba1c"))
    try interview.answer(fact, .known(.number(57)), given: "7.4 %")
    #expect(interview.profile.origins[fact]?.given == "7.4 %")
    #expect(interview.undo() == [fact])
    #expect(interview.profile[fact] == .absent(.notAsked) && interview.profile.origins[fact] == nil)
  }
}
