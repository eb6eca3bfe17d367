import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON

/// A profile in a file, read by the vocabulary in force.
enum ProfileFile {
  /// - Parameter showValues: whether problems are told with the values that were found.
  static func read(_ path: String, _ guideline: Guideline, showValues: Bool) throws(Fault) -> Profile {
    let text = try Input.read(path, limit: ProfileReader.limits.bytes)
    do {
      return try ProfileReader(guideline.vocabulary).read(text)
    } catch {
      throw Fault(
        .badInput, told(error, "the profile cannot be read") { showValues ? $0.shown : $0.description })
    }
  }

  /// A failure with its problems, a line each.
  ///
  /// - Parameter isLookedAt: whether stops were found true in it all the same.
  static func told(
    _ failure: ProfileFailure, _ what: String, isLookedAt: Bool = false, _ line: (ProfileProblem) -> String
  ) -> String {
    let count = failure.problems.count
    let rest = isLookedAt ? "nothing but its stops was evaluated" : "nothing was evaluated"
    return "\(what) (\(count) \(count == 1 ? "problem" : "problems")); \(rest)\n"
      + failure.problems.map(line).joined(separator: "\n")
  }
}
