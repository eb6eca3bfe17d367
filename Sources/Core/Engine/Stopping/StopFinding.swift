public import PlumblineGuideline

/// The results of the stops for one profile, worked out from facts that stops read.
public struct StopFinding: Sendable {
  /// The stops that are true, most urgent first, then by id.
  public var alerts: [Decision.Alert]
  /// The stops that are not answered.
  public var open: [Gate]
}

extension Evaluator {
  /// The facts of a profile that can settle a stop: itself, through a computed fact, or by a law.
  public var factsOfStops: Set<Fact.Index> {
    guideline.facts(settling: guideline.stops + guideline.gates.filter { $0.settles != nil })
  }

  /// Evaluates the stops for a profile.
  ///
  /// No rule, gate, other script or analysis is evaluated, so that none of them can delay a stop or fail before it.
  ///
  /// - Throws: the error of a failing script of a stop, unless another stop is true.
  public func stops(_ profile: Profile) throws -> StopFinding {
    let knowledge = Knowledge(stopsOf: guideline, profile, run)
    let selection = Selection(stopsOf: guideline, knowledge)
    if selection.alerts.isEmpty, let failure = knowledge.failure { throw failure }
    return StopFinding(
      alerts: wording(knowledge, selection).alerts(),
      open: guideline.stops.filter { knowledge.truth($0) == .unknown })
  }

  /// Returns what is known and what follows if a stop is true, from the stops alone; nil if none is true.
  ///
  /// The decision is therefore the same, byte for byte, whatever else the guideline holds.
  ///
  /// - Throws: the error of a failing script of a stop, unless another stop is true.
  func stopped(_ profile: Profile) throws -> (Knowledge, Selection)? {
    let knowledge = Knowledge(stopsOf: guideline, profile, run)
    let selection = Selection(stopsOf: guideline, knowledge)
    if !selection.alerts.isEmpty { return (knowledge, selection) }
    if let failure = knowledge.failure { throw failure }
    return nil
  }

  /// Returns the missing facts: by the stops alone if one is true and no legal answer lifts it.
  func missing(
    _ knowledge: Knowledge, _ selection: Selection, closed: Set<Fact.Index> = [],
    within budget: AnalysisBudget? = nil
  ) -> MissingAnalysis.Findings {
    if selection.disposition == .stop,
      let found = MissingAnalysis(guideline.stopsAlone, budget: .stop).findingsOfStops(
        knowledge, selection, closed: closed)
    {
      // Without an analysis it is not known whether an answer lifts the stops: then every fact that the guideline reads is kept.
      return found.isAnalysed ? found : analysis.kept(knowledge, selection, closed)
    }
    return analysis.findings(knowledge, selection, closed: closed, budget: budget)
  }
}

extension Selection {
  /// The selection from the stops alone; if one of them is true, this is the whole selection.
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
