internal import PlumblineEngine
internal import PlumblineInterchange
internal import PlumblineJSON

/// A line that is not a profile, with all its problems; or a line for which a script failed.
struct Rejection {
  struct Problem {
    var column: Int?
    var path: String
    var reason: String
  }

  /// The file, if there are several.
  var file: String?
  var line: Int
  var problems: [Problem]
  /// Stops that are true in what could be read of the line, and those that may be.
  var stops: [String] = []
  var possibleStops: [String] = []
  /// What demands the answer to an open question that comes before anything else.
  var askedFirst: [String] = []
  /// Whether a script failed, so that the line is a profile all the same.
  var isOfScript = false
  /// The guideline whose script failed, if several are in force.
  var guideline: String?

  init(file: String? = nil, line: Int, path: String = "", reason: String) {
    (self.file, self.line) = (file, line)
    problems = [Problem(path: path, reason: reason)]
  }

  /// - Parameter showsColumns: whether columns refer to the line; false if the line was assembled from cells.
  init(
    file: String? = nil, line: Int, _ failure: ProfileFailure, showsValues: Bool, showsColumns: Bool
  ) {
    (self.file, self.line) = (file, line)
    problems = failure.problems.map { problem in
      var bare = problem
      bare.path = ""
      bare.position = nil
      return Problem(
        column: showsColumns ? problem.position?.column : nil, path: problem.path,
        reason: showsValues ? bare.shown : bare.description)
    }
  }

  /// Takes the stops from a refusal.
  mutating func take(_ refusal: Refusal) {
    stops = refusal.alerts.map(\.id)
    possibleStops = refusal.possible.map(\.id)
    askedFirst = refusal.notices.filter { $0.placement == .first }.map(\.id)
  }

  /// Returns a line of NDJSON: `{"line":12,"rejected":[{"column":40,"path":"pain.intensity","reason":"…"}]}`, with `file` first if
  /// there are several. If stops are to be named, true stops are in `stops`, possible ones in `possible_stops`, and what
  /// demands an answer first in `ask_first`.
  func text(namingStops: Bool) -> [UInt8] {
    let rejected = problems.map { problem in
      JSONValue.object(
        (problem.column.map { [JSONMember("column", .number($0))] } ?? [])
          + [JSONMember("path", .string(problem.path)), JSONMember("reason", .string(problem.reason))])
    }
    let value = JSONValue.object(
      (file.map { [JSONMember("file", .string($0))] } ?? [])
        + (guideline.map { [JSONMember("guideline_id", .string($0))] } ?? [])
        + [JSONMember("line", .number(line)), JSONMember("rejected", .array(rejected))]
        + (namingStops
          ? Self.named("stops", stops) + Self.named("possible_stops", possibleStops)
            + Self.named("ask_first", askedFirst) : []))
    return value.canonical + [Ascii.newline]
  }

  private static func named(_ key: String, _ stops: [String]) -> [JSONMember] {
    stops.isEmpty ? [] : [JSONMember(key, .strings(stops))]
  }
}
