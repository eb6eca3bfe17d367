import PlumblineDifference
import PlumblineEngine

/// What a comparison found, with how many patients each change touches.
struct DiffReport {
  /// How many of a row of patients are touched.
  struct Counted {
    /// `cohort`, `ledger`.
    var name: String
    /// What is numbered in it: a line, a record.
    var unit: String
    var census: Census

    func words(_ change: AnswerChange) -> String { words(census.counts[change] ?? 0) }

    /// `12 of 500 in the cohort (2.4 %)`.
    func words(_ count: Int) -> String {
      "\(count) of \(census.patients) in the \(name)" + (census.patients > 0 ? " (\(percent(count)) %)" : "")
    }

    /// With one digit behind the point, rounded half up.
    func percent(_ count: Int) -> String {
      let tenths = (count * 2000 + census.patients) / max(2 * census.patients, 1)
      return "\(tenths / 10).\(tenths % 10)"
    }
  }

  let difference: GuidelineDifference
  let names: (old: String, new: String)
  var cohort: Counted?
  var history: Counted?

  var counted: [Counted] { [cohort, history].compactMap { $0 } }

  /// Whether the command may end well.
  func passes(version requiresVersion: Bool, change isChangeRefused: Bool) -> Bool {
    if requiresVersion, difference.versions.contains(where: { !$0.isEnough }) { return false }
    return !isChangeRefused || difference.verdict == .noAnswerChanges
  }
}
