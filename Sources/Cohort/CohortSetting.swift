public import Engine

/// What is done with every row of a cohort.
public struct CohortSetting: Sendable {
  public var compiled: CompiledGuideline
  public var format: CohortFormat
  public var selection: CohortSelection
  /// Whether a line that is refused is told in its place among the rows, instead of apart from them.
  public var rejectsInPlace: Bool
  /// Whether messages hold the values that were found.
  public var showsValues: Bool
  /// The facts that the columns of CSV stand for; nil for JSON.
  public var columns: CSVColumns?

  public init(
    _ compiled: CompiledGuideline, format: CohortFormat, selection: CohortSelection,
    rejectsInPlace: Bool = false, showsValues: Bool = false, columns: CSVColumns? = nil
  ) {
    self.compiled = compiled
    self.format = format
    self.selection = selection
    self.rejectsInPlace = rejectsInPlace
    self.showsValues = showsValues
    self.columns = columns
  }
}

/// What became of a piece of a cohort.
public struct CohortOutput: Sendable {
  /// Rows as text, in the order of the lines.
  public var rows: [UInt8] = []
  /// Lines that were refused, as NDJSON, in order; empty where they are told among the rows.
  public var rejects: [UInt8] = []
  public var rejected = 0
  /// Whether one was refused because a script failed.
  public var hasFailed = false
  /// How many rows were answered.
  public var answered = 0
}
