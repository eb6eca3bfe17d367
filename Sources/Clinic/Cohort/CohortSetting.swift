public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineJSON

/// What is done with every row of a cohort.
public struct CohortSetting: Sendable {
  public var compiled: CompiledGuideline
  /// The day for which answers hold.
  public var asOf: Day
  public var format: CohortFormat
  public var selection: CohortSelection
  /// Whether a line that is refused is told in its place among the rows, instead of apart from them.
  public var rejectsInPlace: Bool
  /// Whether messages hold the values that were found.
  public var showsValues: Bool
  /// The facts that the columns of CSV stand for; nil for JSON.
  public var columns: CSVColumns?
  /// The files, where there are several: each row then says which it is of.
  public var files: [String] = []
  /// Whether each row says what decided it; JSON alone.
  public var traces = false
  /// Decides for each row that is written in full; nil where rows alone are asked for.
  public var decides: Evaluator?

  /// What stands before the first row.
  public var header: [UInt8] {
    if format != .csv { return [] }
    let columns =
      (files.isEmpty ? [] : ["file"]) + RowWriter.columns + (decides == nil ? [] : ["record"])
    return Array((columns.joined(separator: ",") + "\r\n").utf8)
  }

  /// Whether a refused line names the stops that are true in it: where it goes to a file, not to a log.
  public var namesStops = false

  public init(
    _ compiled: CompiledGuideline, asOf: Day, format: CohortFormat, selection: CohortSelection,
    rejectsInPlace: Bool = false, showsValues: Bool = false, columns: CSVColumns? = nil
  ) {
    self.compiled = compiled
    self.asOf = asOf
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
  /// How many of these have a stop that is true in what could be read, or may be.
  public var stopped = 0
  /// Whether one was refused because a script failed.
  public var hasFailed = false
  /// How many rows were answered.
  public var answered = 0
  /// The rows that were decided in full, in order.
  public var decided: [DecidedRow] = []

  /// The rows, each of those that were decided in full with the name of its record.
  public func rows(recordedAs names: [String]) -> [UInt8] {
    var named: [UInt8] = []
    var start = 0
    for (row, name) in zip(decided, names) {
      named += rows[start..<row.place]
      // A row of JSON ends with a brace, one of CSV with a carriage return.
      named +=
        rows[row.place] == UInt8(ascii: "}")
        ? Array(",\"record\":".utf8) + JSONValue.string(name).canonical : Array(",\(name)".utf8)
      start = row.place
    }
    return named + rows[start...]
  }
}

/// A row with its full decision.
public struct DecidedRow: Sendable {
  public var profile: Profile
  public var decision: Decision
  /// Where the name of its record goes, in ``CohortOutput/rows``.
  public var place: Int
}
