import Glibc
import PlumblineCohort
import PlumblineJSON

/// The file beside the rows that says how far an interrupted run had come.
struct ResumeFile {
  /// Of the rows.
  let output: String

  var path: String { output + ".resume" }

  /// Replaces what stands there, whole or not at all.
  func write(_ point: ResumePoint) throws(Fault) {
    let file = try CohortFile(path + ".new")
    try file.write(point.json.canonical)
    file.settle()
    guard rename(path + ".new", path) == 0 else {
      throw Fault(.cannotWrite, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
  }

  func read() throws(Fault) -> ResumePoint {
    guard access(path, F_OK) == 0 else {
      throw Fault(
        .noSuchFile, "there is no \(path): no run into \(output) was interrupted; leave --resume out")
    }
    guard let point = ResumePoint(parsing: try Input.read(path, limit: CohortSummary.limits.bytes)) else {
      throw Fault(.badInput, "\(path) is not what an interrupted run leaves; start again without --resume")
    }
    return point
  }

  func remove() { unlink(path) }
}
