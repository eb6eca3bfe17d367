package import PlumblineGuideline
public import PlumblineJSON
public import PlumblineText

/// The smallest change of a scale beyond chance in 95 of 100 repeats (MDC95), and where it comes from.
public struct DetectableChange: Sendable, Hashable {
  /// In the scale's own unit.
  public let value: ExactNumber
  /// The error as it was declared: the SEM that it was worked out from, or the change itself.
  private let declared: ExactNumber
  /// As UCUM writes it; nil for a score.
  private let unit: String?
  /// "Eiger B et al 2022".
  private let who: String
  private let isConfirmed: Bool
  /// The people in whom it was measured.
  public let population: String
  /// The name of the source.
  public let source: String
  /// Whether it was worked out from a standard error of measurement.
  public let isConverted: Bool
  /// In the source language.
  public var words: String { words(in: .english) }

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
    switch error.kind {
    case .detectable95: (value, isConverted) = (error.value, false)
    case .standardError:
      guard let converted = Self.converted(error.value) else { return nil }
      (value, isConverted) = (converted, true)
    case .detectable90: return nil
    }
    (declared, unit, isConfirmed) = (error.value, fact.unit, error.seen != nil)
    who = ExplanationWords(guideline: guideline).sources([error.source])
    (source, population) = (error.source, error.population)
  }

  /// "MDC95 8.53, Eiger B et al 2022". What was converted, and what was not confirmed at its source, says so.
  public func words(in language: Language) -> String {
    var figure = "MDC95 \(ExplanationWords.quantity(value, unit, in: language))"
    if isConverted {
      let error = "SEM \(ExplanationWords.quantity(declared, unit, in: language))"
      figure = language(
        "{figure}, converted from {error} as {formula}",
        ["figure": figure, "error": error, "formula": language.number("1.96") + " · √2 · SEM"])
    }
    let doubt = isConfirmed ? "" : language(", not confirmed at its source")
    return "\(figure), \(who)\(doubt)"
  }

  /// 1.96 · √2 · SEM, to two decimal places.
  private static func converted(_ standardError: ExactNumber) -> ExactNumber? {
    let change = 1.96 * 2.0.squareRoot() * standardError.doubleValue
    return ExactNumber(unscaled: Int128((change * 100).rounded()), scale: 2)
  }

  /// Whether a change of this size may be chance.
  package func covers(_ size: ExactNumber) -> Bool { size <= value }
}
