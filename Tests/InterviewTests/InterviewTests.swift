import PlumblineEngine
import PlumblineGuideline
import PlumblineInterview
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// An interview asks only what matters, ends when nothing more does, and can be taken back step by step.
struct InterviewTests {
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

  @Test func `the first questions are the stops, most urgent first`() throws {
    var interview = try shipped()
    var asked: [String] = []
    for _ in 0..<6 {
      let question = try #require(try interview.next())
      asked.append(interview.vocabulary[question.fact].name)
      try interview.answer(question.fact, .known(.boolean(false)))
    }
    #expect(
      asked.prefix(2).allSatisfy {
        ["red_flags.cauda_equina", "red_flags.progressive_motor_deficit"].contains($0)
      })
    #expect(asked.allSatisfy { $0.hasPrefix("red_flags.") })
  }

  @Test func `a question that a gate has made irrelevant is not asked`() throws {
    var interview = try shipped(
      Self.noFlags + [
        ("mood.phq_9_item_9", .number(0)), ("mood.suicide_enquiry", .code("none")),
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
    while let taken = interview.undo() { if taken == first.fact { break } }
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
    let fact = interview.vocabulary[duration]
    #expect(Reply("10..14", to: fact, asOf: "2026-11-20") == .answer(.within(.numbers(low: 10, high: 14))))
    #expect(Reply("14..10", to: fact, asOf: "2026-11-20") == .unclear)
    #expect(Reply("..", to: fact, asOf: "2026-11-20") == .unclear)
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

  @Test func `interviews ask few more questions than the best order found by exhaustive search`() throws {
    let seed = Seeded.first &+ 8_000
    var random = RandomGuideline(random: Seeded(seed))
    var (ours, least) = (0.0, 0.0)
    var counted = 0
    while counted < 40 {
      let guideline = random.make()
      guard guideline.vocabulary.facts.count <= 4 else { continue }
      let evaluator = Evaluator(examining: guideline) { _, _ in nil }
      var search = BestInterview(evaluator)
      let nothing = Profile(vocabulary: guideline.vocabulary)
      let best = try search.expected(nothing)
      let own = try search.expected(nothing) {
        try Interview(JointEvaluator(alone: evaluator), from: $0).next()?.fact
      }
      #expect(own >= best - 1e-9, "seed \(seed)")
      ours += own
      least += best
      counted += 1
    }
    let ratio = ours / least
    print("interview: \(ratio) times the fewest questions possible, over \(counted) guidelines, seed \(seed)")
    #expect(ratio < 1.05)
  }
}

/// The smallest average number of questions of any order, with equal weights for the classes of a fact's values.
private struct BestInterview {
  let evaluator: Evaluator
  private var known: [[FactState]: Double] = [:]

  init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  /// - Parameter choice: the next fact to ask about; nil: the best one.
  mutating func expected(
    _ profile: Profile, choice: ((Profile) throws -> Fact.Index?)? = nil
  ) throws -> Double {
    if choice == nil, let best = known[profile.states] { return best }
    let missing = try evaluator.missing(profile)
    if missing.isEmpty { return 0 }
    let candidates = try choice.map { ask in try ask(profile).map { [$0] } ?? [] } ?? missing.map(\.fact)
    var best = Double.infinity
    for fact in candidates {
      var costs: [Double] = []
      for value in evaluator.representatives(of: fact, in: profile) {
        var filled = profile
        filled[fact] = .known(value)
        guard evaluator.guideline.vocabulary.brokenLaws(in: filled).isEmpty else { continue }
        costs.append(try expected(filled, choice: choice))
      }
      if !costs.isEmpty { best = min(best, 1 + costs.reduce(0, +) / Double(costs.count)) }
    }
    if best == .infinity { best = 0 }
    if choice == nil { known[profile.states] = best }
    return best
  }
}

extension Interview {
  /// Gives an answer, or the reason for having none if the laws refuse it.
  fileprivate mutating func give(_ fact: Fact.Index, _ state: FactState) {
    if state.value != nil, (try? answer(fact, state)) != nil { return }
    try? answer(fact, .absent(.unknown))
  }
}
