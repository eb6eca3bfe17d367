public import PlumblineEngine
public import PlumblineGuideline

/// Asks for a patient's facts one at a time: only what can still change the decision, most decisive first.
///
/// Stops come first, the most urgent before the others. That costs no question: whatever else is known, each stop must be
/// settled before the decision is. Then comes the fact whose answer leaves the fewest others to ask.
///
/// A question that was answered with a reason for having no answer is not asked again, and what it could have changed no
/// longer counts. The interview ends as soon as no further answer can change the decision's signature. A
/// plain value, independent of any terminal.
public struct Interview: Sendable {
  /// The next thing to ask.
  public struct Question: Sendable, Hashable {
    public var fact: Fact.Index
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
    var fact: Fact.Index
    var before: FactState
  }

  private let joint: JointEvaluator
  public private(set) var profile: Profile
  /// Facts that were asked about and not answered.
  public private(set) var closed: Set<Fact.Index>
  private var steps: [Step] = []

  /// - Parameter profile: the facts known so far. A fact that is absent for a reason other than `not-asked` was asked
  ///   about already: it is not asked again.
  public init(_ joint: JointEvaluator, from profile: Profile) {
    self.joint = joint
    self.profile = profile
    closed = Set(
      profile.states.indices.filter { index in
        if case .absent(let reason) = profile[index] { reason != .notAsked } else { false }
      })
  }

  public var vocabulary: Vocabulary { joint.vocabulary }
  /// The number of questions answered here, without those taken back.
  public var answered: Int { steps.count }

  // MARK: asking

  /// Returns the next question; nil if no further answer can change the decision.
  ///
  /// Throws the error of a failing script.
  public func next() throws -> Question? {
    let stopping = joint.stopsFirst(profile).stopping.map(\.guideline.domain)
    let open = try joint.evaluators.map { evaluator in
      var missing = try evaluator.missing(profile, closed: closed)
      // After a stop only stops are asked about, those of the other guidelines, too.
      if !stopping.isEmpty, !stopping.contains(evaluator.guideline.domain) {
        missing.removeAll { !evaluator.factsOfStops.contains($0.fact) }
      }
      return Open(evaluator: evaluator, missing: missing)
    }
    guard let (evaluator, first) = firstOf(open), let best = try mostDecisive(first, evaluator) else {
      return nil
    }
    let parts = Set(open.flatMap(\.missing).filter { $0.fact == best.fact }.flatMap(\.couldChange))
    return Question(
      fact: best.fact, couldChange: MissingFact.Part.allCases.filter(parts.contains),
      open: Set(open.flatMap(\.missing).map(\.fact)).count)
  }

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

  /// Returns the fact whose answer leaves the fewest others to ask, on average over the classes of its values.
  private func mostDecisive(_ missing: [MissingFact], _ evaluator: Evaluator) throws -> MissingFact? {
    // If no fact has an answer count, there is nothing to compare: the analysis was given up.
    guard missing.count > 1, missing.contains(where: { $0.answers > 0 }) else { return missing.first }
    var best: (fact: MissingFact, left: Double)?
    for candidate in missing.prefix(Self.looked) {
      var counts: [Int] = []
      for value in Self.spread(evaluator.representatives(of: candidate.fact, in: profile)) {
        var filled = profile
        filled[candidate.fact] = .known(value)
        guard vocabulary.brokenLaws(in: filled).isEmpty else { continue }
        counts.append(try evaluator.missing(filled, closed: closed, within: .lookAhead).count)
      }
      guard !counts.isEmpty else { continue }
      let left = Double(counts.reduce(0, +)) / Double(counts.count)
      if best.map({ left < $0.left }) ?? true { best = (candidate, left) }
    }
    return best?.fact ?? missing.first
  }

  /// The most values of a fact that are tried.
  private static let mostValues = 24

  /// Returns all values, or at most `mostValues` of them, evenly spread.
  private static func spread(_ values: [FactValue]) -> [FactValue] {
    if values.count <= mostValues { return values }
    return (0..<mostValues).map { values[$0 * (values.count - 1) / (mostValues - 1)] }
  }

  // MARK: answering

  /// Takes an answer: a value, or the reason for having none.
  public mutating func answer(_ fact: Fact.Index, _ state: FactState) throws(Refusal) {
    if case .known(let value) = state, !vocabulary[fact].allows(value) { throw .notAllowed }
    // Who has no value to give takes back nothing that is known.
    let state = state.value == nil && state.range == nil && profile[fact].range != nil ? profile[fact] : state
    var filled = profile
    filled[fact] = state
    if let broken = vocabulary.brokenLaws(in: filled).first {
      switch broken {
      case .constraint(let constraint): throw .contradicts(constraint.because)
      case .onlyWhen(let index):
        let others = vocabulary.facts(of: broken, givenIn: filled).map { vocabulary[$0].label }
        throw .contradicts(
          "\(vocabulary[index].label) has a value only where \(others.joined(separator: ", ")) allows it")
      }
    }
    steps.append(Step(fact: fact, before: profile[fact]))
    profile = filled
    if state.value == nil { closed.insert(fact) } else { closed.remove(fact) }
  }

  /// Takes the last answer back; returns the fact that is open again, or nil if nothing was answered.
  @discardableResult
  public mutating func undo() -> Fact.Index? {
    guard let step = steps.popLast() else { return nil }
    profile[step.fact] = step.before
    closed.remove(step.fact)
    return step.fact
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
