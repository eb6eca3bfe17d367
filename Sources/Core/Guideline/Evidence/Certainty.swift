/// How certain a body of evidence is, for one outcome at one timepoint.
///
/// Source: GRADE Working Group; the order is very-low < low < moderate < high. `not-stated` is outside the
/// order: no rating was published or seen, which is not the same as a low one.
public enum Certainty: String, Sendable, Hashable, CaseIterable {
  case high
  case moderate
  case low
  case veryLow = "very-low"
  case notStated = "not-stated"

  /// 4 for high down to 1 for very low; nil when not stated.
  public var level: Int? {
    switch self {
    case .high: 4
    case .moderate: 3
    case .low: 2
    case .veryLow: 1
    case .notStated: nil
    }
  }

  /// One level lower, never below very low; not-stated stays not-stated.
  public var lowered: Certainty {
    switch self {
    case .high: .moderate
    case .moderate: .low
    case .low, .veryLow: .veryLow
    case .notStated: .notStated
    }
  }

  public var words: String {
    switch self {
    case .veryLow: "very low"
    case .notStated: "not stated"
    default: rawValue
    }
  }
}

/// One of the five situations in which GRADE allows a strong recommendation on low or very low certainty.
///
/// Source: J. Andrews et al., *GRADE guidelines: 14*, J Clin Epidemiol 2013;66:719-725 (recalled, not confirmed at its source).
public enum ParadigmaticSituation: String, Sendable, Hashable, CaseIterable {
  /// Low certainty suggests benefit in a life-threatening situation.
  case lifeThreatening = "life-threatening"
  /// Low certainty suggests benefit; high certainty says that there is harm or great cost: against.
  case uncertainBenefitCertainHarm = "uncertain-benefit-certain-harm"
  /// The options may be equal; one is clearly less risky or costly.
  case equivalentLessRisk = "equivalent-less-risk"
  /// High certainty that benefits are alike; low certainty that one option does more harm.
  case similarBenefitPotentialHarm = "similar-benefit-potential-harm"
  /// Low certainty suggests a catastrophic harm: against.
  case catastrophicHarm = "catastrophic-harm"
}

/// Whether a recommendation is strong or conditional: GRADE's two strengths.
public enum Strength: String, Sendable, Hashable, CaseIterable {
  case strong
  case conditional
}
