public import PlumblineEngine
public import PlumblineFHIR
public import PlumblineGuideline
internal import PlumblineJSON

/// The settings for every row of a cohort.
public struct CohortSetting: Sendable {
  public var compiled: CompiledGuideline
  /// The day for which answers hold.
  public var asOf: Day
  public var format: CohortFormat
  public var selection: CohortSelection
  /// Whether refused lines are reported in their places among the rows, instead of separately.
  public var rejectsInPlace: Bool
  /// Whether messages contain the values that were found.
  public var showsValues: Bool
  /// The facts in the columns of CSV; nil for JSON.
  public var columns: CSVColumns?
  /// The files, if there are several: each row then names its file.
  public var files: [String] = []
  /// Reads lines of FHIR; nil for profiles.
  public var records: FHIRIntake?
  /// Whether each row has its trace; only for JSON.
  public var traces = false
  /// All guidelines in force; the rows of this setting are the compiled one's.
  public var joint: JointEvaluator
  /// Whether each row's full decision, by all guidelines, is made as well.
  public var decides = false
  /// Returns what stands in place of a profile's id in rows that are decided in full; nil if the id itself does.
  public var pseudonym: (@Sendable (String) -> String)?

  /// The guideline that a row names, if several are in force.
  var guideline: String? { joint.evaluators.count > 1 ? compiled.guideline.domain.name : nil }

  /// The header before the first row.
  public var header: [UInt8] {
    if format != .csv { return [] }
    let columns =
      (files.isEmpty ? [] : ["file"]) + RowWriter.columns + (guideline == nil ? [] : ["guideline_id"])
      + (decides ? ["record"] : [])
    return Array((columns.joined(separator: ",") + "\r\n").utf8)
  }

  /// Whether a refused line names its true stops: only if it goes to a file, not to a log.
  public var namesStops = false

  /// - Parameter joint: all guidelines in force; nil if the compiled one is the only one.
  public init(
    _ compiled: CompiledGuideline, of joint: JointEvaluator? = nil, asOf: Day, format: CohortFormat,
    selection: CohortSelection, rejectsInPlace: Bool = false, showsValues: Bool = false,
    columns: CSVColumns? = nil
  ) {
    self.compiled = compiled
    self.joint = joint ?? JointEvaluator(alone: compiled.interpreter)
    self.asOf = asOf
    self.format = format
    self.selection = selection
    self.rejectsInPlace = rejectsInPlace
    self.showsValues = showsValues
    self.columns = columns
  }
}

/// The results for a piece of a cohort.
public struct CohortOutput: Sendable {
  /// Rows as text, in the order of the lines.
  public var rows: [UInt8] = []
  /// Refused lines as NDJSON, in order; empty if they are reported among the rows.
  public var rejects: [UInt8] = []
  public var rejected = 0
  /// The number of refused lines with a stop that is true, or may be, in what could be read.
  public var stopped = 0
  /// The number of rows whose records contradict themselves or raise questions.
  public var raised = 0
  /// Whether a line was refused because a script failed.
  public var hasFailed = false
  /// The number of rows answered.
  public var answered = 0
  /// The lines that were decided in full, in order.
  public var decided: [DecidedRow] = []
  /// What became of each line, if several guidelines are in force.
  var lines: [Line] = []

  /// One line of the cohort in an output.
  struct Line {
    enum Outcome {
      case answered
      /// It is not a profile, for any guideline.
      case refused
      /// A script of this guideline failed.
      case failed
    }

    var outcome: Outcome
    /// The ends of what was written for it.
    var rows: Int
    var rejects: Int
    /// Its full decision, if it was made here.
    var decided: DecidedRow?
  }

  /// Returns the rows; those of lines decided in full have the names of their records.
  public func rows(recordedAs names: [String]) -> [UInt8] {
    var named: [UInt8] = []
    var start = 0
    for (line, name) in zip(decided, names) {
      for place in line.places {
        named += rows[start..<place]
        // A row of JSON ends with a brace, one of CSV with a carriage return.
        named +=
          rows[place] == UInt8(ascii: "}")
          ? Array(",\"record\":".utf8) + JSONValue.string(name).canonical : Array(",\(name)".utf8)
        start = place
      }
    }
    return named + rows[start...]
  }
}

/// A line with its full decision.
public struct DecidedRow: Sendable {
  /// What was decided on, with the id that the rows show.
  public var profile: Profile
  public var decision: JointDecision
  /// The places for the name of its record in ``CohortOutput/rows``, one for each of its rows.
  public var places: [Int]
}
