import Glibc
import PlumblineProver
import PlumblineText

/// Counterexamples as profiles in a folder, one file for each patient.
struct WitnessFiles {
  var folder: String

  /// Writes the files, and returns their paths by question.
  func write(_ report: ProofReport) throws(Fault) -> [Int: [String]] {
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
      throw Fault(.cannotCreate, "cannot create \(folder): \(String(cString: strerror(errno)))")
    }
    var written: [Int: [String]] = [:]
    for patient in report.patients {
      let path = "\(folder)/\(patient.name).json"
      var file = try AnswerFile(path)
      try file.write(patient.profile.canonicalLine)
      try file.finish()
      written[patient.question, default: []].append(path)
    }
    return written
  }
}
