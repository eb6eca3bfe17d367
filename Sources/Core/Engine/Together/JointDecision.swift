public import PlumblineGuideline

/// The answers of all guidelines in force for one profile, and how they relate.
public struct JointDecision: Sendable {
  /// The answer of one guideline.
  public struct Part: Sendable {
    /// The name of its domain.
    public var guideline: String
    public var outcome: Outcome

    /// nil if the guideline failed.
    public var decision: Decision? { if case .decided(let decision) = outcome { decision } else { nil } }
  }

  public enum Outcome: Sendable {
    case decided(Decision)
    /// A script of this guideline failed, so that it decides nothing; the others answer all the same.
    case failed(ScriptFailure)
  }

  public var profile: String?
  public var asOf: Day
  /// In the order of the guidelines, which is that of their names; never empty.
  public var parts: [Part]
  public var relations: [Relation]

  public init(profile: String?, asOf: Day, parts: [Part], relations: [Relation]) {
    self.profile = profile
    self.asOf = asOf
    self.parts = parts
    self.relations = relations
  }

  /// The same with another name for the patient.
  public func naming(_ profile: String?) -> JointDecision {
    var named = self
    named.profile = profile
    for index in parts.indices {
      guard case .decided(var decision) = parts[index].outcome else { continue }
      decision.profile = profile
      named.parts[index].outcome = .decided(decision)
    }
    return named
  }

  public var decisions: [Decision] { parts.compactMap(\.decision) }

  /// The decision of the only guideline; nil if there are several.
  public var only: Decision? { parts.count == 1 ? parts[0].decision : nil }

  /// What the only guideline recommends; nil if there are several, or nothing is recommended.
  public var primary: Decision.Recommendation? { only?.primary }

  /// The true stops of all guidelines, most urgent first.
  public var alerts: [(guideline: String, alert: Decision.Alert)] {
    parts.flatMap { part in (part.decision?.alerts ?? []).map { (part.guideline, $0) } }.sorted {
      $0.alert < $1.alert
    }
  }

  public var failures: [(guideline: String, failure: ScriptFailure)] {
    parts.compactMap { part in
      if case .failed(let failure) = part.outcome { (part.guideline, failure) } else { nil }
    }
  }

  /// What is most urgent among the answers: a stop, then to wait, to ask, to recommend; out of scope only if no other guideline
  /// answers. Nil if every guideline failed.
  public var disposition: Decision.Disposition? {
    Decision.Disposition.byUrgency.first { wanted in decisions.contains { $0.disposition == wanted } }
  }
}

extension Decision.Disposition {
  /// What calls for action first comes first.
  public static let byUrgency: [Decision.Disposition] = [.stop, .defer, .needData, .recommend, .outOfScope]
}
