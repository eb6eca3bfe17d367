public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineText

/// Asks for a patient's facts: only what can still change the decision, in the order in which a clinician asks.
///
/// Stops come first, the most urgent before the others. That costs no question: whatever else is known, each stop must be
/// settled before the decision is. Flags are asked together, on one screen. Then, of the facts whose answers leave nearly the fewest
/// others to ask, comes the one that the domain's order names first; what others depend on is asked before them.
///
/// A question that was answered with a reason for having no answer is not asked again, and what it could have changed no
/// longer counts. The interview ends as soon as no further answer can change the decision's signature. A
/// plain value, independent of any terminal.
public struct Interview: Sendable {
  /// The next thing to ask.
  public struct Question: Sendable, Hashable {
    public var fact: Fact.Index
    /// The flags that are asked together with it, on one screen, itself among them; empty if it is asked alone.
    public var together: [Fact.Index] = []
    /// The parts of the decision that the answer could change.
    public var couldChange: [MissingFact.Part]
    /// The number of facts that can still change the decision, including this one.
    public var open: Int
  }

  /// Why an answer is not accepted.
  public enum Refusal: Error, Sendable, Hashable {
    /// Not a value of the fact.
    case notAllowed
    /// It contradicts another answer, for the law's reason.
    case contradicts(String)
  }

  private struct Step: Sendable {
    var facts: [Fact.Index]
    var before: Profile
  }

  private let joint: JointEvaluator
  public let order: AskingOrder
  public private(set) var profile: Profile
  /// Facts that were asked about and not answered.
  public private(set) var closed: Set<Fact.Index>
  private var steps: [Step] = []

  /// - Parameter profile: the facts known so far. A fact that is absent for a reason other than `not-asked` was asked
  ///   about already: it is not asked again.
  public init(_ joint: JointEvaluator, from profile: Profile) {
    self.joint = joint
    order = AskingOrder(joint.vocabulary, joint.evaluators.map(\.guideline))
    self.profile = profile
    closed = Set(
      profile.states.indices.filter { index in
        if case .absent(let reason) = profile[index] { reason != .notAsked } else { false }
      })
  }

  public var vocabulary: Vocabulary { joint.vocabulary }
  /// The language of the packs' texts, in which questions are asked.
  var language: Language { joint.evaluators.first?.guideline.language ?? .english }
  /// The number of questions answered here, without those taken back.
  public var answered: Int { steps.count }

  // MARK: asking

  /// Returns the next question; nil if no further answer can change the decision.
  ///
  /// Throws the error of a failing script.
  public func next() throws -> Question? {
    let stopping = joint.stopsFirst(profile).stopping.map(\.guideline.domain)
    let open = try joint.evaluators.map { evaluator in
      var missing = try evaluator.missing(profile, closed: closedForGood)
      missing.removeAll { closed.contains($0.fact) }
      // After a stop only stops are asked about, those of the other guidelines, too.
      if !stopping.isEmpty, !stopping.contains(evaluator.guideline.domain) {
        missing.removeAll { !evaluator.factsOfStops.contains($0.fact) }
      }
      return Open(evaluator: evaluator, missing: missing)
    }
    guard let (evaluator, first) = firstOf(open), let best = try mostDecisive(first, evaluator) else {
      return nil
    }
    let missing = Set(open.flatMap(\.missing).map(\.fact))
    let flags = order.flags(with: best.fact)?.facts.filter(missing.contains) ?? []
    let asked = flags.count > 1 ? flags : [best.fact]
    let parts = Set(open.flatMap(\.missing).filter { asked.contains($0.fact) }.flatMap(\.couldChange))
    return Question(
      fact: asked[0], together: flags.count > 1 ? flags : [],
      couldChange: MissingFact.Part.allCases.filter(parts.contains),
      open: missing.count)
  }

  /// The closed facts of which no law can still conclude anything: an answer to a fact that a law links with a closed one may settle it.
  private var closedForGood: Set<Fact.Index> {
    closed.filter { fact in
      vocabulary.narrowing.neighbours(of: fact).allSatisfy {
        profile.isKnown($0) || closed.contains($0) || !vocabulary[$0].isAsked
      }
    }
  }

