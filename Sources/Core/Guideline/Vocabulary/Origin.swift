/// Where a value of a profile came from, and when it was observed.
public struct Origin: Sendable, Hashable {
  /// The resource: `Observation/phq-9`; nil if nobody says.
  public var source: String?
  /// When it was observed, as written there: a day, a month, a year or an instant.
  public var observed: String?
  /// When it was written down, as written there.
  public var recorded: String?
  /// How it is known: `observation`, `answer`, `condition`, `procedure`, `device`, `consent`, `patient`, `goal`; `scored` from the answers to a questionnaire.
  public var method: String?
  /// The value as it was given in another unit, and how it was converted: `7.4 % × 10.93 − 23.5`; nil if it was given in the fact's own.
  public var given: String?
  /// What was taken together has the same sitting; laws of arithmetic hold within one.
  public var sitting: String?
  /// Whether it was given on the day of the answer.
  public var isOfVisit = false
  /// What a stale fact was.
  public var staleValue: FactValue?

  public init(
    source: String? = nil, observed: String? = nil, recorded: String? = nil, method: String? = nil,
    sitting: String? = nil, isOfVisit: Bool = false, staleValue: FactValue? = nil
  ) {
    (self.source, self.observed, self.recorded, self.method) = (source, observed, recorded, method)
    (self.sitting, self.isOfVisit, self.staleValue) = (sitting, isOfVisit, staleValue)
  }
}
