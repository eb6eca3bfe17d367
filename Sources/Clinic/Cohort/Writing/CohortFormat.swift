/// How the rows of a cohort are written.
public enum CohortFormat: String, Sendable, CaseIterable {
  /// One canonical JSON object a line.
  case ndjson
  /// RFC 4180, with a header row and CRLF.
  case csv
  /// No rows: the counts alone.
  case summary
}