  /// Returns the facts that could still change the decision for a profile. Throws the error of a failing script.
  func missing(_ profile: Profile) throws -> [Fact.Index] {
    try joint.evaluators.flatMap { try $0.missing(profile).map(\.fact) }
  }

  /// The facts that can settle a stop.
  var factsOfStops: Set<Fact.Index> { joint.factsOfStops }

  /// Returns the facts that were answered without a value, or with a range, and that could still change the decision, in the order in
  /// which they would be asked. Throws the error of a failing script.
  public func unsettled() throws -> [Fact.Index] {
    var found: [Fact.Index] = []
    for evaluator in joint.evaluators where !closed.isEmpty {
      for missing in try evaluator.missing(profile, closed: []) where closed.contains(missing.fact) {
        if !found.contains(missing.fact) { found.append(missing.fact) }
      }
    }
    return found
  }

  /// What one guideline still misses.
  private struct Open {
    var evaluator: Evaluator
    var missing: [MissingFact]
  }

  /// Returns the missing facts to ask about first, all of one guideline: those of stops that block while unknown, else those of the
  /// other stops, the guideline with the most urgent one first; else all, guideline by guideline.
  private func firstOf(_ open: [Open]) -> (Evaluator, [MissingFact])? {
    for blocks in [true, false] {
      var found: (urgency: Int, Evaluator, [MissingFact])?
      for one in open {
        let stops = one.evaluator.guideline.stops.filter { ($0.asksWhenUnknown == nil) == blocks }.sorted {
          ($0.urgencyOrder, $0.id) < ($1.urgencyOrder, $1.id)
        }
        var seen: Set<Fact.Index> = []
        let order = stops.flatMap { stop in
          let facts = one.evaluator.guideline.vocabulary.given(behind: stop.when?.askedFacts ?? [])
          return facts.sorted().filter { seen.insert($0).inserted }.map { (stop.urgencyOrder, $0) }
        }
        let asked = order.compactMap { urgency, fact in
          one.missing.first { $0.fact == fact }.map { (urgency, $0) }
        }
        guard let first = asked.first else { continue }
        if found.map({ first.0 < $0.urgency }) ?? true { found = (first.0, one.evaluator, asked.map(\.1)) }
      }
      if let found { return (found.1, found.2) }
    }
    return open.first { !$0.missing.isEmpty }.map { ($0.evaluator, $0.missing) }
  }

  /// The number of facts that are compared, in the order of the decision's own list.
  private static let looked = 12
  /// How many more questions may be left, on average, for the sake of the clinical order.
  private static let allowance = 0.25

  /// Returns, of the facts whose answers leave nearly the fewest others to ask, on average over the classes of their values, the one
  /// that a clinician asks about first.
  private func mostDecisive(_ missing: [MissingFact], _ evaluator: Evaluator) throws -> MissingFact? {
    let ready = Set(order.ready(missing.map(\.fact), vocabulary))
    let missing = missing.filter { ready.contains($0.fact) }
    // If no fact has an answer count, there is nothing to compare: the analysis was given up.
    guard missing.count > 1, missing.contains(where: { $0.answers > 0 }) else { return missing.first }
    var found: [(fact: MissingFact, left: Double)] = []
    for candidate in missing.prefix(Self.looked) {
      var counts: [Int] = []
      for value in Self.spread(evaluator.representatives(of: candidate.fact, in: profile)) {
        var filled = profile
        filled[candidate.fact] = .known(value)
        guard vocabulary.brokenLaws(in: filled).isEmpty else { continue }
        counts.append(try evaluator.missing(filled, closed: closed, within: .lookAhead).count)
      }
      guard !counts.isEmpty else { continue }
      found.append((candidate, Double(counts.reduce(0, +)) / Double(counts.count)))
    }
    let fewest = found.map(\.left).min() ?? 0
    let near = found.filter { $0.left <= fewest + Self.allowance }
    if !order.isDeclared { return near.min { $0.left < $1.left }?.fact ?? missing.first }
    return near.map(\.fact).min { order.place(of: $0.fact) < order.place(of: $1.fact) } ?? missing.first
  }

