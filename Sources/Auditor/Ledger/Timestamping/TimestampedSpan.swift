/// Records that were there at a moment, as an authority says.
public struct TimestampedSpan: Sendable, Hashable {
  /// The record that keeps the timestamp.
  public var record: Int
  /// The number of records under the head that was timestamped.
  public var size: Int
  /// In UTC: `2026-11-30T16:01:02Z`.
  public var time: String
  /// The authority's rules for it, as an object identifier.
  public var policy: String
  /// Whether its signature and certificate were checked; false if no certificate of the authority was given.
  public var isChecked: Bool
}
