import Glibc
import PlumblineCohort
import PlumblineJSON

/// The file beside the rows that holds the progress of an interrupted run.
struct ResumeFile {
  /// The path of the rows.
  let output: String

  var path: String { output + ".resume" }

  /// Replaces the file, whole or not at all.
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
        .noSuchFile, "there is no \(path): no run into \(output) was interrupted; leave out --resume")
    }
    guard let point = ResumePoint(parsing: try Input.read(path, limit: CohortSummary.limits.bytes)) else {
      throw Fault(.badInput, "\(path) is not the file of an interrupted run; start again without --resume")
    }
    return point
  }

  func remove() { unlink(path) }
}
