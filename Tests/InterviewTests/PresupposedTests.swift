import PlumblineEngine
import PlumblineGuideline
import PlumblineInterview
import PlumblineTestSupport
import Testing

/// A question never takes for granted what nobody has said.
struct PresupposedTests {
  private static let facts = """
    fact "drug.started" { type = "boolean", label = "Started", question = "Was it ever started?" }
    fact "drug.outcome" { type = "code", codes = { "tolerated", "cough" }, label = "Outcome", question = "How was it tolerated?",
      only_when = drug.started :is(true) }

    """

  /// The questions that are asked when each is answered by its fact's name; nil leaves it open.
  private func asked(_ answers: [String: FactState]) throws -> [String] {
    let clinic = try FactClinic(Self.facts, when: "all { drug.started :is(true), drug.outcome :is 'cough' }")
    let joint = JointEvaluator(alone: Shipped.evaluator(clinic.guideline))
    var interview = Interview(joint, from: Profile(vocabulary: joint.vocabulary))
    var names: [String] = []
    while let question = try interview.next(), names.count < 20 {
      let name = joint.vocabulary[question.fact].name
      names.append(name)
      try interview.answer(question.fact, answers[name] ?? .absent(.unknown))
    }
    return names.filter { $0.hasPrefix("drug") }
  }

  @Test func `whether it happened is asked before how it went`() throws {
    #expect(
      try asked(["drug.started": .known(.boolean(true)), "drug.outcome": .known(.code("cough"))]) == [
        "drug.started", "drug.outcome",
      ])
  }

  @Test func `how it went is not asked where it did not happen`() throws {
    #expect(try asked(["drug.started": .known(.boolean(false))]) == ["drug.started"])
  }
}
