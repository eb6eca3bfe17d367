public import PlumblineGuideline

extension Decision {
  /// A treatment that was considered, beside the others.
  public struct Option: Sendable, Hashable {
    /// Where it stands for this patient.
    public enum Standing: String, Sendable, CaseIterable {
      case recommended, alternative
      /// A rule for it is true, and it was tried without help or is not available.
      case passedOver = "passed-over"
      case advisedAgainst = "advised-against"
      /// A rule for it cannot be decided.
      case undecided
      case notMatched = "not-matched"
      /// It is named so that it is not forgotten; nothing is claimed for it.
      case named
    }

    /// A fact on which the standing rests, with what is known of it.
    public struct Ground: Sendable, Hashable {
      public var fact: Fact.Index
      public var state: FactState
    }

    public var name: String
    public var title: String
    public var pairings: [PairingName]
    public var standing: Standing
    public var grounds: [Ground]
    /// Why it is advised against or passed over.
    public var reason: String?
    /// The same in plain words; nil if the pack does not say.
    public var reasonForPatient: String?
    /// Its evidence, with the certainty of each claim for this patient.
    public var claims: [Claim]
    /// Evidence that tempers or contradicts it, with its own certainty.
    public var temperedBy: [Claim]
    /// What it asks of the patient; nil if no source at hand states it.
    public var burden: String?
    public var forPatient: String
    public var note: String?
    public var sources: [String]
  }

  /// What comes after a recommendation.
  public struct Plan: Sendable, Hashable {
    /// A score to take again.
    public struct Measure: Sendable, Hashable {
      public var fact: Fact.Index
      public var value: FactValue
      /// How far two readings may differ by chance; nil if no pack says.
      public var error: MeasurementError?
    }

    /// How it was given where it was studied; empty if no source at hand states it.
    public var delivery: [PairRationale.Statement]
    /// When the patient is looked at again, in words.
    public var reassess: [String]
    public var measures: [Measure]
  }
}