  /// The most values of a fact that are tried.
  private static let mostValues = 24

  /// Returns all values, or at most `mostValues` of them, evenly spread.
  private static func spread(_ values: [FactValue]) -> [FactValue] {
    if values.count <= mostValues { return values }
    return (0..<mostValues).map { values[$0 * (values.count - 1) / (mostValues - 1)] }
  }

  // MARK: stops

  /// The stops that are true for a profile, the most urgent first. A script that fails hides no stop of another guideline.
  func alerts(_ profile: Profile) -> [Decision.Alert] {
    joint.evaluators.flatMap { (try? $0.stops(profile).alerts) ?? [] }.sorted()
  }

  // MARK: answering

  /// Takes an answer: a value, or the reason for having none.
  ///
  /// - Parameter given: the value as it was given in another unit, and how it was converted; nil if it was given in the fact's own.
  public mutating func answer(
    _ fact: Fact.Index, _ state: FactState, given: String? = nil
  ) throws(Refusal) {
    try answer([(fact, state)], together: profile.together)
    guard let given else { return }
    var origin = Origin(isOfVisit: true)
    origin.given = given
    profile.set(origin, of: fact)
  }

  /// Takes the answers to flags that were asked together.
  ///
  /// - Parameter readBack: whether they were read back and confirmed; nil if none of them was answered for all at once.
  public mutating func answer(
    _ flags: [(fact: Fact.Index, state: FactState)], _ readBack: ReadBack?
  ) throws(Refusal) {
    var together = profile.together
    if let readBack, let group = flags.first.flatMap({ order.flags(with: $0.fact) }) {
      together[group.name] = readBack
    }
    try answer(flags, together: together)
  }

  private mutating func answer(
    _ answers: [(fact: Fact.Index, state: FactState)], together: [String: ReadBack]
  ) throws(Refusal) {
    var filled = profile
    for (fact, state) in answers {
      if !vocabulary[fact].allows(state) { throw .notAllowed }
      // Who has no value to give takes back nothing that is known.
      filled[fact] =
        state.value == nil && state.range == nil && profile[fact].range != nil ? profile[fact] : state
    }
    if let broken = vocabulary.brokenLaws(in: filled).first {
      throw .contradicts(vocabulary.words(for: broken, in: filled))
    }
    steps.append(Step(facts: answers.map(\.fact), before: profile))
    profile = filled
    profile.together = together
    for (fact, _) in answers {
      if filled[fact].value == nil { closed.insert(fact) } else { closed.remove(fact) }
    }
  }

  /// Takes the last answer back, or the last answers that were given together; returns the facts that are open again, none if nothing
  /// was answered.
  @discardableResult
  public mutating func undo() -> [Fact.Index] {
    guard let step = steps.popLast() else { return [] }
    profile = step.before
    closed.subtract(step.facts)
    return step.facts
  }
}

extension Gate {
  /// The order of urgency; 0 for the most urgent.
  fileprivate var urgencyOrder: Int {
    guard case .stop(let urgency) = kind else { return Urgency.allCases.count }
    return Urgency.allCases.sorted().firstIndex(of: urgency) ?? 0
  }
}

extension Vocabulary {
  /// Why a profile breaks a law, in words.
  func words(for broken: BrokenLaw, in profile: Profile) -> String {
    switch broken {
    case .constraint(let constraint): return constraint.because
    case .onlyWhen(let index):
      let others = facts(of: broken, givenIn: profile).map { self[$0].label }
      return "\(self[index].label) has a value only where \(others.joined(separator: ", ")) allows it"
    }
  }

  /// Returns the facts to ask about for these: the facts themselves, or those that their computations read.
  fileprivate func given(behind facts: Set<Fact.Index>) -> Set<Fact.Index> {
    facts.reduce(into: []) { given, fact in
      if let script = self[fact].computation {
        given.formUnion(self.given(behind: Set(script.reads)))
      } else {
        given.insert(fact)
      }
    }
  }
}
