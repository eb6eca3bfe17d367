public import PlumblineJSON

/// A studied effect: population, intervention against comparator, one outcome at one timepoint, the effect and its
/// certainty.
public struct EvidenceItem: Sendable, Hashable {
  /// A pooled estimate with its interval, in its own measure and direction. Never compared across measures.
  public struct Effect: Sendable, Hashable {
    public enum Better: String, Sendable, CaseIterable { case higher, lower }

    /// "SMD", "MD", "OR", …
    public var measure: String
    public var value: ExactNumber
    public var low: ExactNumber
    public var high: ExactNumber
    /// Which direction favours the intervention.
    public var better: Better
    /// Where the figure was seen; nil if it is recalled and not confirmed.
    public var seen: String?
  }

  /// A named property that the studied people had in common.
  public struct Criterion: Sendable, Hashable {
    public var says: String
    public var when: Condition
    /// Whether an unknown answer is asked for without lowering certainty.
    public var asksWhenUnknown: Bool
    /// The difference on the side of a patient for whom it is false: "has had spinal surgery"; nil if the pack does not say.
    public var differs: String?
    /// The same for the patient to read, as sentences.
    public var forPatient: String?

    package init(
      says: String, when: Condition, asksWhenUnknown: Bool, differs: String? = nil, forPatient: String? = nil
    ) {
      self.says = says
      self.when = when
      self.asksWhenUnknown = asksWhenUnknown
      self.differs = differs
      self.forPatient = forPatient
    }
  }

  /// `source/partner/outcome/timepoint`.
  public var name: String
  public var source: String
  public var intervention: String
  public var comparator: String
  public var outcome: Outcome
  public var timepoint: Timepoint
  public var certainty: Certainty
  /// Where the rating was seen; nil if it is recalled and not confirmed.
  public var certaintySeen: String?
  public var effect: Effect?
  /// What was found, in a few words, where there is no figure: "probably slightly less".
  public var finding: String?
  public var population: [Criterion]
  public var note: String?
  public var place: Place

  package init(
    name: String, source: String, intervention: String, comparator: String, outcome: Outcome,
    timepoint: Timepoint, certainty: Certainty, certaintySeen: String? = nil, effect: Effect? = nil,
    finding: String? = nil, population: [Criterion], note: String? = nil, place: Place
  ) {
    self.name = name
    self.source = source
    self.intervention = intervention
    self.comparator = comparator
    self.outcome = outcome
    self.timepoint = timepoint
    self.certainty = certainty
    self.certaintySeen = certaintySeen
    self.effect = effect
    self.finding = finding
    self.population = population
    self.note = note
    self.place = place
  }
}

/// A publication that a declaration rests on.
public struct Source: Sendable, Hashable {
  public var name: String
  public var citation: String
  public var doi: String?
  public var url: String?
  public var note: String?
  public var place: Place
}
