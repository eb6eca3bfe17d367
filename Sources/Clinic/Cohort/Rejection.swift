internal import PlumblineEngine
internal import PlumblineInterchange
internal import PlumblineJSON

/// A line that is no profile, with everything that is wrong with it; or one whose script failed.
struct Rejection {
  struct Problem {
    var column: Int?
    var path: String
    var reason: String
  }

  /// Where there are several.
  var file: String?
  var line: Int
  var problems: [Problem]
  /// Stops that are true in what could be read of the line, and those that may be.
  var stops: [String] = []
  var possibleStops: [String] = []

  init(file: String? = nil, line: Int, path: String = "", reason: String) {
    (self.file, self.line) = (file, line)
    problems = [Problem(path: path, reason: reason)]
  }

  /// - Parameter showsColumns: whether columns are those of the line; not where the line was put together from cells.
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

  /// Says what a refusal says first.
  mutating func take(_ refusal: Refusal) {
    stops = refusal.alerts.map(\.id)
    possibleStops = refusal.possible.map(\.id)
  }

  /// A line of NDJSON, `file` first where there are several: `{"line":12,"rejected":[{"column":40,"path":"pain.intensity","reason":"…"}]}`.
  /// With stops that are true in it, or may be, in `stops` and `possible_stops`, where they are to be named.
  func text(namingStops: Bool) -> [UInt8] {
    let rejected = problems.map { problem in
      JSONValue.object(
        (problem.column.map { [JSONMember("column", .number($0))] } ?? [])
          + [JSONMember("path", .string(problem.path)), JSONMember("reason", .string(problem.reason))])
    }
    let value = JSONValue.object(
      (file.map { [JSONMember("file", .string($0))] } ?? [])
        + [JSONMember("line", .number(line)), JSONMember("rejected", .array(rejected))]
        + (namingStops ? Self.named("stops", stops) + Self.named("possible_stops", possibleStops) : []))
    return value.canonical + [Ascii.newline]
  }

  private static func named(_ key: String, _ stops: [String]) -> [JSONMember] {
    stops.isEmpty ? [] : [JSONMember(key, .strings(stops))]
  }
}
