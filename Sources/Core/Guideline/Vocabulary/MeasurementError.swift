public import PlumblineJSON

/// How far two readings of one fact may differ though nothing has changed, as published.
///
/// A value nearer to a cut-off than this may be on the other side of it by chance.
public struct MeasurementError: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Standard error of measurement.
    case standardError = "SEM"
    /// Smallest change beyond chance in 90 of 100 repeats: 1.645 · √2 · SEM.
    case detectable90 = "MDC90"
    /// Smallest change beyond chance in 95 of 100 repeats: 1.96 · √2 · SEM.
    case detectable95 = "MDC95"
  }

  /// In the fact's own unit; above 0.
  public var value: ExactNumber
  public var kind: Kind
  /// The people in whom it was measured.
  public var population: String
  /// The name of a declared source.
  public var source: String
  /// Where the figure was seen; nil if it is recalled and not confirmed.
  public var seen: String?

  /// Whether a distance from a cut-off is at most this.
  public func covers(_ margin: ExactNumber) -> Bool { margin <= value }
}
