import PlumblineCohort
import Glibc
import PlumblineJSON

/// How far an interrupted run had come, kept beside its rows: what is before it was answered and written.
struct ResumePoint {
  /// Which of the files.
  var file: Int
  /// Of the file's uncompressed bytes.
  var offset: Int
  /// The next line.
  var line: Int
  /// Bytes of the rows, and of the rejects.
  var rows: Int
  var rejects: Int
  var hasFailed: Bool
  var summary: CohortSummary
  /// What was asked for; another run must ask for the same.
  var asked: String
  /// What each input was; empty for a pipe, which can be anything.
  var inputs: [String]

  static func path(_ output: String) -> String { output + ".resume" }

  /// Replaces what stands there, whole or not at all.
  func write(_ output: String) throws(Fault) {
    let value: JSONValue = [
      "asked": .string(asked), "inputs": .array(inputs.map { .string($0) }), "failed": .bool(hasFailed),
      "file": .number(ExactNumber(file)),
      "line": .number(ExactNumber(line)),
      "offset": .number(ExactNumber(offset)), "rejects": .number(ExactNumber(rejects)),
      "rows": .number(ExactNumber(rows)), "schema": 1, "summary": summary.json,
    ]
    let path = Self.path(output)
    let file = try CohortFile(path + ".new")
    try file.write(value.canonical)
    file.settle()
    guard rename(path + ".new", path) == 0 else {
      throw Fault(.cannotWrite, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
  }

  static func read(_ output: String) throws(Fault) -> ResumePoint {
    let path = path(output)
    guard access(path, F_OK) == 0 else {
      throw Fault(
        .noSuchFile, "there is no \(path): no run into \(output) was interrupted; leave --resume out")
    }
    let bytes = try Input.read(path, limit: 1 << 26)
    let limits = JSONLimits(bytes: 1 << 26, depth: 8, stringBytes: 1 << 16, values: 2_000_000)
    guard let node = try? JSONReader.read(bytes, limits: limits), let asked = node["asked"]?.stringValue,
      let file = whole(node["file"]), let offset = whole(node["offset"]), let line = whole(node["line"]),
      let rows = whole(node["rows"]),
      let rejects = whole(node["rejects"]), let summaryNode = node["summary"],
      let inputs = node["inputs"]?.arrayValue,
      let summary = try? CohortSummary(summaryNode)
    else {
      throw Fault(.badInput, "\(path) is not what an interrupted run leaves; begin anew without --resume")
    }
    return ResumePoint(
      file: file, offset: offset, line: line, rows: rows, rejects: rejects,
      hasFailed: node["failed"]?.boolValue ?? false, summary: summary, asked: asked,
      inputs: inputs.map { $0.stringValue ?? "" })
  }

  static func remove(_ output: String) { unlink(path(output)) }

  private static func whole(_ node: JSONNode?) -> Int? {
    node?.numberValue?.intValue.flatMap { $0 >= 0 ? $0 : nil }
  }
}
