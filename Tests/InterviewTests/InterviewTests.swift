import PlumblineEngine
import PlumblineGuideline
import PlumblineInterview
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// An interview asks only what matters, ends when nothing more does, and can be taken back step by step.
struct InterviewTests {
  private static let vocabulary =
    (try? Shipped.guideline().vocabulary) ?? Vocabulary(facts: [], constraints: [], instruments: [:])

  private func shipped(_ known: [(String, FactValue)] = []) throws -> Interview {
    let evaluator = try Shipped.evaluator()
    var profile = Profile(vocabulary: evaluator.guideline.vocabulary)
    for (name, value) in known {
      profile[try #require(evaluator.guideline.vocabulary.index(of: name))] = .known(value)
    }
    return Interview(JointEvaluator(alone: evaluator), from: profile)
  }

  private static let noFlags = [
    "cauda_equina", "progressive_motor_deficit", "fracture", "malignancy", "infection", "inflammatory",
  ].map { ("red_flags.\($0)", FactValue.boolean(false)) }

  @Test func `the red flags are asked first, on one screen, in the order in which they are declared`() throws
  {
    let question = try #require(try shipped().next())
    let names = question.together.map { Self.vocabulary[$0].name }
    #expect(names == Self.noFlags.map(\.0))
    #expect(question.fact == question.together[0])
  }

  @Test func `flags that are left are asked together, a single one by itself`() throws {
    var interview = try shipped()
    let flags = try #require(try interview.next()).together
    try interview.answer(flags.prefix(4).map { ($0, .known(.boolean(false))) }, .no)
    #expect(try interview.next()?.together == Array(flags.suffix(2)))
    try interview.answer([(flags[4], .absent(.unknown))], .no)
    let last = try #require(try interview.next())
    #expect(last.fact == flags[5] && last.together.isEmpty)
  }

  @Test func `answers that were given together are taken back together, with what was confirmed`() throws {
    var interview = try shipped()
    let before = interview.profile
    let flags = try #require(try interview.next()).together
    try interview.answer(flags.map { ($0, .known(.boolean(false))) }, .yes(askedBy: "nurse"))
    #expect(interview.profile.together == ["red_flags": .yes(askedBy: "nurse")])
    #expect(interview.undo() == flags)
    #expect(interview.profile == before)
  }

  @Test func `a question that a gate has made irrelevant is not asked`() throws {
    var interview = try shipped(
      Self.noFlags + [
        ("mood.phq_9_item_9", .number(0)), ("mood.suicide_enquiry", .code("asked-none")),
        ("patient.age", .number(12)),
      ])
    #expect(try interview.next() == nil)
    interview.undo()
    #expect(try interview.next() == nil)
  }

  @Test(arguments: [Absence.notAsked, .unknown, .askedDeclined])
  func `who cannot say more takes back nothing that is known`(reason: Absence) throws {
    let evaluator = try Shipped.evaluator()
    var profile = Profile(vocabulary: evaluator.guideline.vocabulary)
    let item = try #require(evaluator.guideline.vocabulary.index(of: "mood.phq_9_item_9"))
    profile[item] = .within(.numbers(low: 1, high: 3))
    var interview = Interview(JointEvaluator(alone: evaluator), from: profile)
    try interview.answer(item, .absent(reason))
    #expect(try evaluator.decide(interview.profile, asOf: "2026-11-20").disposition == .stop)
  }

  @Test func `what was answered without a value, and matters still, is named at the end`() throws {
    var interview = try shipped(Self.noFlags)
    #expect(try interview.unsettled().isEmpty)
    let age = try #require(interview.vocabulary.index(of: "patient.age"))
    try interview.answer(age, .absent(.unknown))
    #expect(try interview.unsettled() == [age])
    try interview.answer(age, .known(.number(40)))
    #expect(try interview.unsettled().isEmpty)
  }

  @Test func `a declined question is not asked again, and one taken back is`() throws {
    var interview = try shipped(Self.noFlags)
    let first = try #require(try interview.next())
    try interview.answer(first.fact, .absent(.askedDeclined))
    var seen: Set<Fact.Index> = []
    while let question = try interview.next(), interview.answered < 60 {
      #expect(question.fact != first.fact)
      #expect(seen.insert(question.fact).inserted)
      try interview.answer(question.fact, .absent(.unknown))
    }
    while let taken = interview.undo().first { if taken == first.fact { break } }
    #expect(try interview.next()?.fact == first.fact)
  }

  @Test func `answers that contradict each other are refused with the law's reason, and change nothing`()
    throws
  {
    var interview = try shipped([("mood.phq_9", .number(3))])
    let item = try #require(interview.vocabulary.index(of: "mood.phq_9_item_9"))
    let before = interview.profile
    #expect(throws: Interview.Refusal.self) { try interview.answer(item, .known(.number(9))) }
    let total = try #require(interview.vocabulary.index(of: "mood.phq_9"))
    try interview.answer(item, .known(.number(3)))
    #expect(throws: Interview.Refusal.self) { try interview.answer(total, .known(.number(2))) }
    interview.undo()
    #expect(interview.profile == before)
  }

  @Test func `a range is an answer, and is not asked about again`() throws {
    var interview = try shipped([])
    let duration = try #require(interview.vocabulary.index(of: "pain.duration_weeks"))
    try interview.answer(duration, .within(.numbers(low: 10, high: 14)))
    #expect(interview.closed.contains(duration))
  }

  // MARK: laws, on random guidelines

  @Test(arguments: 0..<30)
  func `when an interview ends, no further answer can change the decision`(round: Int) throws {
    let seed = Seeded.first &+ 7_000 &+ UInt64(round)
    var random = RandomGuideline(random: Seeded(seed))
    for _ in 0..<6 {
      let guideline = random.make()
      let evaluator = Evaluator(examining: guideline) { _, _ in nil }
      let truth = random.profile(guideline.vocabulary, known: 80)
      var interview = Interview(
        JointEvaluator(alone: evaluator), from: Profile(vocabulary: guideline.vocabulary))
      while let question = try interview.next() { interview.give(question.fact, truth[question.fact]) }
      let settled = try evaluator.signature(interview.profile)
      for _ in 0..<30 {
        var later = interview.profile
        for fact in guideline.vocabulary.facts.indices
        where !later.isKnown(fact) && !interview.closed.contains(fact) && random.random.chance(60) {
          later[fact] = .known(random.random.pick(guideline.vocabulary[fact].allValues))
        }
        guard guideline.vocabulary.brokenLaws(in: later).isEmpty else { continue }
        #expect(try evaluator.signature(later) == settled, "seed \(seed)")
      }
    }
  }
}

extension Interview {
  /// Gives an answer, or the reason for having none if the laws refuse it.
  fileprivate mutating func give(_ fact: Fact.Index, _ state: FactState) {
    if state.value != nil, (try? answer(fact, state)) != nil { return }
    try? answer(fact, .absent(.unknown))
  }
}
