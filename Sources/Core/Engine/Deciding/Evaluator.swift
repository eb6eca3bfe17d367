public import PlumblineGuideline
public import PlumblineText

/// The reference interpreter: small, and the definition of what a guideline decides for a patient.
///
/// Pure: no clock, no disk, no randomness. The same guideline, profile and day give the same decision.
public struct Evaluator: Sendable {
  /// The version that every decision carries.
  public static let version = "plumbline \(Version.ofEngine)"

  /// Whether the engine that a record names decided as all do since 0.2: by what laws leave of absent facts, too.
  public static func isOfSecondEdition(_ engine: String) -> Bool {
    engine.split(separator: " ").last.flatMap { Version(String($0)) }.map {
      $0 >= Version(major: 0, minor: 2, patch: 0)
    }
      ?? true
  }

  public private(set) var guideline: Guideline
  /// Of its sentences that are not the packs'.
  public private(set) var language = Language.english
  let run: ScriptRunner
  let analysis: MissingAnalysis

  /// An evaluator that may decide about patients.
  ///
  /// - Parameter run: runs the guideline's scripts in Lua; called only for guidelines that have scripts.
  public init(_ guarded: GuardedGuideline, run: @escaping ScriptRunner) {
    self.init(examining: guarded.guideline, run: run)
  }

  /// An evaluator for examining any guideline, complete or not: for authors' tools, which decide about no patient.
  package init(examining guideline: Guideline, run: @escaping ScriptRunner) {
    self.guideline = guideline
    self.run = run
    analysis = MissingAnalysis(guideline)
  }

  /// Decides for one profile: by the stops alone if one is true, before anything else is read.
  ///
  /// - Parameter asOf: the day for which the answer holds, `2026-11-20`.
  /// - Throws: the error of a failing script; then there is no decision.
  public func decide(_ profile: Profile, asOf: Day) throws -> Decision {
    try decide(profile, asOf: asOf, within: nil)
  }

  /// - Parameter budget: the budget for what is missing; nil for that of a decision.
  func decide(_ profile: Profile, asOf: Day, within budget: AnalysisBudget?) throws -> Decision {
    let (knowledge, selection) = try selected(profile)
    var decision = wording(knowledge, selection).decision(asOf: asOf)
    let findings = missing(knowledge, selection, within: budget)
    decision.missing = findings.facts
    if findings.isAnalysed, !guideline.isFirstEdition, let primary = decision.primary {
      decision.missing = try leading(findings, profile, from: primary.pairing)
    }
    decision.isAnalysed = findings.isAnalysed
    if [.recommend, .needData].contains(decision.disposition) {
      decision.notAsked = analysis.notAsked(knowledge)
    }
    return decision
  }

  func wording(_ knowledge: Knowledge, _ selection: Selection) -> Wording {
    Wording(guideline: guideline, knowledge: knowledge, selection: selection, language: language)
  }

  /// Returns the same evaluator with other words.
  ///
  /// - Parameter guideline: the same guideline, translated.
  package func speaking(_ language: Language, _ guideline: Guideline) -> Evaluator {
    var other = self
    other.guideline = guideline
    other.language = language
    return other
  }

  /// Returns what is known of a patient and what follows: from the stops alone if one is true, else from everything.
  func selected(_ profile: Profile) throws -> (Knowledge, Selection) {
    if let stopped = try stopped(profile) { return stopped }
    let knowledge = try Knowledge(profile, guideline, run)
    return (knowledge, Selection(guideline, knowledge))
  }

  /// Returns the signature of the decision for one profile, which only facts in `missing` can change.
  public func signature(_ profile: Profile) throws -> Signature {
    let (knowledge, selection) = try selected(profile)
    return Signature(guideline, knowledge, selection)
  }

  /// Returns the facts that could still change the signature, without the rest of the decision.
  ///
  /// - Parameter closed: absent facts that stay absent: asked, and not answered.
  public func missing(_ profile: Profile, closed: Set<Fact.Index> = []) throws -> [MissingFact] {
    let (knowledge, selection) = try selected(profile)
    return missing(knowledge, selection, closed: closed).facts
  }

  /// Returns one value for each class of a fact; two values of one class give every comparison of the guideline the same truth.
  public func representatives(of fact: Fact.Index, in profile: Profile) -> [FactValue] {
    analysis.domains.classes(of: fact) { profile[$0].value }.values
  }
}

/// What two decisions must share to be the same answer: disposition, alerts, and pairings with their role, strength and
/// the certainty of each claim. The wording is not part of it.
public struct Signature: Sendable, Hashable {
  public struct Alert: Sendable, Hashable {
    public var id: String
    public var urgency: Gate.Urgency
  }

  public struct PairingPart: Sendable, Hashable {
    public var pairing: PairingName
    public var role: Decision.Recommendation.Role
    public var strength: Strength
    /// The parts that are recommended strongly, whatever the whole.
    public var strongParts: [String]
    /// The certainty of each claim, by evidence item, which names outcome and timepoint as well.
    public var claims: [String: Certainty]
  }

  public var disposition: Decision.Disposition
  public var alerts: Set<Alert>
  public var pairings: Set<PairingPart>

  init(_ guideline: Guideline, _ knowledge: Knowledge, _ selection: Selection) {
    disposition = selection.disposition
    alerts = Set(
      selection.alerts.compactMap { gate in
        if case .stop(let urgency) = gate.kind { Alert(id: gate.id, urgency: urgency) } else { nil }
      })
    func part(_ rules: [Rule], _ role: Decision.Recommendation.Role) -> PairingPart {
      let claims = guideline.claims(rules).map {
        ($0.name, CertaintyPolicy.claim($0, knowledge.truth).certainty)
      }
      return PairingPart(
        pairing: guideline.primaryName(rules), role: role, strength: guideline.strength(rules),
        strongParts: guideline.strongParts(rules),
        claims: Dictionary(claims) { first, _ in first })
    }
    guard selection.disposition == .recommend else {
      pairings = []
      return
    }
    pairings = Set(
      [part(selection.primary, .primary)] + selection.alternatives.map { part([$0], .alternative) })
  }
}
