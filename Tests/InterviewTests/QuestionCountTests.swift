import PlumblineEngine
import PlumblineGuideline
import PlumblineInterview
import PlumblineTestSupport
import Testing

/// The clinical order costs few questions: interviews stay within 1.05 of the fewest.
struct QuestionCountTests {
  @Test func `interviews ask few more questions than the best order found by exhaustive search`() throws {
    let seed = Seeded.first &+ 8_000
    var random = RandomGuideline(random: Seeded(seed))
    var lengths = Lengths()
    while lengths.counted < 40 {
      let guideline = random.make()
      guard guideline.vocabulary.facts.count <= 4 else { continue }
      try lengths.add(
        Evaluator(examining: guideline) { _, _ in nil }, Profile(vocabulary: guideline.vocabulary),
        "seed \(seed)")
    }
    print(
      "interview: \(lengths.ratio) times the fewest questions possible, \(lengths.counted) guidelines, seed \(seed)"
    )
    #expect(lengths.ratio < 1.05)
  }

  @Test func `so they do with the shipped packs, for patients of whom few facts are left to ask`() throws {
    let seed = Seeded.first &+ 8_100
    var random = Seeded(seed)
    let evaluator = try Shipped.evaluator()
    let vocabulary = evaluator.guideline.vocabulary
    var lengths = Lengths()
    while lengths.counted < 40 {
      var profile = Profile(vocabulary: vocabulary)
      for fact in vocabulary.facts.indices where vocabulary[fact].isAsked && random.chance(75) {
        var filled = profile
        let name = vocabulary[fact].name
        filled[fact] = .known(
          name.hasPrefix("red_flags.")
            ? .boolean(false) : random.pick(evaluator.representatives(of: fact, in: profile)))
        if vocabulary.brokenLaws(in: filled).isEmpty { profile = filled }
      }
      guard (2...4).contains(try evaluator.missing(profile).count) else { continue }
      try lengths.add(evaluator, profile, "seed \(seed)")
    }
    print("interview: \(lengths.ratio) times the fewest questions possible, shipped packs, seed \(seed)")
    #expect(lengths.ratio < 1.05)
  }

  @Test
  func `a whole interview with the shipped packs is about as long as the one that only counts questions`()
    throws
  {
    let seed = Seeded.first &+ 8_200
    var random = Seeded(seed)
    let evaluator = try Shipped.evaluator()
    let vocabulary = evaluator.guideline.vocabulary
    var (ours, greedy) = (0, 0)
    for _ in 0..<3 {
      var truth = Profile(vocabulary: vocabulary)
      for fact in vocabulary.facts.indices where vocabulary[fact].isAsked {
        var filled = truth
        let isFlag = vocabulary[fact].name.hasPrefix("red_flags.")
        filled[fact] = .known(
          isFlag ? .boolean(false) : random.pick(evaluator.representatives(of: fact, in: truth)))
        if vocabulary.brokenLaws(in: filled).isEmpty { truth = filled }
      }
      func length(_ next: (Profile) throws -> Fact.Index?) rethrows -> Int {
        var profile = Profile(vocabulary: vocabulary)
        var count = 0
        while count < 60, let fact = try next(profile) {
          profile[fact] = truth[fact].value == nil ? .absent(.unknown) : truth[fact]
          count += 1
        }
        return count
      }
      ours += try length { try Interview(JointEvaluator(alone: evaluator), from: $0).next()?.fact }
      greedy += try length { try Self.fewestLeft(evaluator, $0) }
    }
    print(
      "interview: \(ours) questions in clinical order, \(greedy) by their number alone, 3 patients, seed \(seed)"
    )
    #expect(Double(ours) < 1.05 * Double(greedy))
  }

  /// The fact whose answer leaves the fewest others to ask, whatever its group; nil if nothing is left.
  private static func fewestLeft(_ evaluator: Evaluator, _ profile: Profile) throws -> Fact.Index? {
    let closed = Set(profile.states.indices.filter { profile[$0] == .absent(.unknown) })
    var best: (fact: Fact.Index, left: Double)?
    for candidate in try evaluator.missing(profile, closed: closed).prefix(12) {
      var counts: [Int] = []
      for value in evaluator.representatives(of: candidate.fact, in: profile) {
        var filled = profile
        filled[candidate.fact] = .known(value)
        guard evaluator.guideline.vocabulary.brokenLaws(in: filled).isEmpty else { continue }
        counts.append(try evaluator.missing(filled, closed: closed).count)
      }
      guard !counts.isEmpty else { continue }
      let left = Double(counts.reduce(0, +)) / Double(counts.count)
      if best.map({ left < $0.left }) ?? true { best = (candidate.fact, left) }
    }
    return best?.fact
  }
}

/// The lengths of interviews, and the least that they could have been, in facts: a screen of flags counts as many as it has.
private struct Lengths {
  private var ours = 0.0
  private var least = 0.0
  private(set) var counted = 0

  var ratio: Double { ours / least }

  mutating func add(_ evaluator: Evaluator, _ profile: Profile, _ comment: Comment) throws {
    var search = BestInterview(evaluator)
    let best = try search.expected(profile)
    let own = try search.expected(profile) {
      try Interview(JointEvaluator(alone: evaluator), from: $0).next()?.fact
    }
    #expect(own >= best - 1e-9, comment)
    ours += own
    least += best
    counted += 1
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
