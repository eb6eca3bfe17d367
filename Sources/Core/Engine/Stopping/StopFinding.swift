public import PlumblineGuideline

/// What the stops say of one profile, looking at nothing that no stop reads.
public struct StopFinding: Sendable {
  /// The stops that are true, most urgent first, then by id.
  public var alerts: [Decision.Alert]
  /// The stops that are not answered.
  public var open: [Gate]
}

extension Evaluator {
  /// The facts of a profile that a stop reads, whether itself or through a computed fact.
  public var factsOfStops: Set<Fact.Index> { guideline.facts(behind: guideline.stops) }

  /// What the stops say of a profile.
  ///
  /// No rule, no gate, no other pack's script and no analysis is looked at, so that none of them can delay a stop or fail before it.
  ///
  /// - Throws: what a failing script of a stop throws, but not where another stop is true.
  public func stops(_ profile: Profile) throws -> StopFinding {
    let knowledge = Knowledge(stopsOf: guideline, profile, run)
    let selection = Selection(stopsOf: guideline, knowledge)
    if selection.alerts.isEmpty, let failure = knowledge.failure { throw failure }
    return StopFinding(
      alerts: Wording(guideline: guideline, knowledge: knowledge, selection: selection).alerts(),
      open: guideline.stops.filter { knowledge.truth($0) == .unknown })
  }

  /// What is known and what follows where a stop is true, of the stops alone; nil where none is true.
  ///
  /// So the decision is the same, byte for byte, whatever else the guideline holds.
  ///
  /// - Throws: what a failing script of a stop throws, but not where another stop is true.
  func stopped(_ profile: Profile) throws -> (Knowledge, Selection)? {
    let knowledge = Knowledge(stopsOf: guideline, profile, run)
    let selection = Selection(stopsOf: guideline, knowledge)
    if !selection.alerts.isEmpty { return (knowledge, selection) }
    if let failure = knowledge.failure { throw failure }
    return nil
  }

  /// What is missing, by the stops alone where one is true and nothing legal lifts it.
  func missing(
    _ knowledge: Knowledge, _ selection: Selection, closed: Set<Fact.Index> = [],
    within budget: AnalysisBudget? = nil
  ) -> MissingAnalysis.Findings {
    if selection.disposition == .stop,
      let found = MissingAnalysis(guideline.stopsAlone, budget: .stop).findingsOfStops(
        knowledge, selection, closed: closed)
    {
      // Without an analysis it is not known that nothing lifts the stops: then whatever anything reads is kept.
      return found.isAnalysed ? found : analysis.kept(knowledge, selection, closed)
    }
    return analysis.findings(knowledge, selection, closed: closed, budget: budget)
  }
}

extension Selection {
  /// What is selected where only the stops are looked at: with a true one, the whole selection.
  init(stopsOf guideline: Guideline, _ knowledge: Knowledge) {
    disposition = .stop
    examined = guideline.stops
    alerts = guideline.stops.filter { knowledge.truth($0) == .true }
    deciding = alerts
  }
}

extension Guideline {
  /// The same vocabulary and stops, and nothing else.
  var stopsAlone: Guideline {
    var alone = self
    alone.gates = []
    alone.rules = []
    alone.evidence = [:]
    alone.pairings = [:]
    alone.vetoes = []
    alone.conflicts = []
    return alone
  }
}
