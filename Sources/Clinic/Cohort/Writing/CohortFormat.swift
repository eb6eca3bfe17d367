/// The format in which the rows of a cohort are written.
public enum CohortFormat: String, Sendable, CaseIterable {
  /// One canonical JSON object on each line.
  case ndjson
  /// RFC 4180, with a header row and CRLF.
  case csv
  /// Only the counts, no rows.
  case summary
}
