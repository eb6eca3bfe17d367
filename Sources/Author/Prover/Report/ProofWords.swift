internal import PlumblineJSON
package import PlumblineText

extension ProofOutcome.Verdict {
  /// The patients that it shows.
  var witness: Witness? {
    switch self {
    case .refuted(let witness), .reported(let witness?), .meant(let witness, _), .defect(let witness),
      .scriptFails(_, let witness):
      witness
    case .proved, .reported(nil), .idle, .ofNobody, .undecided, .opaque: nil
    }
  }

  /// Its name in JSON.
  var word: String {
    switch self {
    case .proved: "proved"
    case .refuted: "counterexample"
    case .reported: "told"
    case .meant: "meant"
    case .idle: "never-matters"
    case .ofNobody: "of-nobody"
    case .undecided: "not-decided"
    case .opaque: "opaque"
    case .scriptFails: "script-fails"
    case .defect: "defect"
    }
  }
}

extension ProofOutcome {
  /// The verdict in a few words, for other reports.
  package var brief: String {
    switch verdict {
    case .proved(let scripts): scripts.isEmpty ? "proved" : "proved, whatever its scripts answer"
    case .refuted: "not kept: `plumbline prove` shows for which patients"
    case .ofNobody: "it covers no legal patient"
    case .opaque: "depends on a script, which cannot be analysed"
    case .undecided: "not decided in the time allowed"
    case .scriptFails: "a script fails for a patient: `plumbline prove` shows which and for whom"
    case .reported, .meant, .idle, .defect: "see `plumbline prove`"
    }
  }
}

extension Z3.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .absent:
      "proving needs Z3, and there is no program z3 on the search path; install it (Debian: apt install z3)"
    case .cannotRun(let reason): "cannot run z3: \(reason)"
    }
  }
}

extension Z3 {
  /// The solver as an item of an overview: its name and path, or why there is none.
  package static func overview() async -> OverviewItem {
    do throws(Failure) {
      let version = try await version()
      let path = try await path()
      return OverviewItem(
        .ok, "\(version), at \(path)",
        [JSONMember("solver", .string(version)), JSONMember("path", .string(path))])
    } catch {
      return OverviewItem(.warn, error.description, [JSONMember("solver", .null)])
    }
  }
}
