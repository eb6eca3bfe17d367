package import PlumblineGuideline
public import PlumblineJSON

/// The smallest change of a scale beyond chance in 95 of 100 repeats (MDC95), and where it comes from.
public struct DetectableChange: Sendable, Hashable {
  /// In the scale's own unit.
  public let value: ExactNumber
  /// "MDC95 8.53, Eiger B et al 2022". What was converted, and what was not confirmed at its source, says so.
  public let words: String
  /// The people in whom it was measured.
  public let population: String
  /// The name of the source.
  public let source: String
  /// Whether it was worked out from a standard error of measurement.
  public let isConverted: Bool

  /// The MDC95 that a fact declares, or that follows from its SEM; nil if it declares neither. An MDC90 is not converted.
  package init?(_ fact: Fact, in guidelines: Guidelines) {
    guard let error = fact.measurementError else { return nil }
    let member =
      guidelines.members.first { $0.guideline.sources[error.source] != nil } ?? guidelines.members[0]
    self.init(fact, in: member.guideline)
  }

  /// - Parameter guideline: one that declares the source.
  package init?(_ fact: Fact, in guideline: Guideline) {
    guard let error = fact.measurementError else { return nil }
    let declared = ExplanationWords.quantity(error.value, fact.unit)
    let figure: String
    switch error.kind {
    case .detectable95: (value, figure, isConverted) = (error.value, "MDC95 \(declared)", false)
    case .standardError:
      guard let converted = Self.converted(error.value) else { return nil }
      (value, isConverted) = (converted, true)
      figure =
        "MDC95 \(ExplanationWords.quantity(converted, fact.unit)), converted from SEM \(declared) as 1.96 · √2 · SEM"
    case .detectable90: return nil
    }
    words =
      "\(figure), \(ExplanationWords(guideline: guideline).sources([error.source]))"
      + (error.seen == nil ? ", not confirmed at its source" : "")
    (source, population) = (error.source, error.population)
  }

  /// 1.96 · √2 · SEM, to two decimal places.
  private static func converted(_ standardError: ExactNumber) -> ExactNumber? {
    let change = 1.96 * 2.0.squareRoot() * standardError.doubleValue
    return ExactNumber(unscaled: Int128((change * 100).rounded()), scale: 2)
  }

  /// Whether a change of this size may be chance.
  package func covers(_ size: ExactNumber) -> Bool { size <= value }
}
