import Glibc
import PlumblineInterchange
import PlumblineJSON
import PlumblineProver

/// Counterexamples as profiles in a folder, one file for each patient.
struct WitnessFiles {
  var folder: String

  /// Writes them; returns the paths by question.
  func write(_ report: ProofReport) throws(Fault) -> [Int: [String]] {
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
      throw Fault(.cannotCreate, "cannot create \(folder): \(String(cString: strerror(errno)))")
    }
    var written: [Int: [String]] = [:]
    for (index, outcome) in report.outcomes.enumerated() {
      guard let witness = outcome.verdict.witness else { continue }
      for (place, profile) in witness.profiles.enumerated() {
        let suffix = witness.profiles.count == 1 ? "" : place == 0 ? "-first" : "-second"
        let path = "\(folder)/\(outcome.question.name)\(suffix).json"
        var file = try AnswerFile(path)
        try file.write(report.profile(profile).canonical + [10])
        try file.finish()
        written[index, default: []].append(path)
      }
    }
    return written
  }
}

extension ProofOutcome.Verdict {
  /// The patients that it shows.
  var witness: Witness? {
    switch self {
    case .refuted(let witness), .told(let witness?), .meant(let witness, _), .defect(let witness): witness
    case .proved, .told(nil), .idle, .ofNobody, .undecided, .opaque: nil
    }
  }

  /// Its name in JSON.
  var word: String {
    switch self {
    case .proved: "proved"
    case .refuted: "counterexample"
    case .told: "told"
    case .meant: "meant"
    case .idle: "never-matters"
    case .ofNobody: "of-nobody"
    case .undecided: "not-decided"
    case .opaque: "opaque"
    case .defect: "defect"
    }
  }
}
