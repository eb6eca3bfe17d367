public import PlumblineGuideline

/// Decides by all guidelines in force.
public struct JointEvaluator: Sendable {
  public let guidelines: Guidelines
  /// In the order of the guidelines.
  public let evaluators: [Evaluator]

  public var vocabulary: Vocabulary { guidelines.vocabulary }

  /// - Parameter evaluator: returns the evaluator of a guideline that has its stops.
  /// - Throws: ``Unguarded`` if one of them does not have them.
  public init(
    _ guidelines: Guidelines, evaluator: (GuardedGuideline) -> Evaluator
  ) throws(Unguarded) {
    self.guidelines = guidelines
    var evaluators: [Evaluator] = []
    for member in guidelines.members {
      do throws(UnguardedGuideline) {
        evaluators.append(evaluator(try GuardedGuideline(member.guideline)))
      } catch {
        throw Unguarded(guideline: guidelines.only == nil ? member.id : nil, why: error)
      }
    }
    self.evaluators = evaluators
  }

  /// A guideline that decides nothing, so that none does.
  public struct Unguarded: Error, CustomStringConvertible {
    /// The guideline's name; nil if there is only one.
    public let guideline: String?
    let why: UnguardedGuideline

    /// The rest of the sentence after the packs' name, `the packs in force`.
    public var reason: String { (guideline.map { "of '\($0)' " } ?? "") + why.reason }
    public var description: String { "the packs \(reason)" }
  }

  /// An evaluator for examining guidelines, complete or not: for authors' tools, which decide about no patient.
  package init(examining guidelines: Guidelines, evaluator: (Guideline) -> Evaluator) {
    self.guidelines = guidelines
    evaluators = guidelines.members.map { evaluator($0.guideline) }
  }

  /// The same evaluators, in other words.
  init(_ guidelines: Guidelines, _ evaluators: [Evaluator]) {
    self.guidelines = guidelines
    self.evaluators = evaluators
  }

  /// A single guideline's evaluator.
  public init(alone evaluator: Evaluator) {
    guidelines = Guidelines(evaluator.guideline, of: [])
    evaluators = [evaluator]
  }

  /// Decides for one profile: by the stops of all guidelines before anything else of any of them.
  ///
  /// - Parameter asOf: the day for which the answer holds.
  /// - Throws: the error of a failing script if there is one guideline. Of several, the others answer.
  public func decide(_ profile: Profile, asOf: Day) throws -> JointDecision {
    var parts: [JointDecision.Part] = []
    let (stopping, others) = stopsFirst(profile)
    // A stop waits for the other guidelines no longer than for one.
    let budget = stopping.isEmpty ? nil : AnalysisBudget.decision.shared(by: others.count)
    for (place, evaluator) in (stopping + others).enumerated() {
      let name = evaluator.guideline.domain.name
      do {
        let decision = try evaluator.decide(
          profile, asOf: asOf, within: place < stopping.count ? nil : budget)
        parts.append(JointDecision.Part(guideline: name, outcome: .decided(decision)))
      } catch {
        if evaluators.count == 1 { throw error }
        let failure =
          error as? ScriptFailure
          ?? ScriptFailure(script: "", place: evaluator.guideline.domain.place, reason: "\(error)")
        parts.append(JointDecision.Part(guideline: name, outcome: .failed(failure)))
      }
    }
    parts.sort { $0.guideline < $1.guideline }
    return JointDecision(
      profile: profile.id, asOf: asOf, parts: parts,
      relations: Relations(guidelines).between(parts))
  }

  /// The evaluators whose stops are true, which come first, so that nothing else is evaluated before a stop is decided.
  package func stopsFirst(_ profile: Profile) -> (stopping: [Evaluator], others: [Evaluator]) {
    if evaluators.count == 1 { return ([], evaluators) }
    let (stopping, others) = evaluators.split { evaluator in
      (try? evaluator.stops(profile)).map { !$0.alerts.isEmpty } ?? false
    }
    return (stopping, others)
  }

  /// The facts of a profile that can settle a stop of any guideline.
  public var factsOfStops: Set<Fact.Index> {
    evaluators.reduce(into: []) { $0.formUnion($1.factsOfStops) }
  }

  /// Returns a refusal with the stops of all guidelines, which it must report first.
  ///
  /// - Parameter readings: what can be read of the profile for the facts of a guideline's stops.
  public func refusal(
    _ subject: Refusal.Subject, _ readings: (Set<Fact.Index>) -> Readings, asOf: Day,
    problems: [Refusal.Problem]
  ) -> Refusal {
    let refusals = evaluators.map {
      $0.refusal(subject, readings($0.factsOfStops), asOf: asOf, problems: problems)
    }
    return refusals.dropFirst().reduce(into: refusals[0]) { whole, other in whole.add(other) { $0 } }
  }
}

extension Refusal {
  /// Adds the stops of another refusal of the same profile.
  ///
  /// - Parameter own: returns this refusal's index of the other's fact; nil if it does not know the fact.
  package mutating func add(_ other: Refusal, fact own: (Fact.Index) -> Fact.Index?) {
    let known = Set(alerts.map(\.id))
    alerts = (alerts + other.alerts.filter { !known.contains($0.id) }).sorted()
    let named = Set(possible.map(\.id)).union(alerts.map(\.id))
    let more = other.possible.filter { !named.contains($0.id) }.map { one in
      var one = one
      one.facts = one.facts.compactMap(own)
      return one
    }
    possible = (possible.filter { one in !alerts.contains { $0.id == one.id } } + more).sorted {
      ($0.urgency, $0.id) < ($1.urgency, $1.id)
    }
    open += other.open.filter { !open.contains($0) }
    let asked = Set(notices.map(\.stop)).subtracting([""])
    for var notice in other.notices where !asked.contains(notice.stop) {
      notice.asks = notice.asks.compactMap(own)
      if !notices.contains(notice) { notices.append(notice) }
    }
    notices.sort { ($0.placement, $0.id) < ($1.placement, $1.id) }
  }
}
